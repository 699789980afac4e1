"""Typed makers of persons and files for tests. National ids begin with 999."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]  # ships no types
from django.db import connection

from sayeban.country.formats import national_id as national_ids
from sayeban.kit.units import Unit
from sayeban.people.actions.register_in_bulk import register_in_bulk
from sayeban.people.models import Person
from sayeban.people.source import SOURCE_COLUMNS
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.bulk import stage
from sayeban.runtime.context import acting

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

_FRAME = {
    name: pl.Boolean if kind == "boolean" else pl.Date if kind == "date" else pl.String
    for name, kind in SOURCE_COLUMNS.items()
}


def national_id(serial: int) -> str:
    """A valid made-up national id: 999 + six digits + check digit."""
    first = f"999{serial:06d}"
    return first + national_ids.check_digit(first)


def source_row(serial: int, **known: Any) -> dict[str, Any]:
    """One row of the source: what is not given is unknown; he lives in 07/0701."""
    blank: dict[str, Any] = {
        name: "" if dtype == pl.String else None for name, dtype in _FRAME.items()
    }
    place = {"province": "07", "county": "0701", "centre": "7011"}
    return blank | place | {"national_id": national_id(serial)} | known


def register(*rows: Mapping[str, Any]) -> None:
    """One file: register its rows as a command of headquarters does."""
    with acting(OPERATOR, NOW):
        stage("source", SOURCE_COLUMNS, pl.DataFrame(list(rows), schema=_FRAME))
        register_in_bulk(source="source")


def person(serial: int) -> Person:
    with acting(OPERATOR, NOW):
        return Person.objects.select_related("household__head").get(identifier=national_id(serial))


def clerk(post: str, unit: Unit) -> Actor:
    return Actor("user", "clerk", 7, (Appointment(post, unit),))


def rows_of(sql: str) -> list[tuple[Any, ...]]:
    """What headquarters sees."""
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def workbook(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """An XLSX file with the rows as they are."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path
