"""Fill the worksheets that `split` wrote, as their collectors would, with the planted slips."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import polars as pl

from sayeban.sites.demo_data import cells, typing_rows
from sayeban.sites.demo_data.generating import LEDGER
from sayeban.sites.demo_data.typing_rows import COLUMNS, HEADERS, SECOND_LOOK, TRIED

Round = Literal["1", "2", "3", "locked"]
ROUNDS: Final[tuple[Round, ...]] = ("1", "2", "3", "locked")
"""First collection; the corrections; rows that a head sent back; a try after the approval."""
Values = dict[str, tuple[str, list[str | None]]]
"""By national id: how the row is tampered with, and what is typed into COLUMNS."""


def fill(worksheets: Path, data: Path, out: Path, round_: Round) -> int:
    """Write each workbook of `worksheets` filled to `out`, under the same path; how many.

    `data` is the folder that `generate` wrote for the campaign in which the worksheets were
    issued. One province is in memory at a time.
    """
    ledger = json.loads((data / LEDGER).read_text("utf-8"))
    filled = 0
    for folder in sorted(path for path in worksheets.iterdir() if path.is_dir()):
        truth = pl.read_parquet(data / "truth" / f"{folder.name}.parquet")
        values = _values(truth, round_, date.fromisoformat(ledger["today"]))
        added = ledger["provinces"][folder.name]["added"] if round_ == "1" else {}
        for path in sorted(folder.rglob("*.xlsx")):
            place = path.relative_to(worksheets)
            strangers = added.get(str(place.with_suffix("")), [])
            cells.type_into(path, out / place, typist(values, strangers))
            filled += 1
    return filled


def fill_some(worksheet: Path, data: Path, province: str, people: Sequence[str], out: Path) -> None:
    """Write one worksheet to `out` with the rows of these persons filled, as in the first round."""
    typed = _typed_first(data, province, people)
    values: Values = {person: (how, values) for person, how, *values in typed.iter_rows()}
    cells.type_into(worksheet, out, typist(values, ()))


def retype(worksheets: Path, right: Mapping[str, str], out: Path) -> None:
    """Write each workbook to `out` with what was typed wrongly, a key of `right`, put right."""

    def typing(_: Sequence[str], rows: cells.Rows) -> cells.Rows:
        return [[right.get(cell, cell) for cell in row] for row in rows]

    for path in sorted(worksheets.rglob("*.xlsx")):
        cells.type_into(path, out / path.relative_to(worksheets), typing)


def page_rows(data: Path, province: str, people: Sequence[str]) -> dict[str, dict[str, str]]:
    """What a colleague types on the page of these persons: the fields of a worksheet's row."""
    typed = _typed_first(data, province, people)
    return {
        row["national_id"]: {name: row[name] or "" for name in COLUMNS if name != "remarks"}
        for row in typed.iter_rows(named=True)
    }


def _typed_first(data: Path, province: str, people: Sequence[str]) -> pl.DataFrame:
    ledger = json.loads((data / LEDGER).read_text("utf-8"))
    truth = pl.read_parquet(data / "truth" / f"{province}.parquet")
    rows = truth.filter(pl.col("national_id").is_in(list(people)))
    return typing_rows.first_round(rows, date.fromisoformat(ledger["today"]))


def keys_of(worksheet: Path) -> dict[str, str]:
    """The hidden key of each row of a worksheet by national id."""
    header, rows = cells.read_rows(worksheet)
    names = [HEADERS.get(label, "") for label in header]
    return {row[names.index("national_id")]: row[names.index("key")] for row in rows}


def _values(truth: pl.DataFrame, round_: Round, today: date) -> Values:
    typed: Mapping[Round, Callable[[], pl.DataFrame]] = {
        "1": lambda: typing_rows.first_round(truth, today),
        "2": lambda: typing_rows.second_round(truth),
        "3": lambda: typing_rows.remarked(truth, SECOND_LOOK, sent_back=True),
        "locked": lambda: typing_rows.remarked(truth, TRIED, sent_back=False),
    }
    return {person: (how, values) for person, how, *values in typed[round_]().iter_rows()}


def typist(values: Values, strangers: Sequence[str]) -> cells.Typing:
    """Types `values` into the rows that have them, and the rows of `strangers` below the list."""

    def typing(header: Sequence[str], rows: cells.Rows) -> cells.Rows:
        names = [HEADERS.get(label, "") for label in header]
        place = {name: names.index(name) for name in HEADERS.values()}
        for row in rows:
            if known := values.get(row[place["national_id"]]):
                _write(row, place, *known)
        return [*rows, *(_stranger(len(header), place, who, values) for who in strangers)]

    return typing


def _write(row: list[str], place: Mapping[str, int], how: str, typed: list[str | None]) -> None:
    for name, value in zip(COLUMNS, typed, strict=True):
        if value is not None:
            row[place[name]] = value
    _tamper(row, place, how)


def _tamper(row: list[str], place: Mapping[str, int], how: str) -> None:
    """What nobody may touch: the hidden key, the locked national id."""
    key, person = place["key"], place["national_id"]
    if how == "key_blank":
        row[key] = ""
    elif how == "key_edited":
        row[key] = ("0" if row[key][0] != "0" else "1") + row[key][1:]
    elif how == "id_edited":
        row[person] = row[person][:3] + row[person][4:] + row[person][3]


def _stranger(width: int, place: Mapping[str, int], who: str, values: Values) -> list[str]:
    """A row below the list: somebody else's person, without a key."""
    row = [""] * width
    row[place["national_id"]] = who
    typed: list[Any] = values[who][1]
    for name, value in zip(COLUMNS, typed, strict=True):
        row[place[name]] = value or ""
    return row
