"""Workbooks that go out: guarded, right to left, and nothing in them is ever evaluated (S9)."""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from sayeban.sheets import plain
from sayeban.sheets.headers import Column, find_columns
from sayeban.sheets.marking import ERROR_LABEL, Mark, MarkedTable, write_marked
from sayeban.sheets.prescan import prescan
from sayeban.sheets.reading import read_workbook
from sayeban.sheets.tests import ugly
from sayeban.sheets.tests.ugly import text_cell
from sayeban.sheets.writing import Field, Table, read_metadata, write_workbook

INJECTIONS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "{=1}",
    "http://x",
]
TYPES = ("شخصی", "مشاع", "ندارد")
FIELDS = [
    Field("کلید", hidden=True),
    Field("کد ملی", width=16),
    Field("نوع انشعاب", locked=False, choices=TYPES),
    Field("نوع دیگر", locked=False, choices=("الف" * 100, "ب" * 100)),
]

pytestmark = pytest.mark.slow  # each test writes and reads whole workbooks


def worksheet(path: Path) -> Path:
    rows = [["k1", "0099990001", None, None], ["k2", "0099990002", "=1+1", None]]
    write_workbook(
        path,
        [Table("کاربرگ", FIELDS, rows), Table("خارج‌شدگان", [Field("دلیل")], [["فوت"]])],
        instructions=["یک", "دو"],
        metadata={"campaign": "1405", "fingerprint": "=x"},
    )
    return path


def test_a_worksheet_is_right_to_left_frozen_and_guarded(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(worksheet(tmp_path / "a.xlsx"))
    assert book.sheetnames == ["کاربرگ", "خارج‌شدگان", "راهنما", "_sayeban", "_lists"]
    sheet = book["کاربرگ"]
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "A2"
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet.column_dimensions["A"].hidden
    assert [sheet.cell(2, 2).number_format, sheet.cell(2, 2).data_type] == ["@", "s"]
    assert sheet.cell(2, 2).protection.locked
    assert not sheet.cell(3, 3).protection.locked
    # Cells never written take the column's format: they can be typed in, as text.
    styles = sheet.column_dimensions["C"]
    assert (styles.protection.locked, styles.number_format) == (False, "@")
    assert {book[name].sheet_state for name in ("_sayeban", "_lists")} == {"veryHidden"}


def test_choices_reach_exactly_the_rows_of_the_table(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(worksheet(tmp_path / "a.xlsx"))
    rules = book["کاربرگ"].data_validations.dataValidation
    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [
        ("C2:C3", "_lists!$A$1:$A$3"),
        ("D2:D3", "_lists!$B$1:$B$2"),
    ]
    assert [row[0].value for row in book["_lists"]["A1:A3"]] == list(TYPES)


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    path = worksheet(tmp_path / "a.xlsx")
    sheets = read_workbook(path)
    assert sheets[0].frame.rows() == [
        (1, "کلید", "کد ملی", "نوع انشعاب", "نوع دیگر"),
        (2, "k1", "0099990001", None, None),
        (3, "k2", "0099990002", "=1+1", None),
    ]
    assert read_metadata(sheets) == {"campaign": "1405", "fingerprint": "=x"}
    assert prescan(path) == {}  # its drop-down lists are no formulas


def test_a_foreign_workbook_has_no_metadata(tmp_path: Path) -> None:
    sheets = read_workbook(ugly.write(tmp_path / "a.xlsx", f'<row r="1">{text_cell("A1")}</row>'))
    assert read_metadata(sheets) == {}


def test_our_own_workbook_of_many_empty_rows_is_no_bomb(tmp_path: Path) -> None:
    rows = [[f"{n}", "0099990001", None, None] for n in range(30_000)]
    write_workbook(tmp_path / "a.xlsx", [Table("کاربرگ", FIELDS, rows)])
    assert prescan(tmp_path / "a.xlsx") == {}


def evaluated(path: Path) -> list[str]:
    """The cells of a workbook that Excel would calculate or link."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    links = [name for name, part in parts.items() if b"<hyperlink" in part]
    return links + [cell for sheet in prescan(path).values() for cell in sheet.cells]


def test_nothing_that_looks_like_a_formula_is_evaluated(tmp_path: Path) -> None:
    frame = pl.DataFrame({"متن": INJECTIONS})
    plain.write_xlsx(frame, tmp_path / "plain.xlsx", "برگه")
    rows = [[text] for text in INJECTIONS]
    write_workbook(
        tmp_path / "guarded.xlsx", [Table("برگه", [Field("متن")], rows)], instructions=INJECTIONS
    )
    read = read_workbook(tmp_path / "guarded.xlsx")
    marks = [Mark(2, 0, "=2+2")]
    write_marked(tmp_path / "marked.xlsx", read, {"برگه": MarkedTable(1, marks)})
    for name in ("plain.xlsx", "guarded.xlsx", "marked.xlsx"):
        assert evaluated(tmp_path / name) == []
        sheet = openpyxl.load_workbook(tmp_path / name)["برگه"]
        assert {cell.data_type for (cell,) in sheet["A2:A10"]} == {"s"}


def test_the_search_for_evaluated_cells_can_find_one(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    assert evaluated(ugly.write(tmp_path / "a.xlsx", rows)) == ["A1"]


def test_csv_text_that_looks_like_a_formula_gets_an_apostrophe(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"متن": [*INJECTIONS[:6], "سالم", None], "مبلغ": [-1, 2, 3, 4, 5, 6, 7, 8]}
    )
    plain.write_csv(frame, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    read = pl.read_csv(tmp_path / "a.csv")
    assert read["متن"].to_list() == [*("'" + text for text in INJECTIONS[:6]), "سالم", None]
    assert read["مبلغ"].to_list()[0] == -1


def test_plain_sheets_keep_zeros_and_read_right_to_left(tmp_path: Path) -> None:
    plain.write_xlsx(pl.DataFrame({"کد": ["007"], "n": [5]}), tmp_path / "a.xlsx", "برگه")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["برگه"]
    assert sheet.sheet_view.rightToLeft
    assert [[cell.value for cell in row] for row in sheet.rows] == [["کد", "n"], ["007", 5]]


def test_rows_beyond_one_sheet_go_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "_SHEET_ROWS", 2)
    plain.write_xlsx(pl.DataFrame({"a": list("12345")}), tmp_path / "a.xlsx", "برگه")
    sheets = read_workbook(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.frame["c0"].to_list()) for sheet in sheets] == [
        ("برگه", ["a", "1", "2"]),
        ("برگه 2", ["a", "3", "4"]),
        ("برگه 3", ["a", "5"]),
    ]


def test_faulty_cells_come_back_marked_in_the_same_rows(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{text_cell("A1", "عنوان نامه")}</row>'
        f'<row r="3">{text_cell("A3", "کد ملی")}{text_cell("C3", "ستون ناشناس")}</row>'
        f'<row r="4">{text_cell("A4", "123")}{text_cell("C4", "یادداشت")}</row>'
        f'<row r="6">{text_cell("C6", "دوم")}</row>'
    )
    sheets = read_workbook(ugly.write(tmp_path / "a.xlsx", rows))
    marks = [Mark(4, 0, "رقم کم است"), Mark(6, 0, "خالی است"), Mark(6, None, "ردیف ناشناس")]
    write_marked(tmp_path / "b.xlsx", sheets, {"برگه": MarkedTable(3, marks)})
    (again,) = read_workbook(tmp_path / "b.xlsx")
    assert again.frame.rows() == [
        (1, "عنوان نامه", None, None, None),
        (3, "کد ملی", None, "ستون ناشناس", ERROR_LABEL),
        (4, "123", None, "یادداشت", "کد ملی: رقم کم است"),
        (6, None, None, "دوم", "کد ملی: خالی است | ردیف ناشناس"),
    ]
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["برگه"]
    filled = {
        cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == "FFF8CBAD"
    }
    assert filled == {"A4", "A6"}
    assert sheet["A6"].comment.text == "خالی است"


def test_an_earlier_report_is_written_anew_and_never_doubled(tmp_path: Path) -> None:
    path = worksheet(tmp_path / "a.xlsx")
    layout = dict(enumerate(FIELDS))
    for reasons in (["یک", "دو"], ["سه"]):
        marks = [Mark(2 + place, 2, reason) for place, reason in enumerate(reasons)]
        write_marked(path, read_workbook(path), {"کاربرگ": MarkedTable(1, marks, layout)})
    (sheet, *others) = read_workbook(path)
    assert sheet.frame.columns[-1] == "c4"
    assert sheet.frame["c4"].to_list() == [ERROR_LABEL, "نوع انشعاب: سه", None]
    assert [other.name for other in others] == ["خارج‌شدگان", "راهنما", "_sayeban", "_lists"]
    assert read_metadata(others) == {"campaign": "1405", "fingerprint": "=x"}


def test_a_marked_worksheet_can_be_filled_in_again(tmp_path: Path) -> None:
    path = worksheet(tmp_path / "a.xlsx")
    table = MarkedTable(1, [Mark(3, 2, "بد")], dict(enumerate(FIELDS)))
    write_marked(tmp_path / "b.xlsx", read_workbook(path), {"کاربرگ": table})
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    sheet = book["کاربرگ"]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert sheet["B2"].protection.locked
    assert not sheet["C3"].protection.locked
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["C2:C3", "D2:D3"]
    assert book["_sayeban"].sheet_state == "veryHidden"
    match = find_columns(read_workbook(tmp_path / "b.xlsx")[0], [Column("id", "کد ملی")])
    assert match.mapping == {"id": 1}


def test_names_that_excel_does_not_take_are_changed(tmp_path: Path) -> None:
    tables = [Table(name, [Field("a")], []) for name in ("الف/ب:*", "ن" * 40, "A", "a")]
    write_workbook(tmp_path / "a.xlsx", tables)
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert names == ["الف ب", "ن" * 31, "A", "Sheet4"]


def test_a_workbook_that_could_not_be_written_leaves_no_row_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows() -> Iterator[list[str]]:
        yield ["x", "9990000001", "شخصی", ""]
        raise LookupError

    left = tmp_path / "temporary"
    left.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(left))
    with pytest.raises(LookupError):
        write_workbook(tmp_path / "a.xlsx", [Table("ردیف‌ها", FIELDS, rows())])
    with pytest.raises(FileNotFoundError):
        write_workbook(tmp_path / "none" / "a.xlsx", [Table("ردیف‌ها", FIELDS, [])])
    assert list(left.iterdir()) == []
