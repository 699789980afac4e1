"""An agreement as pages show it: its state, its steps, its feeds, the company's programs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sayeban.accounts.public import CallRow, ProgramRow, calls_of, programs_of, user_names
from sayeban.design.parts import Tone
from sayeban.exemptions import rights
from sayeban.exemptions.pages.companies.form import ReadyForm
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.exemptions.reads.feeds import FeedState, feed_states
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.refusals import refusal_sentence
from sayeban.organisations.public import (
    COLUMN_LABELS,
    STATE_LABELS,
    AgreementFacts,
    provinces,
)
from sayeban.runtime.actor import Actor

STATE_TONES: Final[dict[str, Tone]] = {
    "proposed": "info",
    "not_ready": "warn",
    "ready": "s1",
    "delivering": "s0",
    "acknowledged": "ok",
    "expired": "bad",
    "ended": "mute",
}
"""Keys are those of STATE_LABELS."""
OPERATIONS: Final = {
    "list_feeds": "فهرست خوراک‌ها",
    "list_changes": "خواندن تغییرها",
    "one_exemption": "یک معافیت",
    "lookup": "جستجوی شناسهٔ قبض",
    "post_receipts": "فرستادن رسید",
    "post_consumption": "فرستادن مصرف",
    "post_notices": "فرستادن خبر",
    "list_open_receipts": "فهرست رسیدهای مانده",
    "snapshot": "فهرست کامل خوراک",
    "snapshot_file": "فایل فهرست کامل",
    "one_job": "پیگیری یک فایل",
}
_PRODUCT: Final = "سامانه"
_OK: Final = 400


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement in words."""

    id: int
    company: str
    code: str
    utility: str
    publisher: str
    provinces: str
    columns: str
    contact_name: str
    contact_phone: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step that was taken; `text` is what it rests on."""

    title: str
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One province of the agreement; figures of a feed that nothing entered yet are zeros."""

    province: str
    feed_id: str
    standing: int
    applied: int
    rejected: int
    waiting: int


@dataclass(frozen=True, slots=True)
class CallShown:
    """A call in words. `problem` is the sentence that the program was told."""

    at: datetime
    client_id: str
    operation: str
    status: str
    tone: Tone
    problem: str
    rows: int


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement. `awaits_other`: somebody else must put it into force."""

    agreement: AgreementShown
    legal_basis: str
    purpose: str
    starts: date
    ends: date | None
    steps: tuple[StepShown, ...]
    feeds: tuple[FeedLine, ...]
    programs: tuple[ProgramRow, ...]
    calls: tuple[CallShown, ...]
    ready: ReadyForm
    may_activate: bool
    awaits_other: bool
    may_declare: bool
    may_end: bool


def in_words(found: Collection[AgreementFacts]) -> list[AgreementShown]:
    """Agreements with the names of what they are about."""
    places = {each.code: each.name for each in provinces()}
    institutions = publishers()
    return [
        AgreementShown(
            each.id,
            each.company_name,
            each.company,
            UTILITY_LABELS[each.utility],
            institutions.get(each.publisher, each.publisher),
            "، ".join(places.get(code, code) for code in each.provinces),
            "، ".join(COLUMN_LABELS[name] for name in each.columns),
            each.contact_name,
            each.contact_phone,
            STATE_LABELS[each.state],
            STATE_TONES[each.state],
        )
        for each in found
    ]


def agreement_page(
    actor: Actor, found: AgreementFacts, at: datetime, ready: ReadyForm
) -> AgreementPage:
    """Everything about one agreement, and the forms of the steps that are possible now."""
    proposed = found.state == "proposed"
    own = actor.eyes().saw(found.proposed_by, found.proposed_at)
    may_activate = proposed and not own and bool(actor.posts & rights.DEPUTY)
    return AgreementPage(
        in_words([found])[0],
        found.legal_basis,
        found.purpose,
        found.starts,
        found.ends,
        _steps(found),
        feed_lines(found, at),
        tuple(programs_of(found.utility, found.company, at)),
        tuple(call_shown(each) for each in calls_of(found.utility, found.company)),
        ready,
        may_activate,
        proposed and not may_activate,
        bool(found.activated_at) and not found.ready_at and not found.ended_at,
        not found.ended_at,
    )


def _steps(found: AgreementFacts) -> tuple[StepShown, ...]:
    """What was done, the newest first."""
    people = (found.proposed_by, found.activated_by, found.ready_by, found.ended_by)
    names = user_names({number for number in people if number is not None})
    taken = (
        ("پایان یافت", found.ended_at, found.ended_by, found.end_reason),
        ("نخستین رسید شرکت", found.acknowledged_at, None, ""),
        ("نخستین دریافت شرکت", found.delivering_at, None, ""),
        ("آمادگی شرکت ثبت شد", found.ready_at, found.ready_by, found.ready_note),
        ("نافذ شد", found.activated_at, found.activated_by, ""),
        ("پیشنهاد شد", found.proposed_at, found.proposed_by, ""),
    )
    return tuple(
        StepShown(title, at, names.get(by or 0, _PRODUCT), text)
        for title, at, by, text in taken
        if at
    )


def feed_lines(found: AgreementFacts, at: datetime) -> tuple[FeedLine, ...]:
    """The feeds of an agreement with their figures."""
    known = {
        each.feed_id: each for each in feed_states(at, utility=found.utility, company=found.company)
    }
    names = {each.code: each.name for each in provinces()}
    return tuple(
        _line(names.get(province, province), feed_id, known.get(feed_id))
        for province in found.provinces
        for feed_id in (found.feed(province),)
    )


def _line(province: str, feed_id: str, found: FeedState | None) -> FeedLine:
    if found is None:
        return FeedLine(province, feed_id, 0, 0, 0, 0)
    figures = (found.standing, found.applied, found.rejected, found.waiting)
    return FeedLine(province, feed_id, *figures)


def call_shown(call: CallRow) -> CallShown:
    """A call in words."""
    return CallShown(
        call.at,
        call.client_id,
        OPERATIONS.get(call.operation, call.operation),
        str(call.status),
        "ok" if call.status < _OK else "bad",
        refusal_sentence(call.problem) if call.problem else "",
        call.rows,
    )
