"""Clients' own pages in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest
from django.test import Client

from sayeban.audit.events import look
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.own_pages import MOVED, asked, entered, exemption, household

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def pages(places: None) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    row = household(full_name="سیدهٔ معصومه موسوی", state="collected")
    refused = {"receipt_status": "rjct", "receipt_code": "rjct.occupant.other_cover_exists"}
    exemption(row, "electricity", **refused)
    exemption(row, "water", receipt_status="succ")
    with acting(OPERATOR, NOW):
        look(
            user_id=7,
            purpose="file",
            subject="people.person",
            subject_id=str(row.person_id),
            rows=1,
        )
    stranger, waiting = Client(), Client()
    asked(waiting, makers.national_id(5))
    client = entered(row)
    found = {
        "enter": stranger.get("/mine/enter/"),
        "enter-wrong": stranger.post("/mine/enter/", {"national_id": "1"}),
        "code": waiting.get("/mine/enter/code/"),
        "code-wrong": waiting.post("/mine/enter/code/", {"code": "1"}),
        "own": client.get("/mine/"),
        "moved": client.get("/mine/moved/"),
        "moved-wrong": client.post("/mine/moved/", {"tenure": "tenant"}),
    }
    client.post("/mine/moved/", MOVED)
    found |= {"moved-said": client.get("/mine/moved/"), "own-moved": client.get("/mine/")}
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []


def test_no_page_needs_a_script_and_all_are_small(pages: dict[str, str]) -> None:
    assert [name for name, body in pages.items() if "<script" in body] == []
    assert max(len(body.encode()) for body in pages.values()) < 30_000
