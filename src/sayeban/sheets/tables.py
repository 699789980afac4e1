"""A whole file as one table with named columns: what importers of reference data read."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from sayeban.country import text
from sayeban.sheets.headers import Column, find_columns, is_table
from sayeban.sheets.reading import ROW_NO, read_workbook


def read_table(path: Path, columns: Sequence[Column]) -> pl.DataFrame:
    """`row_no` and one text column a key, normalised, "" for empty cells and absent columns.

    All sheets that look like the table count; when none does, the first one is refused by name
    of its missing columns. Raises the refusals of `read_workbook` and `find_columns`.
    """
    sheets = read_workbook(path)
    tables = [sheet for sheet in sheets if is_table(sheet, columns)] or sheets[:1]
    frames = [find_columns(sheet, columns).data(sheet) for sheet in tables]
    keys = [column.key for column in columns]
    whole = pl.concat(frames, how="diagonal")
    absent = [pl.lit("").alias(key) for key in keys if key not in whole.columns]
    return whole.with_columns(absent).select(
        ROW_NO, *(text.normalize_expr(pl.col(key).fill_null("")) for key in keys)
    )
