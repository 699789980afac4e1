"""Headquarters' workbook as one judged frame: every sheet, every row, its reason and its flags."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from sayeban.country import text
from sayeban.exemptions.rejected_book import KEY, OWN_LABELS
from sayeban.people.public import (
    NAME,
    SOURCE_COLUMNS,
    mark_duplicates,
    normalise,
    person_columns,
    resolve_places,
    restore_centres,
)
from sayeban.sheets.public import (
    OWN_SHEETS,
    ROW_NO,
    Match,
    Sheet,
    column_name,
    find_columns,
    is_table,
    known_keys,
    read_workbook,
)

_PERSON = person_columns(required=("province", "county", "centre", "national_id"))
_COLUMNS = (*_PERSON, KEY)
_LABELS = {column.key: column.label_fa for column in _COLUMNS}
HEADERS = (*(column.label_fa for column in _PERSON if column.required), NAME.label_fa)
"""Without these a workbook is refused."""

_OF_A_PERSON = frozenset({"full_name", "last_name", "mobile", "postal_code"})
_FEWEST_COLUMNS = 4
"""So many columns, one of them a person's own, are a list of persons that lacks their ids."""

_NONE: Mapping[int, str] = {}
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
    """All rows of a file. `good` has sheet, row_no, key, ord and the columns that are staged;
    `bad` sheet, row_no, key, reasons, national_id, name_key, province, county, first_sheet,
    first_row_no and what was typed as JSON; `new_centres` the county by centre code that nobody
    imported yet; `skipped` the sheets that were not read. `key` names the rejected row that a
    row mends, else it is null."""

    good: pl.DataFrame
    bad: pl.DataFrame
    new_centres: Mapping[str, str]
    skipped: tuple[str, ...]


def read_rows(path: Path, places: Gazetteer, held: Mapping[int, str] = _NONE) -> Judged:
    """Read and judge a workbook (A-050 … A-058). Raises the refusals of package sheets.

    Sheets that are no table of persons are passed over, unless there is no other. `held`:
    national id by key of the duplicates on headquarters' board; sent again with that id they
    are duplicates still, although the row that counts is in another file.
    """
    tables, skipped = _tables(read_workbook(path))
    found = [(sheet, find_columns(sheet, _COLUMNS, one_of=(NAME,))) for sheet in tables]
    rows = pl.concat([_rows(sheet, match) for sheet, match in found])
    rows = _still_duplicates(mark_duplicates(rows), held)
    rows = resolve_places(rows, places.provinces, places.counties)
    placed, new_centres = _place_centres(rows, places.centres)
    good = placed.filter(pl.col("reason").is_null()).with_row_index("ord")
    bad = placed.filter(pl.col("reason").is_not_null())
    return Judged(
        good=good.select("sheet", ROW_NO, "key", pl.col("ord").cast(pl.Int64), *_INCOMING),
        bad=_bad(bad, dict((sheet.name, (sheet, match)) for sheet, match in found)),
        new_centres=new_centres,
        skipped=skipped,
    )


def _tables(sheets: list[Sheet]) -> tuple[list[Sheet], tuple[str, ...]]:
    """The sheets that list persons, and the names of others that a user should know were not read:
    hidden ones, and tables of something else (a summary by county)."""
    visible = [sheet for sheet in sheets if sheet.visible]
    known = {sheet.name: known_keys(sheet, _COLUMNS) for sheet in visible}
    # In the workbook of rejected rows everything else is an account of them.
    mended = [sheet for sheet in visible if KEY.key in known[sheet.name]]
    persons = [sheet for sheet in visible if _lists_persons(known[sheet.name])]
    tables = mended or persons or visible[:1]
    if mended:
        return tables, ()
    hidden = [s.name for s in sheets if not s.visible and s.name not in OWN_SHEETS]
    others = [s.name for s in visible if s not in tables and is_table(s, _COLUMNS)]
    return tables, (*others, *hidden)


def _lists_persons(known: frozenset[str]) -> bool:
    return "national_id" in known or (len(known) >= _FEWEST_COLUMNS and bool(known & _OF_A_PERSON))


def _rows(sheet: Sheet, match: Match) -> pl.DataFrame:
    under = sheet.frame.filter(pl.col(ROW_NO) > match.header_row)
    return normalise(under, match.mapping, tell_missing=True).select(
        pl.lit(sheet.name).alias("sheet"),
        _keys(under, match).alias("key"),
        text.sort_key_expr(pl.col("full_name")).alias("name_sort"),
        pl.all().exclude("status_evidence"),
        pl.when(pl.col("status").is_in(["deceased", "exited"]))
        .then(pl.lit("headquarters"))
        .otherwise(pl.lit(""))
        .alias("status_evidence"),
    )


def _keys(under: pl.DataFrame, match: Match) -> pl.Series:
    """The rejected row that each row mends; of a row that was copied the first alone."""
    if KEY.key not in match.mapping:
        return pl.Series([None], dtype=pl.Int64).new_from_index(0, under.height)
    typed = under[column_name(match.mapping[KEY.key])]
    keys = text.identifier_expr(pl.col("key")).cast(pl.Int64, strict=False)
    first = pl.when(pl.col("key").is_first_distinct()).then("key")
    return pl.DataFrame({"key": typed}).with_columns(keys).select(first).to_series()


def _still_duplicates(rows: pl.DataFrame, held: Mapping[int, str]) -> pl.DataFrame:
    repeated = pl.col("key").replace_strict(
        list(held), list(held.values()), default="", return_dtype=pl.String
    )
    still = pl.col("reason").is_null() & (repeated != "") & (repeated == pl.col("national_id"))
    return rows.with_columns(
        pl.when(still).then(pl.lit("national_id.duplicate")).otherwise("reason").alias("reason")
    )


def _place_centres(
    rows: pl.DataFrame, known: Mapping[str, str]
) -> tuple[pl.DataFrame, dict[str, str]]:
    """Keep the centre of a row only where it lies in the row's county (note 8)."""
    rows = restore_centres(rows, known)
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
        "key",
        pl.col("reason").alias("reasons"),
        "national_id",
        pl.col("name_sort").alias("name_key"),
        pl.col("province", "county", "first_sheet").fill_null(""),
        "first_row_no",
    )
    typed = [
        json.dumps(row, ensure_ascii=False)
        for name in described["sheet"].unique(maintain_order=True)
        for row in _typed(*sheets[name], described.filter(pl.col("sheet") == name)[ROW_NO])
    ]
    return described.with_columns(pl.Series("typed", typed, dtype=pl.String))


def _typed(sheet: Sheet, match: Match, row_nos: pl.Series) -> Iterator[dict[str, str | None]]:
    """What stands in the rejected rows; blank cells are left out.

    Columns that are known go by their own label, so that rows of files that spell it otherwise
    stand in one column when they are handed out to be mended.
    """
    known = {index: _LABELS[key] for key, index in match.mapping.items()}
    headers = {index: known.get(index, label) for index, label in match.headers.items()}
    if KEY.key in match.mapping:
        headers = {i: label for i, label in headers.items() if label not in OWN_LABELS}
    rows = sheet.frame.filter(pl.col(ROW_NO).is_in(row_nos.to_list()))
    for row in rows.iter_rows(named=True):
        cells = ((label, row[f"c{index}"]) for index, label in headers.items())
        yield {label: value for label, value in cells if value is not None}
