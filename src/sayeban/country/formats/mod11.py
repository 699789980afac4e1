"""The modulus-11 check digit of bill and payment ids. domain.md 2.4.

Weights 2..7, again 2..7 ... from the right; remainders 0 and 1 both give 0, which is why it misses
1.7 % of single wrong digits and callers check the service and the company too.
"""

import polars as pl

CYCLE = 6


def weight(place: int) -> int:
    """The weight of a digit, `place` counted from the right of the text that is checked."""
    return place % CYCLE + 2


def check_digit(digits: str) -> int:
    """The check digit of a text of ASCII digits."""
    total = sum(int(digit) * weight(place) for place, digit in enumerate(reversed(digits)))
    return 0 if total % 11 < 2 else 11 - total % 11


def check_digit_expr(total: pl.Expr) -> pl.Expr:
    """The check digit for a weighted sum."""
    remainder = total % 11
    return pl.when(remainder < 2).then(0).otherwise(11 - remainder)


def check_digit_sql(total: str) -> str:
    """SQL form of `check_digit_expr`; `total` is the name of a bigint variable."""
    return f"(CASE WHEN {total} % 11 < 2 THEN 0 ELSE 11 - {total} % 11 END)"
