"""The queue of one desk today: for its clerks with names, for the hall with numbers alone."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Min

from sayeban.country.today import today_of
from sayeban.desk.models import Ticket
from sayeban.desk.rules import PACE_FROM, PACE_OF, SHOWN_ON_SCREEN

_LONGEST_NUMBER: Final = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """One number of today. `who` is what is known of the visitor, "" before he was asked."""

    id: int
    number: int
    state: str
    state_label: str
    counter: int | None
    who: str
    taken_at: datetime
    person_id: int | None
    called_by: int | None


@dataclass(frozen=True, slots=True)
class Queue:
    """Today at one desk: who is at a counter, who waits in order, and how many came."""

    called: tuple[Turn, ...]
    waiting: tuple[Turn, ...]
    absent: tuple[Turn, ...]
    served: int
    taken: int


@dataclass(frozen=True, slots=True)
class Called:
    """One number on the display, with its counter."""

    number: int
    counter: int
    now: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """What the hall sees: numbers alone. `waiting`: how many wait."""

    called: tuple[Called, ...]
    waiting: int


def queue_of(desk_id: int, day: date) -> Queue:
    """The queue of one day. Names visitors: the caller records the look."""
    open_ones = Ticket.objects.filter(desk=desk_id, day=day).exclude(state=Ticket.State.DONE)
    turns = [turn_of(each) for each in open_ones.order_by("number")]
    counts = dict(
        Ticket.objects.filter(desk=desk_id, day=day).values_list("state").annotate(n=Count("id"))
    )

    def of(state: str) -> tuple[Turn, ...]:
        return tuple(turn for turn in turns if turn.state == state)

    return Queue(
        of("called"), of("waiting"), of("absent"), counts.get("done", 0), sum(counts.values())
    )


def counter_of(desk_id: int, day: date, user_id: int | None) -> int | None:
    """The counter to which a clerk called last; None where he called nobody on this day."""
    own = Ticket.objects.filter(desk=desk_id, day=day, called_by=user_id or 0)
    last = own.filter(counter__isnull=False).order_by("-called_at", "-id")
    return last.values_list("counter", flat=True).first()


def turn_of(ticket: Ticket) -> Turn:
    """One number with what is known of its visitor."""
    return Turn(
        ticket.pk,
        ticket.number,
        ticket.state,
        str(ticket.get_state_display()),
        ticket.counter,
        ticket.name or ticket.national_id,
        ticket.taken_at,
        ticket.person_id,
        ticket.called_by,
    )


@dataclass(frozen=True, slots=True)
class Given:
    """A number as its holder reads it. `ahead`: how many wait before it.

    `minutes` is about how long they take; None where too few were called to say so.
    """

    id: int
    number: int
    ahead: int
    taken_at: datetime
    minutes: int | None


def given_number(desk_id: int, at: datetime, typed: str) -> Given | None:
    """The number of today as somebody typed it; None where it was not given."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_NUMBER):
        return None
    today = Ticket.objects.filter(desk=desk_id, day=today_of(at))
    return _given(today.filter(number=int(typed)).first(), at)


def ticket_of(desk_id: int, ticket_id: int, at: datetime) -> Given | None:
    """One number of a desk by its key."""
    return _given(Ticket.objects.filter(desk=desk_id, pk=ticket_id).first(), at)


def _given(ticket: Ticket | None, at: datetime) -> Given | None:
    if ticket is None:
        return None
    ahead = ahead_of(ticket)
    minutes = expected_minutes(ticket.desk_id, ahead, at) if ticket.day == today_of(at) else None
    return Given(ticket.pk, ticket.number, ahead, ticket.taken_at, minutes)


def expected_minutes(desk_id: int, ahead: int, at: datetime) -> int | None:
    """How long so many people take at the pace of the last hour, in steps of five minutes.

    None where fewer than five were called in it: then nobody can say.
    """
    lately = Ticket.objects.filter(
        desk=desk_id, day=today_of(at), called_at__gt=at - PACE_OF, called_at__lte=at
    )
    pace = lately.aggregate(calls=Count("id"), first=Min("called_at"))
    if pace["calls"] < PACE_FROM:
        return None
    passed: float = (at - pace["first"]).total_seconds() / 60
    fives: int = math.ceil(ahead * passed / pace["calls"] / 5)
    return max(1, fives) * 5


def turn_for(case_id: int, user_id: int | None) -> Turn | None:
    """The number at this clerk's counter that came for a case; None where none stands there.

    Of several it is the one that he called last.
    """
    here = Ticket.objects.filter(case_id=case_id, state=Ticket.State.CALLED, called_by=user_id or 0)
    last = here.order_by("-called_at", "-pk").first()
    return turn_of(last) if last else None


def screen_of(desk_id: int, day: date) -> Screen:
    """The numbers that were called last, those that are at a counter now first."""
    today = Ticket.objects.filter(desk=desk_id, day=day)
    called = today.filter(counter__isnull=False, state__in=["called", "done"])
    last = called.order_by("-called_at")[:SHOWN_ON_SCREEN]
    shown = [
        Called(each.number, each.counter or 0, each.state == Ticket.State.CALLED) for each in last
    ]
    return Screen(tuple(shown), today.filter(state=Ticket.State.WAITING).count())


def ahead_of(ticket: Ticket) -> int:
    """How many wait before this number."""
    before = Ticket.objects.filter(
        desk=ticket.desk_id, day=ticket.day, state=Ticket.State.WAITING, number__lt=ticket.number
    )
    return before.count()
