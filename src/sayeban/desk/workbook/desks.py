"""Desks as a workbook: written as they are, read with every fault by row and column."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sayeban.country import text
from sayeban.desk.actions.import_desks import DeskLine
from sayeban.desk.actions.keep_desk import DeskTerms
from sayeban.desk.hours import DAYS
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.rules import COUNTERS, SLOT_MINUTES
from sayeban.desk.workbook.faults import (
    MOST_ROWS,
    SEPARATOR,
    Fault,
    Typed,
    Unread,
    label_of,
    span,
    whole_number,
)
from sayeban.kit.units import Unit
from sayeban.organisations.public import units_by_name, units_by_text
from sayeban.sheets.public import ROW_NO, Column, Field, Table, read_table, write_workbook

COLUMNS: Final = (
    Column("code", "کد میز", required=True),
    Column("title", "نام میز", required=True),
    Column("unit", "کد واحد", synonyms=("واحد",), required=True),
    Column("address", "نشانی"),
    Column("phone", "تلفن"),
    Column("counters", "شمار باجه‌ها", required=True),
    *(Column(key, name) for key, name in DAYS.items()),
    Column("slot_minutes", "دقیقهٔ هر وقت", required=True),
    Column("services", "خدمت‌ها"),
)
_WIDTHS: Final = (16, 34, 10, 40, 16, 10, *(16 for _ in DAYS), 12, 60)
_HELP: Final = (
    "هر ردیف یک میز خدمت است. کد میز را عوض نکنید؛ میز را از روی آن می‌شناسیم.",
    "کد میز تازه: حروف کوچک انگلیسی، رقم و خط تیره، مانند shiraz-2.",
    "کد واحد: کد یا نام استان یا شهرستان، مانند 0701 یا «شهرستان آباده».",
    "ساعت کار هر روز هفته مانند «07:30 تا 14:00». خانهٔ خالی یعنی میز آن روز بسته است.",
    "هر وقت ۵ تا ۱۲۰ دقیقه است.",
    "خدمت‌ها: نام یا کد خدمت‌هایی که این میز می‌گیرد، با نقطه‌ویرگول (؛) میان آن‌ها. خالی یعنی همه.",
    "میزی که در فایل نیست همان‌طور که هست می‌ماند.",
)
RESERVED: Final = frozenset(
    {"hall", "clips", "sounds", "freeze", "import", "training", "reports", "satisfaction"}
)
"""Pages beside those of single desks have these addresses."""
_CODE: Final = re.compile("[a-z0-9][a-z0-9-]{0,19}")
_PHONE: Final = re.compile("[0-9+ -]{3,30}")


def write_desks(desks: Sequence[DeskFacts], titles: Mapping[str, str], path: Path) -> None:
    """The workbook that `read_desks` reads again."""
    fields = [
        Field(each.label_fa, width, locked=False)
        for each, width in zip(COLUMNS, _WIDTHS, strict=True)
    ]
    rows = [list(_written(desk, titles)) for desk in desks]
    write_workbook(path, [Table("میزهای خدمت", fields, rows)], instructions=_HELP)


def _written(desk: DeskFacts, titles: Mapping[str, str]) -> tuple[str, ...]:
    return (
        *(desk.code, desk.title, str(desk.unit), desk.address, desk.phone, str(desk.counters)),
        *(text.ascii_digits(each.said) if each else "" for each in desk.week),
        str(desk.slot_minutes),
        f"{SEPARATOR} ".join(titles.get(code, code) for code in desk.services),
    )


@dataclass(frozen=True, slots=True)
class Desks:
    """What a workbook says. There are lines only when there is no fault."""

    lines: tuple[DeskLine, ...]
    faults: tuple[Fault, ...]


def typed_desks(path: Path) -> Typed:
    """The rows of a workbook as typed. Raises the refusals of `read_table`."""
    frame = read_table(path, COLUMNS)
    rows = [(row.pop(ROW_NO), row) for row in frame.iter_rows(named=True)]
    return [(number, row) for number, row in rows if any(row.values())]


def judged(typed: Typed, known: Mapping[str, Unit], titles: Mapping[str, str]) -> Desks:
    """Lines or faults. `known` are the units of desks by code, `titles` those of services."""
    if len(typed) > MOST_ROWS:
        return Desks((), (Fault(0, "", f"بیش از {MOST_ROWS} ردیف است؛ فایل را بخش کنید."),))
    reading = _Reading(known, titles, units_by_name() | units_by_text())
    lines = [line for number, row in typed if (line := reading.line(number, row))]
    if not typed:
        return Desks((), (Fault(0, "", "ردیفی در فایل نیست. دست‌کم یک میز بنویسید."),))
    return Desks(() if reading.faults else tuple(lines), tuple(reading.faults))


@dataclass(slots=True)
class _Reading:
    known: Mapping[str, Unit]
    titles: Mapping[str, str]
    units: Mapping[str, Unit]
    faults: list[Fault] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def line(self, number: int, row: Mapping[str, str]) -> DeskLine | None:
        """One row; None where something in it is wrong."""
        before, found = len(self.faults), dict[str, Any]()
        own = {"code": self._code, "unit": self._unit, "services": self._services}
        readers: dict[str, Callable[[str], object]] = {**_READERS, **own}
        for column in COLUMNS:
            cell = row.get(column.key, "")
            try:
                if column.required and not cell:
                    raise Unread("این خانه نباید خالی باشد.")
                found[column.key] = readers[column.key](cell)
            except Unread as wrong:
                self.faults.append(Fault(number, column.label_fa, str(wrong)))
        if len(self.faults) == before:
            self._together(number, found)
        if len(self.faults) > before:
            return None
        unit, code = found.pop("unit"), found.pop("code")
        found["week"] = tuple(found.pop(key) for key in DAYS)
        return DeskLine(code, unit, DeskTerms(**found))

    def _together(self, number: int, found: Mapping[str, Any]) -> None:
        """What no cell says alone."""
        first = self.seen.setdefault(found["code"], number)
        if first != number:
            self._say(number, "code", f"این کد در ردیف {first} هم آمده است. هر میز یک ردیف دارد.")
        elif self.known.get(found["code"], found["unit"]) != found["unit"]:
            self._say(number, "unit", "این میز در واحد دیگری است. برای این واحد کد تازه‌ای بنویسید.")
        if not any(found[key] for key in DAYS):
            self._say(number, "day_0", "میز دست‌کم یک روز هفته باز است. ساعت کار آن روز را بنویسید.")

    def _say(self, number: int, key: str, sentence: str) -> None:
        self.faults.append(Fault(number, label_of(COLUMNS, key), sentence))

    def _code(self, cell: str) -> str:
        code = text.ascii_digits(cell)
        if not _CODE.fullmatch(code) or code in RESERVED:
            raise Unread(f"«{cell}» کد درستی نیست: تا ۲۰ حرف کوچک انگلیسی، رقم و خط تیره.")
        return code

    def _unit(self, cell: str) -> Unit:
        unit = self.units.get(text.match_key(text.ascii_digits(cell)))
        if unit is None:
            raise Unread(f"واحدی به نام یا کد «{cell}» نیست، یا چند واحد این نام را دارند.")
        if unit.level not in ("province", "county"):
            raise Unread("میز خدمت از آنِ استان یا شهرستان است؛ یکی از آن‌ها را بنویسید.")
        return unit

    def _services(self, cell: str) -> tuple[str, ...]:
        named = {text.match_key(title): code for code, title in self.titles.items()}
        found = []
        for each in filter(None, (part.strip() for part in re.split("[؛;\n]", cell))):
            code = each if each in self.titles else named.get(text.match_key(each))
            if code is None:
                raise Unread(
                    f"خدمتی به نام «{each}» نیست. نام را همان‌گونه که در فهرست است بنویسید."
                )
            found.append(code)
        return tuple(sorted(set(found)))


def _phone(cell: str) -> str:
    digits = text.ascii_digits(cell)
    if digits and not _PHONE.fullmatch(digits):
        raise Unread(f"«{cell}» شمارهٔ تلفن نیست. با رقم بنویسید، مانند 071-32240000.")
    return digits


_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "title": str,
    "address": str,
    "phone": _phone,
    "counters": lambda cell: whole_number(cell, COUNTERS),
    **dict.fromkeys(DAYS, span),
    "slot_minutes": lambda cell: whole_number(cell, SLOT_MINUTES),
}
