"""Another look that is asked for at a case which ended with no."""

from collections.abc import Collection, Iterable
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
    """What the client reads of one; `answer` is empty before it.

    `text` is what he said, empty where a datum was corrected: it may be another's of his household.
    """

    why: str
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
    """Those of his case, the newest first, within the scope of the running look."""
    found = Review.objects.filter(case_id=case_id).order_by("-id")
    columns = ("at", "due_on", "state", "decided_at", "answer")
    return tuple(
        OwnReview(why, text if why == "asked" else "", *row)
        for why, text, *row in found.values_list("why", "text", *columns)
    )


def may_ask(result: str, reviews: Iterable[OwnReview | ReviewRow]) -> bool:
    """Whether a client may ask, with what there is of his case."""
    states = [each.state for each in reviews if each.why == "asked"]
    return result in SAYS_NO and "open" not in states and len(states) < MOST_REVIEWS


def had_a_hand(actor: Actor, case: Case) -> bool:
    """Whether the actor recorded an outcome of the case since it was last opened: another one
    answers whether the result was right."""
    return case.pk in _with_a_hand(actor, [case])


def _with_a_hand(actor: Actor, cases: Collection[Case]) -> set[int]:
    """The numbers of those in which he had one."""
    began = {case.pk: case.reopened_at or case.opened_at for case in cases}
    eyes = {case.pk: actor.eyes(unit_of(case)) for case in cases}
    found = Event.objects.filter(case__in=began, what__in=["advanced", "closed"]).order_by("id")
    return {
        case
        for case, user, at in found.values_list("case", "actor", "at")
        if at >= began[case] and eyes[case].saw(user, at)
    }


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
    """Cases that wait for him as the head of a unit, within the running look; None for none.

    Those in which he had a hand himself he leaves to others.
    """
    if not actor.posts & SUPERVISORS:
        return None
    found = Review.objects.filter(state="open").select_related("case").order_by("id")
    waiting = {each.case_id: each for each in reversed(found[: COUNTED + 1])}
    his = _with_a_hand(actor, [each.case for each in waiting.values()])
    dues = [
        each.due_on
        for case, each in waiting.items()
        if case not in his and actor.reaches(SUPERVISORS, unit_of(each.case))
    ]
    return Undecided(len(dues), sum(due < today for due in dues), min(dues)) if dues else None
