"""Bulk hand-over of a Polars frame to PostgreSQL inside a running command."""

from collections.abc import Mapping, Sequence

import polars as pl
from django.db import connection


def stage(
    table: str, columns: Mapping[str, str], frame: pl.DataFrame, *, joined: Sequence[str] = ()
) -> None:
    """Create temp table `table` (dropped at commit) and COPY `frame` into it.

    `columns` maps each column to its SQL type in the order of the frame's columns. Nulls stay
    null, empty text stays empty. CSV is written by Polars and read by PostgreSQL, both in native
    code: no Python object a row. `joined`: the columns of which the planner needs figures, all
    of them if left out. Who loads many rows asks for room first (check_room); a typed row does not.
    """
    described = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    names = ", ".join(columns)
    text = frame.select(list(columns)).write_csv(
        include_header=False, null_value="\\N", quote_style="necessary"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(f"CREATE TEMP TABLE {table} ({described}) ON COMMIT DROP")
        with cursor.cursor.copy(
            f"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '\\N')"
        ) as copy:
            copy.write(text.encode())
        cursor.execute(f"ANALYZE {table}" + (f" ({', '.join(joined)})" if joined else ""))
