"""National id of a person (کد ملی): 10 digits, the last a check digit. domain.md 2.1.

The first three digits name the issuing place, not the residence: nothing is decided on them.
A right check digit proves no existence; only the civil registry does.
"""

import re

import polars as pl

from sayeban.country.formats.arithmetic import (
    digit_expr,
    number_expr,
    plpgsql,
    weighted_sum_expr,
    weighted_sum_sql,
)

_LENGTH = 10
_PATTERN = "^[0-9]{10}$"
_SHORTENED = "^[0-9]{8,9}$"  # what a numeric cell leaves of an id with one or two leading zeros
_WEIGHTS = (0, 2, 3, 4, 5, 6, 7, 8, 9, 10)
_REPDIGIT = 1_111_111_111  # ids of ten equal digits are its multiples


def check_digit(first_nine: str) -> str:
    """The tenth digit for nine ASCII digits; the generators of test data need it."""
    remainder = sum(int(digit) * (10 - place) for place, digit in enumerate(first_nine)) % 11
    return str(remainder if remainder < 2 else 11 - remainder)


def valid(text: str) -> bool:
    """Whether `text` is a well-formed national id of exactly 10 ASCII digits.

    Ten equal digits and a serial (digits 4 to 9) of zeros pass the sum and are refused.
    """
    return (
        re.fullmatch("[0-9]{10}", text) is not None
        and len(set(text)) > 1
        and text[3:9] != "000000"
        and check_digit(text[:9]) == text[9]
    )


def restore(text: str) -> tuple[str, bool]:
    """The id with the leading zeros that a numeric cell lost, and whether any were put back.

    8 or 9 digits are padded only when the check digit then holds (A-052, flag
    national_id.padded); any other text comes back as it is.
    """
    if re.fullmatch("[0-9]{8,9}", text):
        padded = text.zfill(_LENGTH)
        if valid(padded):
            return padded, True
    return text, False


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    number = number_expr(column)
    remainder = weighted_sum_expr(number, _WEIGHTS) % 11
    check = pl.when(remainder < 2).then(remainder).otherwise(11 - remainder)
    return (
        column.str.contains(_PATTERN)
        & (number % _REPDIGIT != 0)
        & (number // 10 % 1_000_000 != 0)
        & (digit_expr(number, 0) == check)
    )


def restore_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of the first result of `restore`."""
    return pl.when(padded_expr(column)).then(column.str.zfill(_LENGTH)).otherwise(column)


def padded_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of the second result of `restore`: Boolean, null for null."""
    return column.str.contains(_SHORTENED) & valid_expr(column.str.zfill(_LENGTH))


SQL = plpgsql(
    "national_id_valid",
    f"""IF code !~ '{_PATTERN}' THEN RETURN false; END IF;
  n := code::bigint;
  IF n % {_REPDIGIT} = 0 OR n / 10 % 1000000 = 0 THEN RETURN false; END IF;
  r := ({weighted_sum_sql("n", _WEIGHTS)}) % 11;
  RETURN n % 10 = CASE WHEN r < 2 THEN r ELSE 11 - r END;""",
    declare="n bigint; r bigint;",
)
