"""What companies sent back to a unit: which meter, why, since when, what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.filters import jdatetime
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Pager, Tone
from sayeban.design.sorting import address, pager
from sayeban.exemptions import rights
from sayeban.exemptions.pages.corrections.form import STATES, CorrectionFilter
from sayeban.exemptions.pages.states import row_state
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.corrections import (
    OPEN,
    SentBack,
    Sought,
    correction_counts,
    corrections_of,
)
from sayeban.exemptions.rules_correction import HOWS, WORDS
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.organisations.public import unit_labels
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.sheets.public import answer_workbook, write_tables

_HEADS: Final = ("خانوار", "شرکت", "سخن شرکت", "از", "وضعیت", "واحد")
_TONES: Final[dict[str, Tone]] = {"amended": "ok", "accepted": "ok", "ended": "mute"}


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One thing that a company sent back. `words` are ours for its reason, `message` its own.

    `state` is where the row stands, or what became of it.
    """

    href: str
    full_name: str
    company: str
    utility: str
    words: str
    message: str
    new_bill_id: str
    opened_at: datetime
    state: str
    tone: Tone
    unit: str


@dataclass(frozen=True, slots=True)
class CorrectionCount:
    """How many are in a state; the link shows them."""

    label: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """The list of a unit; `any`: there was ever one."""

    head: UnitHead
    counts: tuple[CorrectionCount, ...]
    form: CorrectionFilter
    heads: tuple[Column, ...]
    lines: tuple[CorrectionLine, ...]
    pager: Pager
    xlsx: str

    @property
    def any(self) -> bool:
        """Whether a company ever sent something back here."""
        return bool(self.counts)


@door(rights.STAFF)
def corrections(request: Visit, code: str, unit: str) -> HttpResponse:
    """برگشتی‌های شرکت‌ها."""
    head = unit_head(request.actor, code, unit, timezone.now())
    campaign = campaign_by_code(code).pk
    form, sought = _filter(request, head)
    after = row_id(request.GET.get("after", ""))
    found, more = corrections_of(campaign, head.unit, sought, after=after)
    _record(request, head, len(found), "collect")
    here = reverse("campaign_corrections", args=[code, head.text])
    asked = {name: value for name in form.fields if (value := form.data.get(name))}
    following = found[-1].id if more else 0
    page = CorrectionsPage(
        head=head,
        counts=_counts(campaign, head, here),
        form=form,
        heads=tuple(map(Column, _HEADS)),
        lines=tuple(_lines(code, found)),
        pager=pager(here, asked, first=after == 0, following=following, shown=len(found)),
        xlsx=address(reverse("campaign_corrections_xlsx", args=[code, head.text]), asked),
    )
    return render(request, "exemptions/corrections.jinja", page)


@door(rights.STAFF)
def as_workbook(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """The filtered list as a workbook."""
    head = unit_head(request.actor, code, unit, timezone.now())
    _, sought = _filter(request, head)
    found, _ = corrections_of(campaign_by_code(code).pk, head.unit, sought, limit=None)
    heads = ("خانوار", "شرکت", "انشعاب", "سخن شرکت", "توضیح شرکت", "شناسهٔ قبض تازه", *_HEADS[3:])
    rows = [
        (
            line.full_name, line.company, line.utility, line.words, line.message,
            line.new_bill_id, jdatetime(line.opened_at), line.state, line.unit,
        )
        for line in _lines(code, found)
    ]  # fmt: skip

    def write(path: Path) -> None:
        write_tables({"برگشتی‌های شرکت‌ها": (heads, rows)}, path)

    place = head.unit.centre or head.unit.county or head.unit.province or "hq"
    answer, _ = answer_workbook(f"corrections-{code}-{place}.xlsx", write)
    _record(request, head, len(found), "download")
    return answer


def _filter(request: Visit, head: UnitHead) -> tuple[CorrectionFilter, Sought]:
    form = CorrectionFilter(request.GET, utilities=head.campaign.utility_codes)
    if not form.is_valid():
        return form, Sought()
    asked = form.cleaned_data
    state = asked["state"] or OPEN
    return form, Sought(asked["utility"], asked["code"], "" if state == "all" else state)


def _counts(campaign: int, head: UnitHead, here: str) -> tuple[CorrectionCount, ...]:
    counts = correction_counts(campaign, head.unit)
    return tuple(
        CorrectionCount(label, address(here, {"state": state}), counts[state])
        for state, label in STATES.items()
        if counts.get(state)
    )


def _lines(code: str, found: Sequence[SentBack]) -> Iterable[CorrectionLine]:
    labels = unit_labels({each.unit for each in found})
    for each in found:
        state, tone = row_state(each.state, incomplete=each.incomplete)
        yield CorrectionLine(
            reverse("campaign_row", args=[code, each.key]),
            each.full_name or "بدون نام",
            each.company,
            UTILITY_LABELS[each.utility],
            WORDS[each.code],
            each.message,
            each.new_bill_id,
            each.opened_at,
            HOWS.get(each.how, state),
            _TONES.get(each.how, tone),
            labels[each.unit],
        )


def _record(request: Visit, head: UnitHead, rows: int, purpose: str) -> None:
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="exemptions.corrections",
        subject_id=f"{head.code}/{head.text}",
        rows=rows,
    )
