"""Holidays and the counting of days. domain.md 3.3.

Weekend, holidays and closures are data per province (package organisations); these are the seed
and the pure functions. Deadlines are never "add 7 days": Thursdays, closures and leap years count.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

import holidays
import polars as pl

from sayeban.country import jalali

FRIDAY: Final = 4  # as date.weekday() counts
_ONE_DAY = timedelta(days=1)


class Holiday(NamedTuple):
    """One national day off; `name` is Persian, «(تخمینی)» in it marks a computed lunar date."""

    day: date
    name: str


def national_holidays(year: int) -> list[Holiday]:
    """The national holidays of a Jalali year in order, Fridays apart: seed of the calendar."""
    first, next_first = jalali.from_parts(year, 1, 1), jalali.from_parts(year + 1, 1, 1)
    if first is None or next_first is None:
        msg = f"no Jalali year {year}"
        raise ValueError(msg)
    known = holidays.country_holidays("IR", years=(first.year, next_first.year), language="fa_IR")
    return [Holiday(day, name) for day, name in sorted(known.items()) if first <= day < next_first]


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which one office works.

    `weekend` holds date.weekday() numbers (Saturday is 5, Friday 4); `days_off` are holidays and
    closures of the office's province.
    """

    weekend: Collection[int] = frozenset({FRIDAY})
    days_off: Collection[date] = frozenset()

    def __post_init__(self) -> None:
        if set(self.weekend) >= set(range(7)):
            msg = "a week without a working day has no deadlines"
            raise ValueError(msg)

    def is_open(self, day: date) -> bool:
        """Whether the office works on `day`."""
        return day.weekday() not in self.weekend and day not in self.days_off

    def open_days(self, days: pl.Series) -> pl.Series:
        """The same of many days at once, as booleans."""
        # `weekend` counts from Monday as 0, polars from 1.
        rest = (days.dt.weekday() - 1).is_in(list(self.weekend))
        return ~(rest | days.is_in(list(self.days_off)))

    def add(self, start: date, days: int) -> date:
        """The day that ends `days` working days after `start`; `start` itself is not counted.

        No days: `start`, open or not.
        """
        day = start
        while days > 0:
            day += _ONE_DAY
            days -= self.is_open(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and with `end`; 0 when end <= start."""
        return sum(
            self.is_open(start + timedelta(days=step)) for step in range(1, (end - start).days + 1)
        )


def nth_day(start: date, nth: int, working: WorkingDays | None = None) -> date:
    """Day `nth` of a campaign: day 1 is the start, then calendar or, if given, working days."""
    if working is None:
        return start + timedelta(days=nth - 1)
    return working.add(start, nth - 1)


def day_number(start: date, today: date, working: WorkingDays | None = None) -> int:
    """Which day of a campaign `today` is: 1 on the start, 0 before it.

    With working days a day off keeps the number of the working day before it.
    """
    if today < start:
        return 0
    if working is None:
        return (today - start).days + 1
    return working.between(start, today) + 1
