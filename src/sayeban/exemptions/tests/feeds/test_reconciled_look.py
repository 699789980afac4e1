"""The reconciliation and the consumption in Chromium: axe, reflow, targets (ui.md 11)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.actions.count_consumption import count_consumption
from sayeban.exemptions.actions.remind_companies import remind_companies
from sayeban.exemptions.models import Exemption
from sayeban.exemptions.tests.feeds.test_back import consumed, ids, receipt, send
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LATER = NOW + timedelta(days=9)


@pytest.fixture
def pages(gas: Client) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    first, second, third = ids(gas)
    said: dict[str, Any] = {
        "status_reason_code": "rjct.bill_id.not_found",
        "status_reason_message": "این شناسه در پروندهٔ مشترکان شرکت نیست.",
    }
    send(gas, "receipts", [receipt(first), receipt(second, "rjct", **said)])
    high: dict[str, Any] = {"outcome": "above_low_tiers", "tier": 5, "exempted_amount_irr": 0}
    sent = [consumed(first), consumed(second, **high), consumed(first, period_end="2026-11-23")]
    send(gas, "consumption-reports", sent, "c" * 16)
    with acting(OPERATOR, NOW):
        Exemption.objects.update(starts_on=NOW - timedelta(days=40))
        Exemption.objects.filter(pk=third).update(version=2, ended_on=NOW)
    count_consumption(actor=SYSTEM, at=NOW, utility="gas")
    remind_companies(actor=SYSTEM, at=LATER)
    with time_machine.travel(LATER, tick=False):
        expert = visitor("hq.expert", Post.HQ_EXPERT, Unit.hq())
        company = "/deliveries/said/gas/307/"
        found = {
            "reconciliation": "/deliveries/said/",
            "reconciliation-none": "/deliveries/said/?utility=water&late=on",
            "reconciled-company": company,
            "reconciled-late": f"{company}records/?kind=late",
            "reconciled-rejected": f"{company}records/?kind=rejected",
            "consumption": "/deliveries/consumption/",
            "consumption-province": "/deliveries/consumption/?province=07&month=1405-08",
            "consumption-none": "/deliveries/consumption/?utility=water&province=08",
        }
        return {name: expert.get(path).content.decode() for name, path in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
