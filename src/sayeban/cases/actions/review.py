"""A case that ended with no is looked at once more: asked for, and answered by somebody else."""

from collections.abc import Collection
from datetime import datetime

from sayeban.cases.actions.finding import case_in_reach, place_of
from sayeban.cases.actions.telling import tell
from sayeban.cases.models import Case, Event, Review
from sayeban.cases.reads.promises import working_day
from sayeban.cases.reads.reviews import had_a_hand
from sayeban.cases.refusals_review import (
    ReviewAnswerMissing,
    ReviewEmpty,
    ReviewNone,
    ReviewNotDue,
    ReviewOften,
    ReviewOwn,
    ReviewStanding,
    ReviewUnknown,
)
from sayeban.cases.rules import (
    HEADQUARTERS,
    MOST_REVIEWS,
    OPENERS,
    REVIEW_DAYS,
    SAYS_NO,
    SUPERVISORS,
)
from sayeban.country.jalali import long_form
from sayeban.country.today import today_of
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@action("cases.ask_review", posts=OPENERS, operator=True, about=("case_id",))
def ask_review(*, actor: Actor, at: datetime, case_id: int, text: str) -> int:
    """Take down that a client wants another look, with what he says; its key.

    Refuses case.unknown, access.denied, review.empty, review.not_due, review.standing and
    review.too_often.
    """
    return _ask(actor, at, case_in_reach(case_id, actor, OPENERS), text)


@action("cases.ask_own_review", citizens=True, about=("case_id",))
def ask_own_review(*, actor: Actor, at: datetime, case_id: int, text: str) -> int:
    """The same from his own page. Refuses review.unknown and the same of review."""
    own = Case.objects.filter(pk=case_id, person_id=actor.person_id or 0)
    # Asked with his own eyes first: row-level security shows him no other's.
    if not own.exists():
        raise ReviewUnknown
    with nationwide():
        return _ask(actor, at, own.select_for_update().get(), text)


@action("cases.keep_result", posts=SUPERVISORS | HEADQUARTERS, operator=True, about=("case_id",))
def keep_result(*, actor: Actor, at: datetime, case_id: int, answer: str) -> None:
    """The result stays: the answer goes to the client, whatever asked for the look.

    Not by who recorded an outcome of it since it was last opened. Refuses case.unknown,
    access.denied, review.none, review.own and review.answer_missing.
    """
    case = case_in_reach(case_id, actor, SUPERVISORS | HEADQUARTERS)
    waiting = Review.objects.filter(case=case, state="open")
    if not waiting.exists():
        raise ReviewNone
    if actor.kind == "user" and had_a_hand(actor, case):
        raise ReviewOwn
    if not answer.strip():
        raise ReviewAnswerMissing
    waiting.update(state="kept", decided_at=at, decided_by=actor.user_id, answer=answer.strip())
    _note(actor, at, case, what="review_kept", reason=answer.strip())
    tell(at, "cases.review_kept", [(case.pk, f"{case.pk}/{at.isoformat()}", None)])


def end_reviews(cases: Collection[int], actor: Actor, at: datetime) -> None:
    """Inside a running command: the cases go on, so nothing more has to be answered."""
    waiting = Review.objects.filter(case__in=cases, state="open")
    waiting.update(state="reopened", decided_at=at, decided_by=actor.user_id)


def open_review(actor: Actor, at: datetime, case: Case, why: str, text: str) -> int:
    """Inside a running command, of a locked case that has none of this kind open; its key."""
    due_on = working_day(case.province, today_of(at), REVIEW_DAYS)
    review = Review.objects.create(
        case=case, why=why, text=text, at=at, by=actor.user_id, due_on=due_on, **place_of(case)
    )
    return review.pk


def _ask(actor: Actor, at: datetime, case: Case, text: str) -> int:
    if case.result not in SAYS_NO:
        raise ReviewNotDue
    asked = Review.objects.filter(case=case, why="asked")
    due = asked.filter(state="open").values_list("due_on", flat=True).first()
    if due is not None:
        raise ReviewStanding(due=long_form(due))
    if asked.count() >= MOST_REVIEWS:
        raise ReviewOften(most=MOST_REVIEWS)
    if not text.strip():
        raise ReviewEmpty
    _note(actor, at, case, what="review_asked", reason=text.strip())
    return open_review(actor, at, case, "asked", text.strip())


def _note(actor: Actor, at: datetime, case: Case, *, what: str, reason: str) -> None:
    Event.objects.create(
        case=case, at=at, actor=actor.user_id, what=what, reason=reason, **place_of(case)
    )
