"""Four ways of taking a filled worksheet back into rows and connections."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import fastexcel
import openpyxl
import polars as pl
from django.db import connection
from pydantic import AfterValidator, BaseModel, BeforeValidator

from bench.load import BATCH, CODE
from sayeban.accounts.public import actor_of
from sayeban.country import jalali, text
from sayeban.country.formats import bill_id
from sayeban.exemptions.models import Connection, Row
from sayeban.exemptions.public import collect_workbook
from sayeban.exemptions.rules import UTILITIES
from sayeban.exemptions.worksheet import words
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.bulk import stage
from sayeban.runtime.context import acting

WORKER = "expert1.07"
_ROW = ("tenancy_end", "location", "remarks", "missing", "flags", "state", "collected_at")
_FACTS = (
    *("connection_type", "bill_id", "number", "company", "channel", "source", "entry_method"),
    *("company_state", "ready"),
)
_TYPES = {
    "tenancy_end": "date",
    "missing": "text[]",
    "flags": "text[]",
    "collected_at": "timestamptz",
}
_KINDS = (
    {"id": "bigint"}
    | {name: _TYPES.get(name, "text") for name in _ROW}
    | {
        f"{utility}_{fact}": "boolean" if fact == "ready" else "text"
        for utility in UTILITIES
        for fact in _FACTS
    }
)


def ours(path: Path, at: datetime) -> None:
    """What the province's expert runs."""
    with acting(OPERATOR, at):
        worker = actor_of(WORKER, at)
    collect_workbook(actor=worker, at=at, code=CODE, path=path)


def target_rows(at: datetime) -> pl.DataFrame:
    """What `ours` wrote, as text, the connections of a row side by side."""
    facts = ", ".join(
        f"max({fact}::text) FILTER (WHERE utility = '{utility}')"
        for utility in UTILITIES
        for fact in _FACTS
    )
    row = ", ".join(f"r.{name}::text" for name in _ROW)
    with acting(OPERATOR, at), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.id, {row}, {facts} FROM exemptions_row r"
            " JOIN exemptions_connection c ON c.row_id = r.id GROUP BY r.id ORDER BY r.id"
        )
        return pl.DataFrame(cursor.fetchall(), schema=list(_KINDS), orient="row")


def floor(path: Path, clean: pl.DataFrame, at: datetime) -> None:
    """Read the file, copy values that were judged before, write. Nothing is checked."""
    fastexcel.read_excel(str(path)).load_sheet(0, dtypes="string").to_polars()
    assigned = ", ".join(f"{name} = k.{name}" for name in _ROW)
    lines = ", ".join(
        f"('{utility}', {', '.join(f'k.{utility}_{fact}' for fact in _FACTS)})"
        for utility in UTILITIES
    )
    facts = ", ".join(_FACTS)
    with acting(OPERATOR, at), connection.cursor() as cursor:
        stage("clean", _KINDS, clean, joined=("id",))
        cursor.execute(
            f"UPDATE exemptions_row r SET {assigned}, collected_by = 1, version = r.version + 1,"
            " changed_at = k.collected_at, changed_by = 1 FROM clean k WHERE r.id = k.id"
        )
        cursor.execute(
            "UPDATE people_residence s SET tenancy_end = k.tenancy_end FROM clean k"
            " JOIN exemptions_row r USING (id) WHERE s.household_id = r.household_id"
            " AND s.until IS NULL AND k.tenancy_end IS NOT NULL"
        )
        cursor.execute(
            "INSERT INTO exemptions_connection (row_id, campaign_id, household_id, province,"
            f" county, centre, utility, {facts}) SELECT r.id, r.campaign_id, r.household_id,"
            f" r.province, r.county, r.centre, v.* FROM clean k JOIN exemptions_row r USING (id)"
            f" CROSS JOIN LATERAL (VALUES {lines}) AS v (utility, {facts})"
        )


def _tidy(value: object) -> str:
    return text.normalize(str(value or ""))


def _bill(value: object) -> str:
    typed = text.identifier(str(value or ""))
    if typed and not bill_id.valid(typed):
        raise ValueError
    return bill_id.canonical(typed) or "" if typed else ""


def _end(value: object) -> date | None:
    typed = str(value or "")
    found = jalali.parse(typed) if typed else None
    if typed and found is None:
        raise ValueError
    return found


Words = Annotated[str, BeforeValidator(_tidy)]
Bill = Annotated[str, BeforeValidator(_bill)]
Kind = Annotated[Words, AfterValidator(lambda v: words.CONNECTION_TYPES.read(v) or "")]


class Line(BaseModel):
    """The collected cells of one row as a usual import models them."""

    tenancy_end: Annotated[date | None, BeforeValidator(_end)]
    location: Annotated[Words, AfterValidator(lambda v: words.LOCATIONS.read(v) or "")]
    gas_number: Words
    gas_bill: Bill
    gas_type: Kind
    electricity_number: Words
    electricity_bill: Bill
    electricity_type: Kind
    water_number: Words
    water_bill: Bill
    water_type: Kind
    remarks: Words
    channel: Annotated[Words, AfterValidator(lambda v: words.CHANNELS.read(v) or "")]
    source: Annotated[Words, AfterValidator(lambda v: words.SOURCES.read(v) or "")]


def _lines(path: Path) -> Iterator[tuple[str, Line]]:
    """National id and what was collected; the columns are where the worksheet has them."""
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    names = tuple(Line.model_fields)
    for cells in sheet.iter_rows(min_row=2, max_col=23, values_only=True):
        yield str(cells[4]), Line(**dict(zip(names, cells[9:], strict=True)))


def _values(line: Line, at: datetime) -> dict[str, Any]:
    return {
        "tenancy_end": line.tenancy_end,
        "location": line.location,
        "remarks": line.remarks,
        "state": "collected",
        "collected_at": at,
        "collected_by": 1,
        "changed_at": at,
        "changed_by": 1,
    }


def _facts(row: Row, line: Line, utility: str) -> dict[str, Any]:
    bill = getattr(line, f"{utility}_bill")
    return {
        "connection_type": getattr(line, f"{utility}_type"),
        "bill_id": bill,
        "number": getattr(line, f"{utility}_number"),
        "company": bill[8:11],
        "channel": line.channel,
        "source": line.source,
        "entry_method": "workbook",
        "campaign_id": row.campaign_id,
        "household_id": row.household_id,
        "province": row.province,
        "county": row.county,
        "centre": row.centre,
    }


def usual(path: Path, at: datetime) -> None:
    """Rows fetched and changed in bulk, connections created in bulk."""
    with acting(OPERATOR, at):
        lines = dict(_lines(path))
        rows = list(Row.objects.filter(campaign__code=CODE, national_id__in=list(lines)))
        connections = []
        for row in rows:
            line = lines[row.national_id]
            for name, value in _values(line, at).items():
                setattr(row, name, value)
            row.version += 1
            connections += [
                Connection(row=row, utility=utility, **_facts(row, line, utility))
                for utility in UTILITIES
            ]
        fields = [*_values(next(iter(lines.values())), at), "version"]
        # Several times as fast as bulk_update, which sends one CASE a row and field.
        Row.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=fields,
        )
        Connection.objects.bulk_create(connections, batch_size=BATCH)


def loop(path: Path, at: datetime) -> None:
    """Look up and save, row by row."""
    with acting(OPERATOR, at):
        for person, line in _lines(path):
            row = Row.objects.get(campaign__code=CODE, national_id=person)
            for name, value in _values(line, at).items():
                setattr(row, name, value)
            row.version += 1
            row.save()
            for utility in UTILITIES:
                Connection.objects.update_or_create(
                    row=row, utility=utility, defaults=_facts(row, line, utility)
                )
