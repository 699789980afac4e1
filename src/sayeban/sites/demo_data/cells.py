"""Type into a workbook as a person does: the cells that change are new, the rest stays as it was.

Only for workbooks of our own: text cells stand in the sheet itself, one row after the other.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Rows = list[list[str]]
Typing = Callable[[Sequence[str], Rows], Rows]
"""Gets the header and the rows under it as texts; gives the rows as they are to be, and may add
some below."""

_SHEET: Final = "xl/worksheets/sheet1.xml"
_ROW: Final = re.compile(r'<row r="([0-9]+)"([^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL: Final = re.compile(r'<c r="([A-Z]+)[0-9]+"[^>]*?(?:/>|>(.*?)</c>)', re.DOTALL)
_TEXT: Final = re.compile(r"<t[^>]*>(.*?)</t>", re.DOTALL)
_STYLE: Final = re.compile(r'<col min="([0-9]+)" max="([0-9]+)"[^>]*? style="([0-9]+)"')
_LETTERS: Final = 26


def read_rows(path: Path) -> tuple[list[str], Rows]:
    """The header and the rows of the first sheet, each row as wide as the header."""
    with ZipFile(path) as archive:
        rows = [cells for _, _, cells in _rows(archive.read(_SHEET).decode())]
    header = _texts(rows[0], 0)
    return header, [_texts(row, len(header)) for row in rows[1:]]


def type_into(source: Path, target: Path, typing: Typing) -> None:
    """Write `source` to `target` with the first sheet's rows as `typing` gives them."""
    with ZipFile(source) as archive:
        sheet = archive.read(_SHEET).decode()
        target.parent.mkdir(parents=True, exist_ok=True)
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as written:
            for info in archive.infolist():
                data = archive.read(info)
                written.writestr(info, _typed(sheet, typing) if info.filename == _SHEET else data)


def _typed(sheet: str, typing: Typing) -> str:
    found = list(_rows(sheet))
    header = _texts(found[0][2], 0)
    before = [_texts(cells, len(header)) for _, _, cells in found[1:]]
    after = typing(header, [list(row) for row in before])
    styles = _styles(sheet, len(header))
    first, last = found[0], found[-1]
    parts = [sheet[: first[1].end()]]
    for (number, match, cells), old, new in zip(found[1:], before, after, strict=False):
        parts.append(match[0] if old == new else _row(number, cells, old, new, styles))
    blank = [""] * len(header)
    for number, new in enumerate(after[len(before) :], start=last[0] + 1):
        parts.append(_row(number, {}, blank, new, styles))
    parts.append(sheet[last[1].end() :])
    return "".join(parts)


def _rows(sheet: str) -> Iterator[tuple[int, re.Match[str], dict[int, str]]]:
    """Excel's number, the match and the cells' XML by column (A = 0) of each row."""
    for match in _ROW.finditer(sheet):
        cells = {_column(c[1]): c[0] for c in _CELL.finditer(match[3] or "")}
        yield int(match[1]), match, cells


def _texts(cells: dict[int, str], width: int) -> list[str]:
    width = max(width, max(cells, default=-1) + 1)
    return [_text(cells[place]) if place in cells else "" for place in range(width)]


def _text(cell: str) -> str:
    return unescape("".join(_TEXT.findall(cell)))


def _row(
    number: int, cells: dict[int, str], old: list[str], new: list[str], styles: list[str]
) -> str:
    written = [
        cells.get(place, "") if before == after else _cell(number, place, after, styles[place])
        for place, (before, after) in enumerate(zip(old, new, strict=True))
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(number: int, place: int, text: str, style: str) -> str:
    at = f'<c r="{_letters(place)}{number}"{style}'
    if not text:
        return at + "/>"
    return f'{at} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _styles(sheet: str, width: int) -> list[str]:
    """The style that each column gives to a cell nobody has written yet."""
    styles = [""] * width
    for first, last, style in _STYLE.findall(sheet):
        for place in range(int(first) - 1, min(int(last), width)):
            styles[place] = f' s="{style}"'
    return styles


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return place - 1


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
