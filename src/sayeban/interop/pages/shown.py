"""An agreement with an institution in words: what it opens, its steps and its calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sayeban.accounts.public import CallRow, calls_of, user_names
from sayeban.cases.public import services
from sayeban.country.divisions import provinces
from sayeban.design.parts import Tone
from sayeban.facts.public import catalogue, purposes
from sayeban.forms.public import published
from sayeban.interop.reads.grants import GrantFile
from sayeban.kit.refusals import refusal_sentence

OPERATIONS: Final[Mapping[str, str]] = {
    "social_facts": "خواندن داده",
    "social_forms": "فهرست فرم‌ها",
    "social_form": "خواندن فرم",
    "social_begin": "آغاز فرم",
    "social_submission": "پیگیری فرم",
    "social_answers": "پاسخ به فرم",
    "social_submit": "فرستادن فرم",
    "social_open_case": "ثبت درخواست",
    "social_case": "پیگیری درخواست",
}
_REFUSED: Final = 400


@dataclass(frozen=True, slots=True)
class GrantLine:
    """An agreement in a list."""

    client_id: str
    title: str
    provinces: str
    opens: str
    opened_at: datetime
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """A purpose with its law; `stands`: it was not ended since."""

    title: str
    legal_basis: str
    stands: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """What was done with the agreement, and by whom."""

    title: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call; `problem` is the sentence of what was refused."""

    at: datetime
    operation: str
    status: int
    tone: Tone
    rows: int
    problem: str


def line_of(grant: GrantFile) -> GrantLine:
    """One row of the list."""
    names = {each.code: each.name for each in provinces()}
    kinds = (("داده", grant.facts), ("فرم", grant.forms), ("درخواست خدمت", grant.services))
    is_open = grant.closed_at is None
    return GrantLine(
        grant.client_id,
        grant.title,
        "، ".join(names[each] for each in grant.provinces),
        "، ".join(f"{len(named)} {kind}" for kind, named in kinds if named),
        grant.opened_at,
        "باز" if is_open else "بسته",
        "ok" if is_open else "mute",
    )


def purpose_lines(grant: GrantFile) -> tuple[PurposeLine, ...]:
    """Purposes of the agreement; one that was ended opens nothing any more."""
    standing = {each.key: each for each in purposes()}
    return tuple(
        PurposeLine(standing[key].title, standing[key].legal_basis, stands=True)
        if key in standing
        else PurposeLine(key, "", stands=False)
        for key in grant.purposes
    )


def fact_labels(grant: GrantFile) -> tuple[str, ...]:
    """Facts in words; one that was retired since stands with its key."""
    known = catalogue()
    return tuple(known[each].label if each in known else each for each in grant.facts)


def form_titles(grant: GrantFile) -> tuple[str, ...]:
    """Forms in words; one that is not published stands with its code."""
    found = {code: published(code) for code in grant.forms}
    return tuple(form.title if form else code for code, form in found.items())


def services_of(grant: GrantFile) -> tuple[str, ...]:
    """Services in words; one that nobody knows stands with its code."""
    known = {each.code: each.title for each in services()}
    return tuple(known.get(each, each) for each in grant.services)


def steps_of(grant: GrantFile) -> tuple[StepLine, ...]:
    """Who opened it, and who closed it."""
    names = user_names({each for each in (grant.opened_by, grant.closed_by) if each})
    by = {number: names.get(number or 0, "سامانه") for number in (grant.opened_by, grant.closed_by)}
    steps = [StepLine("توافق باز شد", grant.opened_at, by[grant.opened_by])]
    if grant.closed_at:
        steps.append(StepLine("توافق بسته شد", grant.closed_at, by[grant.closed_by]))
    return tuple(steps)


def call_lines(client_id: str) -> tuple[CallLine, ...]:
    """The latest calls of its program, the newest first."""
    return tuple(_call(each) for each in calls_of("", "", client_id))


def _call(row: CallRow) -> CallLine:
    is_refused = row.status >= _REFUSED
    return CallLine(
        row.at,
        OPERATIONS.get(row.operation, row.operation),
        row.status,
        "bad" if is_refused else "ok",
        row.rows,
        refusal_sentence(row.problem) if row.problem else "",
    )
