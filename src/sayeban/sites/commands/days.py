"""Days that an operator types."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar, Final

from sayeban.country import jalali
from sayeban.country.today import TEHRAN
from sayeban.kit.refusals import Refusal


class DateUnreadable(Refusal):
    """A date on the command line is no Jalali date."""

    code: ClassVar[str] = "date.invalid"
    sentence: ClassVar[str] = "تاریخ «{typed}» درست نیست. آن را مانند ۱۴۰۵/۰۹/۰۱ بنویسید."


class DateMissing(Refusal):
    """A document names no day where it has to."""

    code: ClassVar[str] = "date.missing"
    sentence: ClassVar[str] = "در این فایل {key} نیست. روز آغاز را در آن مانند ۱۴۰۵/۰۹/۰۱ بنویسید."


_LAST_JALALI: Final = 1600


def read_day(typed: str) -> date:
    """The day of a typed Jalali date; refuses date.invalid."""
    day = jalali.parse(typed)
    if day is None:
        raise DateUnreadable(typed=typed)
    return day


def day_of(document: Mapping[str, Any], key: str) -> date:
    """The day that a document names: ISO or as read_day takes it.

    Refuses date.missing and date.invalid.
    """
    typed = document.get(key)
    if not typed:
        raise DateMissing(key=key)
    if not isinstance(typed, str):
        # A number that a program wrote is a day of no calendar.
        raise DateUnreadable(typed=str(typed))
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return read_day(typed)
    # «1405-09-01» is of this year and not of the fifteenth century.
    return day if day.year > _LAST_JALALI else read_day(typed)


def read_moment(typed: str) -> datetime:
    """The moment of «1405/09/04 20:15» in Tehran, or of an ISO one with its zone.

    Refuses date.invalid.
    """
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return _in_tehran(typed)
    if found.tzinfo is None:
        raise DateUnreadable(typed=typed)
    return found


def _in_tehran(typed: str) -> datetime:
    day, _, hour = typed.partition(" ")
    try:
        at = time.fromisoformat(hour or "00:00")
    except ValueError:
        raise DateUnreadable(typed=typed) from None
    return datetime.combine(read_day(day), at, TEHRAN)
