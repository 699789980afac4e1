"""Streaming look at a workbook before any parser touches it (promise S8).

A workbook of one kilobyte with the cells A1 and XFD1048576 makes the parser allocate a rectangle
of 17 billion cells and abort its whole process. So the XML is searched, as a stream and in C, for
what a parser would choke on; no tree is built and memory stays at a few megabytes.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayeban.sheets.limits import DEFAULT_LIMITS, Limits
from sayeban.sheets.package import open_package, sheet_parts, unpack
from sayeban.sheets.refusals import FileUnreadable, FileUnsafe, Unreadable, Unsafe

_NAMED_CELLS = 20
_CARRY = 64 * 1024
_LAST_ROW = 1_048_576
_DECLARATION = b"<!DOCTYPE"

# A reference that may widen the rectangle: two letters or seven digits. All others together cannot
# reach more than 26 million cells. The first form is what spreadsheet programs write and is three
# times faster; who writes spaces around the equals sign to slip through meets the child's limits.
_FAST_WIDE = re.compile(rb' r="[A-Za-z](?:[A-Za-z]|[^"]{7})')
_ANY_WIDE = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z](?:[A-Za-z]|[0-9]{7})")
_WIDE_CELL = re.compile(
    rb"\sr\s*=\s*[\"']([A-Za-z]{2,9}(?=[0-9])|[A-Za-z](?=[0-9]{7}))([0-9]{1,20})[\"']([^<>]*)>(</)?"
)
_ROW = re.compile(rb'<row r="([0-9]{1,7})"')
_FORMULA = re.compile(
    rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"'][^<>]*>\s*<(?:[A-Za-z0-9]+:)?f[\s/>]"
)
_STRING_COUNT = re.compile(rb"<(?:[A-Za-z0-9]+:)?sst\s[^<>]*?uniqueCount\s*=\s*[\"']([0-9]+)")


@dataclass(frozen=True, slots=True)
class Formulas:
    """Where one sheet holds formulas: Excel column numbers (A = 0) and the first 20 cells."""

    columns: frozenset[int] = frozenset()
    cells: tuple[str, ...] = ()


NO_FORMULAS = Formulas()


@dataclass(slots=True)
class _Part:
    """What was seen so far in one part of the package."""

    columns: set[int] = field(default_factory=set)
    cells: list[str] = field(default_factory=list)
    furthest_column: int = 0
    furthest_row: int = 0

    def formulas(self) -> Formulas:
        return Formulas(frozenset(self.columns), tuple(self.cells))


def prescan(path: Path, limits: Limits = DEFAULT_LIMITS) -> dict[str, Formulas]:
    """The formulas of each sheet that has any, by sheet name; refuses what is dangerous.

    Raises FileUnreadable and FileUnsafe (promise S8, issue section 5).
    """
    with open_package(path, limits) as package, path.open("rb") as file:
        found = {
            part.filename.lower(): _look_at(unpack(file, part), part.file_size, limits)
            for part in package.infolist()
            if not _is_picture(part)
        }
        names = sheet_parts(package)
    return {
        names[part]: formulas
        for part, formulas in found.items()
        if formulas.cells and part in names
    }


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_picture(part: zipfile.ZipInfo) -> bool:
    return part.filename.startswith("xl/media/")


def _look_at(chunks: Iterator[bytes], size: int, limits: Limits) -> Formulas:
    seen = _Part()
    for window in _windows(chunks):
        _refuse_declarations(window, size)
        _measure(window, seen, limits)
        if b"<f" in window or (b":" in window[:_CARRY] and b":f" in window):
            _note_formulas(window, seen)
    return seen.formulas()


def _windows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before a tag so that no cell is seen in two halves."""
    carry = b""
    for chunk in chunks:
        window = carry + chunk
        cut = window.rfind(b"<c ")
        if cut <= 0:
            cut = max(window.rfind(b":c "), window.rfind(b"<"))
        if cut <= 0 or len(window) - cut > _CARRY:
            cut = len(window)
        carry = window[cut:]
        yield window[:cut]
    yield carry


def _refuse_declarations(window: bytes, size: int) -> None:
    if _DECLARATION in window:
        raise FileUnsafe(Unsafe.ENTITIES)
    # Wide encodings would hide everything from this search; no spreadsheet program writes them.
    if window.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise FileUnreadable(Unreadable.NOT_A_WORKBOOK)
    # The parser allocates as many strings as the table claims to have.
    if (claim := _STRING_COUNT.search(window[:4096])) and int(claim[1]) > max(size, 1000):
        raise FileUnsafe(Unsafe.ENTITIES)


def _measure(window: bytes, seen: _Part, limits: Limits) -> None:
    """Widen the sheet's rectangle by the cells of this window; refuse when it is too large."""
    if last_row := _ROW.match(window, max(window.rfind(b"<row r="), 0)):
        seen.furthest_row = max(seen.furthest_row, int(last_row[1]))
    unusual = b"'" in window or b"\n" in window or b"\t" in window or b"\r" in window
    if not (_ANY_WIDE if unusual else _FAST_WIDE).search(window):
        return
    for letters, digits, attributes, closing in _WIDE_CELL.findall(window):
        row, is_empty = int(digits), bool(closing) or attributes.endswith(b"/")
        # A coloured but empty cell far away is common and costs a parser nothing.
        if is_empty:
            continue
        column = column_number(letters.decode("ascii"))
        if row > _LAST_ROW or column >= limits.columns:
            raise FileUnsafe(Unsafe.FAR_CELL)
        seen.furthest_column = max(seen.furthest_column, column)
        seen.furthest_row = max(seen.furthest_row, row)
    if (seen.furthest_column + 1) * seen.furthest_row > limits.cells:
        raise FileUnsafe(Unsafe.TOO_MANY_CELLS)


def _note_formulas(window: bytes, seen: _Part) -> None:
    for letters, digits in _FORMULA.findall(window):
        seen.columns.add(column_number(letters.decode("ascii")))
        if len(seen.cells) < _NAMED_CELLS:
            seen.cells.append((letters + digits).decode("ascii").upper())
