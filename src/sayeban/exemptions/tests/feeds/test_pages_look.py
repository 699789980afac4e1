"""Agreements, programs and the board of deliveries in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.actions.keep_hooks import set_hook
from sayeban.exemptions.models import Signal, SignalAttempt
from sayeban.exemptions.tests.feeds.makers import EXPERT, FEED, agreed, changes, proposed, token
from sayeban.exemptions.tests.feeds.test_console import HOME, TRY, contact
from sayeban.exemptions.tests.feeds.test_double_cover import flag, second
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.organisations.public import agreements
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def pages(gas: Client) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    changes(gas)
    changes(gas, feed="behzisti.gas.08.307")
    expert = visitor("hq.expert", Post.HQ_EXPERT, Unit.hq())
    deputy = visitor("hq.deputy", Post.HQ_DEPUTY, Unit.hq())
    with acting(OPERATOR, NOW):
        (running,) = agreements(NOW)
    started = f"/companies/{agreed(company='107', utility='water')}/"
    waiting = f"/companies/{proposed(company='207', utility='electricity')}/"
    token("power", utility="electricity", company="207", addresses=["10.20.0.0/16"])
    _signals(running.id)
    technical = contact()
    second(1)
    found = {
        "double-covers": deputy.get("/deliveries/double/"),
        "double-cover-wrong": deputy.post(f"/deliveries/double/{flag('behzisti')}/keep/"),
        "console": technical.get(HOME),
        "console-enter-wrong": Client().post(HOME, {"client_id": "x"}),
        "console-try": technical.get(TRY),
        "console-tried": technical.post(TRY, {"operation": "list_changes", "feed": FEED}),
        "api-docs": Client().get("/utility/docs/"),
        "signals": expert.get(f"/companies/{running.id}/signals/"),
        "signals-none": expert.get(f"{waiting}signals/"),
        "signals-wrong": expert.post(f"{waiting}signals/", {"url": "http://gas"}),
        "signals-secret": expert.post(f"{waiting}signals/", {"url": "https://gas.example/s"}),
        "signals-given-up": expert.get("/companies/signals/"),
        "agreement": expert.get(f"/companies/{running.id}/"),
        "agreements": expert.get("/companies/"),
        "choose": expert.get("/companies/new/"),
        "new": expert.get("/companies/new/?company=gas/307"),
        "new-wrong": expert.post("/companies/new/", {"company": "gas/307", "publisher": "x"}),
        "waiting": expert.get(waiting),
        "activate": deputy.get(waiting),
        "ready-wrong": expert.post(f"{started}ready/", {}),
        "end": expert.get(f"{waiting}end/"),
        "secret": expert.get(f"{waiting}programs/power/secret/"),
        "close-wrong": expert.post(f"{waiting}programs/power/close/"),
        "program-wrong": expert.post(f"{waiting}programs/", {"client_id": "A", "title": "x"}),
        "program": expert.post(f"{started}programs/", {"client_id": "water", "title": "سامانه"}),
        "key-wrong": expert.post(f"{waiting}programs/power/key/", {"public_key": "x"}),
        "deliveries": expert.get("/deliveries/"),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


def _signals(agreement: int) -> None:
    """An address with a way that was tried in vain."""
    set_hook(
        actor=EXPERT, at=NOW, agreement=agreement, url="https://gas.example/signals/of/exemptions"
    )
    with acting(OPERATOR, NOW):
        Signal.objects.create(
            hook_id=agreement, feed_id=FEED, attempts=9, failing_since=NOW, dead_at=NOW
        )
        for status, fault in ((0, "timeout"), (500, ""), (204, "")):
            SignalAttempt.objects.create(
                hook_id=agreement,
                feed_id=FEED,
                message_id="x",
                at=NOW,
                status=status,
                fault=fault,
                milliseconds=10_000,
            )


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
