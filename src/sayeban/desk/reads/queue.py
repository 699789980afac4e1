"""The queue of one desk today: for its clerks with names, for the hall with numbers alone."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from sayeban.desk.models import Ticket
from sayeban.desk.rules import SHOWN_ON_SCREEN


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
    )


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
