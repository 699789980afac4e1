"""Rejected rows stay on headquarters' board until a corrected row supersedes them (issue 2.2)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.models import RejectedRow, Row
from sayeban.exemptions.reads.loads import Filter, write_rejected
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import HEADERS, hq_book, line
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

HQ = makers.actor("hq_expert", Unit.hq())
WRONG = "9990000011"
NAME = "نام و نام خانوادگی مددجو اصلی"


@pytest.fixture(autouse=True)
def country() -> None:
    with acting(OPERATOR, NOW):
        seed()
    makers.places()
    makers.campaign()


def load(path: Path) -> dict[str, Any]:
    return load_workbook(actor=HQ, at=NOW, code="c1405", path=path, report=lambda *_: None)


def loaded(path: Path, *rows: list[str]) -> dict[str, Any]:
    return load(hq_book(path, rows))


def board() -> list[tuple[str, int, str]]:
    """Standing lines: file, row, name as typed."""
    with acting(OPERATOR, NOW):
        standing = RejectedRow.objects.filter(superseded_at=None)
        return sorted((x.file_name, x.row_no, x.typed.get(NAME, "")) for x in standing)


def handed_out(path: Path, mend: Callable[[dict[str, Any]], dict[str, str]]) -> Path:
    """The workbook of rejected rows, mended row by row: `mend` gives the cells that change."""
    with acting(OPERATOR, NOW):
        write_rejected("c1405", Filter(), path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    labels = [cell.value for cell in sheet[1]]
    for cells in sheet.iter_rows(min_row=2):
        by_label = dict(zip(labels, cells, strict=True))
        for label, value in mend({k: cell.value for k, cell in by_label.items()}).items():
            by_label[label].value = value
    book.save(path)
    return path


def test_the_workbook_of_rejected_rows_mended_and_sent_again_clears_the_board(
    tmp_path: Path,
) -> None:
    loaded(
        tmp_path / "a.xlsx",
        line("", name="بی‌کد"),
        line(WRONG, name="کد غلط"),
        line(national_id(3), name="شهر غلط", county="ناکجا"),
        line(national_id(1), name="یک"),
        line(national_id(1), name="همان یک"),
    )
    new = {"بی‌کد": national_id(5), "کد غلط": national_id(6), "همان یک": national_id(7)}

    def mend(row: dict[str, Any]) -> dict[str, str]:
        if row[NAME] in new:
            return {"کدملی مددجو اصلی": new[row[NAME]]}
        return {"شهرستان": "آباده"}

    result = load(handed_out(tmp_path / "rejected-c1405.xlsx", mend))

    assert (result["rows"], result["accepted"], result["rejected"]) == (4, 4, 0)
    assert board() == []
    with acting(OPERATOR, NOW):
        named = dict(Row.objects.values_list("national_id", "full_name"))
    assert named[national_id(1)] == "یک"
    assert named[national_id(7)] == "همان یک"


def test_the_workbook_sent_back_untouched_changes_nothing(tmp_path: Path) -> None:
    loaded(
        tmp_path / "a.xlsx",
        line("", name="بی‌کد"),
        line(WRONG, name="کد غلط"),
        line(national_id(1), name="یک"),
        line(national_id(1), name="همان یک"),
    )
    before = board()

    result = load(handed_out(tmp_path / "rejected-c1405.xlsx", lambda _: {}))

    assert result["reasons"] == {
        "national_id.missing": 1,
        "national_id.check_digit": 1,
        "national_id.duplicate": 1,
    }
    assert board() == before
    with acting(OPERATOR, NOW):
        assert Row.objects.get().full_name == "یک"
        assert RejectedRow.objects.count() == 3


def test_a_mended_row_that_is_still_wrong_keeps_its_place_and_copied_ones_are_shown_too(
    tmp_path: Path,
) -> None:
    loaded(tmp_path / "a.xlsx", line("", name="بی‌کد"))
    path = handed_out(tmp_path / "r.xlsx", lambda _: {NAME: "هنوز بی‌کد"})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for cell in sheet[2]:
        sheet.cell(3, cell.column, cell.value)
    sheet.cell(3, [c.value for c in sheet[1]].index(NAME) + 1, "کپی همان")
    book.save(path)

    load(path)

    assert board() == [("a.xlsx", 2, "هنوز بی‌کد"), ("r.xlsx", 3, "کپی همان")]


def test_files_that_spell_their_headers_otherwise_are_handed_out_under_one_header(
    tmp_path: Path,
) -> None:
    loaded(tmp_path / "a.xlsx", line(WRONG, name="یک"))
    other = ["استان", "شهرستان", "کد مرکز", "نام و نام خانوادگی", "کد ملی", *HEADERS[5:]]
    load(hq_book(tmp_path / "b.xlsx", [line(WRONG, name="دو")], headers=other))
    ids = {"یک": national_id(1), "دو": national_id(2)}

    result = load(handed_out(tmp_path / "r.xlsx", lambda row: {"کدملی مددجو اصلی": ids[row[NAME]]}))

    assert (result["accepted"], result["rejected"], board()) == (2, 0, [])


def test_rows_that_are_rejected_again_in_a_copy_are_one_line(tmp_path: Path) -> None:
    rows = [
        line("", name="بی‌کد"),
        line("", name="بی‌کد"),
        line(national_id(1), name="یک"),
        line(national_id(1), name="همان یک"),
    ]
    loaded(tmp_path / "a.xlsx", *rows)
    loaded(tmp_path / "a.xlsx", *rows)
    with acting(OPERATOR, NOW):
        assert RejectedRow.objects.count() == 3

    loaded(tmp_path / "copy.xlsx", *rows)

    assert board() == [
        ("copy.xlsx", 2, "بی‌کد"),
        ("copy.xlsx", 3, "بی‌کد"),
        ("copy.xlsx", 5, "همان یک"),
    ]


def test_a_new_person_of_the_only_such_name_in_the_place_takes_the_row_off(tmp_path: Path) -> None:
    loaded(tmp_path / "a.xlsx", line(WRONG, name="کد غلط"))

    loaded(tmp_path / "b.xlsx", line(national_id(1), name="کد غلط"))

    assert board() == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([], line(national_id(1), name="کد غلط", county="استهبان", centre="7021")),
        ([line(national_id(1), name="کد غلط")], line(national_id(1), name="کد غلط", mobile="")),
        ([line(national_id(2), name="کد غلط")], line(national_id(1), name="کد غلط")),
        ([line("", name="کد غلط")], line(national_id(1), name="کد غلط")),
    ],
    ids=["another county", "known before", "a namesake", "two rejected"],
)
def test_a_name_that_may_be_another_persons_takes_nobody_off(
    tmp_path: Path, before: list[list[str]], now: list[str]
) -> None:
    loaded(tmp_path / "a.xlsx", line(WRONG, name="کد غلط"), *before)

    loaded(tmp_path / "b.xlsx", now)

    assert ("a.xlsx", 2, "کد غلط") in board()


def test_a_duplicate_goes_when_the_person_comes_once_under_that_name_and_else_stays(
    tmp_path: Path,
) -> None:
    one, again = line(national_id(1), name="یک"), line(national_id(1), name="دو")
    loaded(tmp_path / "a.xlsx", one, again)

    loaded(tmp_path / "b.xlsx", one)
    assert board() == [("a.xlsx", 3, "دو")]
    loaded(tmp_path / "c.xlsx", again)

    assert board() == []


def test_the_first_row_of_a_person_is_named_with_its_sheet(tmp_path: Path) -> None:
    one = line(national_id(1))
    load(hq_book(tmp_path / "a.xlsx", [one], [one]))
    path = handed_out(tmp_path / "r.xlsx", lambda _: {})

    sheet = openpyxl.load_workbook(path).worksheets[0]
    shown = {label.value: cell.value for label, cell in zip(sheet[1], sheet[2], strict=True)}
    assert shown["ردیف نخست همین شخص"] == "Sheet1، 2"
