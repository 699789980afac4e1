"""The queue of one desk today: for its clerks with names, for the hall with numbers alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count

from sayeban.desk.models import Ticket
from sayeban.desk.rules import SHOWN_ON_SCREEN

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
    """A number as its holder reads it. `ahead`: how many wait before it."""

    id: int
    number: int
    ahead: int
    taken_at: datetime


def given_number(desk_id: int, day: date, typed: str) -> Given | None:
    """The number of this day as somebody typed it; None where it was not given."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_NUMBER):
        return None
    return _given(Ticket.objects.filter(desk=desk_id, day=day, number=int(typed)).first())


def ticket_of(desk_id: int, ticket_id: int) -> Given | None:
    """One number of a desk by its key."""
    return _given(Ticket.objects.filter(desk=desk_id, pk=ticket_id).first())


def _given(ticket: Ticket | None) -> Given | None:
    if ticket is None:
        return None
    return Given(ticket.pk, ticket.number, ahead_of(ticket), ticket.taken_at)


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
