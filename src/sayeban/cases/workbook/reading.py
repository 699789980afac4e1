"""Service documents in: every fault by sheet, row and column, or every document."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayeban.cases.workbook.cells import Cell, Unread, read
from sayeban.cases.workbook.columns import OWNER, Page, pages
from sayeban.country import text
from sayeban.sheets.public import ROW_NO, Column, Sheet, find_columns, read_workbook

Typed = Sequence[tuple[int, Mapping[str, str]]]
"""The rows of a sheet: Excel's number, and the text of each column by key."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell; `row` 0 and no column for a whole sheet."""

    sheet: str
    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a workbook says. There are documents only when there is no fault."""

    documents: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Reading:
    faults: list[Fault] = field(default_factory=list)

    def rows(self, page: Page, typed: Typed) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row as a part of a document; the faults of its cells are kept."""
        for number, row in typed:
            part: dict[str, Any] = {}
            for cell in page.cells:
                put(part, cell.key, self._cell(page, number, cell, row.get(cell.key, "")))
            yield number, part

    def _cell(self, page: Page, number: int, cell: Cell, typed: str) -> object:
        try:
            return read(cell, typed)
        except Unread as wrong:
            self.faults.append(Fault(page.name, number, cell.label, str(wrong)))
            return None

    def say(self, page: Page, number: int, key: str, sentence: str) -> None:
        """A fault of a cell that can be read."""
        label = next(cell.label for cell in page.cells if cell.key == key)
        self.faults.append(Fault(page.name, number, label, sentence))


def read_catalogue(path: Path, departments: Mapping[str, str]) -> Catalogue:
    """The services of a workbook. Raises the refusals of `read_workbook` and `find_columns`."""
    sheets = {text.match_key(sheet.name): sheet for sheet in read_workbook(path)}
    known = pages(departments)
    missing = [page for page in known if text.match_key(page.name) not in sheets and not page.part]
    if missing:
        names = "، ".join(f"«{page.name}»" for page in known)
        sentence = f"این برگه در فایل نیست. برگه‌ها این‌ها هستند: {names}."
        return Catalogue((), tuple(Fault(page.name, 0, "", sentence) for page in missing))
    typed = {page.part: _typed(sheets.get(text.match_key(page.name)), page) for page in known}
    return judged(typed, departments)


def judged(typed: Mapping[str, Typed], departments: Mapping[str, str]) -> Catalogue:
    """The documents that the rows of the four sheets (by part) make up."""
    reading, documents = _Reading(), dict[str, dict[str, Any]]()
    services, *others = pages(departments)
    for number, part in reading.rows(services, typed[""]):
        if part["code"] in documents:
            reading.say(services, number, "code", f"خدمت «{part['code']}» دو بار آمده است.")
        documents[part["code"]] = part | {page.part: [] for page in others}
    for page in others:
        for number, part in reading.rows(page, typed[page.part]):
            owner = part.pop(OWNER)
            if owner in documents:
                documents[owner][page.part].append(part)
            elif owner is not None:
                sentence = f"خدمت «{owner}» در برگهٔ «{services.name}» نیست."
                reading.say(page, number, OWNER, sentence)
    _judge_keys(reading, typed, others)
    return Catalogue(() if reading.faults else tuple(documents.values()), tuple(reading.faults))


def _judge_keys(reading: _Reading, typed: Mapping[str, Typed], others: Sequence[Page]) -> None:
    """Steps that other rows name must be there; steps and outcomes are named once."""
    steps = defaultdict[str, set[str]](set)
    by_part = {page.part: page for page in others}
    for number, row in typed["steps"]:
        if row["key"] in steps[row[OWNER]]:
            sentence = f"گام «{row['key']}» در این خدمت دو بار آمده است."
            reading.say(by_part["steps"], number, "key", sentence)
        steps[row[OWNER]].add(row["key"])
    for number, row in typed["transitions"]:
        if row["step"] and row["step"] not in steps[row[OWNER]]:
            sentence = f"گام «{row['step']}» در برگهٔ «گام‌ها» برای این خدمت نیست."
            reading.say(by_part["transitions"], number, "step", sentence)


def _typed(sheet: Sheet | None, page: Page) -> Typed:
    """The rows of a sheet with every key of the page, "" for absent columns."""
    if sheet is None:
        return ()
    columns = [Column(cell.key, cell.label, required=cell.required) for cell in page.cells]
    match = find_columns(sheet, columns)
    sheet.refuse_formulas(match.mapping.values())
    empty = dict.fromkeys((cell.key for cell in page.cells), "")
    return [
        (row.pop(ROW_NO), empty | {key: value or "" for key, value in row.items()})
        for row in match.data(sheet).iter_rows(named=True)
        if any(value for key, value in row.items() if key != ROW_NO)
    ]


def put(part: dict[str, Any], key: str, value: object) -> None:
    """Set what a part says under a key with dots."""
    *way, last = key.split(".")
    for name in way:
        part = part.setdefault(name, {})
    part[last] = value
