"""Pages of institutions in Chromium: axe, reflow, targets (ui.md 11)."""

from collections.abc import Iterator

import pytest
import time_machine

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.interop.public import add_grant
from sayeban.interop.tests.makers import EXPERT, now
from sayeban.interop.tests.social.makers import ground, program, terms
from sayeban.interop.tests.social.test_pages import PAGE, client
from sayeban.people.tests.makers import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def pages(db: None) -> Iterator[dict[str, str]]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    with time_machine.travel(NOW, tick=True):
        ground()
        expert = client()
        found = {"institutions-none": expert.get("/institutions/")}
        add_grant(actor=EXPERT, at=now(), terms=terms("waits"))
        deputy = client(Post.HQ_DEPUTY)
        found |= {
            "institution-waits": deputy.get("/institutions/waits/"),
            "institution-activate": deputy.get("/institutions/waits/activate/"),
            "institution-activate-not": expert.get("/institutions/waits/activate/"),
            "institution-activate-wrong": deputy.post("/institutions/waits/activate/", {}),
        }
        charity = program()
        found |= {"institution-quiet": expert.get(PAGE)}
        charity.facts(facts=["decile"])
        charity.facts(facts=["iban"])
        charity.begin()
        found |= {
            "institutions": expert.get("/institutions/"),
            "institutions-not": expert.get("/institutions/?q=x"),
            "institution": expert.get(PAGE),
            "institution-secret": expert.get(f"{PAGE}secret/"),
            "institution-secret-wrong": expert.post(f"{PAGE}secret/", {}),
            "institution-secret-drawn": expert.post(f"{PAGE}secret/", {"overlap": "7"}),
            "institution-close": expert.get(f"{PAGE}close/"),
            "institution-close-wrong": expert.post(f"{PAGE}close/", {}),
        }
        expert.post(f"{PAGE}close/", {"sure": "on"})
        found |= {"institution-closed": expert.get(PAGE)}
        yield {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
