"""The hidden key of a worksheet row: `<row key>.<version>.<digest>`.

The version tells that somebody changed the row since, the digest that the row came back
untouched. A key that somebody edited names no row of ours.
"""

import polars as pl

from sayeban.exemptions.stored import digest

_PATTERN = r"^\s*([0-9a-f]{32})\.([0-9]{1,9})\.([0-9a-f]{32})\s*$"


def key_sql(row: str, facts: str) -> str:
    """SQL of the key: `row` is the alias of the row, `facts` of the relation digest() reads."""
    return f"replace({row}.key::text, '-', '') || '.' || {row}.version || '.' || {digest(facts)}"


def key_exprs(column: pl.Expr) -> list[pl.Expr]:
    """`key` (null where unreadable), `sheet_version` and `sheet_digest` of a column of keys."""
    return [
        column.str.extract(_PATTERN, 1).alias("key"),
        column.str.extract(_PATTERN, 2).cast(pl.Int64).fill_null(0).alias("sheet_version"),
        column.str.extract(_PATTERN, 3).fill_null("").alias("sheet_digest"),
    ]
