"""A visitor takes a number: at the kiosk himself, or the clerk gives him one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.desk.models import Desk, Ticket
from sayeban.desk.reads.desks import (
    DeskFacts,
    check_trained,
    desk_facts,
    found_desk,
    is_open,
    opens_next,
)
from sayeban.desk.reads.queue import ahead_of
from sayeban.desk.refusals import DeskShut, QueueFull, QueueTooFast
from sayeban.desk.rules import WORKERS
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

MOST_A_DAY: Final = 999
MOST_A_MINUTE: Final = 10
"""More than a hall brings; whoever plays with the kiosk is stopped."""
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that was given. `ahead`: how many wait before it."""

    ticket_id: int
    number: int
    ahead: int


@action("desk.take_number", posts=WORKERS, reach="own", about=("unit",))
def take_number(*, actor: Actor, at: datetime, unit: Unit, code: str) -> Taken:
    """The next number of today at a desk of `unit`.

    Refuses desk.not_trained, desk.unknown, desk.shut, queue.full.
    """
    check_trained(actor, unit)
    place = {"province": unit.province, "county": unit.county}
    return next_number(found_desk(code=code, **place), at)


@action("desk.take_at_kiosk")
def take_at_kiosk(*, actor: Actor, at: datetime, key: UUID) -> Taken:
    """The same at the kiosk of the hall, which its secret address names. Refuses the same.

    Refuses queue.too_fast as well: the address is open to whoever has it.
    """
    del actor
    desk = found_desk(screen_key=key)
    lately = Ticket.objects.filter(desk=desk, taken_at__gt=at - MINUTE, taken_at__lte=at)
    if lately.count() >= MOST_A_MINUTE:
        raise QueueTooFast
    return next_number(desk, at)


def next_number(desk: Desk, at: datetime, name: str = "") -> Taken:
    """The same inside a running command; `name`: of who came with an appointment."""
    facts = desk_facts(desk)
    if not is_open(facts, at):
        raise DeskShut(when=_opens_next(facts, at))
    day = today_of(at)
    Desk.objects.select_for_update().get(pk=desk.pk)  # numbers of one desk come one by one
    last = Ticket.objects.filter(desk=desk, day=day).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_A_DAY:
        raise QueueFull
    identity = Ticket.Identity.NO_ID if name else Ticket.Identity.UNKNOWN
    ticket = Ticket.objects.create(
        desk=desk,
        day=day,
        number=last + 1,
        taken_at=at,
        name=name,
        identity=identity,
        province=desk.province,
        county=desk.county,
    )
    return Taken(ticket.pk, ticket.number, ahead_of(ticket))


def _opens_next(desk: DeskFacts, at: datetime) -> str:
    """«روز ۳ آذر ۱۴۰۵، ساعت ۰۷:۳۰»."""
    found = opens_next(desk, at)
    if found is None:
        return "روزی که میز باز است"
    day, opens = found
    return f"روز {jalali.long_form(day)}، ساعت {jalali.persian_digits(f'{opens:%H:%M}')}"
