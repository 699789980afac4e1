"""Workbooks as offices really send them: other sheets, two header lines, numbers (issue 2.2)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import HEADERS, hq_book, line
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.kit.units import Unit
from sayeban.organisations.models import Centre
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sheets.refusals import ColumnsMissing

pytestmark = pytest.mark.django_db

HQ = makers.actor("hq_expert", Unit.hq())


@pytest.fixture(autouse=True)
def country() -> None:
    with acting(OPERATOR, NOW):
        seed()
    makers.places()
    makers.campaign()


def load(path: Path) -> dict[str, Any]:
    return load_workbook(actor=HQ, at=NOW, code="c1405", path=path, report=lambda *_: None)


def with_sheet(
    path: Path, name: str, rows: Sequence[Sequence[Any]], state: str = "visible"
) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet(name, 0)
    sheet.sheet_state = state
    for row in rows:
        sheet.append(list(row))
    book.active = 1
    book.save(path)
    return path


def only_row() -> Row:
    with acting(OPERATOR, NOW):
        return Row.objects.get()


def test_a_summary_beside_the_data_is_skipped_with_a_note(tmp_path: Path) -> None:
    path = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])
    with_sheet(path, "خلاصه", [["استان", "شهرستان", "تعداد"], ["فارس", "آباده", 1]])

    result = load(path)

    assert (result["accepted"], result["skipped"]) == (1, ["خلاصه"])


def test_a_list_of_persons_without_their_ids_is_refused(tmp_path: Path) -> None:
    path = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])
    headers = [header for header in HEADERS if "کدملی" not in header]
    with_sheet(path, "بی‌کد", [headers, ["فارس", "آباده", "7011", "زهرا", "", "", "", ""]])

    with pytest.raises(ColumnsMissing) as refused:
        load(path)

    assert "بی‌کد" in refused.value.message


def test_a_hidden_sheet_is_named_and_not_read(tmp_path: Path) -> None:
    path = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])
    with_sheet(path, "کهنه", [[*HEADERS], line(national_id(2))[:9]], "hidden")

    result = load(path)

    assert (result["rows"], result["skipped"]) == (1, ["کهنه"])


def test_a_workbook_that_was_read_whole_says_nothing_of_sheets(tmp_path: Path) -> None:
    path = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])
    with_sheet(path, "راهنمای ما", [["این برگه توضیح است"]])

    assert "skipped" not in load(path)


def test_the_whole_name_beside_its_two_parts_is_taken_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEADERS, "نام", "نام خانوادگی"])
    sheet.append([*line(national_id(1), name="علی کریمی")[:9], "علی", "کریمی"])
    book.save(tmp_path / "a.xlsx")

    load(tmp_path / "a.xlsx")

    assert only_row().full_name == "علی کریمی"


def test_a_centre_code_that_lost_its_zero_in_a_numeric_cell_is_restored(tmp_path: Path) -> None:
    with acting(OPERATOR, NOW):
        Centre.objects.create(code="0123", county_id="0701", name="صفردار")

    result = load(hq_book(tmp_path / "a.xlsx", [line(national_id(1), centre="123")]))

    assert (only_row().centre, result["flagged"]) == ("0123", {})


@pytest.mark.parametrize("others", [{"0123": "0702"}, {"0123": "0701", "00123": "0701"}])
def test_a_centre_code_that_may_be_several_is_not_restored(
    tmp_path: Path, others: dict[str, str]
) -> None:
    with acting(OPERATOR, NOW):
        for code, county in others.items():
            Centre.objects.create(code=code, county_id=county, name=code)

    load(hq_book(tmp_path / "a.xlsx", [line(national_id(1), centre="123")]))

    assert only_row().centre == "123"


def test_a_header_of_two_lines_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["فهرست مددجویان"])
    sheet.append(["استان", "شهرستان", "کد مرکز(+)", "مشخصات فردی", None, None, "شماره همراه"])
    sheet.append([None, None, None, "نام", "نام خانوادگی", "کد ملی"])
    sheet.append(["فارس", "آباده", "7011", "علی", "کریمی", national_id(1), "09121234567"])
    book.save(tmp_path / "a.xlsx")

    result = load(tmp_path / "a.xlsx")

    assert (result["rows"], result["accepted"]) == (1, 1)
    row = only_row()
    assert (row.full_name, row.centre, row.mobile) == ("علی کریمی", "7011", "+989121234567")
