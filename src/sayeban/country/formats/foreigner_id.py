"""Id of a foreign national (کد فراگیر، فیدا): 12 digits. domain.md 2.2.

No check-digit rule has been published, so only the structure is checked.
"""

import re

import polars as pl

from sayeban.country.formats.arithmetic import matches_sql

_PATTERN = "^[0-9]{12}$"


def valid(text: str) -> bool:
    """Whether `text` has exactly 12 ASCII digits."""
    return re.fullmatch("[0-9]{12}", text) is not None


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    return column.str.contains(_PATTERN)


SQL = matches_sql("foreigner_id_valid", _PATTERN)
