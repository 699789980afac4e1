"""One contest as a page shows it, and what the visitor may do with it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.design.parts import Tone
from sayeban.facts.pages.contests.form import DecideForm
from sayeban.facts.reads.contests import Contested, contested
from sayeban.facts.reads.receivers import Got, receivers_of
from sayeban.facts.refusals_contest import ContestUnknown
from sayeban.facts.rights import CONTESTERS, DECIDERS, OVERRULERS, sees_sensitive
from sayeban.facts.rules import RECEIVERS, STATES
from sayeban.facts.wording import HIDDEN, STATE_TONES, said, source
from sayeban.organisations.public import unit_label
from sayeban.runtime.doors import Visit


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to the contest."""

    title: str
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class ReceiverLine:
    """One who used the value that was wrong, and whether it has the right one."""

    title: str
    kind: str
    purpose: str
    received_on: date
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class ContestPage:
    """One contest, and what this visitor may do with it. Addresses are "" where there is none."""

    id: int
    label: str
    file_href: str
    unit: str
    state: str
    tone: Tone
    late: bool
    due_on: date
    is_open: bool
    value: str
    source: str
    as_of: date
    claimed: str
    reason: str
    document_href: str
    owner: str
    course: tuple[Step, ...]
    own_eyes: bool
    receivers: tuple[ReceiverLine, ...]
    is_accepted: bool
    may_refer: bool
    may_decide: bool
    may_withdraw: bool
    missing: tuple[str, ...]
    form: DecideForm
    problem: str = ""


def found_contest(request: Visit, number: int) -> Contested:
    """The contest, with the look recorded; 404 outside the visitor's places."""
    try:
        found = contested(number, today_of(timezone.now()))
    except ContestUnknown as unknown:
        raise Http404 from unknown
    look(
        user_id=request.actor.user_id,
        purpose="welfare",
        subject="facts.contest",
        subject_id=str(found.person_id),
        rows=1,
    )
    return found


def is_hidden(request: Visit, found: Contested) -> bool:
    """Whether the datum is too sensitive for the visitor."""
    return found.fact.sensitive and not sees_sensitive(request.actor, found.unit)


def contest_page(request: Visit, number: int, form: DecideForm, problem: str = "") -> ContestPage:
    """What the visitor sees; 404 outside his places."""
    found = found_contest(request, number)
    actor, type_, hidden = request.actor, found.fact.type, is_hidden(request, found)
    decides = found.is_open and actor.reaches(DECIDERS, found.unit)
    own = actor.eyes(found.unit).saw(found.opened_by, found.opened_at)
    shows = found.document_id and not hidden
    return ContestPage(
        id=found.id,
        label=found.fact.label,
        file_href=reverse("welfare_file", args=[found.person_id]),
        unit=unit_label(found.unit),
        state=STATES[found.state],
        tone=STATE_TONES[found.state],
        late=found.late,
        due_on=found.due_on,
        is_open=found.is_open,
        value=HIDDEN if hidden else said(type_, found.value),
        source=source(found.fact, found.origin, found.register),
        as_of=found.as_of,
        claimed=HIDDEN if hidden else said(type_, found.claimed),
        reason=HIDDEN if hidden else found.reason,
        document_href=reverse("contest_document", args=[number]) if shows else "",
        owner=found.fact.owner,
        course=_course(found),
        own_eyes=decides and own,
        receivers=tuple(map(_receiver, receivers_of(found.id))),
        is_accepted=found.state == "accepted",
        may_refer=decides and found.state == "open" and bool(found.fact.owner),
        may_decide=decides and not own,
        missing=_missing(found, may_overrule=actor.reaches(OVERRULERS, found.unit))
        if decides
        else (),
        may_withdraw=found.is_open and actor.reaches(CONTESTERS, found.unit),
        form=form,
        problem=problem,
    )


def _missing(found: Contested, *, may_overrule: bool) -> tuple[str, ...]:
    """What still stands between an open contest and a decision for the person."""
    if not found.of_register:
        return ()
    owner = found.fact.owner
    lacks = {
        f"پرسش از {owner} هنوز ثبت نشده است.": found.state == "open",
        f"پاسخ {owner} یا نام مدرکی که دیده شد، همراه تصمیم نوشته می‌شود.": not found.document_id,
        "تصمیم به سود فرد با رئیس شهرستان، استان یا ستاد است.": not may_overrule,
    }
    return tuple(said for said, is_lacking in lacks.items() if is_lacking)


def _receiver(got: Got) -> ReceiverLine:
    return ReceiverLine(got.title, RECEIVERS[got.kind], got.purpose, got.received_on, got.told_at)


def _course(found: Contested) -> tuple[Step, ...]:
    """The newest first."""
    names = user_names({each for each in (found.opened_by, found.decided_by) if each})
    steps = [Step("ثبت اعتراض", found.opened_at, names.get(found.opened_by or 0, "خود فرد"), "")]
    if found.referred_at:
        steps.append(Step("پرسش از صاحب داده", found.referred_at, found.referred_to, ""))
    if found.decided_at:
        by = names.get(found.decided_by or 0, "سامانه")
        seen = f" ({found.evidence})" if found.evidence else ""
        steps.append(Step(STATES[found.state], found.decided_at, by, f"{found.answer}{seen}"))
    return tuple(reversed(steps))
