"""Postal code (کد پستی): 10 digits. domain.md 2.9.

Hard rule: 10 digits, not all equal. The widely copied stricter pattern (no 0 or 2 in the first
five, ...) has exceptions in practice, so it only warns; the truth is the Post's inquiry.
"""

import re

import polars as pl

from sayeban.country.formats.arithmetic import number_expr, plpgsql

_PATTERN = "^[0-9]{10}$"
_REPDIGIT = 1_111_111_111
_USUAL = "^[13-9]{4}[1346-9][013-9]{5}$"
_FOUR_EQUAL = f"^({'|'.join(str(digit) * 4 for digit in range(10))})"


def valid(text: str) -> bool:
    """Whether `text` is 10 ASCII digits, not all equal."""
    return re.fullmatch("[0-9]{10}", text) is not None and len(set(text)) > 1


def doubtful(text: str) -> bool:
    """Whether a valid code looks mistyped; a warning, never a refusal."""
    return valid(text) and (re.match(_USUAL, text) is None or len(set(text[:4])) == 1)


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    return column.str.contains(_PATTERN) & (number_expr(column) % _REPDIGIT != 0)


def doubtful_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `doubtful`: Boolean, null for null."""
    unusual = ~column.str.contains(_USUAL) | column.str.contains(_FOUR_EQUAL)
    return valid_expr(column) & unusual


_VALID_SQL = f"""IF code !~ '{_PATTERN}' THEN RETURN false; END IF;
  IF code::bigint % {_REPDIGIT} = 0 THEN RETURN false; END IF;"""

SQL = plpgsql("postal_code_valid", f"{_VALID_SQL}\n  RETURN true;") + plpgsql(
    "postal_code_doubtful",
    f"{_VALID_SQL}\n  RETURN code !~ '{_USUAL}' OR code ~ '{_FOUR_EQUAL}';",
)
