"""Another look that is asked for at a case which ended with no."""

from dataclasses import dataclass
from datetime import date, datetime

from sayeban.cases.models import Case, Event, Review
from sayeban.cases.reads.places import unit_of
from sayeban.cases.rules import MOST_REVIEWS, SAYS_NO, SUPERVISORS
from sayeban.facts.public import Undecided
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

COUNTED = 1000
"""Beyond this many nobody counts on."""
_PAGE = 50


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One of them. `why` and `state` are codes of rules.REVIEW_WHYS and REVIEW_STATES.

    `text` is what the client said, or the key of the fact that turned out wrong; `by` is None
    where it came from his own page or from the system.
    """

    id: int
    why: str
    text: str
    at: datetime
    by: int | None
    due_on: date
    state: str
    decided_at: datetime | None
    decided_by: int | None
    answer: str


@dataclass(frozen=True, slots=True)
class OwnReview:
    """What the client reads of one that he asked for; `answer` is empty before it."""

    text: str
    at: datetime
    due_on: date
    state: str
    decided_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class WaitingReview:
    """One that waits for an answer, in the list of a unit."""

    id: int
    case_id: int
    tracking_no: str
    service: str
    why: str
    at: datetime
    due_on: date
    unit: Unit


def reviews_of(case_id: int) -> tuple[ReviewRow, ...]:
    """Those of a case, the newest first."""
    found = Review.objects.filter(case_id=case_id).order_by("-id")
    columns = ("id", "why", "text", "at", "by", "due_on", "state", "decided_at", "decided_by")
    return tuple(ReviewRow(*row) for row in found.values_list(*columns, "answer"))


def own_reviews(case_id: int) -> tuple[OwnReview, ...]:
    """What the client asked for, the newest first, within the scope of the running look."""
    found = Review.objects.filter(case_id=case_id, why="asked").order_by("-id")
    columns = ("text", "at", "due_on", "state", "decided_at", "answer")
    return tuple(OwnReview(*row) for row in found.values_list(*columns))


def may_ask(result: str, states: list[str]) -> bool:
    """Whether a client may ask, with his earlier ones of these `states`."""
    return result in SAYS_NO and "open" not in states and len(states) < MOST_REVIEWS


def ended_by(case_id: int) -> tuple[int, datetime] | None:
    """Who of the staff ended a case, and when; None where the system did."""
    found = Event.objects.filter(case_id=case_id, what="closed").order_by("-id")
    actor, at = found.values_list("actor", "at").first() or (None, None)
    return (actor, at) if actor is not None and at is not None else None


def ended_himself(actor: Actor, case: Case) -> bool:
    """Whether the result is the actor's own: another one answers whether it was right."""
    ended = ended_by(case.pk)
    return ended is not None and actor.eyes(unit_of(case)).saw(*ended)


def reviews_waiting(after: int) -> tuple[list[WaitingReview], bool]:
    """A page of those that wait within the running look, the oldest first; whether more follow."""
    waiting = Review.objects.filter(state="open", pk__gt=after).select_related("case__service")
    found = list(waiting.order_by("id")[: _PAGE + 1])
    rows = [
        WaitingReview(
            each.pk,
            each.case_id,
            each.case.tracking_no,
            each.case.service.title,
            each.why,
            each.at,
            each.due_on,
            Unit.of_place(each.province, each.county, each.centre),
        )
        for each in found[:_PAGE]
    ]
    return rows, len(found) > _PAGE


def reviews_to_answer(actor: Actor, today: date) -> Undecided | None:
    """Those that wait for the head of a unit, within the running look; None where none waits."""
    if not actor.posts & SUPERVISORS:
        return None
    found = Review.objects.filter(state="open").order_by("id")
    dues = list(found.values_list("due_on", flat=True)[: COUNTED + 1])
    return Undecided(len(dues), sum(due < today for due in dues), min(dues)) if dues else None
