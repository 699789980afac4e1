"""Which day it is: days of the product are days in Iran, whatever zone a moment is written in."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

TEHRAN: Final = ZoneInfo("Asia/Tehran")


def today_of(at: datetime) -> date:
    """The day in Iran at the moment `at`, which must know its zone."""
    if at.tzinfo is None:
        raise ValueError("an aware datetime is needed")
    return at.astimezone(TEHRAN).date()
