"""Rules out into Excel and in again: the same trees, and refusals that name the row."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from sayeban.country.today import today_of
from sayeban.eligibility.actions.import_workbook import import_workbook
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.documents import read_document
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.reads.rules import export_rule, write_workbook
from sayeban.eligibility.refusals import RuleRowsNone, RuleRowsRefused
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    OLD,
    document,
    facts_seeded,
    leaf,
    poverty_line,
)
from sayeban.eligibility.tests.trees import TREE, numbered
from sayeban.eligibility.workbook.reading import read_rules
from sayeban.eligibility.workbook.writing import write_rules
from sayeban.facts.public import catalogue
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
EVERYTHING = {
    "any": [
        {"all": [OLD, leaf("in1", "employment", "in", value=["student", "retired"])]},
        {"not": leaf("head", "is_head", "=", value=False)},
        {
            "at_least": 2,
            "of": [
                leaf("born", "birth_date", "<=", value="1966-03-21"),
                leaf("line", "income_pc", "<", param="poverty_line"),
                leaf("rent", "rent_monthly", ">", other="income_total"),
            ],
        },
    ]
}


@pytest.fixture(autouse=True)
def _facts() -> None:
    facts_seeded()
    poverty_line(5_000_000)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two drafts as a workbook."""
    for given_ in (document(EVERYTHING), document(code="second", service="card")):
        draft_rule(actor=AUTHOR, at=NOW, document=given_)
    path = tmp_path / "rules.xlsx"
    with acting(OPERATOR, NOW):
        write_workbook(path, today_of(NOW))
    return path


def taken(path: Path, by: Actor = AUTHOR) -> list[tuple[str, bool]]:
    drafts = import_workbook(actor=by, at=NOW, path=path)
    return [(each.code, each.changed) for each in drafts]


def change(path: Path, sheet: int, row: int, column: int, value: str) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[sheet].cell(row, column, value)
    book.save(path)


def test_what_goes_out_comes_in_as_the_same(book: Path) -> None:
    assert taken(book) == [("aged_support", False), ("second", False)]


def test_a_book_without_a_rule_is_said_to_be_one(book: Path) -> None:
    found = openpyxl.load_workbook(book)
    for sheet in found.worksheets[:2]:
        sheet.delete_rows(2, sheet.max_row)
    found.save(book)
    with pytest.raises(RuleRowsNone, match="قاعده‌ای نیست"):
        taken(book)


def test_a_changed_row_changes_its_draft(book: Path) -> None:
    change(book, 1, 4, 8, "۶۵")
    assert taken(book) == [("aged_support", True), ("second", False)]
    with acting(OPERATOR, NOW):
        exported = export_rule("aged_support", 1)
    assert exported["tree"]["any"][0]["all"][0]["value"] == 65


def test_a_wrong_row_is_named_and_nothing_is_taken(book: Path) -> None:
    change(book, 1, 4, 8, "۶۵")
    change(book, 1, 5, 5, "no_such_fact")
    with pytest.raises(RuleRowsRefused) as told:
        taken(book)
    assert "ردیف 5: " in told.value.message
    with acting(OPERATOR, NOW):
        assert list(RuleVersion.objects.values_list("revision", flat=True)) == [1, 1]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [(2, 3, "چیزی"), (3, 2, "0"), (4, 6, "شبیه"), (8, 3, "دست‌کم 9"), (12, 9, "")],
)
def test_each_kind_of_fault_has_its_row(book: Path, row: int, column: int, value: str) -> None:
    change(book, 1, row, column, value)
    with pytest.raises(RuleRowsRefused) as told:
        taken(book)
    assert f"ردیف {row}: " in told.value.message


@pytest.mark.parametrize("typed", ["1e400000", "9" * 5000])
def test_a_number_beyond_all_measure_is_refused_at_once(book: Path, typed: str) -> None:
    change(book, 1, 4, 8, typed)
    with pytest.raises(RuleRowsRefused, match="ردیف 4: "):
        taken(book)
    change(book, 0, 2, 9, typed)
    change(book, 1, 4, 2, typed)
    with pytest.raises(RuleRowsRefused):
        taken(book)


def test_a_draft_that_was_changed_meanwhile_is_not_written_over(book: Path) -> None:
    draft_rule(actor=AUTHOR, at=NOW, document=document(), revision=1)
    with pytest.raises(RuleRowsRefused, match="بار ۲"):
        taken(book)


def test_headquarters_alone_takes_rules(book: Path) -> None:
    county = Actor("user", "c", 9, (Appointment("county_head", Unit.of_county("0701")),))
    with pytest.raises(AccessDenied):
        taken(book, county)


@SHARED
@given(TREE)
def test_any_tree_goes_out_and_in(tmp_path: Path, tree: Any) -> None:  # noqa: ANN401
    with acting(OPERATOR, NOW):
        facts = catalogue()
        read = read_document(document(numbered(tree, [0])), facts, {})
        write_rules([(read, 3)], tmp_path / "one.xlsx")
        [typed] = read_rules(tmp_path / "one.xlsx", facts)
    assert typed.document == read.as_json()
    assert typed.revision == 3


def test_a_book_says_no_as_pages_do_and_one_of_an_older_version_is_read_the_same(
    book: Path,
) -> None:
    with acting(OPERATOR, NOW):
        now = read_rules(book, catalogue())
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["شرط‌ها"]
    changed = 0
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in ("نه", "جملهٔ نه"):
                cell.value = str(cell.value).replace("نه", "خیر")
                changed += 1
    assert changed > 1
    workbook.save(book)
    with acting(OPERATOR, NOW):
        assert read_rules(book, catalogue()) == now
