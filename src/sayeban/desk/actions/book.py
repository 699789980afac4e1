"""An appointment is given, moved, kept or called off."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sayeban.cases.public import service
from sayeban.country import jalali, text
from sayeban.country.formats import mobile as mobiles
from sayeban.country.today import today_of
from sayeban.desk.actions.take_number import Taken, next_number
from sayeban.desk.models import Booking, Desk
from sayeban.desk.reads.bookings import free_slots
from sayeban.desk.reads.desks import check_trained, desk_facts, found_desk, refuse_elsewhere
from sayeban.desk.refusals import (
    BookingMobileWrong,
    BookingNameMissing,
    BookingUnknown,
    SlotSame,
    SlotTaken,
)
from sayeban.desk.rules import WORKERS
from sayeban.desk.texts import BOOKED, CALLED_OFF, MOVED, seed_desk_texts
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """Who comes when; `service` is the code of what for, "" where it was not asked."""

    day: date
    slot: time
    name: str
    mobile: str = ""
    service: str = ""


@action("desk.book", posts=WORKERS, reach="own", about=("unit",))
def book(*, actor: Actor, at: datetime, unit: Unit, code: str, asked: Asked) -> int:
    """The key of an appointment; he hears of it by SMS where his number is known.

    Refuses desk.not_trained, desk.unknown, desk.other_service, service.unknown,
    booking.name_missing, booking.mobile_wrong, booking.taken (no such time of the desk, or all
    its counters are taken then).
    """
    check_trained(actor, unit)
    name, mobile = text.normalize(asked.name), mobiles.canonical(text.identifier(asked.mobile))
    if not name:
        raise BookingNameMissing
    if asked.mobile.strip() and mobile is None:
        raise BookingMobileWrong
    desk = found_desk(code=code, province=unit.province, county=unit.county)
    if asked.service:
        service(asked.service)
        refuse_elsewhere(unit, code, asked.service)
    Desk.objects.select_for_update().get(pk=desk.pk)  # times of one desk are given one by one
    if not free_slots(desk_facts(desk), asked.day, at).get(asked.slot):
        raise SlotTaken
    made = Booking.objects.create(
        desk=desk,
        day=asked.day,
        slot=asked.slot,
        name=name,
        mobile=mobile or "",
        service=asked.service,
        at=at,
        by=actor.user_id or 0,
        province=desk.province,
        county=desk.county,
    )
    _tell(BOOKED, made, at)
    return made.pk


@action("desk.keep_booking", posts=WORKERS, reach="own", about=("unit",))
def keep_booking(*, actor: Actor, at: datetime, unit: Unit, booking_id: int) -> Taken:
    """He came on his day: he gets a number.

    Refuses desk.not_trained, booking.unknown, desk.shut, queue.full.
    """
    check_trained(actor, unit)
    booking = _standing(unit, booking_id)
    if booking.day != today_of(at):
        raise BookingUnknown
    taken = next_number(booking.desk, at, name=booking.name)
    booking.state, booking.ticket_id = Booking.State.CAME, taken.ticket_id
    booking.save()
    return taken


@action("desk.cancel_booking", posts=WORKERS, reach="own", about=("unit",))
def cancel_booking(*, actor: Actor, at: datetime, unit: Unit, booking_id: int) -> None:
    """He does not come, and the time is free again.

    Refuses desk.not_trained and booking.unknown.
    """
    check_trained(actor, unit)
    booking = _standing(unit, booking_id)
    booking.state = Booking.State.CANCELLED
    booking.save()
    _tell(CALLED_OFF, booking, at)


@action("desk.move_booking", posts=WORKERS, reach="own", about=("unit",))
def move_booking(
    *, actor: Actor, at: datetime, unit: Unit, booking_id: int, day: date, slot: time
) -> None:
    """Give him another time of the same desk; the old one is free again, and he hears of it.

    Refuses desk.not_trained, booking.unknown and booking.taken.
    """
    check_trained(actor, unit)
    booking = _standing(unit, booking_id)
    Desk.objects.select_for_update().get(pk=booking.desk_id)
    if (booking.day, booking.slot) == (day, slot):
        raise SlotSame
    if not free_slots(desk_facts(booking.desk), day, at).get(slot):
        raise SlotTaken
    booking.day, booking.slot = day, slot
    booking.save()
    _tell(MOVED, booking, at)


def _tell(template: str, booking: Booking, at: datetime) -> None:
    """The same by SMS, where his number is known; each change is told once."""
    if not booking.mobile:
        return
    seed_desk_texts(at)
    hour = jalali.persian_digits(f"{booking.slot:%H:%M}")
    values = (booking.desk.title, jalali.long_form(booking.day), hour)
    key = f"{template}/{booking.pk}" + (f"/{at.timestamp():.0f}" if template == MOVED else "")
    unit = Unit.of_place(booking.province, booking.county)
    queue([Notice(key, template, values, unit, mobile=booking.mobile)], at)


def _standing(unit: Unit, booking_id: int) -> Booking:
    place = {"province": unit.province, "county": unit.county}
    found = Booking.objects.select_for_update(of=("self",)).select_related("desk")
    booking = found.filter(pk=booking_id, state=Booking.State.BOOKED, **place).first()
    if booking is None:
        raise BookingUnknown
    return booking
