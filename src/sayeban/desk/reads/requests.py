"""What a clerk tells a visitor: known requests, services by his words, how long, what to bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sayeban.cases.public import (
    FRESH,
    RESULTS,
    PaperAsked,
    ServiceUnknown,
    Tracked,
    cases_of,
    papers_asked,
    promise,
    service,
    services,
)
from sayeban.country.today import today_of
from sayeban.desk.reads.desks import DeskFacts
from sayeban.forms.public import SubmissionFile, submissions_of
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.people.public import PersonFile

_GUIDANCE: Final = "راهنمایی"

TURNS: Final[Mapping[str, str]] = {
    "own": "نوبت سازمان است",
    "external": "منتظر پاسخ دستگاه دیگر",
    "applicant": "نوبت خود اوست",
    "paused": "متوقف است",
}


@dataclass(frozen=True, slots=True)
class Known:
    """One request of this person: the visitor need not be sent round again."""

    case_id: int
    title: str
    tracking_no: str
    opened_on: date
    promised_on: date
    state: str
    is_open: bool
    turn: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One service as it would be promised today. `days` and the rest are working days.

    `eight_of_ten`: within so many days eight of ten such cases were over; None where too few
    were closed to say so. `documents` are those that are asked of this person, `filled` is his
    form of this service.
    """

    code: str
    title: str
    legal_basis: str
    form: str
    days: int
    on: date
    eight_of_ten: int | None
    documents: tuple[PaperAsked, ...]
    filled: SubmissionFile | None


@dataclass(frozen=True, slots=True)
class Slip:
    """One request as a visitor takes it home; nobody's name is in it.

    `missing` are documents still to be brought, `form` is what he fills himself, "" for nothing.
    """

    number: int
    title: str
    tracking_no: str
    opened_on: date
    promised_on: date
    promised_days: int
    eight_of_ten: int | None
    missing: tuple[str, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A service in the list."""

    code: str
    title: str


def place_of(person: PersonFile, unit: Unit) -> Unit:
    """The unit that a case of this person will belong to."""
    return unit.narrowed(person.unit)


def known_requests(person_id: int) -> list[Known]:
    """The requests of a person, the open ones first."""
    return [_known(each) for each in cases_of(person_id)]


def _known(each: Tracked) -> Known:
    is_open = each.closed_on is None
    state = TURNS.get(each.turn, "") if is_open else RESULTS.get(each.result, "")
    return Known(
        each.case_id,
        each.title,
        each.tracking_no,
        each.opened_on,
        each.promised_on,
        state,
        is_open,
        each.turn,
    )


def choices(words: str, desk: DeskFacts) -> list[Choice]:
    """The services that take requests at a desk now, by the words that people use."""
    offered = services(words, offered_only=True)
    return [Choice(each.code, each.title) for each in offered if desk.takes(each.code)]


def guides(desk: DeskFacts) -> list[Choice]:
    """What is offered to somebody whose words fit nothing: the service that tells the way."""
    return choices(_GUIDANCE, desk)[:1]


def offer(code: str, person: PersonFile, unit: Unit, at: datetime) -> Offer:
    """One service for a person at a desk of `unit`; refuses service.unknown and service.retired.

    What his form answers, also one half filled, says at once which documents are asked of him.
    """
    document = service(code).document
    told = promise(code, place_of(person, unit), today_of(at))
    filled = filled_form(person.person_id, document.form, at) if document.form else None
    return Offer(
        code,
        document.title,
        document.legal_basis,
        document.form or "",
        told.days,
        told.on,
        told.p80,
        papers_asked(document.documents, person.person_id, filled),
        filled,
    )


def expected_range(code: str, unit: Unit, day: date) -> int | None:
    """Within how many working days eight of ten such cases were over; None where nobody can say."""
    try:
        return promise(code, unit, day).p80
    except Refusal:  # a service that is offered no more promises nothing
        return None


def filled_form(person_id: int, form: str, at: datetime) -> SubmissionFile | None:
    """His newest filling of a form: a draft, or one that was submitted lately; None for neither."""
    for each in submissions_of(person_id):
        if each.version.form.code != form:
            continue
        if each.submitted_at is None or each.submitted_at > at - FRESH:
            return each
        return None
    return None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to bring; `note` says when it can be left at home, "" for never."""

    title: str
    note: str


def papers_of(code: str) -> tuple[Paper, ...]:
    """What a visitor brings along for a service; nothing for one that nobody offers any more."""
    try:
        document = service(code).document
    except ServiceUnknown:
        return ()
    return tuple(Paper(d.title, _when(d.required, d.when is None)) for d in document.documents)


def _when(required: bool, always: bool) -> str:
    if not required:
        return "اختیاری"
    return "" if always else "اگر از شما خواسته شود"


def titles() -> dict[str, str]:
    """The titles of all services by code."""
    return {each.code: each.title for each in services() if each.number}
