"""Headquarters' workbook as one judged frame: every sheet, every row, its reason and its flags."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from sayeban.country import text
from sayeban.people.public import (
    NAME,
    SOURCE_COLUMNS,
    mark_duplicates,
    normalise,
    person_columns,
    resolve_places,
)
from sayeban.sheets.public import ROW_NO, Match, Sheet, find_columns, is_table, read_workbook

_COLUMNS = person_columns(required=("province", "county", "centre", "national_id"))
_INCOMING = [*SOURCE_COLUMNS, "name_sort", "flags"]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Official places and known centres, read once a load.

    `provinces`: code, name; `counties`: code, province, name; `centres`: county by centre code.
    """

    provinces: pl.DataFrame
    counties: pl.DataFrame
    centres: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """All rows of a file. `good` has sheet, row_no, ord and the columns that are staged; `bad`
    sheet, row_no, reason, national_id, name_key, first_row_no and what was typed as JSON;
    `new_centres` the county by centre code that nobody imported yet."""

    good: pl.DataFrame
    bad: pl.DataFrame
    new_centres: Mapping[str, str]


def read_rows(path: Path, places: Gazetteer) -> Judged:
    """Read and judge a workbook (A-050 … A-058). Raises the refusals of package sheets.

    Sheets that are no table (a note, a cover) are passed over, unless there is no other.
    """
    sheets = [sheet for sheet in read_workbook(path) if sheet.visible]
    tables = [sheet for sheet in sheets if is_table(sheet, _COLUMNS)] or sheets[:1]
    found = [(sheet, find_columns(sheet, _COLUMNS, one_of=(NAME,))) for sheet in tables]
    rows = pl.concat([_rows(sheet, match) for sheet, match in found])
    rows = resolve_places(mark_duplicates(rows), places.provinces, places.counties)
    placed, new_centres = _place_centres(rows, places.centres)
    good = placed.filter(pl.col("reason").is_null()).with_row_index("ord")
    bad = placed.filter(pl.col("reason").is_not_null())
    return Judged(
        good=good.select("sheet", ROW_NO, pl.col("ord").cast(pl.Int64), *_INCOMING),
        bad=_bad(bad, dict((sheet.name, (sheet, match)) for sheet, match in found)),
        new_centres=new_centres,
    )


def _rows(sheet: Sheet, match: Match) -> pl.DataFrame:
    under = sheet.frame.filter(pl.col(ROW_NO) > match.header_row)
    return normalise(under, match.mapping, tell_missing=True).select(
        pl.lit(sheet.name).alias("sheet"),
        text.sort_key_expr(pl.col("full_name")).alias("name_sort"),
        pl.all().exclude("status_evidence"),
        pl.when(pl.col("status").is_in(["deceased", "exited"]))
        .then(pl.lit("headquarters"))
        .otherwise(pl.lit(""))
        .alias("status_evidence"),
    )


def _place_centres(
    rows: pl.DataFrame, known: Mapping[str, str]
) -> tuple[pl.DataFrame, dict[str, str]]:
    """Keep the centre of a row only where it lies in the row's county (note 8)."""
    usable = pl.col("reason").is_null() & (pl.col("county") != "") & (pl.col("centre") != "")
    first = rows.filter(usable & ~pl.col("centre").is_in(list(known)))
    new = dict(
        first.unique("centre", keep="first", maintain_order=True)
        .select("centre", "county")
        .iter_rows()
    )
    counties = {**known, **new}
    county = pl.col("centre").replace_strict(
        list(counties), list(counties.values()), default="", return_dtype=pl.String
    )
    foreign = usable & (county != pl.col("county"))
    return (
        rows.with_columns(
            pl.when(foreign | (pl.col("county") == ""))
            .then(pl.lit(""))
            .otherwise("centre")
            .alias("centre"),
            pl.when(foreign)
            .then(pl.concat_str("flags", pl.lit("|centre.foreign")).str.strip_chars("|"))
            .otherwise("flags")
            .alias("flags"),
        ),
        new,
    )


def _bad(bad: pl.DataFrame, sheets: Mapping[str, tuple[Sheet, Match]]) -> pl.DataFrame:
    described = bad.select(
        "sheet",
        ROW_NO,
        pl.col("reason").alias("reasons"),
        "national_id",
        text.match_key_expr(pl.col("full_name")).alias("name_key"),
        "first_row_no",
    )
    typed = [
        json.dumps(row, ensure_ascii=False)
        for name in described["sheet"].unique(maintain_order=True)
        for row in _typed(*sheets[name], described.filter(pl.col("sheet") == name)[ROW_NO])
    ]
    return described.with_columns(pl.Series("typed", typed, dtype=pl.String))


def _typed(sheet: Sheet, match: Match, row_nos: pl.Series) -> Iterator[dict[str, str | None]]:
    """What stands in the rejected rows, by the header's own words; blank cells are left out."""
    rows = sheet.frame.filter(pl.col(ROW_NO).is_in(row_nos.to_list()))
    for row in rows.iter_rows(named=True):
        cells = ((label, row[f"c{index}"]) for index, label in match.headers.items())
        yield {label: value for label, value in cells if value is not None}
