"""Pages of the desk in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.desk.models import Desk
from sayeban.desk.tests.makers import make_ticket
from sayeban.desk.tests.test_pages import PAGE, client

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def pages(desk: Desk) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    clerk, head, hall = client(), client(Post.DESK_HEAD), Client()
    first = make_ticket(desk)
    make_ticket(desk)
    away = make_ticket(desk)
    queue = f"{PAGE}queue/"
    clerk.post(queue, {"act": "absent", "turn": away.pk})
    clerk.post(queue, {"act": "call", "counter": "1"})
    screen = f"/desk/hall/{desk.screen_key}/"
    found = {
        "desks": clerk.get("/desk/"),
        "desk": clerk.get(PAGE),
        "desk-wrong": clerk.post(queue, {"act": "call", "counter": "1"}),
        "slip": clerk.get(f"{PAGE}slip/{first.pk}/"),
        "screen": hall.get(screen),
        "kiosk": hall.get(f"{screen}number/?number={first.number}"),
        "settings": head.get(f"{PAGE}settings/"),
        "settings-wrong": head.post(f"{PAGE}settings/", {}),
        "training": head.get(f"{PAGE}training/"),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
