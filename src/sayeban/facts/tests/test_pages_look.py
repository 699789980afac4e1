"""Pages of facts in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.facts.tests.test_pages import (
    DECIDED,
    contest_page,
    file_page,
    opened,
    world,
)
from sayeban.people.tests.test_pages import client

__all__ = ["world"]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def pages(world: None) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    clerk, head = client(Post.DESK_CLERK), client(Post.COUNTY_HEAD)
    empty = clerk.get("/contests/?state=rejected")
    new, wrong = clerk.get(contest_page()), clerk.post(contest_page(), {})
    path = opened(clerk)
    found = {
        "empty": empty,
        "new": new,
        "new-wrong": wrong,
        "file": head.get(file_page()),
        "file-hidden": clerk.get(file_page()),
        "list": head.get("/contests/"),
        "contest": head.get(path),
        "contest-wrong": head.post(f"{path}decide/", {}),
        "catalogue": head.get("/facts/"),
    }
    assert head.post(f"{path}decide/", DECIDED).status_code == 303
    found["decided"] = clerk.get(path)
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
