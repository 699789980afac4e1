"""Four ways of taking a filled worksheet back into rows and connections."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import fastexcel
import openpyxl
import polars as pl
from django.db import connection
from django.db.models import Count, QuerySet
from pydantic import AfterValidator, BaseModel, BeforeValidator

from bench.load import BATCH, CODE
from sayeban.accounts.public import actor_of
from sayeban.country import jalali, text
from sayeban.country.formats import bill_id
from sayeban.exemptions.models import Connection, Evidence, Row
from sayeban.exemptions.public import collect_workbook
from sayeban.exemptions.rules import UTILITIES, ConnectionFacts, RowFacts, missing_fields
from sayeban.exemptions.worksheet import words
from sayeban.organisations.models import UtilityCompany
from sayeban.people.models import Residence
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
    """What the province's expert runs; without `--report`, since no other way writes one."""
    with acting(OPERATOR, at):
        worker = actor_of(WORKER, at)
    collect_workbook(actor=worker, at=at, code=CODE, path=path, reported=False)


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


Companies = Callable[[str, str], frozenset[str]]
"""(utility, code) → the provinces in which that company works."""


def _values(row: Row, line: Line, at: datetime) -> dict[str, Any]:
    """What changes on a row, judged by the plain rules."""
    facts = RowFacts(
        location=line.location,
        tenure=row.tenure,
        tenancy_end=line.tenancy_end,
        postal_code=row.postal_code,
        mobile=row.mobile,
        connections={u: _of_utility(line, u) for u in UTILITIES},
    )
    missing = missing_fields(facts, at.date(), frozenset())
    return {
        "tenancy_end": line.tenancy_end,
        "location": line.location,
        "remarks": line.remarks,
        "missing": missing,
        "state": "collected",
        "collected_at": at,
        "collected_by": 1,
        "changed_at": at,
        "changed_by": 1,
    }


def _of_utility(line: Line, utility: str) -> ConnectionFacts:
    return ConnectionFacts(
        getattr(line, f"{utility}_type"),
        getattr(line, f"{utility}_bill"),
        getattr(line, f"{utility}_number"),
        line.channel,
        line.source,
    )


def _facts(row: Row, line: Line, utility: str, companies: Companies) -> dict[str, Any]:
    bill = getattr(line, f"{utility}_bill")
    works_in = companies(utility, bill[8:11])
    known = "known" if row.province in works_in else "other_province" if works_in else "unknown"
    kind = getattr(line, f"{utility}_type")
    return {
        "connection_type": kind,
        "bill_id": bill,
        "number": getattr(line, f"{utility}_number"),
        "company": bill[8:11],
        "company_state": known if bill else "",
        "ready": bool(bill) and kind == "private" and not row.missing,
        "channel": line.channel,
        "source": line.source,
        "entry_method": "workbook",
        "campaign_id": row.campaign_id,
        "household_id": row.household_id,
        "province": row.province,
        "county": row.county,
        "centre": row.centre,
    }


def _flags(row: Row, facts: Sequence[Mapping[str, Any]], with_documents: Collection[str]) -> None:
    """Flags of a row whose connections are known."""
    found = ["incomplete"] if row.missing else []
    kinds = {one["connection_type"] for one in facts}
    states = {one["company_state"] for one in facts}
    found += ["connection.shared"] if "shared" in kinds else []
    found += [f"company.{state}" for state in ("unknown", "other_province") if state in states]
    lacks = [one for one in facts if one["connection_type"] == "private"]
    found += ["document.missing"] if len(with_documents) < len(lacks) else []
    row.flags = found


def usual(path: Path, at: datetime) -> None:
    """Everything fetched once, judged in Python, written in bulk."""
    with acting(OPERATOR, at):
        lines = dict(_lines(path))
        rows = list(Row.objects.filter(campaign__code=CODE, national_id__in=list(lines)))
        places: dict[tuple[str, str], set[str]] = {}
        for utility, code, province in UtilityCompany.objects.values_list(
            "utility", "code", "province"
        ):
            places.setdefault((utility, code), set()).add(province)
        documents: dict[int, set[str]] = {}
        for row_id, utility in Evidence.objects.values_list("row_id", "utility"):
            documents.setdefault(row_id, set()).add(utility)
        connections: list[Connection] = []
        for row in rows:
            line = lines[row.national_id]
            for name, value in _values(row, line, at).items():
                setattr(row, name, value)
            row.version += 1
            facts = [
                _facts(row, line, u, lambda *key: frozenset(places.get(key, ()))) for u in UTILITIES
            ]
            _flags(row, facts, documents.get(row.pk, ()))
            connections += [
                Connection(row=row, utility=u, **f) for u, f in zip(UTILITIES, facts, strict=True)
            ]
        # Several times as fast as bulk_update, which sends one CASE a row and field.
        Row.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*_values(rows[0], lines[rows[0].national_id], at), "flags", "version"],
        )
        Connection.objects.bulk_create(connections, batch_size=BATCH)
        ends = {row.household_id: row.tenancy_end for row in rows if row.tenancy_end}
        stays = list(Residence.objects.filter(until=None, household__in=list(ends)))
        for stay in stays:
            stay.tenancy_end = ends[stay.household_id]
        Residence.objects.bulk_create(
            stays,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["tenancy_end"],
        )
        bills = [one.bill_id for one in connections if one.bill_id]
        list(_strangers(Connection.objects.filter(bill_id__in=bills)))


def _strangers(connections: QuerySet[Connection]) -> QuerySet[Connection, Any]:
    """Bills that stand on more than one household."""
    found = connections.values("bill_id").annotate(n=Count("household_id", distinct=True))
    return found.filter(n__gt=1)


def loop(path: Path, at: datetime) -> None:
    """Look up, judge and save, row by row, each in a transaction of its own."""

    def companies(utility: str, code: str) -> frozenset[str]:
        found = UtilityCompany.objects.filter(utility=utility, code=code)
        return frozenset(found.values_list("province", flat=True))

    for person, line in _lines(path):
        with acting(OPERATOR, at):
            row = Row.objects.select_for_update().get(campaign__code=CODE, national_id=person)
            for name, value in _values(row, line, at).items():
                setattr(row, name, value)
            row.version += 1
            facts = [_facts(row, line, utility, companies) for utility in UTILITIES]
            documents = set(Evidence.objects.filter(row=row).values_list("utility", flat=True))
            _flags(row, facts, documents)
            row.save()
            for utility, one in zip(UTILITIES, facts, strict=True):
                Connection.objects.update_or_create(row=row, utility=utility, defaults=one)
                same = Connection.objects.filter(bill_id=one["bill_id"])
                same.exclude(household_id=row.household_id).exists()
            if row.tenancy_end:
                stay = Residence.objects.filter(household_id=row.household_id, until=None)
                stay.update(tenancy_end=row.tenancy_end)
