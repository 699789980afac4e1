"""Who collects where, and what is refused of a worksheet as a whole."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from sayeban.exemptions.actions.collect_workbook import SheetForeign
from sayeban.exemptions.models import IssuedSheet, Upload
from sayeban.exemptions.refusals import CampaignNotOpen, CampaignUnknown
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.sheets_made import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    HEAD,
    OTHER_CENTRE,
    PROVINCE,
    PROVINCE_EXPERT,
    WORKER,
    collect,
    complete,
    fill,
    fresh,
    issued,
    known_row,
    opened,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.refusals import (
    AmbiguousHeader,
    ColumnsMissing,
    FileFormulas,
    FileUnreadable,
    FileUnsafe,
)
from sayeban.sheets.tests import ugly

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "7011.xlsx"


@pytest.mark.parametrize(("unit", "actor"), [(COUNTY, COUNTY_EXPERT), (PROVINCE, PROVINCE_EXPERT)])
def test_own_worklists_have_no_gate(sheet: Path, unit: Unit, actor: Actor) -> None:
    row = known_row(world(), unit)
    fill(issued(sheet, unit), {row.national_id: complete(1)})
    assert collect(sheet, actor).counts.accepted == 1


def test_a_temporary_helper_collects_like_everybody_else(sheet: Path) -> None:
    row = known_row(world(), COUNTY)
    helper = Actor("user", "h", 30, (Appointment("county_expert", COUNTY, helper=True),))
    fill(issued(sheet, COUNTY), {row.national_id: complete(1)})
    assert collect(sheet, helper).counts.accepted == 1


@pytest.mark.parametrize(
    "actor",
    [
        makers.actor("social_worker", OTHER_CENTRE, 31),
        makers.actor("observer", CENTRE, 32),
        makers.actor("county_head", COUNTY, 33),
        COUNTY_EXPERT,
        PROVINCE_EXPERT,
        OPERATOR,
    ],
)
def test_who_does_not_collect_in_this_worklist_is_refused(sheet: Path, actor: Actor) -> None:
    known_row(world())
    with pytest.raises(AccessDenied):
        collect(issued(sheet), actor)


def test_the_days_of_each_level_decide_what_is_late(sheet: Path) -> None:
    campaign = world()
    late = makers.NOW + timedelta(days=4)
    assert campaign.starts + timedelta(days=campaign.centre_days) == late.date()
    flags = {}
    for unit, actor in ((CENTRE, WORKER), (COUNTY, COUNTY_EXPERT)):
        row = known_row(campaign, unit)
        path = fill(issued(sheet, unit), {row.national_id: complete(row.pk)})
        done = collect(path, actor, late)
        flags[unit.level] = "late" in done.counts.flagged
    assert flags == {"centre": True, "county": False}


def test_the_account_of_each_upload_is_kept(sheet: Path) -> None:
    known_row(world())
    done = collect(issued(sheet), HEAD, name="فایل من.xlsx")
    with acting(OPERATOR, makers.NOW):
        upload = Upload.objects.get()
    assert upload.result == done.as_json()
    assert (upload.file_name, upload.by, upload.centre) == ("فایل من.xlsx", HEAD.user_id, "7011")


def test_a_sheet_of_another_campaign_is_foreign(sheet: Path) -> None:
    known_row(world())
    other = makers.campaign("c2")
    makers.row(other, CENTRE)
    with pytest.raises(SheetForeign):
        collect(issued(sheet, code="c2"))


def test_a_workbook_without_our_fingerprint_is_foreign(sheet: Path) -> None:
    known_row(world())
    book = openpyxl.load_workbook(issued(sheet))
    book["_sayeban"]["B3"] = "123"
    book.save(sheet)
    with pytest.raises(SheetForeign):
        collect(sheet)
    with acting(OPERATOR, makers.NOW):
        kept = IssuedSheet.objects.count()
    del book["_sayeban"]
    book.save(sheet)
    with pytest.raises(SheetForeign):
        collect(sheet)
    assert kept == 1


@pytest.mark.parametrize("key", ["gas_bill", "mobile", "key", "national_id"])
def test_a_formula_in_a_cell_that_counts_is_refused(sheet: Path, key: str) -> None:
    row = known_row(world())
    with opened(issued(sheet)) as cells:
        cells.put(2, complete(1) | {key: "=A1"})
    with pytest.raises(FileFormulas):
        collect(sheet)
    assert fresh(row).state == "pending"


def test_a_formula_in_a_column_of_the_users_own_harms_nobody(sheet: Path) -> None:
    known_row(world())
    with opened(issued(sheet)) as cells:
        cells.sheet.cell(1, 30).value = "جمع"
        cells.sheet.cell(2, 30).value = "=1+1"
    assert collect(sheet).counts.unchanged == 1


def test_a_deleted_collected_column_is_refused_and_clears_nothing(sheet: Path) -> None:
    row = known_row(world())
    collect(fill(issued(sheet), {row.national_id: complete(1)}))
    book = openpyxl.load_workbook(issued(sheet))
    with_location = [cell.value for cell in book.worksheets[0][1]].index("موقعیت مکانی") + 1
    book.worksheets[0].delete_cols(with_location)
    book.save(sheet)
    with pytest.raises(ColumnsMissing):
        collect(sheet)
    assert fresh(row).location == "urban"


def test_two_columns_of_one_name_are_refused(sheet: Path) -> None:
    known_row(world())
    with opened(issued(sheet)) as cells:
        cells.sheet.cell(1, 30).value = "شناسه قبض گاز"
    with pytest.raises(AmbiguousHeader):
        collect(sheet)


def test_what_is_no_workbook_or_hostile_is_refused(sheet: Path) -> None:
    known_row(world())
    sheet.write_bytes(b"no workbook")
    with pytest.raises(FileUnreadable):
        collect(sheet)
    ugly.write(sheet, f'<row r="1">{ugly.text_cell("XFD1048576")}</row>')
    with pytest.raises(FileUnsafe):
        collect(sheet)


def test_nothing_is_collected_before_the_start(sheet: Path) -> None:
    world()
    with pytest.raises(CampaignNotOpen):
        collect(sheet, at=makers.NOW - timedelta(days=10))


def test_nothing_is_collected_in_an_unknown_campaign(sheet: Path) -> None:
    with pytest.raises(CampaignUnknown):
        collect(sheet)
