"""A clerk serves the queue of his desk: the next one is called, the turn ends."""

from datetime import datetime

from django.db import IntegrityError, transaction

from sayeban.country.today import today_of
from sayeban.desk.models import Desk, Ticket
from sayeban.desk.reads.desks import check_trained, found_desk
from sayeban.desk.reads.queue import Turn, turn_of
from sayeban.desk.refusals import CounterBusy, CounterUnknown, NobodyWaits, TurnOver, TurnUnknown
from sayeban.desk.rules import TURNS, WORKERS
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("desk.call_next", posts=WORKERS, reach="own", about=("unit",))
def call_next(*, actor: Actor, at: datetime, unit: Unit, code: str, counter: int) -> Turn:
    """Call whoever waits longest to this counter; two counters never call the same.

    Refuses desk.unknown, desk.not_trained, queue.counter_unknown, queue.counter_busy, queue.empty.
    """
    check_trained(actor, unit)
    desk = _desk(unit, code)
    if not 1 <= counter <= desk.counters:
        raise CounterUnknown(counters=desk.counters)
    if busy := _busy(desk.pk, counter):
        if busy.day == today_of(at):
            raise CounterBusy(number=busy.number)
        _end(busy, Ticket.State.DONE, at)  # forgotten yesterday
    waiting = Ticket.objects.filter(desk=desk, day=today_of(at), state=Ticket.State.WAITING)
    ticket = waiting.select_for_update(skip_locked=True).order_by("number").first()
    if ticket is None:
        raise NobodyWaits
    ticket.state, ticket.counter = Ticket.State.CALLED, counter
    ticket.called_at, ticket.called_by = at, actor.user_id or 0
    _to_counter(ticket)
    return turn_of(ticket)


@action("desk.end_turn", posts=WORKERS, reach="own", about=("unit", "state"))
def end_turn(*, actor: Actor, at: datetime, unit: Unit, ticket_id: int, state: str) -> Turn:
    """Say what became of a turn: done, absent, or waiting again (he came back).

    Refuses queue.turn_unknown, desk.not_trained, queue.turn_over.
    """
    check_trained(actor, unit)
    ticket = locked_turn(unit, ticket_id)
    if state not in TURNS[ticket.state]:
        raise TurnOver(number=ticket.number, state=str(ticket.get_state_display()))
    _end(ticket, state, at)
    return turn_of(ticket)


def locked_turn(unit: Unit, ticket_id: int) -> Ticket:
    """The locked row of a turn of this unit's desks; refuses queue.turn_unknown."""
    place = {"province": unit.province, "county": unit.county}
    ticket = Ticket.objects.select_for_update().filter(pk=ticket_id, **place).first()
    if ticket is None:
        raise TurnUnknown
    return ticket


def _desk(unit: Unit, code: str) -> Desk:
    return found_desk(code=code, province=unit.province, county=unit.county)


def _busy(desk_id: int, counter: int | None) -> Ticket | None:
    """Who stands at a counter."""
    here = Ticket.objects.filter(desk=desk_id, state=Ticket.State.CALLED, counter=counter)
    return here.first()


def _to_counter(ticket: Ticket) -> None:
    """Of two who call to one counter at once the second is told."""
    try:
        with transaction.atomic():
            ticket.save()
    except IntegrityError as error:
        if "desk_ticket_one_a_counter" not in str(error):
            raise
        here = Ticket.objects.filter(desk=ticket.desk_id, counter=ticket.counter, state="called")
        number = here.values_list("number", flat=True).first()
        raise CounterBusy(number=number or ticket.number) from error


def _end(ticket: Ticket, state: str, at: datetime) -> None:
    ticket.state = state
    ticket.ended_at = at if state == Ticket.State.DONE else None
    if state == Ticket.State.WAITING:
        ticket.counter = None
    ticket.save()
