"""Worksheets of small worklists for tests, filled in by an independent library."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from sayeban.exemptions.actions.collect_workbook import CollectedWorkbook, collect_workbook
from sayeban.exemptions.actions.split import issue_worksheet
from sayeban.exemptions.models import Campaign, Row, Training
from sayeban.exemptions.tests import makers
from sayeban.exemptions.worksheet.columns import FIELDS, WORKLIST_SHEET
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

CODE = "c1405"
CENTRE = Unit.of_centre("0701", "7011")
OTHER_CENTRE = Unit.of_centre("0701", "7012")
COUNTY = Unit.of_county("0701")
PROVINCE = Unit.of_province("07")
WORKER = makers.actor("social_worker", CENTRE, 7)
COLLEAGUE = makers.actor("social_worker", CENTRE, 8)
HEAD = makers.actor("centre_head", CENTRE, 9)
COUNTY_EXPERT = makers.actor("county_expert", COUNTY, 10)
PROVINCE_EXPERT = makers.actor("province_expert", PROVINCE, 11)


def trained(campaign: Campaign, *workers: Actor, unit: Unit = CENTRE) -> None:
    place = {"province": unit.province, "county": unit.county, "centre": unit.centre}
    with acting(OPERATOR, makers.NOW):
        for worker in workers:
            Training.objects.create(
                campaign=campaign, worker_id=worker.user_id or 0, at=makers.NOW, by=1, **place
            )


def world(**changed: Any) -> Campaign:
    """Two provinces, a gas and a water company of the first, a campaign, two trained workers."""
    makers.places()
    makers.companies()
    campaign = makers.campaign(CODE, **changed)
    trained(campaign, WORKER, COLLEAGUE)
    return campaign


def known_row(campaign: Campaign, unit: Unit = CENTRE, **changed: Any) -> Row:
    """A row that lacks only what is to be collected."""
    known = {"postal_code": "1345678913", "mobile": "+989121234567", "tenure": "owner"}
    return makers.row(campaign, unit, **(known | {"status": "active"} | changed))


def complete(serial: int, **changed: str) -> dict[str, str]:
    """The cells of a complete row with a gas bill of its own, by column key."""
    cells = {
        "location": "دارای انشعاب شهری",
        "gas_type": "شخصی",
        "gas_bill": makers.bill_id(serial, "gas"),
        "electricity_type": "ندارد",
        "water_type": "ندارد",
        "channel": "تلفن",
        "source": "پیامک قبض",
    }
    return cells | changed


def issued(path: Path, unit: Unit = CENTRE, code: str = CODE) -> Path:
    issue_worksheet(actor=OPERATOR, at=makers.NOW, code=code, unit=unit, path=path)
    return path


@dataclass(frozen=True, slots=True)
class Cells:
    """The worklist of an opened workbook: cells by national id (or row number) and column key."""

    sheet: Any

    @property
    def columns(self) -> dict[str, int]:
        labels = {cell.value: cell.column for cell in self.sheet[1]}
        return {key: labels[field.label] for key, field in FIELDS.items() if field.label in labels}

    def row_of(self, national_id: str) -> int:
        column = self.columns["national_id"]
        rows = range(2, self.sheet.max_row + 1)
        return next(r for r in rows if self.sheet.cell(r, column).value == national_id)

    def get(self, row: int, key: str) -> str | None:
        value: str | None = self.sheet.cell(row, self.columns[key]).value
        return value

    def put(self, row: int, cells: Mapping[str, str | None]) -> None:
        for key, value in cells.items():
            self.sheet.cell(row, self.columns[key]).value = value

    def result(self, row: int, label: str = "نتیجه") -> str:
        column = next(cell.column for cell in self.sheet[1] if cell.value == label)
        return str(self.sheet.cell(row, column).value or "")


@contextmanager
def opened(path: Path, *, save: bool = True) -> Iterator[Cells]:
    book = openpyxl.load_workbook(path)
    yield Cells(book[WORKLIST_SHEET])
    if save:
        book.save(path)


def fill(path: Path, by_national_id: Mapping[str, Mapping[str, str | None]]) -> Path:
    with opened(path) as cells:
        for national_id, typed in by_national_id.items():
            cells.put(cells.row_of(national_id), typed)
    return path


def collect(
    path: Path, actor: Actor = WORKER, at: datetime = makers.NOW, **more: Any
) -> CollectedWorkbook:
    return collect_workbook(actor=actor, at=at, code=CODE, path=path, **more)


def fresh(row: Row) -> Row:
    with acting(OPERATOR, makers.NOW):
        return Row.objects.get(pk=row.pk)
