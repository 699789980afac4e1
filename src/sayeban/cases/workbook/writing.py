"""Service documents out, as a workbook that can be changed and given back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sayeban.cases.workbook.cells import ENDS, Cell, written
from sayeban.cases.workbook.columns import OWNER, Page, pages
from sayeban.sheets.public import Field, Table, write_workbook

_INSTRUCTIONS: Final = (
    "این فایل همهٔ فهرست خدمات است: هر خدمت یک ردیف در برگهٔ «خدمات» دارد و گام‌ها، گذارها و "
    "مدرک‌های آن با «کد خدمت» در برگه‌های دیگر می‌آیند.",
    "ترتیب ردیف‌ها همان ترتیب گام‌ها و نتیجه‌هاست.",
    "«از گام»، «به گام یا پایان» و «گام آغاز» کد یک گام همان خدمت را می‌گیرند. پایان پرونده را "
    f"یکی از این‌ها بنویسید: {'، '.join(ENDS.values())}.",
    "چند واژهٔ جستجو یا چند استعلام را با «؛» از هم جدا کنید. هر مورد فهرست بازبینی در یک خط است.",
    "پس از بارگذاری، اگر خانه‌ای درست نباشد، ردیف و ستون آن گفته می‌شود و هیچ چیز ثبت نمی‌شود.",
)
Rows = list[list[str]]


def rows_of(documents: Sequence[Mapping[str, Any]], page: Page) -> Rows:
    """The cells of one sheet, a row each."""
    return [
        [written(cell, at(part, cell.key)) for cell in page.cells]
        for part in _parts(documents, page.part)
    ]


def write_catalogue(
    documents: Sequence[Mapping[str, Any]], departments: Mapping[str, str], path: Path
) -> None:
    """The workbook of these services."""
    tables = [
        Table(page.name, [_field(cell) for cell in page.cells], rows_of(documents, page))
        for page in pages(departments)
    ]
    write_workbook(path, tables, instructions=_INSTRUCTIONS)


def _field(cell: Cell) -> Field:
    closed = cell.kind == "choice"
    choices = tuple(label for _, label in cell.choices) if closed else ()
    return Field(cell.label, cell.width, locked=False, choices=choices)


def _parts(documents: Iterable[Mapping[str, Any]], part: str) -> Iterator[Mapping[str, Any]]:
    for document in documents:
        if not part:
            yield document
        else:
            yield from ({OWNER: document["code"], **each} for each in document.get(part, ()))


def at(part: Mapping[str, Any], key: str) -> object:
    """What a part says under a key with dots; None for nothing."""
    found: object = part
    for name in key.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
