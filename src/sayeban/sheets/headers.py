"""Find the header row of a sheet and what each of its columns means.

Offices rename, reorder and add columns, write titles above them and type Persian in several
spellings; so a column is known by its exact label, by a synonym, or by the words that it holds.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from sayeban.country import text
from sayeban.sheets.reading import ROW_NO, Sheet
from sayeban.sheets.refusals import AmbiguousHeader, ColumnsMissing

_SEARCHED_ROWS = 50
_FEWEST_COLUMNS = 2
_HINT = re.compile(r"[(\[{«].*?[)\]}»]")
# «مرکز (+)زندگی», «مرکز مثبت زندگی» and «مرکز» are one name; keys hold no space.
_PLUS = re.compile(r"\(?\+\)?(?:زندگی)?|مثبتزندگی|مثبت")
_EXACT, _SYNONYM, _MEANING = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a caller looks for.

    `words` are alternatives; a header means this column when it holds every word of one
    alternative and none of `without` («کد» + «ملی», without «سرپرست»).
    """

    key: str
    label_fa: str
    synonyms: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one group of keys must be complete: the name in one column or in two."""

    label_fa: str
    groups: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where the header is (Excel's row number) and which Excel column (A = 0) holds which key."""

    header_row: int
    mapping: dict[str, int]
    headers: dict[int, str]

    @property
    def unknown(self) -> dict[int, str]:
        """The headers that mean nothing to the caller; their values are kept as typed."""
        known = set(self.mapping.values())
        return {index: label for index, label in self.headers.items() if index not in known}

    def data(self, sheet: Sheet) -> pl.DataFrame:
        """The rows under the header: `row_no` and one text column a found key."""
        return sheet.frame.filter(pl.col(ROW_NO) > self.header_row).select(
            ROW_NO, *(pl.col(f"c{index}").alias(key) for key, index in self.mapping.items())
        )


@dataclass(frozen=True, slots=True)
class _Claim:
    """Header cell `index` is taken for `key`; the greater strength wins."""

    key: str
    index: int
    strength: tuple[int, int]


def header_key(label: str) -> str:
    """The key under which spellings of one header meet: letters and digits only, no hints of +.

    Spaces, ZWNJ, ي/ك, punctuation and the script of digits do not count (domain.md 3.1).
    """
    plain = _PLUS.sub("", re.sub(r"\s|\u200c", "", text.normalize(label)))
    return "".join(char for char in text.match_key(plain) if _is_letter_or_digit(char))


def is_table(sheet: Sheet, columns: Sequence[Column]) -> bool:
    """Whether some row of the sheet's top names two or more of the columns."""
    return len(known_keys(sheet, columns)) >= _FEWEST_COLUMNS


def known_keys(sheet: Sheet, columns: Sequence[Column]) -> frozenset[str]:
    """The columns that the most telling row of the sheet's top names."""
    best = frozenset[str]()
    for _, row in _header_rows(sheet.frame):
        best = max(best, frozenset(_known(row, columns)), key=len)
        if len(best) == len(columns):  # our own worksheets: the rows below are data
            break
    return best


def find_columns(sheet: Sheet, columns: Sequence[Column], *, one_of: Sequence[OneOf] = ()) -> Match:
    """The header row with the most known columns among the first fifty written rows.

    A header may have two lines, with the titles of merged cells above.

    Raises ColumnsMissing (names every missing required column) and AmbiguousHeader (two columns
    can be meant by one key and not exactly one of them has the exact label).
    """
    best_row, best, by_key = 0, dict[int, str](), dict[str, list[_Claim]]()
    for row_no, row in _header_rows(sheet.frame):
        known = _known(row, columns)
        if len(known) > len(by_key):
            best_row, best, by_key = row_no, row, known
        if len(by_key) == len(columns):  # as above
            break
    missing = [
        column.label_fa for column in columns if column.required and column.key not in by_key
    ]
    missing += [
        need.label_fa for need in one_of if not any(group <= by_key.keys() for group in need.groups)
    ]
    if missing:
        raise ColumnsMissing(sheet=sheet.name, columns="، ".join(f"«{name}»" for name in missing))
    labels = {column.key: column.label_fa for column in columns}
    mapping = {
        key: _only_one(claims, sheet.name, labels[key], best) for key, claims in by_key.items()
    }
    return Match(best_row, mapping, best)


def _only_one(claims: list[_Claim], sheet: str, label: str, row: dict[int, str]) -> int:
    exact = [claim for claim in claims if claim.strength[0] == _EXACT]
    candidates = exact or claims
    if len(candidates) > 1:
        first, second = (row[claim.index] for claim in candidates[:2])
        raise AmbiguousHeader(sheet=sheet, label=label, first=first, second=second)
    return candidates[0].index


def _header_rows(frame: pl.DataFrame) -> Iterator[tuple[int, dict[int, str]]]:
    """What may be a header: each of the top rows, then it with the row above showing through."""
    above_no, above = 0, dict[int, str]()
    for row_no, row in _top_rows(frame):
        yield row_no, row
        if row_no == above_no + 1 and above.keys() - row.keys():
            yield row_no, above | row
        above_no, above = row_no, row


def _top_rows(frame: pl.DataFrame) -> list[tuple[int, dict[int, str]]]:
    """(Excel row number, {Excel column: text}) of the first rows that hold anything."""
    return [
        (row_no, {index: str(cell) for index, cell in enumerate(cells) if cell and cell.strip()})
        for row_no, *cells in frame.head(_SEARCHED_ROWS).iter_rows()
    ]


def _known(row: dict[int, str], columns: Sequence[Column]) -> dict[str, list[_Claim]]:
    """The header cells of a row by the key that each means most strongly (ties: the first)."""
    found: dict[str, list[_Claim]] = {}
    for index, label in row.items():
        if label.isdigit():  # below the header; most cells of our workbooks are numbers
            continue
        full, bare = header_key(label), header_key(_HINT.sub("", label))
        claims = [
            _Claim(column.key, index, strength)
            for column in columns
            if (strength := _strength(full, bare, column))
        ]
        if claims:
            best = max(claims, key=lambda claim: claim.strength)
            found.setdefault(best.key, []).append(best)
    return found


def _strength(full: str, bare: str, column: Column) -> tuple[int, int] | None:
    """How surely a header means this column; `bare` is its key without hints in brackets."""
    sought = _sought(column)
    spellings = {full, bare} - {""}
    if spellings & sought.exact:
        return _EXACT, 0
    if spellings & sought.synonyms:
        return _SYNONYM, 0
    if any(word in full for word in sought.without):
        return None
    lengths = [len("".join(words)) for words in sought.words if all(word in full for word in words)]
    return (_MEANING, max(lengths)) if lengths else None


@dataclass(frozen=True, slots=True)
class _Sought:
    """A Column with all its texts as header keys."""

    exact: frozenset[str]
    synonyms: frozenset[str]
    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]


@lru_cache(maxsize=512)
def _sought(column: Column) -> _Sought:
    return _Sought(
        _keys((column.label_fa,)),
        _keys(column.synonyms),
        tuple(tuple(header_key(word) for word in words) for words in column.words),
        tuple(header_key(word) for word in column.without),
    )


def _keys(labels: Sequence[str]) -> frozenset[str]:
    """The keys of labels, with and without the hint in brackets that they may carry."""
    both = [*labels, *(_HINT.sub("", label) for label in labels)]
    return frozenset(header_key(label) for label in both) - {""}


def _is_letter_or_digit(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"
