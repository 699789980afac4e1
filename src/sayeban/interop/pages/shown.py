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
    state, tone = _state(grant)
    return GrantLine(
        grant.client_id,
        grant.title,
        "، ".join(names[each] for each in grant.provinces),
        "، ".join(f"{len(named)} {kind}" for kind, named in kinds if named),
        grant.opened_at,
        state,
        tone,
    )


def _state(grant: GrantFile) -> tuple[str, Tone]:
    if grant.closed_at is not None:
        return "بسته", "mute"
    return ("باز", "ok") if grant.activated_at else ("در انتظار تأیید نفر دوم", "warn")


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
    """Who proposed it, who put it in force, and who closed it."""
    steps = (
        ("توافق پیشنهاد شد", grant.opened_at, grant.opened_by),
        ("توافق نافذ شد", grant.activated_at, grant.activated_by),
        ("توافق بسته شد", grant.closed_at, grant.closed_by),
    )
    names = user_names({by for _, _, by in steps if by})
    return tuple(StepLine(title, at, names.get(by or 0, "سامانه")) for title, at, by in steps if at)


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
