"""Pages of need-finding in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest

from sayeban.accounts.public import Post
from sayeban.cases.tests.test_needs import PAGE, nation, ran
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.eligibility.tests.test_pages import as_expected
from sayeban.kit.units import Unit
from sayeban.people.tests.test_pages import client

__all__ = ["nation"]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def pages(nation: None) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    head = client(Post.COUNTY_HEAD, Unit.of_county("0701"))
    second = client(Post.HQ_EXPERT, Unit.hq())
    found = {"before": second.get(PAGE)}
    ran()
    found |= {
        "list": second.get("/needs/"),
        "nation": second.get(PAGE),
        "county": head.get(PAGE),
        "wrong": head.post(PAGE, {}),
        "named": head.post(PAGE, {"purpose": "contact"}),
    }
    return as_expected(found)


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
