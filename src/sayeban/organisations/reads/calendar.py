"""The working calendar of one province: weekend, national holidays, closures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sayeban.country.calendar import FRIDAY, WorkingDays, nth_day
from sayeban.organisations.models import Closure, Holiday, Weekend


def working_days(province: str = "") -> WorkingDays:
    """The days on which the offices of a province work; "" = the country's own rule."""
    weekends = dict(
        Weekend.objects.filter(province__in={"", province}).values_list("province", "weekdays")
    )
    weekend = weekends.get(province) or weekends.get("") or [FRIDAY]
    closed = Closure.objects.filter(province__in={"", province}).values_list("day", flat=True)
    holidays = Holiday.objects.values_list("day", flat=True)
    return WorkingDays(frozenset(weekend), frozenset(closed) | frozenset(holidays))


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
