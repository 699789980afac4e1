"""Flags of rows that are taken nevertheless: at the load and at the collection."""

from pathlib import Path

import pytest

from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.exemptions.tests.sheets_made import (
    collect,
    complete,
    fill,
    fresh,
    issued,
    known_row,
    world,
)
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cells", "flag"),
    [
        ({"name": ""}, "name.missing"),
        ({"tenure": "چادر"}, "ownership.unknown_value"),
        ({"status": "در سفر"}, "status.unknown_value"),
        ({"postal": "12"}, "postal_code.invalid"),
        ({"mobile": "12"}, "mobile.invalid"),
    ],
    ids=str,
)
def test_a_row_of_headquarters_with_a_weak_cell_is_taken_and_flagged(
    tmp_path: Path, cells: dict[str, str], flag: str
) -> None:
    with acting(OPERATOR, NOW):
        seed()
    makers.places()
    makers.campaign()
    book = hq_book(tmp_path / "a.xlsx", [line(national_id(1), **cells), line(national_id(2))])
    result = load_workbook(actor=OPERATOR, at=NOW, code="c1405", path=book, report=lambda *_: None)
    assert (result["accepted"], result["flagged"]) == (2, {flag: 1})


@pytest.mark.parametrize(
    ("typed", "flag"),
    [("", "tenancy_end.missing"), ("۱۴۰۴/۰۱/۰۱", "tenancy_end.past")],
)
def test_a_rental_without_a_standing_tenancy_is_taken_and_incomplete(
    tmp_path: Path, typed: str, flag: str
) -> None:
    row = known_row(world(), tenure="tenant")
    sheet = issued(tmp_path / "7011.xlsx")
    done = collect(fill(sheet, {row.national_id: complete(1, tenancy_end=typed)})).as_json()
    assert done["accepted"] == 1
    assert done["flagged"] == {"document.missing": 1, "incomplete": 1, flag: 1}
    assert fresh(row).missing == [flag]
