"""Subscription number of a gas connection (شماره اشتراک گاز). domain.md 2.8.

New form 12 digits: company 3, subscription 7, control 2; old form 15: code 2, company 2, area 2,
subscription 7, control 2. How the control digits come about is not published: length only.
"""

import re

import polars as pl

from sayeban.country.formats.arithmetic import matches_sql

_PATTERN = "^([0-9]{12}|[0-9]{15})$"


def valid(text: str) -> bool:
    """Whether `text` has the 12 digits of the new or the 15 of the old form."""
    return re.fullmatch("[0-9]{12}|[0-9]{15}", text) is not None


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    return column.str.contains(_PATTERN)


SQL = matches_sql("gas_subscription_valid", _PATTERN)
