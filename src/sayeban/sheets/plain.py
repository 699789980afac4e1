"""Fast plain output at national size: text cells, no guards (see `writing` for those)."""

from pathlib import Path

import polars as pl
import rustpy_xlsxwriter

_SHEET_ROWS = 1_048_575  # what an XLSX sheet holds under its header
_INJECTION = r"^[=+\-@\t\r]"


def write_xlsx(frame: pl.DataFrame, path: Path, sheet_name: str) -> None:
    """`frame` as right-to-left text cells under its column names.

    Rows beyond what one sheet holds go to further sheets «name 2», «name 3» … Text that looks
    like a formula stays text (promise S9).
    """
    text = frame.select(pl.all().cast(pl.String))
    parts = [text.slice(start, _SHEET_ROWS) for start in range(0, max(text.height, 1), _SHEET_ROWS)]
    names = [sheet_name, *(f"{sheet_name} {number}" for number in range(2, len(parts) + 1))]
    rustpy_xlsxwriter.write_worksheets(
        list(zip(names, parts, strict=True)),
        str(path),
        bold_headers=True,
        freeze_panes={"general": {"row": 1, "col": 0}},
        sheet_view={name: {"right_to_left": True} for name in names},
    )


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """`frame` as CSV, UTF-8 with a byte order mark (else Excel takes Persian for Latin).

    Text that a spreadsheet would evaluate (= + - @ tab, carriage return) gets an apostrophe in
    front (promise S9); numbers do not.
    """
    text = pl.col(pl.String)
    guarded = pl.when(text.str.contains(_INJECTION)).then(pl.lit("'") + text).otherwise(text)
    frame.with_columns(guarded.name.keep()).write_csv(path, include_bom=True)
