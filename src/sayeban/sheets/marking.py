"""The same workbook back, as typed, with its faulty cells marked and explained."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # ships no types

from sayeban.sheets.reading import ROW_NO, Sheet
from sayeban.sheets.writing import (
    LISTS_SHEET,
    METADATA_SHEET,
    Book,
    Field,
    protect,
    write_text,
    writing,
)

ERROR_LABEL = "خطاهای ردیف"
_ERROR_WIDTH = 60
# Each comment is a drawing that Excel loads: beyond this the column of reasons must do.
_COMMENTS = 1_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault in Excel's row `row_no`; `column` is Excel's column (A = 0), None: the whole row.

    `reason` is the Persian sentence of the refusal or flag.
    """

    row_no: int
    column: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """The marks of one sheet. `layout` restores lock, width and choices of our own worksheets."""

    header_row: int
    marks: Sequence[Mark]
    layout: Mapping[int, Field] = field(default_factory=dict)


def write_marked(path: Path, sheets: Sequence[Sheet], marked: Mapping[str, MarkedTable]) -> None:
    """Write every sheet as it was typed (unknown columns, titles and other sheets too).

    `marked` is keyed by sheet name. Faulty cells get a fill and a comment, and a last column
    «خطاهای ردیف» names each fault; one left by an earlier report is written anew.
    """
    with writing(path) as book:
        # Choices are written anew from the layout; a stale copy would only shadow them.
        kept = [sheet for sheet in sheets if sheet.name != LISTS_SHEET]
        shown = next((sheet for sheet in kept if sheet.visible), None)
        for sheet in kept:
            written = book.add_sheet(sheet.name)
            if sheet is shown:
                written.activate()
                written.set_first_sheet()
            elif sheet.name == METADATA_SHEET:
                written.very_hidden()
            elif shown and not sheet.visible:
                written.hide()
            if table := marked.get(sheet.name):
                _MarkedSheet(book, written, sheet, table).write()
            else:
                _write_as_typed(book, written, sheet)


def _write_as_typed(book: Book, written: Worksheet, sheet: Sheet) -> None:
    for row_no, *cells in sheet.frame.sort(ROW_NO).iter_rows():
        for column, value in enumerate(cells):
            write_text(written, row_no - 1, column, value, book.unlocked)


class _MarkedSheet:
    """One sheet on its way out, with its marks by row."""

    def __init__(self, book: Book, written: Worksheet, sheet: Sheet, table: MarkedTable) -> None:
        self._book, self._written, self._sheet, self._table = book, written, sheet, table
        self._comments_left = _COMMENTS
        self._headers = self._header_texts()
        self._error_column = self._find_error_column()
        self._by_row: dict[int, list[Mark]] = defaultdict(list)
        for mark in table.marks:
            self._by_row[mark.row_no].append(mark)

    def write(self) -> None:
        """Lay out, then row by row: constant memory takes rows in order only."""
        for column, laid in self._table.layout.items():
            self._book.lay_out(self._written, column, laid)
        self._written.set_column(self._error_column, self._error_column, _ERROR_WIDTH)
        self._written.freeze_panes(self._table.header_row, 0)
        last = self._table.header_row
        for row_no, *cells in self._sheet.frame.sort(ROW_NO).iter_rows():
            last = max(last, row_no)
            self._write_row(row_no, cells)
        for column, laid in self._table.layout.items():
            if laid.choices and last > self._table.header_row:
                rows = (self._table.header_row, last - 1)
                self._book.add_choices(self._written, column, laid.choices, rows)
        if self._table.layout:
            protect(self._written)

    def _write_row(self, row_no: int, cells: Sequence[str | None]) -> None:
        is_header = row_no == self._table.header_row
        marks = self._by_row.get(row_no, [])
        faulty = {mark.column for mark in marks}
        for column, value in enumerate(cells):
            if column == self._error_column:
                continue
            if column in faulty:
                self._written.write_blank(row_no - 1, column, None, self._book.faulty)
                write_text(self._written, row_no - 1, column, value, self._book.faulty)
            elif is_header:
                write_text(self._written, row_no - 1, column, value, self._book.header)
            else:
                laid = self._table.layout.get(column)
                cell = self._book.locked if laid and laid.locked else self._book.unlocked
                write_text(self._written, row_no - 1, column, value, cell)
        if is_header:
            write_text(
                self._written, row_no - 1, self._error_column, ERROR_LABEL, self._book.header
            )
        self._write_reasons(row_no, marks)

    def _write_reasons(self, row_no: int, marks: Sequence[Mark]) -> None:
        reasons = " | ".join(self._named(mark) for mark in marks)
        write_text(self._written, row_no - 1, self._error_column, reasons, self._book.reason)
        for mark in marks:
            if mark.column is not None and self._comments_left:
                self._comments_left -= 1
                self._written.write_comment(row_no - 1, mark.column, mark.reason)

    def _named(self, mark: Mark) -> str:
        label = self._headers.get(mark.column) if mark.column is not None else None
        return f"{label}: {mark.reason}" if label else mark.reason

    def _header_texts(self) -> dict[int, str]:
        header = self._sheet.frame.filter(self._sheet.frame[ROW_NO] == self._table.header_row)
        texts = header.drop(ROW_NO).row(0) if header.height else ()
        return {column: text for column, text in enumerate(texts) if text}

    def _find_error_column(self) -> int:
        """The column of an earlier report, else the first one after everything typed."""
        for column, text in self._headers.items():
            if text == ERROR_LABEL:
                return column
        first_free = self._sheet.frame.width - 1
        return max([first_free, *(column + 1 for column in self._table.layout)])
