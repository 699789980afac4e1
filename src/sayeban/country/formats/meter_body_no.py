"""Serial number engraved on a meter's body (شماره بدنه کنتور). domain.md 2.8.

No rule is published: 4 to 20 Latin letters and digits.
"""

import re

import polars as pl

from sayeban.country.formats.arithmetic import matches_sql

_PATTERN = "^[0-9A-Za-z]{4,20}$"


def valid(text: str) -> bool:
    """Whether `text` can be the serial number of a meter."""
    return re.fullmatch("[0-9A-Za-z]{4,20}", text) is not None


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    return column.str.contains(_PATTERN)


SQL = matches_sql("meter_body_no_valid", _PATTERN)
