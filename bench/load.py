"""Four ways of loading headquarters' workbook into persons, households, residences and rows."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import fastexcel
import openpyxl
import polars as pl
from django.db import connection
from django.db.models import OuterRef, Subquery
from pydantic import AfterValidator, BaseModel, BeforeValidator

from sayeban.country import text
from sayeban.country.formats import mobile, national_id, postal_code
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.public import load_workbook
from sayeban.people.models import Household, Person, Residence
from sayeban.people.vocabularies import STATUS, TENURE
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.bulk import stage
from sayeban.runtime.context import acting

CODE = "bench"
BATCH = 1_000
_PERSON = (
    *("full_name", "mobile", "file_number", "has_file", "transfer_recipient"),
    *("resident_in_care", "status"),
)
_STAY = ("postal_code", "tenure", "address")
_COPIED = (
    *("national_id", "full_name", "name_sort", "postal_code", "mobile", "tenure", "status"),
    *("hq_postal_code", "hq_mobile", "hq_tenure", "hq_status", "file_number", "address"),
    *("has_file", "transfer_recipient", "resident_in_care", "load_flags", "state", "aside"),
    *("province", "county", "centre"),
)
_TYPES = {
    "has_file": "boolean",
    "transfer_recipient": "boolean",
    "resident_in_care": "boolean",
    "load_flags": "text[]",
}
_KINDS = {"id": "bigint"} | {name: _TYPES.get(name, "text") for name in _COPIED}


def ours(path: Path, at: datetime) -> None:
    """What operators run."""
    load_workbook(actor=OPERATOR, at=at, code=CODE, path=path, report=lambda _, __: None)


def target_rows(at: datetime) -> pl.DataFrame:
    """What `ours` wrote, as text: the floor writes the same."""
    columns = ", ".join(f"{name}::text" for name in _COPIED)
    with acting(OPERATOR, at), connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {columns} FROM exemptions_row ORDER BY id")
        return pl.DataFrame(cursor.fetchall(), schema=list(_KINDS), orient="row")


def floor(path: Path, clean: pl.DataFrame, at: datetime) -> None:
    """Read the file, copy values that were cleaned before, insert. Nothing is checked."""
    fastexcel.read_excel(str(path)).load_sheet(0, dtypes="string").to_polars()
    person = ", ".join(_PERSON)
    with acting(OPERATOR, at), connection.cursor() as cursor:
        stage("clean", _KINDS, clean, joined=("id",))
        cursor.execute(
            f"INSERT INTO people_person (id, identifier_type, identifier, household_id, is_head,"
            f" {person}, province, county, centre) SELECT id, 'national_id', national_id, id, true,"
            f" {person}, province, county, centre FROM clean"
        )
        cursor.execute(
            "INSERT INTO people_household (id, head_id, province, county, centre)"
            " SELECT id, id, province, county, centre FROM clean"
        )
        cursor.execute(
            f"INSERT INTO people_residence (household_id, {', '.join(_STAY)}, province, county,"
            f" centre) SELECT id, {', '.join(_STAY)}, province, county, centre FROM clean"
        )
        cursor.execute(
            f"INSERT INTO exemptions_row (key, campaign_id, person_id, household_id, load_id,"
            f" {', '.join(_COPIED)}) SELECT gen_random_uuid(), c.id, k.id, k.id, 0,"
            f" {', '.join(f'k.{name}' for name in _COPIED)}"
            f" FROM clean k, exemptions_campaign c ORDER BY k.id"
        )


def _digits(value: object) -> str:
    return text.identifier(str(value or ""))


def _tidy(value: object) -> str:
    return text.normalize(str(value or ""))


def _right(value: str) -> str:
    restored = national_id.restore(value)[0]
    if not national_id.valid(restored):
        raise ValueError
    return restored


Digits = Annotated[str, BeforeValidator(_digits)]
Words = Annotated[str, BeforeValidator(_tidy)]


class Line(BaseModel):
    """One row as a usual import models it."""

    full_name: Words
    national_id: Annotated[Digits, AfterValidator(_right)]
    postal_code: Annotated[Digits, AfterValidator(lambda v: v if postal_code.valid(v) else "")]
    mobile: Annotated[Digits, AfterValidator(lambda v: mobile.canonical(v) or "")]
    tenure: Annotated[Words, AfterValidator(lambda v: TENURE.read(v) or "")]
    status: Annotated[Words, AfterValidator(lambda v: STATUS.read(v) or "")]
    file_number: Words


def _lines(path: Path) -> Iterator[Line]:
    """Parsed cell by cell; the columns are where seed 001 has them."""
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    for cells in sheet.iter_rows(min_row=2, max_col=10, values_only=True):
        names = ("full_name", "national_id", "postal_code", "mobile", "tenure", "status")
        values = dict(zip((*names, "file_number"), cells[3:], strict=True))
        yield Line(**values)


def _place() -> dict[str, str]:
    return {"province": "07", "county": "", "centre": ""}


def _person(line: Line, household_id: int) -> dict[str, Any]:
    return {
        "full_name": line.full_name,
        "mobile": line.mobile,
        "status": line.status,
        "file_number": line.file_number,
        "household_id": household_id,
        "is_head": True,
        **_place(),
    }


def _row(line: Line, person_id: int, household_id: int) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "household_id": household_id,
        "full_name": line.full_name,
        "name_sort": text.sort_key(line.full_name),
        "postal_code": line.postal_code,
        "mobile": line.mobile,
        "tenure": line.tenure,
        "status": line.status,
        "hq_postal_code": line.postal_code,
        "hq_mobile": line.mobile,
        "hq_tenure": line.tenure,
        "hq_status": line.status,
        "load_id": 0,
        **_place(),
    }


def usual(path: Path, at: datetime) -> None:
    """The whole file in memory, then one bulk_create a table."""
    with acting(OPERATOR, at):
        campaign = Campaign.objects.get(code=CODE)
        lines = list(_lines(path))
        households = Household.objects.bulk_create(
            [Household(**_place()) for _ in lines], batch_size=BATCH
        )
        persons = Person.objects.bulk_create(
            [
                Person(
                    identifier_type="national_id",
                    identifier=line.national_id,
                    **_person(line, home.pk),
                )
                for line, home in zip(lines, households, strict=True)
            ],
            batch_size=BATCH,
        )
        member = Person.objects.filter(household=OuterRef("pk")).values("pk")[:1]
        Household.objects.filter(head=None).update(head=Subquery(member))
        Residence.objects.bulk_create(
            [
                Residence(
                    household=home, postal_code=line.postal_code, tenure=line.tenure, **_place()
                )
                for line, home in zip(lines, households, strict=True)
            ],
            batch_size=BATCH,
        )
        Row.objects.bulk_create(
            [
                Row(
                    campaign=campaign,
                    national_id=line.national_id,
                    **_row(line, person.pk, home.pk),
                )
                for line, person, home in zip(lines, persons, households, strict=True)
            ],
            batch_size=BATCH,
        )


def loop(path: Path, at: datetime) -> None:
    """Look up and save, row by row, each in a transaction of its own."""
    with acting(OPERATOR, at):
        campaign = Campaign.objects.get(code=CODE)
    for line in _lines(path):
        with acting(OPERATOR, at):
            home = Household.objects.create(**_place())
            person, _ = Person.objects.update_or_create(
                identifier_type="national_id",
                identifier=line.national_id,
                defaults=_person(line, home.pk),
            )
            home.head = person
            home.save()
            stay = {"postal_code": line.postal_code, "tenure": line.tenure, **_place()}
            Residence.objects.update_or_create(household=home, until=None, defaults=stay)
            Row.objects.update_or_create(
                campaign=campaign,
                national_id=line.national_id,
                defaults=_row(line, person.pk, home.pk),
            )
