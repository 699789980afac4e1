"""Filling a workbook changes the cells that are typed and nothing else."""

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from sayeban.sheets.public import Field, Table, write_workbook
from sayeban.sites.demo_data.cells import Rows, read_rows, type_into

HEADER = ["نام", "شناسه", "نوع"]
ROWS = [['علی <&> "', "0012", ""], ["", "", ""], ["زهرا", "", "شخصی"]]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.xlsx"
    fields = [Field(HEADER[0]), Field(HEADER[1], locked=False)]
    fields.append(Field(HEADER[2], locked=False, choices=("شخصی", "مشاع")))
    write_workbook(path, [Table("فهرست", fields, ROWS)], metadata={"sheet": "1"})
    return path


def test_the_cells_of_our_own_workbooks_are_read(workbook: Path) -> None:
    assert read_rows(workbook) == (HEADER, [ROWS[0], ROWS[2]])


def test_typed_cells_are_new_and_all_others_stay(workbook: Path, tmp_path: Path) -> None:
    def typing(header: object, rows: Rows) -> Rows:
        rows[0][2] = "مشاع & دیگر"
        rows[1][2] = ""
        return [*rows, ["", "77", ""]]

    type_into(workbook, tmp_path / "filled.xlsx", typing)
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx")["فهرست"]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    cells = [row for row in rows if any(row)]
    assert cells == [HEADER, [*ROWS[0][:2], "مشاع & دیگر"], ["زهرا", "", ""], ["", "77", ""]]
    assert sheet.data_validations.dataValidation
    assert sheet.protection.sheet


def test_a_workbook_in_which_nothing_is_typed_has_the_same_parts(
    workbook: Path, tmp_path: Path
) -> None:
    type_into(workbook, tmp_path / "same.xlsx", lambda _, rows: rows)
    with ZipFile(workbook) as before, ZipFile(tmp_path / "same.xlsx") as after:
        assert before.namelist() == after.namelist()
        assert all(before.read(name) == after.read(name) for name in before.namelist())
