"""What somebody copied in a spreadsheet and pasted: lines of cells, which columns, which persons.

Nothing is looked up here. Excel parts cells by tabs and quotes one that holds a tab or a new line.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, Final
from uuid import UUID

import polars as pl

from sayeban.country import text
from sayeban.country.formats import national_id
from sayeban.exemptions.worksheet.cells import CODES
from sayeban.exemptions.worksheet.columns import FIELDS, KEYS, SOUGHT
from sayeban.kit.refusals import Refusal
from sayeban.sheets.public import ROW_NO, Sheet, find_columns, known_keys

LONGEST: Final = 1024 * 1024
MOST_LINES: Final = 2_000
_FEWEST_COLUMNS: Final = 2
_NAME: Final = "چسبانده"
_KEY: Final = re.compile(r"([0-9a-f]{32})\.([0-9]{1,9})\.([0-9a-f]{32})")
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
_SHORTENED: Final = re.compile(r"[0-9]([.,/٫][0-9]+)?[eE][+][0-9]{2,3}")
_WHOLE: Final = len(KEYS) - 1
"""A line of at least so many cells is a line of the worksheet, its key hidden or not."""
_WANTED: Final = tuple(replace(column, required=False) for column in SOUGHT)


class PasteEmpty(Refusal):
    """Nothing but blanks, or a header alone."""

    code: ClassVar[str] = "paste.empty"
    sentence: ClassVar[str] = (
        "ردیفی در متن نیست. ردیف‌ها را در اکسل برگزینید، رونوشت کنید و این‌جا بچسبانید."
    )


class PasteTooLong(Refusal):
    """More than a page takes at a time."""

    code: ClassVar[str] = "paste.too_long"
    sentence: ClassVar[str] = (
        "این متن بلندتر از ۲٬۰۰۰ ردیف است. آن را در چند نوبت بچسبانید یا کاربرگ را به صورت فایل"
        " بفرستید."
    )


class PasteColumns(Refusal):
    """It cannot be said which column is which."""

    code: ClassVar[str] = "paste.columns"
    sentence: ClassVar[str] = (
        "ستون‌ها شناخته نشد: در ستون «{label}» باید کد ملی باشد. ردیف عنوان را هم رونوشت کنید، یا"
        " ستون‌ها را به همان ترتیبی که این صفحه می‌گوید بگذارید."
    )


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line. `cells`: what stood in the cells that were not blank, by key of worksheet.columns.

    `key`, `version` and `digest` are those of a worksheet's hidden key, "" and 0 without one.
    `padded`: zeros of the national id were put back. `problem`: a code of codes.PASTE_REJECTS,
    `others` more of them.
    """

    number: int
    national_id: str
    cells: Mapping[str, str]
    key: str = ""
    version: int = 0
    digest: str = ""
    padded: bool = False
    problem: str = ""
    others: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that is wrong with it, the first one its verdict."""
        return (self.problem, *self.others) if self.problem else ()

    def with_problem(self, code: str) -> "PastedLine":
        """The line with one more."""
        if not self.problem:
            return replace(self, problem=code)
        return replace(self, others=(*self.others, code))

    def as_json(self) -> dict[str, Any]:
        """For what is kept of a paste until it is committed."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Pasted:
    """`columns` in their order, `unknown`: heads that mean nothing here."""

    columns: tuple[str, ...]
    lines: tuple[PastedLine, ...]
    unknown: tuple[str, ...] = field(default=())


def read_pasted(pasted: str, order: Sequence[str]) -> Pasted:
    """Read a pasted part of a sheet; without a header its columns are `order`, or those of a whole
    worksheet. Refuses paste.empty, paste.too_long, paste.columns, sheet.ambiguous_header."""
    if len(pasted) > LONGEST:
        raise PasteTooLong
    table = [
        row for row in enumerate(split_cells(pasted), 1) if any(cell.strip() for cell in row[1])
    ]
    if len(table) > MOST_LINES + 1:
        raise PasteTooLong
    if not table:
        raise PasteEmpty
    mapping, unknown = _by_header(table[0][1])
    rows = table[1:] if mapping else table
    if not rows:
        raise PasteEmpty
    mapping = mapping or _by_order(rows, order)
    lines = _marked([_line(number, row, mapping) for number, row in rows])
    return Pasted(tuple(key for key in KEYS if key in mapping), tuple(lines), unknown)


def split_cells(pasted: str) -> list[list[str]]:
    """The cells of each line."""
    typed = pasted.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    rows, row, at = list[list[str]](), list[str](), 0
    while at <= len(typed):
        found = _QUOTED.match(typed, at) if typed[at : at + 1] == '"' else None
        if found:
            cell, at = found[1].replace('""', '"'), found.end()
        else:
            end = min((e for e in (typed.find("\t", at), typed.find("\n", at)) if e >= 0),
                      default=len(typed))  # fmt: skip
            cell, at = typed[at:end], end
        row.append(cell)
        if typed[at : at + 1] != "\t":
            rows.append(row)
            row = []
        at += 1
    return rows


def _by_header(cells: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each column is, nothing where the line is no header."""
    row = {f"c{index}": [cell or None] for index, cell in enumerate(cells)}
    frame = pl.DataFrame({ROW_NO: [1], **row}, schema_overrides=dict.fromkeys(row, pl.String))
    sheet = Sheet(_NAME, frame)
    known = known_keys(sheet, _WANTED)
    if len(known) < _FEWEST_COLUMNS or not known & {"national_id", "key"}:
        return {}, ()
    match = find_columns(sheet, _WANTED)
    return match.mapping, tuple(match.unknown.values())


def _by_order(rows: Sequence[tuple[int, Sequence[str]]], order: Sequence[str]) -> dict[str, int]:
    """The columns of a worksheet or of the page, if national ids stand where they should."""
    widest = max(len(row) for _, row in rows)
    keys = KEYS if widest >= _WHOLE else tuple(order)
    place = keys.index("national_id")
    persons = [_person(row[place])[0] for _, row in rows if len(row) > place]
    right = sum(national_id.valid(person) for person in persons)
    if right * 2 < len(rows) or widest > len(keys) + 1:
        raise PasteColumns(label=FIELDS["national_id"].label)
    return {key: index for index, key in enumerate(keys) if index < widest}


def _line(number: int, row: Sequence[str], mapping: Mapping[str, int]) -> PastedLine:
    found = {
        key: cell
        for key, index in mapping.items()
        if index < len(row) and (cell := row[index].strip())
    }
    person, padded = _person(found.pop("national_id", ""))
    key = _KEY.fullmatch(found.pop("key", ""))
    line = PastedLine(number, person, found, padded=padded)
    if key:
        line = replace(line, key=UUID(key[1]).hex, version=int(key[2]), digest=key[3])
    shortened = [person, *(found.get(code, "") for code in CODES)]
    if any(is_shortened(cell) for cell in shortened):
        line = line.with_problem("paste.shortened")
    if not person and not key:
        return line.with_problem("paste.no_person")
    unproved = person and not is_shortened(person) and not national_id.valid(person)
    return line.with_problem("paste.check_digit") if unproved else line


def is_shortened(cell: str) -> bool:
    """Whether Excel has turned a number into 1.2E+12, so that its digits are lost."""
    return _SHORTENED.fullmatch(text.ascii_digits(cell.strip())) is not None


def _person(cell: str) -> tuple[str, bool]:
    """The national id, and whether zeros that the check digit proves were put back."""
    return national_id.restore(text.identifier(text.normalize(cell)))


def _marked(lines: Sequence[PastedLine]) -> list[PastedLine]:
    """Of two lines of one person neither can be chosen."""
    named = Counter(_named(line) for line in lines)
    return [
        line.with_problem("paste.repeated") if _named(line) and named[_named(line)] > 1 else line
        for line in lines
    ]


def _named(line: PastedLine) -> str:
    """Whom a line names, "" for nobody."""
    nobody = {"paste.no_person", "paste.check_digit"} & {*line.problems}
    return "" if nobody or is_shortened(line.national_id) else line.national_id or line.key
