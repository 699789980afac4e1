"""What is fuzzed: the look at a workbook before it is parsed, and the judging of its rows."""

import random
import re
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import polars as pl

from sayeban.exemptions.worksheet.columns import FIELDS, KEYS
from sayeban.exemptions.worksheet.typed import read_worksheet
from sayeban.kit.refusals import Refusal
from sayeban.people.public import NAME, person_columns
from sayeban.sheets.headers import find_columns
from sayeban.sheets.prescan import Formulas, column_number, prescan
from sayeban.sheets.reading import ROW_NO, Sheet
from sayeban.sheets.tests import ugly

_PARTS: Final = (
    ugly.SHEET_PART,
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
)
_COLUMNS: Final = person_columns(required=("province", "county", "centre", "national_id"))
_UTILITIES: Final = ("water", "electricity", "gas")
_MOST_CELLS: Final = 40


def looked_at(data: bytes) -> Mapping[str, Formulas]:
    """The first byte says which part of a workbook the rest is; 0 = the file as a whole.

    The answer is that of the look, empty where it refused.
    """
    with tempfile.TemporaryDirectory(prefix="sayeban-fuzz-") as folder:
        path = Path(folder) / "a.xlsx"
        part = data[0] % (len(_PARTS) + 1) if data else 0
        if part:
            ugly.write(path, more={_PARTS[part - 1]: data[1:]})
        else:
            path.write_bytes(data[1:])
        try:
            return prescan(path)
        except Refusal:
            return {}


def mapped(data: bytes) -> None:
    """Lines and tabs are rows and cells: headers are found, rows judged, none of them is lost."""
    lines = data.decode("utf-8", "replace").split("\n")
    rows = [line.split("\t")[:_MOST_CELLS] for line in lines]
    width = max(len(row) for row in rows)
    cells = [[*row, *([None] * (width - len(row)))] for row in rows]
    named = {f"c{place}": [row[place] for row in cells] for place in range(width)}
    frame = pl.DataFrame(
        {ROW_NO: list(range(1, len(rows) + 1)), **named},
        schema={ROW_NO: pl.UInt32, **dict.fromkeys(named, pl.String)},
    )
    with suppress(Refusal):
        find_columns(Sheet("a", frame), _COLUMNS, one_of=(NAME,))
    keyed = frame.rename({f"c{n}": key for n, key in enumerate(KEYS) if n < width})
    typed = read_worksheet(keyed, _UTILITIES)
    own = [key for n, key in enumerate(KEYS) if n < width]
    filled = frame.height - keyed.filter(
        pl.all_horizontal(pl.col(own).str.strip_chars().fill_null("") == "")
    ).height  # fmt: skip
    assert typed.rows.height == filled, "a row was lost or doubled"


def planted(data: bytes) -> None:
    """A negative control: a fault behind the whole look, which only a file that is still a
    workbook comes to. It needs two formulas, one of them right of column Z; the seed has one."""
    for found in looked_at(data).values():
        if len(found.cells) > 1 and max(found.columns) > column_number("Z"):
            raise RuntimeError("planted")


def doubled(data: bytes) -> None:
    """The same for who is not led: two formulas are enough."""
    if any(len(found.cells) > 1 for found in looked_at(data).values()):
        raise RuntimeError("planted")


def greedy(data: bytes) -> None:
    """A negative control: a file that takes more memory than it may."""
    bytearray(2 * MEGABYTES * 1024 * 1024 + len(data))


def endless(data: bytes) -> None:
    """A negative control: a file that is never done with, in C, where no signal is heard."""
    re.match(r"(a|aa)+$", "a" * 200 + "b" + str(len(data)))


TARGETS: Final[Mapping[str, Callable[[bytes], object]]] = {
    "prescan": looked_at,
    "mapper": mapped,
    "planted": planted,
    "doubled": doubled,
    "greedy": greedy,
    "endless": endless,
}
MEGABYTES: Final = 512
SECONDS: Final = 30
"""What one file may cost (S8)."""


def seeds(target: str, folder: Path) -> list[bytes]:
    """Honest and hostile files to begin with."""
    if target == "mapper":
        labels = "\t".join(FIELDS[key].label for key in KEYS if key in FIELDS)
        heads = "\t".join(column.label_fa for column in _COLUMNS)
        values = ["۰۰۱۲۳۴۵۶۷۹\tعلي", "=1+1\t\u200f\t9990000018", "\0\t\ufeff\t1e308\t۱۴۰۵/۱۳/۳۱"]
        return ["\n".join(lines).encode() for lines in ((labels, *values), (heads, *values))]
    if target in ("planted", "doubled"):
        formula = '<c r="A1"><f>1+1</f><v>2</v></c>'
        return [bytes([1]) + ugly.sheet_xml(f'<row r="1">{formula}</row>').encode()]
    if target in ("greedy", "endless"):
        return [b"x"]
    whole = ugly.write(folder / "seed.xlsx", f'<row r="1">{ugly.text_cell("A1")}</row>')
    hostile = (
        ugly.sheet_xml(ugly.text_cell("XFD1048576")),
        ugly.sheet_xml("", before='<!DOCTYPE x [<!ENTITY a "b">]>'),
        ugly.sheet_xml(f'<row r="1"><c r="A1"><f>1+1</f></c></row>{ugly.number_cell("B2", "1e9")}'),
    )
    strings = '<sst xmlns="x" uniqueCount="4000000000"><si><t>a</t></si></sst>'
    parts = [bytes([1]) + xml.encode() for xml in hostile] + [bytes([4]) + strings.encode()]
    others = [bytes([n]) + body.encode() for n, body in enumerate(ugly.parts("").values(), 2)]
    return [b"\0" + whole.read_bytes(), b"\0" + ugly.OLE_HEADER, *parts, *others]


def changed(seed: bytes, drawn: random.Random) -> bytes:
    """A few bytes turned, cut out, doubled or written over."""
    data = bytearray(seed)
    for _ in range(drawn.randint(1, 6)):
        at = drawn.randrange(len(data) + 1)
        to = min(len(data), at + drawn.randint(0, drawn.choice((2, 12, 80))))
        match drawn.randrange(4):
            case 0:
                data[at:to] = drawn.randbytes(to - at)
            case 1:
                del data[at:to]
            case 2:
                data[at:at] = data[at:to] * drawn.randint(1, 50)
            case _:
                data[at:to] = drawn.choice(_WORDS)
    return bytes(data)


_WORDS: Final = (
    *(b"<row r=\"", b"XFD", b"1048576", b"<f>", b"</c>", b"<!DOCTYPE", b"uniqueCount=\"9"),
    *(b"\t", b"\n", b"9990000018", "۹".encode(), b"=", b"\0", b"\xff", b"PK\x05\x06"),
)  # fmt: skip
