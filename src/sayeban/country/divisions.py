"""Official divisions as shipped: provinces, counties and rural districts. domain.md 4.

Data: iran-cities v3 (state of Mordad 1399), MIT, ir/divisions/LICENSE.iran-cities. Newer counties
come by import with dates of validity; nothing of the shipped data is ever deleted.
Districts are absent on purpose: no page asks for one.

Codes are the Statistical Centre's, as text with their leading zeros; each begins with the code of
the division above it: province 06, county 0601.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from sayeban.country import text

_FOLDER: Final = Path(__file__).parent / "ir" / "divisions"
_PROVINCE, _COUNTY, _RURAL = 2, 4, 10  # lengths of the codes


@dataclass(frozen=True, slots=True)
class Division:
    """One division; `parent` is the code of the one above, empty for a province."""

    code: str
    name: str
    parent: str


@cache
def provinces() -> tuple[Division, ...]:
    """The 31 provinces by code, 00 to 30 (equal to ISO 3166-2:IR)."""
    return _load("ostan.csv", _PROVINCE, 0)


@cache
def counties() -> tuple[Division, ...]:
    """The 448 counties by code."""
    return _load("shahrestan.csv", _COUNTY, _PROVINCE)


@cache
def rural_districts() -> tuple[Division, ...]:
    """The 2,637 rural districts by code; the parent is the county, whose code is inside."""
    return _load("dehestan.csv", _RURAL, _COUNTY)


def _load(file: str, length: int, parent_length: int) -> tuple[Division, ...]:
    return tuple(sorted(_read(file, length, parent_length), key=lambda division: division.code))


def _read(file: str, length: int, parent_length: int) -> Iterator[Division]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["amar_code"].zfill(length)
            yield Division(code, text.normalize(row["name"]), code[:parent_length])
