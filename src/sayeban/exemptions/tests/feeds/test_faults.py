"""Replies are lost and clocks differ: what a company sends counts once, and its token holds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import Model
from django.test import Client

from sayeban.accounts.machines import TOKEN_HOLDS
from sayeban.exemptions.models import CompanyNotice, CompanyReceipt, ConsumptionReport
from sayeban.exemptions.tests.feeds.makers import changes
from sayeban.exemptions.tests.feeds.test_back import consumed, ids, outcomes, receipt, send
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

ITEMS: dict[str, tuple[Callable[[str], dict[str, Any]], type[Model]]] = {
    "receipts": (receipt, CompanyReceipt),
    "consumption-reports": (consumed, ConsumptionReport),
    "notices": (
        lambda exemption: {
            "exemption_id": exemption,
            "kind": "occupant_left",
            "noticed_on": "2026-11-20",
        },
        CompanyNotice,
    ),
}


def kept(what: str) -> int:
    with acting(OPERATOR, NOW):
        return ITEMS[what][1]._default_manager.count()


def item(what: str, exemption: str) -> dict[str, Any]:
    return ITEMS[what][0](exemption)


@pytest.mark.parametrize("what", ITEMS)
def test_whose_reply_was_lost_sends_again_and_it_counts_once(gas: Client, what: str) -> None:
    first, second, _ = ids(gas)
    one = send(gas, what, [item(what, first)])
    # An hour later, when other calls came in between.
    send(gas, what, [item(what, second)], "o" * 16)
    two = send(gas, what, [item(what, first)])
    assert (one.status_code, one.content) == (two.status_code, two.content)
    assert two["Idempotency-Replayed"] == "true"
    assert kept(what) == 2


@pytest.mark.parametrize("what", ITEMS)
def test_a_key_with_something_else_is_refused_and_changes_nothing(gas: Client, what: str) -> None:
    first, second, _ = ids(gas)
    send(gas, what, [item(what, first)])
    other = send(gas, what, [item(what, second)])
    assert (other.status_code, other.json()["title"]) == (422, "key.reused")
    assert kept(what) == 1


@pytest.mark.parametrize("what", ITEMS)
def test_what_is_not_committed_is_not_answered_from_memory(gas: Client, what: str) -> None:
    """The control: the kept answer goes with what was done, and is not there without it."""
    first = ids(gas)[0]
    send(gas, what, [item(what, first)])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_machinekey")
    again = send(gas, what, [item(what, first)])
    assert "Idempotency-Replayed" not in again
    assert outcomes(again) == ["duplicate"]


@pytest.mark.parametrize(
    ("later", "status"),
    [(TOKEN_HOLDS - timedelta(seconds=1), 200), (TOKEN_HOLDS, 401)],
)
def test_a_token_holds_to_its_last_second(gas: Client, later: timedelta, status: int) -> None:
    with time_machine.travel(NOW + later, tick=False):
        assert changes(gas).status_code == status


def test_the_clock_of_a_program_is_not_asked(gas: Client) -> None:
    answer = gas.get("/utility/v1/feeds", headers={"Date": "Thu, 01 Jan 1970 00:00:00 GMT"})
    assert answer.status_code == 200


def test_a_clock_of_ours_that_goes_back_closes_nobody_out(gas: Client) -> None:
    first, second, _ = ids(gas)
    send(gas, "receipts", [receipt(first)])
    with time_machine.travel(NOW - timedelta(hours=1), tick=False):
        assert changes(gas).status_code == 200
        # What was sent before is known again, and what is new is taken.
        assert "Idempotency-Replayed" in send(gas, "receipts", [receipt(first)])
        assert outcomes(send(gas, "receipts", [receipt(second)], "o" * 16)) == ["recorded"]
    assert kept("receipts") == 2
