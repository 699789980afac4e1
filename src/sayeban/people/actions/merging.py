"""Pieces of SQL that write only what changed."""

from collections.abc import Mapping


def update(table: str, alias: str, values: Mapping[str, str], source: str, match: str) -> str:
    """An UPDATE that touches a row only where one of `values` differs from what it holds.

    `values` gives each column its SQL expression, `source` what stands after FROM, `match` the
    condition that joins it to `alias`.
    """
    columns = ", ".join(values)
    new = ", ".join(values.values())
    held = ", ".join(f"{alias}.{column}" for column in values)
    return (
        f"UPDATE {table} {alias} SET ({columns}) = ROW({new}) FROM {source}"
        f" WHERE {match} AND ROW({held}) IS DISTINCT FROM ROW({new})"
    )


def known_text(column: str, new: str, held: str) -> str:
    """The new text unless it is empty: what nobody knows never replaces what is known."""
    return f"coalesce(nullif({new}.{column}, ''), {held}.{column})"


def known(column: str, new: str, held: str) -> str:
    """`known_text` for columns whose unknown is null."""
    return f"coalesce({new}.{column}, {held}.{column})"
