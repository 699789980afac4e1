"""Workbooks that people fill in: right to left, guarded cells, choices, and a hidden key.

Every value is written as a text cell: ids keep their zeros and nothing typed by anybody is ever
evaluated as a formula (promise S9). Protection has no password: it guards against slips.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # ships no types
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # ships no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # ships no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # ships no types

from sayeban.sheets.reading import ROW_NO, Sheet

METADATA_SHEET = "_sayeban"
LISTS_SHEET = "_lists"
INSTRUCTIONS_SHEET = "راهنما"
OWN_SHEETS = frozenset({METADATA_SHEET, LISTS_SHEET, INSTRUCTIONS_SHEET})

_TEXT = "@"
_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_INSTRUCTIONS_WIDTH = 110
_ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a written table; `width` in characters.

    `choices` become a drop-down list; another value is refused by Excel as it is typed.
    """

    label: str
    width: int = 14
    locked: bool = True
    hidden: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet to write: the labels in row 1, then the rows (one text or None a field)."""

    name: str
    fields: Sequence[Field]
    rows: Iterable[Sequence[str | None]]


class Book:
    """An XlsxWriter workbook in constant memory, with the formats of the house.

    What it cannot hold in memory lies in `folder` until it is closed.
    """

    def __init__(self, path: Path, folder: str) -> None:
        kept = {"constant_memory": True, "tmpdir": folder}
        self._workbook = xlsxwriter.Workbook(str(path), kept)
        self._workbook.use_zip64()
        self.header = self.format(bold=True, bg_color="#D9E7F2", border=1, text_wrap=True)
        self.locked = self.format(bg_color="#F2F2F2")
        self.unlocked = self.format(locked=False)
        self.faulty = self.format(locked=False, bg_color="#F8CBAD")
        self.reason = self.format(font_color="#9C0006", text_wrap=True)
        self._choices: dict[tuple[str, ...], str] = {}

    def format(self, **properties: bool | int | str) -> Format:
        """A text format with more properties."""
        return self._workbook.add_format({"num_format": _TEXT, "valign": "top", **properties})

    def add_sheet(self, name: str) -> Worksheet:
        """A new right-to-left sheet; a name that Excel does not take is cut or replaced."""
        allowed = re.sub(r"[\[\]:*?/\\]", " ", name)[:_LONGEST_NAME].strip("' ")
        taken = {sheet.name.lower() for sheet in self._workbook.worksheets()}
        free = allowed and allowed.lower() not in taken
        sheet = self._workbook.add_worksheet(allowed if free else None)
        sheet.right_to_left()
        return sheet

    def lay_out(self, sheet: Worksheet, column: int, field: Field) -> None:
        """Width, lock and visibility of one column."""
        cell = self.locked if field.locked else self.unlocked
        sheet.set_column(column, column, field.width, cell, {"hidden": field.hidden})

    def add_choices(
        self, sheet: Worksheet, column: int, choices: tuple[str, ...], rows: tuple[int, int]
    ) -> None:
        """A drop-down list on the rows from `rows[0]` to `rows[1]` (0 = Excel's row 1)."""
        # By reference: a list inside the rule may hold 255 characters at most.
        place = self._choices.setdefault(choices, _list_range(len(self._choices), len(choices)))
        sheet.data_validation(
            rows[0],
            column,
            rows[1],
            column,
            {
                "validate": "list",
                "source": place,
                "error_title": "مقدار نادرست",
                "error_message": "یکی از گزینه‌های فهرست را برگزینید.",
            },
        )

    def close(self) -> None:
        """Write the hidden lists and finish the file."""
        if self._choices:
            sheet = self.add_sheet(LISTS_SHEET)
            sheet.very_hidden()
            by_row = max(len(choices) for choices in self._choices)
            for row in range(by_row):
                for column, choices in enumerate(self._choices):
                    if row < len(choices):
                        write_text(sheet, row, column, choices[row], self.locked)
        try:
            self._workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error  # what the operating system said


@contextmanager
def writing(path: Path) -> Iterator[Book]:
    """A book that is finished at the end; of one that could not be, no row stays elsewhere."""
    with TemporaryDirectory(prefix="sayeban-book-") as folder:
        book = Book(path, folder)
        yield book
        book.close()


def _list_range(column: int, length: int) -> str:
    letter = xlsxwriter.utility.xl_col_to_name(column)
    return f"={LISTS_SHEET}!${letter}$1:${letter}${length}"


def write_text(sheet: Worksheet, row: int, column: int, value: str | None, cell: Format) -> None:
    """A text cell, never a formula, number or link; an empty value leaves the column's format."""
    if value:
        sheet.write_string(row, column, value[:_LONGEST_CELL], cell)


def protect(sheet: Worksheet) -> None:
    """Locked cells cannot be typed in; widths, sorting and filters stay free."""
    options: dict[str, Any] = dict(_ALLOWED)
    sheet.protect("", options)


def write_workbook(
    path: Path,
    tables: Sequence[Table],
    *,
    instructions: Sequence[str] = (),
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Protected tables, a sheet of instructions, and a hidden sheet of metadata (domain.md, S9).

    `metadata` comes back by `read_metadata` when the workbook is uploaded again.
    """
    with writing(path) as book:
        for table in tables:
            _write_table(book, table)
        if instructions:
            _write_instructions(book, instructions)
        if metadata:
            _write_metadata(book, metadata)


def read_metadata(sheets: Iterable[Sheet]) -> dict[str, str]:
    """The metadata of a workbook that `write_workbook` made; empty for any other."""
    return {
        key: value or ""
        for sheet in sheets
        if sheet.name == METADATA_SHEET and {"c0", "c1"} <= set(sheet.frame.columns)
        for key, value in sheet.frame.sort(ROW_NO).select("c0", "c1").iter_rows()
        if key
    }


def _write_table(book: Book, table: Table) -> None:
    sheet = book.add_sheet(table.name)
    sheet.freeze_panes(1, 0)
    for column, field in enumerate(table.fields):
        book.lay_out(sheet, column, field)
        write_text(sheet, 0, column, field.label, book.header)
    cells = [book.locked if field.locked else book.unlocked for field in table.fields]
    last = 0
    for last, values in enumerate(table.rows, start=1):
        for column, (value, cell) in enumerate(zip(values, cells, strict=True)):
            write_text(sheet, last, column, value, cell)
    for column, field in enumerate(table.fields):
        if field.choices and last:
            book.add_choices(sheet, column, field.choices, (1, last))
    protect(sheet)


def _write_instructions(book: Book, instructions: Sequence[str]) -> None:
    sheet = book.add_sheet(INSTRUCTIONS_SHEET)
    sheet.set_column(0, 0, _INSTRUCTIONS_WIDTH)
    wrapped = book.format(text_wrap=True)
    for row, line in enumerate(instructions):
        write_text(sheet, row, 0, line, wrapped)
    protect(sheet)


def _write_metadata(book: Book, metadata: Mapping[str, str]) -> None:
    sheet = book.add_sheet(METADATA_SHEET)
    sheet.very_hidden()
    for row, (key, value) in enumerate(metadata.items()):
        write_text(sheet, row, 0, key, book.locked)
        write_text(sheet, row, 1, value, book.locked)
    protect(sheet)
