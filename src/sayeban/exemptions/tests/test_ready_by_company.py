"""What is of a company that nobody knows is not delivered, and is complete nowhere."""

import pytest

from sayeban.exemptions.actions.freeze import freeze
from sayeban.exemptions.models import Freeze
from sayeban.exemptions.pages.board.quality_figures import (
    companies_chart,
    companies_ready,
    utilities_chart,
)
from sayeban.exemptions.reads.quality import Readiness, quality
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, suspicion, world
from sayeban.exemptions.tests.test_board_pages import address, book_of, client_of, text_of
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

NAMES = {("gas", "307"): "گاز فارس"}


def shown(*found: Readiness) -> list[tuple[str, int, int, str]]:
    return [
        (each.name, each.complete, each.lacking, each.missing.replace("\u061c", ""))
        for each in companies_ready(found, NAMES)
    ]


def test_only_what_a_known_company_is_told_is_complete() -> None:
    assert shown(
        Readiness("gas", "", 0, {"gas.bill_id": 4}),
        Readiness("gas", "307", 3, {"location": 2, "gas.bill_id": 1}),
        Readiness("gas", "999", 3, {"location": 2}),
        Readiness("water", "307", 1, {}),
    ) == [
        ("بدون شناسهٔ قبض", 0, 4, "شناسهٔ قبض: ۴"),
        ("گاز فارس", 3, 2, "موقعیت مکانی: ۲، شناسهٔ قبض: ۱"),
        (
            "کد 999، نه از شرکت‌های این استان",
            0,
            5,
            "شرکت نامعلوم؛ تحویل نمی‌شود: ۵، موقعیت مکانی: ۲",
        ),
        ("کد 307، نه از شرکت‌های این استان", 0, 1, "شرکت نامعلوم؛ تحویل نمی‌شود: ۱"),
    ]


def test_without_a_code_there_is_no_company_either() -> None:
    assert shown(Readiness("gas", "", 2, {})) == [
        ("شرکت نامعلوم", 0, 2, "شرکت نامعلوم؛ تحویل نمی‌شود: ۲")
    ]
    [strip] = companies_chart(companies_ready([Readiness("gas", "", 2, {})], NAMES)).strips
    assert (strip.label, strip.values) == ("گاز: شرکت نامعلوم", (0, 2, 0, 0))


def test_what_went_back_and_what_was_not_collected_stands_apart_from_what_is_incomplete() -> None:
    lacks = {"gas.number": 3, "location": 2, "violation": 1, "no_data": 4}
    [gas] = companies_ready([Readiness("gas", "307", 9, lacks | {"returned": 5})], NAMES)
    [none] = companies_ready([Readiness("gas", "", 0, {"pending": 6, "gas.bill_id": 2})], NAMES)
    assert gas.figures == (9, 3 + 1 + 4, 5, 0)
    assert none.figures == (0, 2, 0, 6)
    assert utilities_chart([gas, none]).strips[0].values == (9, 10, 5, 6)
    assert "تخلف ثابت‌شده؛ تحویل نمی‌شود" in gas.missing


@pytest.mark.django_db
def test_ready_is_what_will_be_delivered_of_all_that_is_to_be() -> None:
    """A household not collected, one sent back, a proved violation are ready nowhere (A-009)."""
    campaign = world()
    rows = {
        state: makers.row(campaign, CENTRE, state=state, bills={"gas": makers.bill_id(nth, "gas")})
        for nth, state in enumerate(("collected", "returned", "centre_approved"), start=1)
    }
    makers.row(campaign, CENTRE)
    with acting(OPERATOR, NOW):
        proved = suspicion(campaign, [rows["centre_approved"]], COUNTY)
        proved.held.update(is_confirmed=True)
        found = quality(campaign, COUNTY)
    [unknown, gas] = [each for each in found.readiness if each.utility == "gas"]
    assert (unknown.company, unknown.complete, unknown.missing) == ("", 0, {"pending": 1})
    assert (gas.company, gas.complete, gas.missing) == ("307", 1, {"returned": 1, "violation": 1})
    assert found.ready["gas"] == 1
    freeze(actor=SYSTEM, at=NOW)
    with acting(OPERATOR, NOW):
        kept = Freeze.objects.get(centre=CENTRE.centre)
    assert kept.figures["ready"]["gas"] == 1


@pytest.mark.django_db
def test_page_table_and_workbook_say_the_same() -> None:
    campaign = world()
    makers.row(campaign, CENTRE, state="collected", bills={"gas": makers.bill_id(1, "gas", "999")})
    client, unit = client_of("county head")
    books = [address(unit, f"pictures/{name}.xlsx") for name in ("utilities", "companies")]
    assert [book_of(client, book)[1][-4:] for book in books] == [[0, 1, 0, 0], [0, 1, 0, 0]]
    assert "شرکت نامعلوم" in text_of(client, address(unit, "quality/"))
    # The control: once the company is known, the same connection is complete.
    makers.company("999")
    assert [book_of(client, book)[1][-4:] for book in books] == [[1, 0, 0, 0], [1, 0, 0, 0]]
    assert "شرکت نامعلوم" not in text_of(client, address(unit, "quality/"))
