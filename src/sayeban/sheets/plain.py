"""Fast plain output at national size: plain cells, no guards (see `writing` for those)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs
import rustpy_xlsxwriter

_SHEET_ROWS = 1_048_575  # what an XLSX sheet holds under its header
_INJECTION = r"^[=+\-@\t\r]"


def write_xlsx(frame: pl.DataFrame, path: Path, sheet_name: str) -> None:
    """`frame` right to left under its column names: numbers as numbers, all else as text cells.

    Rows beyond what one sheet holds go to further sheets «name 2», «name 3» … Text that looks
    like a formula stays text (promise S9).
    """
    write_sheets([(sheet_name, frame)], path)


def write_sheets(frames: Iterable[tuple[str, pl.DataFrame]], path: Path) -> None:
    """Several named frames in one workbook, each as `write_xlsx` writes it."""
    _write([part for name, frame in frames for part in _parts(name, frame)], path)


def _write(parts: Sequence[tuple[str, Any]], path: Path) -> None:
    rustpy_xlsxwriter.write_worksheets(
        list(parts),
        str(path),
        bold_headers=True,
        freeze_panes={"general": {"row": 1, "col": 0}},
        sheet_view={name: {"right_to_left": True} for name, _ in parts},
    )


def write_tables(
    tables: Mapping[str, tuple[Sequence[str], Sequence[Sequence[str | float | None]]]], path: Path
) -> None:
    """Header and rows by sheet name; a column of numbers alone is one of numbers."""
    write_sheets([(name, _frame(*table)) for name, table in tables.items()], path)


def _frame(header: Sequence[str], rows: Sequence[Sequence[str | float | None]]) -> pl.DataFrame:
    columns = zip(*rows, strict=True) if rows else ([] for _ in header)
    return pl.DataFrame(
        [
            pl.Series(name, cells, dtype=None if _are_numbers(cells) else pl.String, strict=False)
            for name, cells in zip(header, map(list, columns), strict=True)
        ]
    )


def _are_numbers(cells: Sequence[str | float | None]) -> bool:
    return bool(cells) and not any(isinstance(cell, str) for cell in cells)


def _parts(sheet_name: str, frame: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    text = frame.with_columns((~cs.numeric()).cast(pl.String))
    starts = range(0, max(text.height, 1), _SHEET_ROWS)
    return [
        (_numbered(sheet_name, number), text.slice(start, _SHEET_ROWS))
        for number, start in enumerate(starts, 1)
    ]


def _numbered(sheet_name: str, number: int) -> str:
    return f"{sheet_name} {number}" if number > 1 else sheet_name


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """`frame` as CSV, UTF-8 with a byte order mark (else Excel takes Persian for Latin).

    Text that a spreadsheet would evaluate (= + - @ tab, carriage return) gets an apostrophe in
    front (promise S9); numbers do not.
    """
    text = pl.col(pl.String)
    guarded = pl.when(text.str.contains(_INJECTION)).then(pl.lit("'") + text).otherwise(text)
    frame.with_columns(guarded.name.keep()).write_csv(path, include_bom=True)


def write_rows(
    header: Sequence[str], rows: Iterable[Sequence[str]], path: Path, sheet_name: str, count: int
) -> None:
    """`count` rows of text as `write_xlsx` writes a frame, one after another: they are never all in
    memory.
    """
    if count == 0:
        write_xlsx(pl.DataFrame(schema=dict.fromkeys(header, pl.String)), path, sheet_name)
        return
    named = (dict(zip(header, row, strict=True)) for row in rows)
    sheets = range(1, -(-count // _SHEET_ROWS) + 1)
    _write([(_numbered(sheet_name, each), islice(named, _SHEET_ROWS)) for each in sheets], path)
