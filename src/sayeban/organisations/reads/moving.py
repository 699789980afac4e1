"""What a change of the calendar would move in packages above, counted before it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from sayeban.country.calendar import WorkingDays
from sayeban.organisations.reads.calendar import Declared, declared
from sayeban.organisations.reads.units import provinces


@dataclass(frozen=True, slots=True)
class Moves:
    """How many due days of open steps and promised days of requests move. `told`: so many of whom
    they were promised to have a mobile number.
    """

    steps: int
    promises: int
    told: int


Counter = Callable[[Mapping[str, WorkingDays], date], Moves]
"""Of the working days that some provinces would have, and today."""


def moves_of(change: Callable[[Declared], Declared], today: date) -> Moves:
    """What `change` would move, within the places of the running look.

    Who counts on working days is named in settings.CALENDAR_MOVES: cases are above this package.
    """
    now = declared()
    before, after = now.calendars, change(now).calendars
    codes = ("", *(place.code for place in provinces()))
    other = {code: after.of(code) for code in codes if after.of(code) != before.of(code)}
    count: Counter = import_string(settings.CALENDAR_MOVES)
    return count(other, today)
