"""Appointments of a desk: which times are free, and who comes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet

from sayeban.country.today import TEHRAN
from sayeban.desk.hours import WEEKDAYS, after_saturday
from sayeban.desk.models import Booking
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.rules import slots
from sayeban.organisations.public import calendar_of, working_days

AHEAD: Final = timedelta(days=30)
"""So far ahead times are given."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the grid. `free` is how many of `most` appointments are left, None on a day
    on which none is given; `closed` says why the desk is closed. `given`: how many have a time.
    """

    day: date
    free: int | None
    most: int
    given: int
    closed: str


@dataclass(frozen=True, slots=True)
class Coming:
    """One appointment that stands."""

    id: int
    slot: time
    name: str


@dataclass(frozen=True, slots=True)
class Moving:
    """One appointment that stands, with what its slip and another time need."""

    id: int
    name: str
    day: date
    slot: time
    mobile: str
    service: str


def free_slots(desk: DeskFacts, day: date, at: datetime) -> dict[time, int]:
    """How many may still begin at each time of a day that lies ahead; empty on a closed day."""
    local = at.astimezone(TEHRAN)
    today = local.date()
    hours = desk.hours_on(day)
    if not today <= day <= today + AHEAD or hours is None:
        return {}
    given = Counter(_standing(desk).filter(day=day).values_list("slot", flat=True))
    begins = slots(*hours, desk.slot_minutes)
    later = (hour for hour in begins if day > today or hour > local.time())
    return {hour: max(0, desk.counters - given[hour]) for hour in later}


def weeks(desk: DeskFacts, at: datetime) -> list[list[Day]]:
    """The weeks ahead from Saturday to Friday; days that are over or too far away give none."""
    today = at.astimezone(TEHRAN).date()
    first = today - timedelta(days=after_saturday(today))
    last = today + AHEAD
    last += timedelta(days=6 - after_saturday(last))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    closed = _closed(desk.unit.province, first)
    given = Counter(_standing(desk).filter(day__gte=today).values_list("day", flat=True))
    left_today = sum(free_slots(desk, today, at).values())

    def of(day: date) -> Day:
        why, hours = "" if desk.every_day else closed(day), desk.hours_on(day)
        if hours is None:
            return Day(day, None, 0, given[day], why or WEEKDAYS[after_saturday(day)])
        most = desk.counters * len(slots(*hours, desk.slot_minutes))
        left = left_today if day == today else max(0, most - given[day])
        return Day(day, left if today <= day <= today + AHEAD else None, most, given[day], "")

    return [[of(day) for day in days[at : at + 7]] for at in range(0, len(days), 7)]


def _closed(province: str, since: date) -> Callable[[date], str]:
    """Why offices of a province are closed on a day, "" on a working day."""
    calendar, working = calendar_of(province, since), working_days(province)
    named = {each.day: each.name for each in (*calendar.holidays, *calendar.shared)}
    named |= {each.day: each.name for each in calendar.closures}

    def why(day: date) -> str:
        if working.is_open(day):
            return ""
        return named.get(day) or WEEKDAYS[after_saturday(day)]

    return why


def coming(desk: DeskFacts, day: date) -> list[Coming]:
    """Who is expected on a day. Names visitors: the caller records the look."""
    found = _standing(desk).filter(day=day).order_by("slot", "id")
    return [Coming(each.pk, each.slot, each.name) for each in found]


def _standing(desk: DeskFacts) -> QuerySet[Booking]:
    return Booking.objects.filter(desk=desk.id, state=Booking.State.BOOKED)


def booking_of(desk: DeskFacts, booking_id: int) -> Moving | None:
    """One appointment that stands. Names a visitor: the caller records the look."""
    found = _standing(desk).filter(pk=booking_id).first()
    if found is None:
        return None
    return Moving(found.pk, found.name, found.day, found.slot, found.mobile, found.service)
