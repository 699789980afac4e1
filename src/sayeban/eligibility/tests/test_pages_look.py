"""Pages of rules in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.eligibility.tests.makers import document, in_force
from sayeban.eligibility.tests.test_pages import PAGE, READ, as_expected, drafted, jobs, world
from sayeban.kit.units import Unit
from sayeban.people.tests.test_pages import client
from sayeban.runtime.jobs import run_job

__all__ = ["world"]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def pages(world: None) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    second = client(Post.HQ_DEPUTY, Unit.hq())
    found = {"empty": second.get("/rules/")}
    drafted()
    found |= {
        "list": second.get("/rules/"),
        "draft": second.get(PAGE),
        "draft-wrong": second.post(f"{PAGE}approve/", READ),
    }
    edit = "/rules/aged_support/edit/"
    found |= {
        "edit": second.get(f"{edit}?count=1"),
        "edit-wrong": second.post(edit, {"do": "up:r.1"}),
        "about": second.get(f"{edit}about/"),
        "group": second.get(f"{edit}group/r/"),
        "facts": second.get(f"{edit}add/r/"),
        "condition": second.get(f"{edit}condition/r.0/"),
        "add-wrong": second.post(f"{edit}add/r/", {"fact": "age"}),
        "new": second.get("/rules/new/?fact=age"),
    }
    assert second.post(f"{PAGE}impact/").status_code == 303
    found["counting"] = second.get(PAGE)
    run_job(str(jobs()[-1].pk))
    found["counted"] = second.get(PAGE)
    assert second.post(f"{PAGE}approve/", READ).status_code == 303
    in_force(document(valid_from="2026-12-22"))
    found["newer"] = second.get("/rules/aged_support/2/")
    return as_expected(found)


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
