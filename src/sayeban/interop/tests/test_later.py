"""What is answered later: taken at once, answered at the sender's address by the worker."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Never

import pytest
from django.db import InterfaceError, OperationalError
from pytest_django.fixtures import Settings

from sayeban.interop import answering
from sayeban.interop.actions import answer_message as answering_later
from sayeban.interop.actions.keep_partners import close_partner
from sayeban.interop.public import exchange_messages
from sayeban.interop.tests.makers import BASE, EXPERT, Party, by_id, codes, now, partner
from sayeban.interop.tests.receiver import Receiver, receiver
from sayeban.people.tests.makers import register, rows_of, source_row
from sayeban.runtime.retrying import MOST_TRIES

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
SEARCH = f"{BASE}/registry/search"


@pytest.fixture(autouse=True)
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    register(source_row(1, full_name="مریم رضایی"))


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


def asked(there: Receiver, **changed: Any) -> tuple[Party, str]:
    """A partner that listens there, and the correlation_id of its search."""
    party = partner(addresses=[there.url], **changed)
    answer = party.post(SEARCH, party.search(by_id(1), sender_uri=there.url))
    assert answer.status_code == 202, answer.content.decode()
    return party, answer.json()["message"]["correlation_id"]


def outgoing() -> list[tuple[Any, ...]]:
    return rows_of("SELECT attempts, problem, sent_at, dead_at FROM interop_outgoing")


def test_a_search_is_acknowledged_and_answered_at_the_senders_address(there: Receiver) -> None:
    _, number = asked(there)
    assert there.came == []
    assert exchange_messages(now()) == 2
    [(path, _, _)] = there.came
    assert path == "/registry/on-search"
    told = there.message()
    assert told["header"]["action"] == "on-search"
    assert told["header"]["receiver_id"] == "welfare"
    assert told["message"]["correlation_id"] == number
    [item] = told["message"]["search_response"]
    assert item["data"]["reg_records"][0]["group_size"] == 1
    assert exchange_messages(now()) == 0
    assert rows_of("SELECT message, status FROM interop_exchange") == [(None, "succ")]


def test_an_address_that_is_not_registered_gets_no_answer(there: Receiver) -> None:
    party = partner(addresses=[f"{there.url}/ours"])
    for uri in ("", there.url, f"{there.url}/oursnot", "https://example.org/"):
        answer = party.post(SEARCH, party.search(by_id(1), sender_uri=uri))
        assert codes(answer) == ["err.sender_uri.invalid"]
    answer = party.post(SEARCH, party.search(by_id(1), sender_uri=f"{there.url}/ours/registry"))
    assert answer.status_code == 202


@pytest.mark.parametrize("status", [302, 400, 429, 500, 503])
def test_an_answer_that_is_not_taken_is_sent_again_under_its_name(
    there: Receiver, status: int
) -> None:
    asked(there)
    there.answers = [status, 200]
    exchange_messages(now())
    [(attempts, problem, sent, dead)] = outgoing()
    assert (attempts, problem, sent, dead) == (1, str(status), None, None)
    assert exchange_messages(now()) == 0
    exchange_messages(now() + timedelta(hours=1))
    assert [path for path, *_ in there.came] == ["/registry/on-search"] * 2
    assert there.message(0)["header"]["message_id"] == there.message(1)["header"]["message_id"]
    assert outgoing()[0][2] is not None


def test_a_partner_that_is_down_is_tried_for_days_and_then_given_up(there: Receiver) -> None:
    asked(there)
    at = now()
    there.answers = [500]
    for tries in range(MOST_TRIES + 1):
        exchange_messages(at + timedelta(hours=7 * tries))
    assert len(there.came) == MOST_TRIES
    [(_, _, sent, dead)] = outgoing()
    assert sent is None
    assert dead - at >= timedelta(hours=72)


def test_an_address_that_says_it_is_gone_is_not_asked_again(there: Receiver) -> None:
    asked(there)
    there.answers = [410]
    exchange_messages(now())
    exchange_messages(now() + timedelta(days=1))
    assert len(there.came) == 1


def test_where_one_message_fails_the_next_ones_wait_as_well(there: Receiver) -> None:
    party, _ = asked(there)
    party.post(SEARCH, party.search(by_id(1), sender_uri=there.url))
    there.answers = [500]
    exchange_messages(now())
    assert len(there.came) == 1


def test_a_closed_partner_is_told_nothing(there: Receiver) -> None:
    asked(there)
    close_partner(actor=EXPERT, at=now(), partner="welfare")
    exchange_messages(now())
    assert there.came == []
    assert rows_of("SELECT message, status FROM interop_exchange") == [(None, "rjct")]


def test_a_message_that_cannot_be_answered_is_told_so_and_holds_up_no_other(
    there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    party, _ = asked(there)

    def broken(*_: object) -> Never:
        raise ZeroDivisionError

    monkeypatch.setattr(answering_later, "search_answer", broken)
    exchange_messages(now())
    assert there.message()["header"]["status"] == "rjct"
    assert "err.service.unavailable" in there.message()["header"]["status_reason_message"]
    monkeypatch.setattr(answering_later, "search_answer", answering.search_answer)
    party.post(SEARCH, party.search(by_id(1), sender_uri=there.url))
    exchange_messages(now())
    assert there.message()["header"]["status"] == "succ"


@pytest.mark.parametrize("gone", [OperationalError, InterfaceError])
def test_while_the_database_is_away_a_message_waits(
    there: Receiver, monkeypatch: pytest.MonkeyPatch, gone: type[Exception]
) -> None:
    asked(there)

    def broken(*_: object) -> Never:
        raise gone

    monkeypatch.setattr(answering_later, "search_answer", broken)
    with pytest.raises(gone):
        exchange_messages(now())
    assert there.came == []
    assert rows_of("SELECT answered_at FROM interop_exchange") == [(None,)]


def txn(kind: str, value: object) -> dict[str, Any]:
    wanted = {
        "reference_id": "s1",
        "txn_type": "search",
        "attribute_type": kind,
        "attribute_value": value,
    }
    return {"transaction_id": "t9", "txnstatus_request": wanted}


def test_where_a_message_stands_is_told_at_once_and_later(there: Receiver) -> None:
    party, number = asked(there)
    path = f"{BASE}/registry/sync/txn/status"

    def stands(kind: str, value: object) -> Any:  # noqa: ANN401 - JSON
        answer = party.post(path, party.message("txn-status", txn(kind, value)))
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()["message"]["txnstatus_response"]["txn_status"]

    first = stands("correlation_id", number)
    assert first["search_response"][0]["status"] == "rcvd"
    exchange_messages(now())
    for kind, value in (("transaction_id", "t1"), ("reference_id_list", ["r0"])):
        told = stands(kind, value)
        assert told["correlation_id"] == number
        assert told["search_response"][0]["status"] == "succ"
    later = party.message("txn-status", txn("transaction_id", "t1"), sender_uri=there.url)
    assert party.post(f"{BASE}/registry/txn/status", later).status_code == 202
    exchange_messages(now())
    assert there.came[-1][0] == "/registry/txn/on-status"
    assert there.message()["header"]["action"] == "txn-on-status"


def test_nobody_learns_where_the_message_of_another_stands(there: Receiver) -> None:
    _, number = asked(there)
    other = partner("other")
    for kind, value in (
        ("correlation_id", number),
        ("transaction_id", "t1"),
        ("correlation_id", "x"),
    ):
        sent = other.message("txn-status", txn(kind, value))
        answer = other.post(f"{BASE}/registry/sync/txn/status", sent)
        assert codes(answer) == ["err.request.not_found"]
