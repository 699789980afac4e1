"""One of several ways of writing, by the `look` of a row (0 … LOOKS - 1)."""

from functools import reduce
from typing import Final

import polars as pl

LOOKS: Final = 12
"""Divisible by two, three, four and six, so that each way is as frequent as the next."""


def by_look(*ways: pl.Expr) -> pl.Expr:
    """The way at place `look` modulo their number."""
    look = pl.col("look") % len(ways)
    return reduce(
        lambda rest, place: pl.when(look == place).then(ways[place]).otherwise(rest),
        range(1, len(ways)),
        ways[0],
    )
