"""Workbooks and CSV files as raw text, parsed in a child process that may die (promise S8)."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
import pyarrow as pa

from sayeban.runtime.children import bare_environment
from sayeban.sheets.child import Answer, Request, SheetFile
from sayeban.sheets.limits import DEFAULT_LIMITS, Limits
from sayeban.sheets.prescan import NO_FORMULAS, Formulas, prescan
from sayeban.sheets.refusals import (
    FileFormulas,
    FileUnreadable,
    FileUnsafe,
    Unreadable,
    Unsafe,
)

ROW_NO = "row_no"
_MIDNIGHT = " 00:00:00"
_DATE_AT_MIDNIGHT = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$"
_PROBLEMS = {
    "unreadable": FileUnreadable(Unreadable.BROKEN),
    "encoding": FileUnreadable(Unreadable.NOT_UTF8),
    "wide": FileUnsafe(Unsafe.FAR_CELL),
}
# Where pyarrow finds numpy it loads it, which takes three quarters of the start; nothing needs it.
_START = "import sys; sys.modules['numpy'] = None; from sayeban.sheets.child import main; main()"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as typed. `frame` holds `row_no` (Excel's row number, from 1) and text columns
    c0 (Excel's A), c1 (B) …; empty cells are null, rows without any value are left out.

    Numbers are text without «.0» or exponent, dates ISO text, truth values true/false.
    """

    name: str
    frame: pl.DataFrame
    visible: bool = True
    formulas: Formulas = field(default=NO_FORMULAS)

    def refuse_formulas(self, columns: Iterable[int]) -> None:
        """Raise FileFormulas when one of these columns (A = 0) holds a formula."""
        if self.formulas.columns.intersection(columns):
            raise FileFormulas(sheet=self.name, cells="، ".join(self.formulas.cells))


def column_name(index: int) -> str:
    """The frame's column of Excel's column number `index` (A = 0)."""
    return f"c{index}"


def read_workbook(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Sheet]:
    """Every sheet that holds a value; a name ending in .csv is read as CSV (UTF-8; `,` `;` tab).

    The parser runs in a process of its own: whatever a file does to it, the caller lives and gets
    FileUnreadable or FileUnsafe. The frames are mapped from files that are already unlinked.
    """
    is_csv = path.suffix.lower() == ".csv"
    with tempfile.TemporaryDirectory(prefix="sayeban-sheets-") as name, _Child() as child:
        folder = Path(name)
        # The child starts up while the file is judged here; it sees the file only afterwards.
        formulas = _judge_csv(path, limits) if is_csv else prescan(path, limits)
        answer = child.ask(_request(path, folder, is_csv, limits), limits.wall_seconds)
        if answer["problem"]:
            raise _PROBLEMS[answer["problem"]]
        sheets = [_sheet(folder, handed, formulas) for handed in answer["sheets"]]
    if not sheets:
        raise FileUnreadable(Unreadable.EMPTY)
    return sheets


def _judge_csv(path: Path, limits: Limits) -> dict[str, Formulas]:
    size = path.stat().st_size
    if size == 0:
        raise FileUnreadable(Unreadable.EMPTY)
    if size > limits.file_bytes:
        raise FileUnsafe(Unsafe.FILE_SIZE)
    return {}


def _request(path: Path, folder: Path, is_csv: bool, limits: Limits) -> Request:
    source = path.resolve()
    if not is_csv:
        # The parser goes by the name's end, uploads have random names.
        source = folder / "workbook.xlsx"
        source.symlink_to(path.resolve())
    return {
        "path": str(source),
        "folder": str(folder),
        "is_csv": is_csv,
        "memory": limits.memory,
        "cpu_seconds": limits.cpu_seconds,
        "handed_over": limits.handed_over,
        "columns": limits.columns,
    }


class _Child:
    """The reading process; leaving the context kills it when it still runs."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=bare_environment(),
            start_new_session=True,
        )
        return self

    def ask(self, request: Request, seconds: int) -> Answer:
        """The child's answer; FileUnsafe when it was killed, ran out of memory or of time."""
        try:
            output, _ = self._process.communicate(json.dumps(request).encode(), timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise FileUnsafe(Unsafe.TOO_COSTLY) from error
        if self._process.returncode != 0:
            raise FileUnsafe(Unsafe.TOO_COSTLY)
        answer: Answer = json.loads(output)
        return answer

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()


def _sheet(folder: Path, handed: SheetFile, formulas: dict[str, Formulas]) -> Sheet:
    raw = _map(folder / handed["file"])
    first = handed["first_column"]
    padding = [pl.lit(None, pl.String).alias(column_name(index)) for index in range(first)]
    frame = raw.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias(ROW_NO),
        *padding,
        *(
            _tidy(raw.get_column(name)).alias(column_name(first + place))
            for place, name in enumerate(raw.columns)
        ),
    )
    if all(frame.get_column(name).null_count() for name in frame.columns[1:]):
        frame = frame.filter(pl.any_horizontal(pl.exclude(ROW_NO).is_not_null()))
    return Sheet(
        handed["name"], frame, handed["visible"], formulas.get(handed["name"], NO_FORMULAS)
    )


def _map(path: Path) -> pl.DataFrame:
    """The file's columns without a copy; its pages live as long as the frame, unlinked or not."""
    frame = pl.from_arrow(pa.ipc.open_file(pa.memory_map(str(path))).read_all())
    assert isinstance(frame, pl.DataFrame)
    return frame


def _tidy(column: pl.Series) -> pl.Series:
    """Dates without a midnight nobody typed, null for empty text, no NUL (no database holds it)."""
    if column.str.ends_with(_MIDNIGHT).any():
        column = column.str.replace(_DATE_AT_MIDNIGHT, "$1")
    if column.str.contains("\0", literal=True).any():
        column = column.str.replace_all("\0", "", literal=True)
    return column.replace("", None) if (column == "").any() else column
