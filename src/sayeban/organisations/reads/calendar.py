"""The working calendar of one province: weekend, national holidays, closures."""

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
