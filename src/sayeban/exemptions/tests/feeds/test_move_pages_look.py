"""Pages of moves and tenancies in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest
from django.test import Client

from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests.feeds.test_move_pages import (
    DWELLING,
    LIST,
    NEW,
    asked,
    head,
    reported,
    row,
    there,
    worker,
)

__all__ = ["head", "row", "there", "worker"]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def pages(row: Row, worker: Client, there: Client, head: Client) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    tenancy = asked()
    new = f"/campaigns/c1405/rows/{row.key}/move/"
    found = {
        "row": worker.get(f"/campaigns/c1405/rows/{row.key}/"),
        "new": worker.get(new),
        "new-wrong": worker.post(new, NEW | {"unit": "ناکجا"}),
        "tenancy": worker.get(tenancy),
        "tenancy-wrong": worker.post(f"{tenancy}prolong/", {}),
        "empty": there.get("/campaigns/c1405/units/centre:1011/moves/"),
    }
    path = reported(worker, row)
    found |= {
        "reported": worker.get(path),
        "form": there.get(path),
        "form-wrong": there.post(path, DWELLING | {"gas_bill": "5", "postal_code": ""}),
        "hand-over-wrong": there.post(f"{path}hand-over/", {"to-unit": "ناکجا"}),
    }
    assert there.post(path, DWELLING).status_code == 303
    found |= {"approve": head.get(path), "list": worker.get(LIST)}
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
