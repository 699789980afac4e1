"""Tracking numbers: twelve digits drawn at random, the last one a check digit."""

import secrets
from typing import Final

from sayeban.country import text

_DRAWN: Final = 11
_LOWEST: Final = 10 ** (_DRAWN - 1)


def check_digit(first: str) -> str:
    """The Luhn digit: one wrong digit, or most neighbours changed round, are found out."""
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
        for place, digit in enumerate(reversed(first))
    )
    return str(-total % 10)


def draw() -> str:
    """A new number; it does not begin with 0, so that no spreadsheet shortens it."""
    first = str(_LOWEST + secrets.randbelow(9 * _LOWEST))
    return first + check_digit(first)


def tracking_number(written: str) -> str:
    """The number that somebody typed, in whatever digits and with gaps; "" if it is none."""
    digits = text.identifier(written)
    return digits if is_whole(digits) and check_digit(digits[:-1]) == digits[-1] else ""


def is_whole(digits: str) -> bool:
    """Whether it is as long as a tracking number; a digit of it may still be wrong."""
    return len(digits) == _DRAWN + 1 and digits.isascii() and digits.isdecimal()
