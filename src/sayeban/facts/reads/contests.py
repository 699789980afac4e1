"""Contests: the list of a unit, and one."""

from dataclasses import dataclass
from datetime import date, datetime

from sayeban.facts.conditions.tree import FactType
from sayeban.facts.conditions.tree import Value as FactValue
from sayeban.facts.conditions.values import read
from sayeban.facts.models import Contest
from sayeban.facts.reads.catalogue import CataloguedFact, catalogued
from sayeban.facts.refusals_contest import ContestUnknown
from sayeban.kit.units import Unit

PAGE = 50
_OPEN = ("open", "referred")


@dataclass(frozen=True, slots=True)
class Line:
    """One contest in a list; `state` a code."""

    id: int
    label: str
    state: str
    opened_at: datetime
    due_on: date
    late: bool
    unit: Unit


@dataclass(frozen=True, slots=True)
class Contested:
    """One contest with the value that it is about. Users are keys, None for who is none."""

    id: int
    person_id: int
    fact: CataloguedFact
    value: FactValue | None
    origin: str
    register: str
    as_of: date
    claimed: FactValue | None
    reason: str
    document_id: int | None
    state: str
    due_on: date
    late: bool
    opened_at: datetime
    opened_by: int | None
    referred_at: datetime | None
    referred_to: str
    decided_at: datetime | None
    decided_by: int | None
    answer: str
    unit: Unit
    evidence: str = ""

    @property
    def of_register(self) -> bool:
        """Whether an outside register knows the datum: a decision for the person overrules it."""
        return bool(self.fact.register or (self.origin == "received" and self.register))

    @property
    def is_open(self) -> bool:
        return self.state in _OPEN


def contests(state: str, today: date, after: int = 0) -> tuple[list[Line], bool]:
    """Contests within the scope of the running look, and whether more follow.

    `state` "" is what waits, the first to be answered first; a code gives those, newest first.
    Goes on behind the one with id `after`.
    """
    found = (
        Contest.objects.filter(state=state) if state else Contest.objects.filter(state__in=_OPEN)
    )
    # The deadline is a fixed time after the opening, so both orders go by id.
    if after:
        found = found.filter(pk__lt=after) if state else found.filter(pk__gt=after)
    page = list(found.order_by("-id" if state else "id")[: PAGE + 1])
    facts = catalogued()
    return [_line(each, facts[each.fact].type, today) for each in page[:PAGE]], len(page) > PAGE


def contested(number: int, today: date) -> Contested:
    """One contest; refuses contest.unknown. The caller records the look."""
    each = Contest.objects.select_related("contested").filter(pk=number).first()
    if each is None:
        raise ContestUnknown
    fact, value = catalogued()[each.fact], each.contested
    return Contested(
        each.pk,
        each.person_id,
        fact,
        None if value.value is None else read(fact.type, value.value),
        value.origin,
        value.register,
        value.as_of,
        read(fact.type, each.claimed),
        each.reason,
        each.document_id,
        each.state,
        each.due_on,
        _late(each, today),
        each.opened_at,
        each.opened_by,
        each.referred_at,
        each.referred_to,
        each.decided_at,
        each.decided_by,
        each.answer,
        place_of(each),
        each.evidence,
    )


def place_of(each: Contest) -> Unit:
    """The unit that keeps the file of whom it is for."""
    return Unit.of_place(each.province, each.county, each.centre)


def _line(each: Contest, fact: FactType, today: date) -> Line:
    return Line(
        each.pk,
        fact.label,
        each.state,
        each.opened_at,
        each.due_on,
        _late(each, today),
        place_of(each),
    )


def _late(each: Contest, today: date) -> bool:
    return each.state in _OPEN and each.due_on < today
