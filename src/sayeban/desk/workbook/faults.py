"""What is wrong in a row of a workbook, in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayeban.country import text
from sayeban.desk.hours import Hours, read_hours
from sayeban.sheets.public import Column

Typed = Sequence[tuple[int, Mapping[str, str]]]
"""Rows as typed: Excel's number, and the text of each column by key."""
MOST_ROWS: Final = 2000
SEPARATOR: Final = "؛"


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


def span(typed: str) -> Hours | None:
    """«۰۷:۳۰ تا ۱۴:۰۰» as hours, None for a closed day; Unread says what to write."""
    try:
        return read_hours(typed)
    except ValueError:
        raise Unread(f"«{typed}» ساعت کار نیست. مانند «۰۷:۳۰ تا ۱۴:۰۰» بنویسید.") from None
