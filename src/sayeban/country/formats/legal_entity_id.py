"""National id of a legal entity (شناسه ملی اشخاص حقوقی): 11 digits. domain.md 2.3."""

import re

import polars as pl

from sayeban.country.formats.arithmetic import (
    digit_expr,
    digit_sql,
    number_expr,
    plpgsql,
    weighted_sum_expr,
    weighted_sum_sql,
)

_PATTERN = "^[0-9]{11}$"
_WEIGHTS = (0, 17, 19, 23, 27, 29, 17, 19, 23, 27, 29)
_WEIGHT_TOTAL = sum(_WEIGHTS)
_REPDIGIT = 11_111_111_111


def valid(text: str) -> bool:
    """Whether `text` is 11 ASCII digits, not all equal, with the right check digit.

    Every digit is raised by the tenth plus 2 before it is weighted.
    """
    if not re.fullmatch("[0-9]{11}", text) or len(set(text)) == 1:
        return False
    raised = int(text[9]) + 2
    places = zip(reversed(text), _WEIGHTS, strict=True)
    total = sum((int(digit) + raised) * weight for digit, weight in places)
    return total % 11 % 10 == int(text[10])


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    number = number_expr(column)
    raised = (digit_expr(number, 1) + 2) * _WEIGHT_TOTAL
    check = (weighted_sum_expr(number, _WEIGHTS) + raised) % 11 % 10
    return (
        column.str.contains(_PATTERN) & (number % _REPDIGIT != 0) & (digit_expr(number, 0) == check)
    )


SQL = plpgsql(
    "legal_entity_id_valid",
    f"""IF code !~ '{_PATTERN}' THEN RETURN false; END IF;
  n := code::bigint;
  RETURN n % {_REPDIGIT} <> 0
    AND n % 10 = ({weighted_sum_sql("n", _WEIGHTS)}
      + ({digit_sql("n", 1)} + 2) * {_WEIGHT_TOTAL}) % 11 % 10;""",
    declare="n bigint;",
)
