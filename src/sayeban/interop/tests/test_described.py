"""What is asked and answered has the form of the standard's own description."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.interop.public import exchange_messages
from sayeban.interop.tests.described import faults
from sayeban.interop.tests.makers import BASE, SYNC, Party, by_id, now, partner
from sayeban.interop.tests.receiver import Receiver, receiver
from sayeban.interop.tests.test_civil_events import event, registry
from sayeban.interop.tests.test_later import txn
from sayeban.people.tests.makers import register, source_row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    register(source_row(1, full_name="مریم رضایی"), source_row(51, full_name="علی"))


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


def subscription(party: Party, uri: str) -> dict[str, Any]:
    wanted = {
        "reg_event_type": "death",
        "filter_type": "idtype-value",
        "filter": {"type": "county", "value": "0701"},
        "notify_record_type": "Member",
    }
    item = {"reference_id": "r1", "timestamp": now().isoformat(), "subscribe_criteria": wanted}
    message = {"transaction_id": "t", "subscribe_request": [item]}
    return party.message("subscribe", message, sender_uri=uri)


def test_a_search_and_its_answer() -> None:
    party = partner()
    asked = party.search(by_id(1), by_id(1, "Member"), by_id(1, query_type="nothing"))
    assert faults(asked, "/registry/sync/search") == [] or "nothing" in str(asked)
    answer = party.post(SYNC, asked)
    assert faults(answer.json(), "/registry/sync/search", "default") == []


def test_later_answers(there: Receiver) -> None:
    party = partner(addresses=[there.url])
    for path, asked in (
        ("/registry/search", party.search(by_id(1), sender_uri=there.url)),
        ("/registry/subscribe", subscription(party, there.url)),
    ):
        assert faults(asked, path) == []
        answer = party.post(BASE + path, asked)
        assert answer.status_code == 202
        assert faults(answer.json(), path, "default") == []
    exchange_messages(now())
    assert sorted(path for path, *_ in there.came) == [
        "/registry/on-search",
        "/registry/on-subscribe",
    ]
    for path, _, body in there.came:
        assert faults(json.loads(body), path) == []


def test_the_end_of_a_subscription(there: Receiver) -> None:
    party = partner(addresses=[there.url])
    party.post(f"{BASE}/registry/subscribe", subscription(party, there.url))
    exchange_messages(now())
    [told] = there.message()["message"]["subscribe_response"]
    code = told["subscriptions"][0]["code"]
    for status in ("succ", "rjct"):
        message = {
            "transaction_id": "t",
            "timestamp": now().isoformat(),
            "subscription_codes": [code],
        }
        asked = party.message("unsubscribe", message, sender_uri=there.url)
        assert faults(asked, "/registry/unsubscribe") == []
        assert party.post(f"{BASE}/registry/unsubscribe", asked).status_code == 202
        exchange_messages(now())
        assert there.message()["message"]["status"] == status
        assert faults(there.message(), "/registry/on-unsubscribe") == []


def test_where_a_message_stands() -> None:
    party = partner()
    party.post(SYNC, party.search(by_id(1)))
    asked = party.message("txn-status", txn("transaction_id", "t1"))
    path = "/registry/sync/txn/status"
    assert faults(asked, path) == []
    answer = party.post(BASE + path, asked)
    assert faults(answer.json(), path, "default") == []


def test_an_event_of_the_civil_registry() -> None:
    party = registry()
    message = {"transaction_id": "t", "notify_event": [event(51)]}
    asked = party.message("notify", message, status="succ")
    for name in ("sender_id", "total_count"):
        del asked["header"][name]
    assert faults(asked, "/registry/notify", name="crvs") == []
    answer = party.post(f"{BASE}/registry/notify", asked)
    assert answer.status_code == 200
    assert faults(answer.json(), "/registry/notify", "default", "crvs") == []


@pytest.mark.parametrize("status", ["401", "403", "500"])
def test_one_body_of_a_fault_serves_the_standard_too(status: str) -> None:
    answer = Party("welfare", "nobody").post(SYNC, {})
    assert answer.status_code == 401
    assert faults(answer.json(), "/registry/sync/search", status) == []


def test_a_message_of_another_form_is_noticed() -> None:
    """The control: the descriptions judge."""
    party = partner()
    asked = party.search(by_id(1))
    del asked["message"]["search_request"][0]["reference_id"]
    assert faults(asked, "/registry/sync/search") != []
    answer = party.post(SYNC, party.search(by_id(1))).json()
    del answer["header"]["status"]
    assert faults(answer, "/registry/sync/search", "default") != []
