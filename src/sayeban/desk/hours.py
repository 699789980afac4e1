"""Opening hours of a week, Saturday first. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from itertools import groupby
from typing import Final, NamedTuple

from sayeban.country import text
from sayeban.country.jalali import persian_digits

WEEKDAYS: Final = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")
CLOSED: Final = "بسته"
_SATURDAY: Final = 5
_HOUR: Final = "([0-9]{1,2}):([0-9]{2})(?::00)?"
_SPAN: Final = re.compile(rf"{_HOUR} *(?:تا|[-–]) *{_HOUR}")


class Hours(NamedTuple):
    """From when to when a desk is open on one day."""

    opens: time
    closes: time

    @property
    def said(self) -> str:
        """«۰۷:۳۰ تا ۱۴:۰۰»."""
        return persian_digits(f"{self.opens:%H:%M} تا {self.closes:%H:%M}")


Week = tuple[Hours | None, ...]
"""The hours of seven days from Saturday on; None on a day on which the desk is closed."""


def after_saturday(day: date) -> int:
    """How many days of its week are over."""
    return (day.weekday() - _SATURDAY) % len(WEEKDAYS)


def the_same(opens: time, closes: time, days: int = 6) -> Week:
    """The same hours on so many days from Saturday on: without Friday where nothing is said."""
    return tuple(Hours(opens, closes) if n < days else None for n in range(len(WEEKDAYS)))


def week_of(opens: Sequence[time | None], closes: Sequence[time | None]) -> Week:
    """The week of two columns as they are kept."""
    return tuple(
        Hours(begin, end) if begin is not None and end is not None else None
        for begin, end in zip(opens, closes, strict=True)
    )


def columns_of(week: Week) -> dict[str, list[time | None]]:
    """A week as it is kept."""
    return {
        "week_opens": [each.opens if each else None for each in week],
        "week_closes": [each.closes if each else None for each in week],
    }


def makes_sense(week: Week) -> bool:
    """Whether it is a week with an open day, each of which ends after it began."""
    is_open = [each for each in week if each]
    return len(week) == len(WEEKDAYS) and bool(is_open) and all(h.closes > h.opens for h in is_open)


def said(week: Week) -> str:
    """«شنبه تا چهارشنبه از ۰۷:۳۰ تا ۱۴:۰۰، پنجشنبه از ۰۷:۳۰ تا ۱۲:۰۰، جمعه بسته»."""
    parts = []
    for hours, days in groupby(zip(WEEKDAYS, week, strict=True), key=lambda each: each[1]):
        names = [name for name, _ in days]
        ends = names[0] if len(names) == 1 else f"{names[0]} تا {names[-1]}"
        parts.append(f"{ends} {f'از {hours.said}' if hours else CLOSED}")
    return "، ".join(parts)


def read_hours(typed: str) -> Hours | None:
    """«۰۷:۳۰ تا ۱۴:۰۰» as hours, "" and «بسته» as none; ValueError where it is neither."""
    plain = text.ascii_digits(text.normalize(typed))
    if plain in ("", CLOSED):
        return None
    found = _SPAN.fullmatch(plain)
    if found is None:
        raise ValueError(typed)
    begin_hour, begin_minute, end_hour, end_minute = map(int, found.groups())
    hours = Hours(time(begin_hour, begin_minute), time(end_hour, end_minute))
    if hours.closes <= hours.opens:
        raise ValueError(typed)
    return hours


DAYS: Final[Mapping[str, str]] = {f"day_{n}": name for n, name in enumerate(WEEKDAYS)}
"""Fields of forms and columns of workbooks, with their names."""
