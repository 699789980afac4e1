"""One row of a batch as its head reads it: what was typed beside the pictures, what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from sayeban.accounts.public import user_names
from sayeban.country.jalali import long_form
from sayeban.design.parts import Tone
from sayeban.exemptions import rules
from sayeban.exemptions.pages.bills import BillShown, bills_shown
from sayeban.exemptions.pages.checks import CheckShown, checks_shown
from sayeban.exemptions.pages.counter.said import counter_sentence
from sayeban.exemptions.reads.batch_rows import BatchRow, Rank
from sayeban.exemptions.reads.changes import FieldChange
from sayeban.exemptions.reads.counter import CounterSaid, answers_of
from sayeban.exemptions.reads.flags import flag_sentences
from sayeban.exemptions.words import (
    field_label,
    missing_label,
    value_label,
)
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels


@dataclass(frozen=True, slots=True)
class Mark:
    """One word beside a name, such as «نادرست در نمونه»."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row. `notes` are sentences for the head: flags, samples, what other offices answered."""

    key: str
    href: str
    full_name: str
    national_id: str
    state: str
    unit: str
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]
    checks: tuple[CheckShown, ...]
    facts: tuple[tuple[str, str], ...]
    bills: tuple[BillShown, ...]
    seen_at: datetime | None
    changes: tuple[str, ...]
    returned_reason: str


def rows_shown(code: str, rows: Sequence[BatchRow]) -> tuple[RowShown, ...]:
    """The rows of one page."""
    labels = unit_labels({row.unit for row in rows})
    names = user_names({row.collected_by for row in rows if row.collected_by})
    counter = answers_of([row.id for row in rows])
    flags = flag_sentences({row.id: [f for f in row.flags if f != "incomplete"] for row in rows})
    return tuple(_row(code, row, labels, names, flags[row.id], counter.get(row.id)) for row in rows)


def in_words(change: FieldChange) -> str:
    """«شناسهٔ قبض گاز: از «…» به «…»»."""
    label = field_label(change.field, change.utility)
    old, new = value_label(change.field, change.old), value_label(change.field, change.new)
    return f"{label}: از «{old or 'خالی'}» به «{new or 'خالی'}»"


def _row(
    code: str,
    row: BatchRow,
    labels: Mapping[Unit, str],
    names: Mapping[int, str],
    flags: Sequence[str],
    counter: CounterSaid | None,
) -> RowShown:
    said = (counter_sentence(counter),) if counter else ()
    return RowShown(
        str(row.key),
        reverse("campaign_row", args=[code, row.key]),
        row.full_name or "بدون نام",
        row.national_id,
        rules.STATE_LABELS[rules.State(row.state)],
        labels[row.unit],
        (*_marks(row), *_counter_mark(counter)),
        (*_lacks(row), *flags, *said),
        checks_shown(code, row.key, row.checks),
        _facts(row, names.get(row.collected_by or 0, "")),
        tuple(bills_shown(code, row.key, row.bills, row.pictures)),
        row.seen_at,
        tuple(in_words(change) for change in row.changes),
        row.returned_reason,
    )


def _marks(row: BatchRow) -> Iterable[Mark]:
    if row.rank == Rank.WRONG:
        yield Mark("نادرست در بررسی موردی", "bad")
    elif any(check.is_right for check in row.checks):
        yield Mark("درست در بررسی موردی", "ok")
    if row.is_suspected:
        yield Mark("ظن تخلف بررسی‌نشده", "bad")
    if row.rank == Rank.FAULT:
        yield Mark("خطا", "warn")
    if row.changes:
        yield Mark("تغییرکرده", "info")
    elif row.seen_at:
        yield Mark("پیش‌تر دیده‌اید", "mute")


def _counter_mark(said: CounterSaid | None) -> Iterable[Mark]:
    """An answer about a bill that was corrected since is told in its sentence alone."""
    if said and said.answer == "wrong" and not said.is_earlier:
        yield Mark("نادرست در بررسی پیشخوان", "bad")


def _lacks(row: BatchRow) -> Iterable[str]:
    if row.missing and row.state != rules.State.UNCOLLECTABLE:
        yield f"ندارد: {'، '.join(map(missing_label, row.missing))}"


def _facts(row: BatchRow, collector: str) -> tuple[tuple[str, str], ...]:
    known = (
        ("نشانی", row.address),
        ("موقعیت مکانی", rules.LOCATIONS.get(row.location, "")),
        ("وضعیت مالکیت", rules.TENURES.get(row.tenure, "")),
        ("پایان اجاره", long_form(row.tenancy_end) if row.tenancy_end else ""),
        ("دلیل نبود اطلاعات", rules.NO_DATA_REASONS.get(row.no_data_reason, "")),
        ("گردآورنده", collector),
    )
    return tuple((label, value) for label, value in known if value)
