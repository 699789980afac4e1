"""The working calendar of one province: weekend, national holidays, closures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection

from sayeban.country.calendar import FRIDAY, WorkingDays, nth_day
from sayeban.organisations.models import Closure, Holiday, Weekend


@dataclass(frozen=True, slots=True)
class WorkingCalendars:
    """What is known of every province; "" holds what the whole country keeps."""

    weekends: Mapping[str, frozenset[int]]
    days_off: Mapping[str, frozenset[date]]

    def of(self, province: str) -> WorkingDays:
        """The days on which the offices of a province work; "" = the country's own rule."""
        weekend = self.weekends.get(province) or self.weekends.get("") or frozenset({FRIDAY})
        none: frozenset[date] = frozenset()
        own, shared = (self.days_off.get(key, none) for key in (province, ""))
        return WorkingDays(weekend, own | shared)


@dataclass(frozen=True, slots=True)
class Declared:
    """What provinces ("" = the country) declared, and what would be if they declared it.

    `weekends` hold rest days of provinces, `closures` pairs of province and day.
    """

    weekends: Mapping[str, frozenset[int]]
    closures: frozenset[tuple[str, date]]
    holidays: frozenset[date]

    def with_closure(self, province: str, day: date) -> "Declared":
        """One more day on which offices are closed."""
        return replace(self, closures=self.closures | {(province, day)})

    def without_closure(self, province: str, day: date) -> "Declared":
        """Offices work on that day after all."""
        return replace(self, closures=self.closures - {(province, day)})

    def with_weekend(self, province: str, weekdays: Iterable[int]) -> "Declared":
        """Other rest days."""
        return replace(self, weekends={**self.weekends, province: frozenset(weekdays)})

    def with_holiday(self, day: date) -> "Declared":
        """One more national holiday."""
        return replace(self, holidays=self.holidays | {day})

    def without_holiday(self, day: date) -> "Declared":
        """One less."""
        return replace(self, holidays=self.holidays - {day})

    @property
    def calendars(self) -> WorkingCalendars:
        """The working days that follow."""
        days_off: dict[str, set[date]] = defaultdict(set)
        days_off[""] |= self.holidays
        for province, day in self.closures:
            days_off[province].add(day)
        days = {key: frozenset(days) for key, days in days_off.items()}
        return WorkingCalendars(self.weekends, days)


_DECLARED = """
SELECT 'weekend', province, weekdays, NULL::date FROM organisations_weekend
UNION ALL SELECT 'closure', province, NULL, day FROM organisations_closure
UNION ALL SELECT 'holiday', '', NULL, day FROM organisations_holiday
"""


def declared() -> Declared:
    """What all provinces declared, in one query: it is few days each."""
    with connection.cursor() as cursor:
        cursor.execute(_DECLARED)
        rows = cursor.fetchall()
    return Declared(
        {place: frozenset(weekdays) for what, place, weekdays, _ in rows if what == "weekend"},
        frozenset((place, day) for what, place, _, day in rows if what == "closure"),
        frozenset(day for what, _, _, day in rows if what == "holiday"),
    )


def working_calendars() -> WorkingCalendars:
    """The calendars of all provinces."""
    return declared().calendars


def working_days(province: str = "") -> WorkingDays:
    """The days on which the offices of a province work; "" = the country's own rule."""
    return working_calendars().of(province)


def day_of(start: date, days: int, working: bool, province: str = "") -> date:
    """The date of day `days` counted from `start`, which is day 1; in calendar or working days."""
    return nth_day(start, days, working_days(province) if working else None)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One closed day and why."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of one province ("" = the country) from a day on.

    `closures` are its own, `shared` those of the country that hold for it too; `own_weekend`: it
    rests on days of its own.
    """

    weekend: tuple[int, ...]
    own_weekend: bool
    closures: tuple[NamedDay, ...]
    shared: tuple[NamedDay, ...]
    holidays: tuple[NamedDay, ...]


def calendar_of(province: str, since: date) -> Calendar:
    """What a page shows of the calendar of a province, or of the country."""
    closed = Closure.objects.filter(province__in={"", province}, day__gte=since).order_by("day")
    holidays = Holiday.objects.filter(day__gte=since).order_by("day")
    return Calendar(
        tuple(sorted(working_days(province).weekend)),
        Weekend.objects.filter(province=province).exists(),
        _named(each for each in closed if each.province == province),
        _named(each for each in closed if each.province != province),
        tuple(NamedDay(each.day, each.name) for each in holidays),
    )


def _named(closures: Iterable[Closure]) -> tuple[NamedDay, ...]:
    return tuple(NamedDay(each.day, each.reason) for each in closures)
