"""A number as people type it: digits of any keyboard, marks between thousands."""

from decimal import Decimal, InvalidOperation
from typing import Final

from sayeban.country.text import ascii_digits

_MARKS: Final = str.maketrans({"٬": None, ",": None, "،": None, " ": None, "٫": ".", "/": "."})
_LONGEST: Final = 40
_MOST_DIGITS: Final = 18
"""As many as a bigint holds: a power of ten such as 1e400000 is never written out."""


def typed_number(typed: str) -> Decimal | None:
    """The number, None for what is none or has more digits than anything that is counted here."""
    plain = ascii_digits(typed).translate(_MARKS)
    if len(plain) > _LONGEST:
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    if not found.is_finite() or abs(found.adjusted()) >= _MOST_DIGITS:
        return None
    return found


def whole_number(typed: str) -> int | None:
    """The same without a fraction."""
    found = typed_number(typed)
    return int(found) if found is not None and found == found.to_integral_value() else None
