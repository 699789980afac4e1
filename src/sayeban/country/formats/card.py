"""Bank card number: 16 digits with a Luhn check digit. domain.md 2.11.

Foreign cards pass too: whoever pays out also asks for a known BIN, which is data. Never show or
log a whole number; payments prefer the IBAN.
"""

import re
from functools import reduce
from operator import add

import polars as pl

from sayeban.country.formats.arithmetic import digit_expr, digit_sql, number_expr, plpgsql

_PATTERN = "^[1-9][0-9]{15}$"
_LENGTH = 16


def valid(text: str) -> bool:
    """Whether `text` is 16 ASCII digits, the first not 0, with the right check digit."""
    if not re.fullmatch("[1-9][0-9]{15}", text):
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in text[::2])
    return (doubled + sum(map(int, text[1::2]))) % 10 == 0


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    number = number_expr(column)
    digits = [digit_expr(number, place) for place in range(_LENGTH)]
    terms = [
        digit * 2 - digit // 5 * 9 if place % 2 else digit for place, digit in enumerate(digits)
    ]
    return column.str.contains(_PATTERN) & (reduce(add, terms) % 10 == 0)


def _luhn_sql() -> str:
    digits = [digit_sql("n", place) for place in range(_LENGTH)]
    return " + ".join(
        f"{digit} * 2 - {digit} / 5 * 9" if place % 2 else digit
        for place, digit in enumerate(digits)
    )


SQL = plpgsql(
    "card_valid",
    f"""IF code !~ '{_PATTERN}' THEN RETURN false; END IF;
  n := code::bigint;
  RETURN ({_luhn_sql()}) % 10 = 0;""",
    declare="n bigint;",
)
