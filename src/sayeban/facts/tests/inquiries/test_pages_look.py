"""Pages of inquiries and registers in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest
from django.test.client import Client

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.tests.inquiries.makers import ask, person
from sayeban.facts.tests.inquiries.test_pages import address, client, drawn, there
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import national_id

__all__ = ["there"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.enable_socket,
]


def asked(worker: Client, path: str, what: str) -> None:
    number = drawn(worker.get(path).content.decode())
    worker.post(path, {"what": what, "request_id": number})


@pytest.fixture
def pages(there: FakeRegisters) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    worker, expert, path = client(), client(Post.HQ_EXPERT, Unit.hq()), address()
    found = {"nothing-asked": worker.get(path), "never-asked": expert.get("/registers/")}
    there.given["civil_identity", national_id(1)] = "mismatch"
    there.states["tax"] = "down"
    for key in ("decile", "civil_identity", "tax", "residence"):
        asked(worker, path, f"welfare_file.{key}")
    ask(person(2), "tax")
    found |= {
        "asked": worker.get(path),
        "asked-wrong": worker.post(path, {"what": ""}),
        "registers": expert.get("/registers/"),
        "register": expert.get("/registers/tax/"),
        "register-wrong": expert.post("/registers/tax/", {"url": "http://example.org"}),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
