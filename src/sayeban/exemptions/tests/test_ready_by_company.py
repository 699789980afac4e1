"""What is of a company that nobody knows is not delivered, and is complete nowhere."""

import pytest

from sayeban.exemptions.pages.board.quality_figures import companies_chart, companies_ready
from sayeban.exemptions.reads.quality import Readiness
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, world
from sayeban.exemptions.tests.test_board_pages import address, book_of, client_of, text_of

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
    assert (strip.label, strip.values) == ("گاز: شرکت نامعلوم", (0, 2))


@pytest.mark.django_db
def test_page_table_and_workbook_say_the_same() -> None:
    campaign = world()
    makers.row(campaign, CENTRE, state="collected", bills={"gas": makers.bill_id(1, "gas", "999")})
    client, unit = client_of("county head")
    books = [address(unit, f"pictures/{name}.xlsx") for name in ("utilities", "companies")]
    assert [book_of(client, book)[1][-2:] for book in books] == [[0, 1], [0, 1]]
    assert "شرکت نامعلوم" in text_of(client, address(unit, "quality/"))
    # The control: once the company is known, the same connection is complete.
    makers.company("999")
    assert [book_of(client, book)[1][-2:] for book in books] == [[1, 0], [1, 0]]
    assert "شرکت نامعلوم" not in text_of(client, address(unit, "quality/"))
