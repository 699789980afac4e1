"""The list is handed down: one guarded workbook a worklist, and nothing half-way."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import openpyxl
import pytest

from sayeban.exemptions.actions.split import (
    WorklistEmpty,
    WorksheetsFilled,
    issue_worksheet,
    split,
)
from sayeban.exemptions.models import IssuedSheet
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.sheets_made import (
    CENTRE,
    CODE,
    COUNTY,
    COUNTY_EXPERT,
    OTHER_CENTRE,
    PROVINCE,
    WORKER,
    collect,
    complete,
    fill,
    issued,
    known_row,
    world,
)
from sayeban.exemptions.worksheet.columns import FIELDS
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

EVERYWHERE = Unit.hq()
Callbacks = Callable[..., AbstractContextManager[object]]
SEED_COLUMNS = [
    "استان",
    "شهرستان",
    "کد مرکز(+)",
    "نام و نام خانوادگی مددجو اصلی",
    "کدملی مددجو اصلی",
    "کدپستی",
    "شماره همراه",
    "وضعیت مالکیت خانوار/سرپرست",
    "وضعیت مددجو",
    "تاریخ پایان اجاره",
    "موقعیت مکانی",
    "شماره اشتراک گاز",
    "شناسه قبض گاز",
    "نوع انشعاب گاز",
    "شماره بدنه کنتور برق",
    "شناسه قبض برق",
    "نوع انشعاب برق",
    "شماره اشتراک آب",
    "شناسه قبض آب",
    "نوع انشعاب آب",
    "توضیحات",
]


def handed_down(
    callbacks: Callbacks, out: Path, unit: Unit = EVERYWHERE, actor: Actor = OPERATOR
) -> list[str]:
    with callbacks(execute=True):
        split(actor=actor, at=makers.NOW, code=CODE, out=out, unit=unit)
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def test_every_worklist_with_a_row_gets_its_own_workbook(
    tmp_path: Path, django_capture_on_commit_callbacks: Callbacks
) -> None:
    campaign = world()
    for unit in (CENTRE, CENTRE, COUNTY, PROVINCE, Unit.of_centre("1002", "1021")):
        known_row(campaign, unit)
    known_row(campaign, Unit.of_centre("0702", "7021"), state="centre_approved")
    assert handed_down(django_capture_on_commit_callbacks, tmp_path) == [
        "07/0701/7011.xlsx",
        "07/0701/worklist.xlsx",
        "07/worklist.xlsx",
        "10/1002/1021.xlsx",
    ]
    with acting(OPERATOR, makers.NOW):
        counted = IssuedSheet.objects.values_list("province", "county", "centre", "rows")
        assert sorted(counted) == [
            ("07", "", "", 1),
            ("07", "0701", "", 1),
            ("07", "0701", "7011", 2),
            ("10", "1002", "1021", 1),
        ]


def test_no_workbook_appears_before_what_it_was_issued_as_is_kept(tmp_path: Path) -> None:
    known_row(world())
    split(actor=OPERATOR, at=makers.NOW, code=CODE, out=tmp_path, unit=Unit.hq())
    # The test's own transaction is never committed, so nothing may stand in its place.
    assert not (tmp_path / "07").exists()


def test_a_split_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_row(world())

    def fails(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(IssuedSheet.objects, "bulk_create", fails)
    with pytest.raises(OSError):  # noqa: PT011 - the disc's own
        split(actor=OPERATOR, at=makers.NOW, code=CODE, out=tmp_path, unit=Unit.hq())
    assert list(tmp_path.iterdir()) == []


def test_an_expert_splits_below_himself_only(
    tmp_path: Path, django_capture_on_commit_callbacks: Callbacks
) -> None:
    campaign = world()
    known_row(campaign, CENTRE)
    known_row(campaign, Unit.of_centre("0702", "7021"))
    files = handed_down(django_capture_on_commit_callbacks, tmp_path, COUNTY, COUNTY_EXPERT)
    assert files == ["07/0701/7011.xlsx"]
    for unit in (PROVINCE, Unit.hq(), Unit.of_county("0702")):
        with pytest.raises(AccessDenied):
            handed_down(django_capture_on_commit_callbacks, tmp_path / "x", unit, COUNTY_EXPERT)


def test_a_centre_code_from_a_file_names_no_other_folder(
    tmp_path: Path, django_capture_on_commit_callbacks: Callbacks
) -> None:
    campaign = world()
    for code in ("../../../evil", "worklist"):
        known_row(campaign, Unit.of_centre("0701", code))
    known_row(campaign, COUNTY)
    files = handed_down(django_capture_on_commit_callbacks, tmp_path / "out")
    assert len(files) == 3
    assert all(file.startswith("07/0701/") and file.count("/") == 2 for file in files)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_worksheet_holds_the_columns_of_the_procedure_then_three_and_the_key(
    tmp_path: Path,
) -> None:
    known_row(world())
    book = openpyxl.load_workbook(issued(tmp_path / "a.xlsx"))
    assert book.sheetnames[:3] == ["فهرست گردآوری", "راهنما", "بدون نیاز به گردآوری"]
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    assert headers == [*SEED_COLUMNS, "راه تماس", "منبع", "دلیل نبود اطلاعات", "کلید ردیف"]
    assert sheet.sheet_view.rightToLeft
    assert sheet.column_dimensions["Y"].hidden
    assert any("کم‌مصرف" in str(row[0].value) for row in book["راهنما"])


def test_identity_and_place_are_locked_and_what_is_collected_is_not(tmp_path: Path) -> None:
    known_row(world())
    sheet = openpyxl.load_workbook(issued(tmp_path / "a.xlsx")).worksheets[0]
    assert sheet.protection.sheet
    cells = dict(zip(FIELDS, sheet[2], strict=True))
    locked = {key for key, cell in cells.items() if cell.value and cell.protection.locked}
    assert locked == {"province", "county", "centre", "full_name", "national_id", "key"}
    assert {cell.number_format for cell in sheet[2] if cell.value} == {"@"}


def test_who_needs_no_collection_is_listed_apart_and_who_is_approved_not_at_all(
    tmp_path: Path,
) -> None:
    campaign = world()
    kept = [known_row(campaign, state=state) for state in ("pending", "returned", "collected")]
    aside = known_row(campaign, state="leaving", aside="deceased")
    known_row(campaign, state="county_approved")
    book = openpyxl.load_workbook(issued(tmp_path / "a.xlsx"))
    listed = {row[4].value for row in book["فهرست گردآوری"].iter_rows(min_row=2)}
    assert listed == {row.national_id for row in kept}
    apart = [[cell.value for cell in row] for row in book["بدون نیاز به گردآوری"].iter_rows()]
    assert [row[4:] for row in apart[1:]] == [[aside.national_id, "فوت"]]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    known_row(world(), full_name="=1+1")
    sheet = openpyxl.load_workbook(issued(tmp_path / "a.xlsx")).worksheets[0]
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1", "s")


def test_a_unit_takes_its_own_worklist_and_no_other(tmp_path: Path) -> None:
    campaign = world()
    for unit in (CENTRE, COUNTY, PROVINCE):
        known_row(campaign, unit)
    for unit, actor in ((CENTRE, WORKER), (COUNTY, COUNTY_EXPERT)):
        rows = issue_worksheet(
            actor=actor, at=makers.NOW, code=CODE, unit=unit, path=tmp_path / "a.xlsx"
        )
        assert rows == 1
    with pytest.raises(AccessDenied):
        issue_worksheet(
            actor=WORKER, at=makers.NOW, code=CODE, unit=COUNTY, path=tmp_path / "b.xlsx"
        )


@pytest.mark.parametrize("unit", [CENTRE, Unit.hq()])
def test_an_empty_worklist_has_no_worksheet(tmp_path: Path, unit: Unit) -> None:
    known_row(world(), COUNTY)
    with pytest.raises(WorklistEmpty):
        issued(tmp_path / "a.xlsx", unit)


def test_an_unknown_campaign_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CampaignUnknown):
        split(actor=OPERATOR, at=makers.NOW, code="none", out=tmp_path, unit=Unit.hq())


def test_a_worksheet_that_was_filled_and_not_sent_is_never_overwritten(
    tmp_path: Path, django_capture_on_commit_callbacks: Callbacks
) -> None:
    campaign = world()
    row, other = known_row(campaign), known_row(campaign, OTHER_CENTRE)
    out = tmp_path / "out"
    handed_down(django_capture_on_commit_callbacks, out)
    handed_down(django_capture_on_commit_callbacks, out)  # untouched: nothing to lose
    filled = fill(out / "07/0701/7011.xlsx", {row.national_id: complete(1)})
    content, untouched = filled.read_bytes(), (out / "07/0701/7012.xlsx").read_bytes()

    with pytest.raises(WorksheetsFilled) as refused:
        handed_down(django_capture_on_commit_callbacks, out)

    assert "07/0701/7011.xlsx" in refused.value.message
    assert "7012" not in refused.value.message
    assert filled.read_bytes() == content
    assert (out / "07/0701/7012.xlsx").read_bytes() == untouched
    assert len(list(out.iterdir())) == 1

    collect(filled)
    handed_down(django_capture_on_commit_callbacks, out)
    assert filled.read_bytes() != content
    assert other.pk != row.pk


def test_a_filled_worksheet_with_a_rejected_row_is_not_overwritten_either(
    tmp_path: Path, django_capture_on_commit_callbacks: Callbacks
) -> None:
    row = known_row(world())
    handed_down(django_capture_on_commit_callbacks, tmp_path)
    filled = fill(tmp_path / "07/0701/7011.xlsx", {row.national_id: complete(1, gas_bill="12")})
    assert collect(filled).counts.rejected == 1

    with pytest.raises(WorksheetsFilled):
        handed_down(django_capture_on_commit_callbacks, tmp_path)


def test_a_place_without_a_row_is_refused(tmp_path: Path) -> None:
    known_row(world())

    with pytest.raises(WorklistEmpty):
        split(actor=OPERATOR, at=makers.NOW, code=CODE, out=tmp_path, unit=Unit.of_province("09"))

    assert list(tmp_path.iterdir()) == []
