"""Days that an operator types."""

from datetime import date
from typing import ClassVar

from sayeban.country import jalali
from sayeban.kit.refusals import Refusal


class DateUnreadable(Refusal):
    """A date on the command line is no Jalali date."""

    code: ClassVar[str] = "date.invalid"
    sentence: ClassVar[str] = "تاریخ «{typed}» درست نیست. آن را مانند ۱۴۰۵/۰۹/۰۱ بنویسید."


def read_day(typed: str) -> date:
    """The day of a typed Jalali date; refuses date.invalid."""
    day = jalali.parse(typed)
    if day is None:
        raise DateUnreadable(typed=typed)
    return day
