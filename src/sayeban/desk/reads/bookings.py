"""Appointments of a desk: which times are free, and who comes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet

from sayeban.country.today import TEHRAN
from sayeban.desk.models import Booking
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.rules import slots
from sayeban.organisations.public import working_days

AHEAD: Final = timedelta(days=30)
"""So far ahead times are given."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the grid; `free` is how many appointments are left, None on a closed day."""

    day: date
    free: int | None


@dataclass(frozen=True, slots=True)
class Coming:
    """One appointment that stands."""

    id: int
    slot: time
    name: str


def free_slots(desk: DeskFacts, day: date, at: datetime) -> dict[time, int]:
    """How many may still begin at each time of a day that lies ahead; empty on a closed day."""
    local = at.astimezone(TEHRAN)
    today = local.date()
    if not today <= day <= today + AHEAD or not working_days(desk.unit.province).is_open(day):
        return {}
    given = Counter(_standing(desk).filter(day=day).values_list("slot", flat=True))
    hours = slots(desk.opens, desk.closes, desk.slot_minutes)
    later = (hour for hour in hours if day > today or hour > local.time())
    return {hour: max(0, desk.counters - given[hour]) for hour in later}


def grid(desk: DeskFacts, at: datetime) -> list[Day]:
    """The days ahead with what is left of each, in one query."""
    today = at.astimezone(TEHRAN).date()
    working = working_days(desk.unit.province)
    given = Counter(_standing(desk).values_list("day", flat=True))
    most = desk.counters * len(slots(desk.opens, desk.closes, desk.slot_minutes))
    days = (today + timedelta(days=n) for n in range(AHEAD.days + 1))
    return [Day(day, most - given[day] if working.is_open(day) else None) for day in days]


def coming(desk: DeskFacts, day: date) -> list[Coming]:
    """Who is expected on a day. Names visitors: the caller records the look."""
    found = _standing(desk).filter(day=day).order_by("slot", "id")
    return [Coming(each.pk, each.slot, each.name) for each in found]


def _standing(desk: DeskFacts) -> QuerySet[Booking]:
    return Booking.objects.filter(desk=desk.id, state=Booking.State.BOOKED)
