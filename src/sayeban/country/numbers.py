"""A number as somebody types it: Persian or Latin digits, «٬» between thousands, «٫» or a point."""

import re
from decimal import Decimal
from typing import Final

from sayeban.country import text

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")
_MARKS: Final = str.maketrans(
    {"٬": None, ",": None, "،": None, " ": None, "٫": ".", "/": ".", "−": "-"}
)
_MOST_DIGITS: Final = 18
"""Before the point, and behind it: what a bigint and every JSON reader keep. An exponent beyond it
would cost seconds to write out."""


def read(typed: str) -> Decimal | None:
    """The number, None for what is none or has too many digits."""
    plain = text.ascii_digits(typed).translate(_MARKS).strip()
    if not _NUMBER.fullmatch(plain):
        return None
    found = Decimal(plain)
    exponent = found.as_tuple().exponent
    assert isinstance(exponent, int)
    if abs(found.adjusted()) >= _MOST_DIGITS or exponent < -_MOST_DIGITS:
        return None
    return found


def whole(typed: str) -> int | None:
    """The same for a number without a fraction: «۵٫۰» is five."""
    found = read(typed)
    return int(found) if found is not None and found == found.to_integral_value() else None


def as_json(found: Decimal) -> int | float:
    """How JSON writes it: whole where it is whole."""
    return int(found) if found == found.to_integral_value() else float(found)
