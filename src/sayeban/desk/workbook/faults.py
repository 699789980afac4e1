"""What is wrong in a row of a workbook, in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from sayeban.country import text
from sayeban.sheets.public import Column

Typed = Sequence[tuple[int, Mapping[str, str]]]
"""Rows as typed: Excel's number, and the text of each column by key."""
MOST_ROWS: Final = 2000
SEPARATOR: Final = "؛"
_HOUR: Final = re.compile("([0-9]{1,2}):([0-9]{2})(:00)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell, and what to write there."""

    row: int
    column: str
    text: str


class Unread(ValueError):
    """The same before its row is known."""


def label_of(columns: Sequence[Column], key: str) -> str:
    """The title of a column."""
    return next(each.label_fa for each in columns if each.key == key)


def whole_number(typed: str, allowed: range) -> int:
    """A number of a range; Unread says what to write."""
    digits = text.ascii_digits(typed)
    if not re.fullmatch("[0-9]{1,4}", digits) or int(digits) not in allowed:
        raise Unread(f"«{typed}» عددی از {allowed.start} تا {allowed.stop - 1} نیست.")
    return int(digits)


def hour(typed: str) -> time:
    """«۰۷:۳۰» as a time; Unread says what to write."""
    found = _HOUR.fullmatch(text.ascii_digits(typed))
    try:
        return time(int(found[1]), int(found[2])) if found else _no_hour(typed)
    except ValueError:
        return _no_hour(typed)


def _no_hour(typed: str) -> time:
    raise Unread(f"«{typed}» ساعت نیست. مانند ۰۷:۳۰ بنویسید.") from None
