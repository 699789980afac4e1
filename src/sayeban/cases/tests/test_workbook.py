"""The catalogue as a workbook: what goes out comes in the same, and a fault says where it is."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.cases.rules import CLOCKS, DOCUMENTS, GROUNDS, RESULTS, TELLS
from sayeban.cases.tests.documents import CARD
from sayeban.cases.words import LEVELS, ROLES
from sayeban.cases.workbook import cells
from sayeban.cases.workbook.columns import pages
from sayeban.cases.workbook.reading import Catalogue, Fault, Typed, judged, read_catalogue
from sayeban.cases.workbook.writing import rows_of, write_catalogue
from sayeban.sheets.public import Field, Table, write_workbook

DEPARTMENTS = {"rehabilitation": "توان‌بخشی", "social": "اجتماعی", "intake": "پذیرش و هماهنگی"}
_WORD = st.text("ابپتسکگلم", min_size=1, max_size=12).map(lambda text: f"م{text}م")
_KEY = st.from_regex(r"\A[a-z][a-z0-9_]{1,8}\Z")
_TREE = st.none() | st.builds(
    lambda value: {"fact": "age", "op": "<", "value": value}, st.integers()
)


def _typed(documents: list[dict[str, Any]]) -> dict[str, Typed]:
    """What the cells of the sheets hold, without a file."""
    return {
        page.part: [
            (number, dict(zip((cell.key for cell in page.cells), row, strict=True)))
            for number, row in enumerate(rows_of(documents, page), 2)
        ]
        for page in pages(DEPARTMENTS)
    }


@st.composite
def _documents(draw: st.DrawFn) -> dict[str, Any]:
    keys = draw(st.lists(_KEY, min_size=1, max_size=5, unique=True))
    step = st.fixed_dictionaries(
        {
            "title": _WORD,
            "role": st.sampled_from(list(ROLES)),
            "unit_level": st.sampled_from(list(LEVELS)),
            "department": st.sampled_from([None, *DEPARTMENTS]),
            "days": st.integers(1, 250),
            "clock": st.sampled_from(list(CLOCKS)),
            "checklist": st.lists(_WORD, max_size=3),
            "tell_citizen": st.sampled_from([None, *TELLS]),
            "parallel_with": st.sampled_from([None, *keys]),
        }
    )
    way = st.fixed_dictionaries(
        {
            "step": st.sampled_from(keys),
            "outcome": _KEY,
            "label": _WORD,
            "to": st.sampled_from([*keys, *(f"close:{result}" for result in RESULTS)]),
            "reason_required": st.booleans(),
            "ground": st.sampled_from([None, *GROUNDS]),
            "documents": st.sampled_from([None, *DOCUMENTS]),
            "guard": _TREE,
        }
    )
    paper = st.fixed_dictionaries(
        {"code": _KEY, "title": _WORD, "required": st.booleans(), "when": _TREE}
    )
    return {
        **deepcopy(CARD),
        "search_words": draw(st.lists(_WORD, max_size=3)),
        "department": draw(st.sampled_from(list(DEPARTMENTS))),
        "form": draw(st.none() | _KEY),
        "legal_deadline_days": draw(st.none() | st.integers(1, 999)),
        "start": keys[0],
        "steps": [{"key": key, **draw(step)} for key in keys],
        "transitions": draw(st.lists(way, max_size=6)),
        "documents": draw(st.lists(paper, max_size=3)),
    }


@given(_documents())
def test_what_is_written_is_read_the_same(document: dict[str, Any]) -> None:
    assert judged(_typed([document]), DEPARTMENTS) == Catalogue((document,), ())


def test_a_cell_that_is_written_otherwise_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {**cells._WRITERS, "number": lambda _, value: str(value + 1)}
    monkeypatch.setattr(cells, "_WRITERS", broken)
    assert judged(_typed([CARD]), DEPARTMENTS) != Catalogue((CARD,), ())


@pytest.mark.slow
def test_a_catalogue_of_54_services_goes_round_through_a_file(tmp_path: Path) -> None:
    catalogue = [
        {**deepcopy(CARD), "code": f"service_{nth}", "title": f"خدمت {nth}"} for nth in range(54)
    ]
    write_catalogue(catalogue, DEPARTMENTS, tmp_path / "catalogue.xlsx")
    found = read_catalogue(tmp_path / "catalogue.xlsx", DEPARTMENTS)
    assert found == Catalogue(tuple(catalogue), ())


def test_a_book_without_the_first_sheet_says_which_sheets_there_are(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    write_workbook(path, [Table("برگهٔ دیگر", [Field("الف"), Field("ب")], [["۱", "۲"]])])
    (fault,) = read_catalogue(path, DEPARTMENTS).faults
    assert (fault.sheet, fault.row) == ("خدمات", 0)
    assert "«گذارها»" in fault.text


def _change(part: str, row: int, key: str, typed: str) -> Callable[[dict[str, Typed]], None]:
    def change(rows: dict[str, Typed]) -> None:
        of_row: Any = rows[part][row][1]
        of_row[key] = typed

    return change


@pytest.mark.parametrize(
    ("change", "sheet", "row", "column", "says"),
    [
        (_change("", 0, "title", ""), "خدمات", 2, "عنوان خدمت", "خالی"),
        (_change("", 0, "department", "بیرون"), "خدمات", 2, "معاونت", "توان‌بخشی"),
        (_change("", 0, "legal_deadline_days", "زود"), "خدمات", 2, "مهلت قانونی (روز)", "عدد"),
        (_change("", 0, "sheet.level", "شهرستانی"), "خدمات", 2, "گسترهٔ خدمت", "استانی"),
        (_change("transitions", 0, "ground", "شاید"), "گذارها", 2, "مبنای رد", "قاعده"),
        (_change("steps", 1, "role", "رئیس‌جمهور"), "گام‌ها", 3, "سمت", "کارشناس میز خدمت"),
        (_change("steps", 1, "key", "intake"), "گام‌ها", 3, "کد گام", "دو بار"),
        (_change("steps", 4, "service", "other"), "گام‌ها", 6, "کد خدمت", "«other»"),
        (_change("transitions", 0, "step", "gone"), "گذارها", 2, "از گام", "«gone»"),
        (_change("transitions", 0, "reason_required", "شاید"), "گذارها", 2, "دلیل لازم است", "بله"),
        (_change("documents", 1, "when", "سن زیر ۱۸"), "مدرک‌ها", 3, "شرط", "شرط"),
    ],
)
def test_a_fault_names_its_row_and_column_and_nothing_is_taken(
    change: Callable[[dict[str, Typed]], None], sheet: str, row: int, column: str, says: str
) -> None:
    rows = _typed([deepcopy(CARD)])
    change(rows)
    found = judged(rows, DEPARTMENTS)
    assert found.documents == ()
    told = [
        each for each in found.faults if (each.sheet, each.row, each.column) == (sheet, row, column)
    ]
    assert len(told) == 1
    assert says in told[0].text


def test_a_service_that_comes_twice_is_told() -> None:
    rows: Mapping[str, Typed] = _typed([deepcopy(CARD), deepcopy(CARD)])
    assert (
        Fault("خدمات", 3, "کد خدمت", "خدمت «disability_card» دو بار آمده است.")
        in judged(rows, DEPARTMENTS).faults
    )


def test_labels_are_known_in_other_spellings() -> None:
    rows = _typed([deepcopy(CARD)])
    _change("steps", 0, "role", "كارشناس ميز خدمت")(rows)
    _change("transitions", 2, "to", "پايان:انصراف متقاضي")(rows)
    assert judged(rows, DEPARTMENTS) == Catalogue((CARD,), ())


def test_no_is_written_as_pages_say_it_and_read_in_the_older_word_too() -> None:
    cell = cells.Cell("required", "الزامی", "yes")
    assert cells.written(cell, value=False) == "نه"
    assert [cells.read(cell, typed) for typed in ("نه", "خیر", "بله")] == [False, False, True]
