"""Bill months and what the outcome of a bill says of its household. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sayeban.country import jalali

LOW: Final = frozenset({"exempted", "partly_exempted"})
"""The company exempted the bill or a part of it: the household stayed in its low ranges."""
HIGH: Final = frozenset({"above_low_tiers"})
"""The consumption was above them. Any other outcome, and none, says nothing of the household."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A Jalali month from its `first` to its `last` day; a bill belongs to the month it ends in."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        year, month, _ = jalali.parts(self.first)
        return self.first + timedelta(days=jalali.days_in_month(year, month) - 1)

    @property
    def word(self) -> str:
        """«1405-08», for addresses."""
        year, month, _ = jalali.parts(self.first)
        return f"{year:04d}-{month:02d}"

    @property
    def label(self) -> str:
        """«آبان ۱۴۰۵»."""
        year, month, _ = jalali.parts(self.first)
        return jalali.persian_digits(f"{jalali.MONTHS[month - 1]} {year}")


def month_of(day: date) -> Month:
    """The month in which a day lies."""
    return Month(day - timedelta(days=jalali.parts(day)[2] - 1))


def months_between(since: date, until: date) -> Iterator[Month]:
    """The months from one day to another, the earliest first; none when `until` is before."""
    month = month_of(since)
    while month.first <= until:
        yield month
        month = month_of(month.last + timedelta(days=1))
