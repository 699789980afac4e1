"""A call that the government service bus hands on keeps what the bus says of it."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.machines import CALLS_KEPT
from sayeban.accounts.models import MachineBusCall, MachineCall
from sayeban.accounts.public import forget_calls
from sayeban.exemptions.tests.feeds.makers import FEED, V1, changes
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import SYSTEM

pytestmark = pytest.mark.django_db

SAID = {
    "X-Road-Client": "IR/GOV/14000/gas",
    "X-Road-Request-Id": "bus-77",
    "X-Road-UserId": "operator-5",
    "pid": "10861234",
    "X-Unknown": "x",
}


@pytest.fixture(autouse=True)
def _bus(settings: Settings) -> None:
    settings.BUS = settings.BUS | {"name": "pgsb", "networks": ("127.0.0.0/8",)}


def kept() -> list[tuple[str, str, str, dict[str, str]]]:
    found = MachineBusCall.objects.order_by("id")
    return list(found.values_list("bus", "request_id", "client", "said"))


@pytest.mark.parametrize("path", [f"/feeds/{FEED}/changes", "/feeds"])
def test_who_calls_and_the_names_of_the_call_are_kept(gas: Client, path: str) -> None:
    answer = gas.get(V1 + path, headers=SAID)
    assert (answer.status_code, answer["X-Request-Id"]) == (200, "bus-77")
    headers = {name: said for name, said in SAID.items() if name != "X-Unknown"}
    assert kept() == [("pgsb", "bus-77", "IR/GOV/14000/gas", headers)]
    assert MachineCall.objects.latest("id").request_id == "bus-77"


def test_a_writing_call_is_kept_as_well(gas: Client) -> None:
    gas.post(f"{V1}/feeds/{FEED}/receipts", {}, "application/json", headers=SAID)
    assert [each[1] for each in kept()] == ["bus-77"]


def test_from_elsewhere_these_words_are_nobodys(gas: Client, settings: Settings) -> None:
    """The control: whoever is not the bus names neither a caller nor a call."""
    settings.BUS = settings.BUS | {"networks": ("10.0.0.0/8",)}
    answer = gas.get(f"{V1}/feeds", headers=SAID)
    assert answer["X-Request-Id"] != "bus-77"
    assert kept() == []


def test_without_a_bus_nothing_is_read(gas: Client, settings: Settings) -> None:
    settings.BUS = settings.BUS | {"name": ""}
    changes(gas)
    assert kept() == []


def test_what_the_bus_says_goes_with_the_calls(gas: Client) -> None:
    gas.get(f"{V1}/feeds", headers=SAID)
    forget_calls(actor=SYSTEM, at=NOW + CALLS_KEPT)
    assert len(kept()) == 1
    forget_calls(actor=SYSTEM, at=NOW + CALLS_KEPT + timedelta(seconds=1))
    assert kept() == []
