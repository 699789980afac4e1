"""Load a file of persons: what offices know of them beside headquarters' list."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.db import connection

from sayeban.country.today import today_of
from sayeban.kit.results import Imported
from sayeban.organisations import public as organisations
from sayeban.people.actions import importing_sql as sql
from sayeban.people.actions.register_in_bulk import register_in_bulk
from sayeban.people.columns import person_columns
from sayeban.people.normalising import normalise
from sayeban.people.places import mark_duplicates, resolve_places, restore_centres
from sayeban.people.reads.gazetteer import gazetteer
from sayeban.people.rules import HEADQUARTERS
from sayeban.people.source import SOURCE_COLUMNS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.bulk import stage
from sayeban.runtime.context import running
from sayeban.runtime.outbox import announce
from sayeban.runtime.room import check_room
from sayeban.sheets.public import ROW_NO, find_columns, is_table, read_workbook

EVIDENCE = "people_import"
"""`status_evidence` of a death or an exit that came by such a file (A-133)."""

_COLUMNS = person_columns()


@dataclass(frozen=True, slots=True)
class PeopleImported(Imported):
    """Counts of one file of persons; `flagged` counts the flags of the rows that were taken."""

    flagged: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The counts for `--json`."""
        return {**Imported.as_json(self), "flagged": self.flagged}


@action("people.import", posts=HEADQUARTERS, operator=True)
def import_people(*, actor: Actor, at: datetime, path: Path) -> PeopleImported:
    """Merge a workbook or CSV file; every column but the national id may be absent.

    What a cell leaves blank changes nothing, a blank place keeps the known one. Rejects rows with
    the reasons of `codes.ROW_REASONS`; refuses a file as package sheets does. The file is taken
    as a whole or not at all, and a second import of it changes nothing. Announces people.imported
    once, without naming anybody.
    """
    rows = _read(path, today_of(at))
    good = rows.filter(pl.col("reason").is_null())
    check_room()
    stage("people_import", {**SOURCE_COLUMNS, ROW_NO: "integer"}, good)
    placeless, changed = _merge()
    if changed:
        announce("people.imported", str(running().command), {})
    bad = rows.filter(pl.col("reason").is_not_null()).select(ROW_NO, "reason").rows()
    rejected = sorted([*bad, *((row_no, "place.missing") for row_no in placeless)])
    flags = good.filter(~pl.col(ROW_NO).is_in(placeless))["flags"].str.split("|").explode()
    flagged = dict(sorted(Counter(flag for flag in flags if flag).items()))
    return replace(PeopleImported.of(rows.height, changed, rejected), flagged=flagged)


def _merge() -> tuple[list[int], int]:
    """Row numbers of new persons without a place, and how many rows changed something."""
    with connection.cursor() as cursor:
        for step in sql.KEEP_PLACES:
            cursor.execute(step)
        cursor.execute(sql.PLACELESS)
        placeless = [row_no for (row_no,) in cursor.fetchall()]
        cursor.execute(sql.REMEMBER)
        register_in_bulk(source="people_import")
        cursor.execute(sql.COUNT_CHANGED)
        (changed,) = cursor.fetchone()
        cursor.execute(sql.FINISH)
    return placeless, changed


def _read(path: Path, today: date) -> pl.DataFrame:
    """All tables of the file as judged persons, each with its `reason` and `flags`."""
    sheets = [sheet for sheet in read_workbook(path) if sheet.visible]
    tables = [sheet for sheet in sheets if is_table(sheet, _COLUMNS)] or sheets[:1]
    frames = []
    for sheet in tables:
        match = find_columns(sheet, _COLUMNS)
        under = sheet.frame.filter(pl.col(ROW_NO) > match.header_row)
        frames.append(normalise(under, match.mapping))
    return _with_centres(_placed(mark_duplicates(pl.concat(frames)), today)).with_columns(
        pl.when(pl.col("status").is_in(["exited", "deceased"]))
        .then(pl.lit(EVIDENCE))
        .otherwise(pl.lit(""))
        .alias("status_evidence")
    )


def _placed(rows: pl.DataFrame, today: date) -> pl.DataFrame:
    """With official codes; a row that names no place keeps "" and gets no reason for it."""
    silent = pl.concat_str("province", "county").str.strip_chars() == ""
    return pl.concat(
        [
            resolve_places(rows.filter(~silent), *gazetteer(today)),
            rows.filter(silent).with_columns(province=pl.lit(""), county=pl.lit("")),
        ]
    )


def _with_centres(rows: pl.DataFrame) -> pl.DataFrame:
    """Without centres that belong to another county (note 8)."""
    known = organisations.centre_counties()
    rows = restore_centres(rows, known)
    county = pl.col("centre").replace_strict(
        list(known), list(known.values()), default=None, return_dtype=pl.String
    )
    foreign = (pl.col("county") != "") & (county != pl.col("county"))
    return rows.with_columns(
        pl.when(foreign).then(pl.lit("")).otherwise("centre").alias("centre"),
        pl.when(foreign)
        .then(pl.concat_str("flags", pl.lit("|centre.foreign")).str.strip_chars("|"))
        .otherwise("flags")
        .alias("flags"),
    )
