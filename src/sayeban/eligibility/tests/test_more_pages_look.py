"""Pages of parameters, ends, decisions by hand and the means test in Chromium (ui.md 11)."""

from datetime import date

import pytest

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.eligibility.actions.estimate_means import MeansTerms, approve_means, set_means
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.actions.run_rule import run_rule
from sayeban.eligibility.means import SAMPLE
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    POOR,
    SECOND,
    document,
    in_force,
    poverty_line,
)
from sayeban.eligibility.tests.test_by_hand_pages import decide, found
from sayeban.eligibility.tests.test_ending import SENT
from sayeban.eligibility.tests.test_pages import as_expected, world
from sayeban.eligibility.tests.test_parameter_pages import waiting
from sayeban.kit.units import Unit
from sayeban.people.tests.test_pages import client

__all__ = ["found", "world"]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def pages(found: int) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    writer, second = client(Post.HQ_EXPERT, Unit.hq()), client(Post.HQ_DEPUTY, Unit.hq())
    poverty_line(5_000_000)
    in_force(document({"any": [document()["tree"], POOR]}, valid_from="2026-11-20"))
    terms = MeansTerms("مدل نمونه", SAMPLE, True, "ساختگی", date(2026, 3, 21))
    approve_means(actor=SECOND, at=NOW, number=set_means(actor=AUTHOR, at=NOW, terms=terms))
    shown = {
        "parameters": second.get("/rules/parameters/"),
        "enter-wrong": writer.post("/rules/parameters/poverty_line/enter/", {}),
        "new-wrong": writer.post("/rules/parameters/new/", {}),
        "person": second.get(f"/rules/by-hand/{found}/"),
        "person-wrong": second.post(f"/rules/by-hand/{found}/decide/", {}),
        "of-person": second.get(f"/rules/of/{found}/"),
        "of-person-wrong": second.post(f"/rules/of/{found}/", {}),
        "of-person-told": second.post(f"/rules/of/{found}/", {"purpose": "answer"}),
        "means": second.get("/rules/means/"),
        "means-wrong": writer.post("/rules/means/new/", {}),
        "means-person": second.get(f"/rules/means/of/{found}/"),
        "end": writer.get("/rules/aged_support/end/"),
        "end-wrong": writer.post("/rules/aged_support/end/", SENT | {"reason": ""}),
        "edit": writer.get("/rules/aged_support/edit/"),
        "drop-none": writer.get("/rules/aged_support/2/drop/"),
    }
    draft_rule(actor=AUTHOR, at=NOW, document=document(code="other"))
    shown["drop"] = writer.get("/rules/other/1/drop/")
    shown["drop-wrong"] = writer.post("/rules/other/1/drop/", {"revision": "7"})
    number = waiting()
    shown["parameter"] = second.get(f"/rules/parameters/poverty_line/?count={number}")
    assert decide(second, found) == 303
    run_rule(actor=AUTHOR, at=NOW, code="aged_support")
    assert writer.post("/rules/aged_support/end/", SENT).status_code == 303
    shown |= {
        "by-hand": second.get("/rules/by-hand/"),
        "by-hand-wrong": second.post("/rules/by-hand/", {"identifier": "9990009999"}),
        "decided": second.get(f"/rules/by-hand/{found}/"),
        "end-waits": second.get("/rules/aged_support/end/"),
        "version": second.get("/rules/aged_support/2/"),
        "rules": second.get("/rules/"),
    }
    return as_expected(shown)


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
