"""Each fault of a message has its code of the standard, and nothing of the message is done."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.interop import rules
from sayeban.interop.actions.keep_partners import add_partner
from sayeban.interop.api import views
from sayeban.interop.tests.makers import (
    BASE,
    EXPERT,
    SYNC,
    Party,
    by_id,
    codes,
    now,
    partner,
    records,
    terms,
)
from sayeban.people.tests.makers import register, rows_of, source_row

pytestmark = pytest.mark.django_db
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(autouse=True)
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    register(source_row(1, full_name="مریم رضایی"))


def header(**changed: object) -> Change:
    return lambda asked: asked["header"].update(changed)


def item(**changed: object) -> Change:
    return lambda asked: asked["message"]["search_request"][0].update(changed)


def criteria(**changed: object) -> Change:
    return lambda asked: asked["message"]["search_request"][0]["search_criteria"].update(changed)


def bare(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat()


REFUSED: list[tuple[str, int, Change]] = [
    ("err.request.bad", 400, lambda asked: asked.pop("header")),
    ("err.request.bad", 400, lambda asked: asked.update(message=[])),
    ("err.request.bad", 400, lambda asked: asked["message"].pop("search_request")),
    ("err.request.bad", 400, lambda asked: asked["message"].update(transaction_id="x" * 100)),
    ("err.request.bad", 400, header(message_id="")),
    ("err.request.bad", 400, item(locale="fa")),
    ("err.version.not_supported", 400, header(version="2.0.0")),
    ("err.sender_id.invalid", 403, header(sender_id="another")),
    ("err.sender_id.invalid", 403, header(sender_id=None)),
    ("err.receiver_id.invalid", 400, header(receiver_id="elsewhere")),
    ("err.encryption.invalid", 400, header(is_msg_encrypted=True)),
    ("rjct.version.invalid", 400, header(version="one")),
    ("rjct.message_ts.invalid", 400, header(message_ts=bare(now()))),
    ("rjct.message_ts.invalid", 400, header(message_ts=1764115200)),
    ("rjct.message_ts.invalid", 400, header(message_ts=(now() + timedelta(hours=1)).isoformat())),
    ("rjct.message_ts.invalid", 400, header(message_ts=(now() - timedelta(days=8)).isoformat())),
    ("rjct.action.invalid", 400, header(action="dance")),
    ("rjct.action.not_supported", 400, header(action="subscribe")),
    ("rjct.total_count.invalid", 400, header(total_count=2)),
    ("rjct.total_count.invalid", 400, lambda asked: asked["header"].pop("total_count")),
    ("err.sender_id.invalid", 403, lambda asked: asked["header"].pop("sender_id")),
    ("rjct.total_count.invalid", 400, header(total_count="many")),
    ("rjct.reference_id.invalid", 400, item(reference_id="")),
    ("rjct.timestamp.invalid", 400, item(timestamp=bare(now()))),
    ("rjct.search_criteria.invalid", 400, criteria(response_entity="Village")),
    ("rjct.search_criteria.invalid", 400, item(search_criteria={"query_type": "predicate"})),
    ("rjct.sort.invalid", 400, criteria(sort=[{"sort_order": "asc"}])),
    ("rjct.pagination.invalid", 400, criteria(pagination={"page_size": 1, "page_number": 0})),
    ("rjct.pagination.invalid", 400, criteria(pagination={"page_size": 0})),
    ("rjct.pagination.invalid", 400, criteria(pagination={"page_size": 1001})),
]


@pytest.mark.parametrize(("code", "status", "change"), REFUSED)
def test_a_fault_has_its_code(code: str, status: int, change: Change) -> None:
    party = partner()
    asked = party.search(by_id(1))
    change(asked)
    answer = party.post(SYNC, asked)
    assert (codes(answer)[0], answer.status_code) == (code, status)
    assert answer.json()["title"] == code
    assert rows_of("SELECT 1 FROM interop_exchange") == []
    # The control: unchanged the same message is answered.
    assert len(records(party.post(SYNC, party.search(by_id(1))))) == 1


UNKEPT = [b'{"header": {"message_id": "\\ud800"}, "message": {}}', b'{"header": "\\u0000"}']


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b'{"header": NaN}', b"[" * 100_000, *UNKEPT]
)
def test_what_is_no_json_is_a_bad_request(body: bytes) -> None:
    answer = partner().post(SYNC, body)
    assert (codes(answer), answer.status_code) == (["err.request.bad"], 400)


def test_a_message_of_more_requests_than_one_may_hold_is_refused() -> None:
    party = partner()
    answer = party.post(SYNC, party.search(*[by_id(1)] * (rules.MOST_ITEMS + 1)))
    assert codes(answer) == ["rjct.total_count.limit_exceeded"]


def test_several_faults_are_told_each_with_its_place_and_too_many_as_such() -> None:
    party = partner()
    asked = party.search(by_id(1), by_id(1))
    for each in asked["message"]["search_request"]:
        each["reference_id"] = ""
    answer = party.post(SYNC, asked)
    assert [each["pointer"] for each in answer.json()["errors"]] == [
        "/message/search_request/0/reference_id",
        "/message/search_request/1/reference_id",
    ]
    asked = party.search(*[by_id(1)] * 30)
    for each in asked["message"]["search_request"]:
        each["reference_id"] = ""
    assert codes(party.post(SYNC, asked))[0] == "rjct.errors.too_many"


def test_only_a_post_of_json_is_a_message() -> None:
    party = partner()
    bearer = {"Authorization": f"Bearer {party.bearer}"}
    assert party.http.get(SYNC, headers=bearer).status_code == 405
    answer = party.http.post(SYNC, {"a": "b"}, headers=bearer)
    assert (codes(answer), answer.status_code) == (["err.request.bad"], 400)


def test_without_a_token_nobody_is_answered() -> None:
    party = partner()
    for bearer in ("", "another"):
        answer = Party("welfare", bearer).post(SYNC, party.search(by_id(1)))
        assert (codes(answer), answer.status_code) == (["err.request.unauthorized"], 401)


def test_who_may_only_tell_may_not_search() -> None:
    party = partner(provinces=[], attributes=[], tells=["death"])
    answer = party.post(SYNC, party.search(by_id(1)))
    assert (codes(answer), answer.status_code) == (["err.request.forbidden"], 403)


def test_an_address_that_is_none_says_so() -> None:
    party = partner()
    for path in ("/registry/nowhere", "/registry/sync/enrolled"):
        answer = party.post(f"{BASE}{path}", party.search(by_id(1)))
        assert (codes(answer), answer.status_code) == (["err.request.not_found"], 404)


def test_more_calls_than_agreed_are_refused() -> None:
    party = partner(per_minute=1)
    assert party.post(SYNC, party.search(by_id(1))).status_code == 200
    answer = party.post(SYNC, party.search(by_id(1)))
    if answer.status_code == 200:  # the minute has just changed
        answer = party.post(SYNC, party.search(by_id(1)))
    assert (codes(answer), answer.status_code) == (["err.request.too_many_requests"], 429)
    assert answer["Retry-After"] == "60"


def test_while_the_database_is_away_the_service_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> Any:  # noqa: ANN401 - never answers
        raise OperationalError

    party = partner()
    monkeypatch.setattr(views, "search_answer", away)
    answer = party.post(SYNC, party.search(by_id(1)))
    assert (codes(answer), answer.status_code) == (["err.service.unavailable"], 503)


def test_every_code_of_the_standard_is_answered_somewhere_here() -> None:
    texts = "\n".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in rules.FAULTS if f'"{code}' not in texts] == []


def test_the_same_message_is_done_once_and_answered_the_same() -> None:
    party = partner()
    asked = party.search(by_id(1))
    first, again = party.post(SYNC, asked), party.post(SYNC, asked)
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert len(rows_of("SELECT 1 FROM interop_exchange")) == 1
    # The control: another name is another message.
    party.post(SYNC, party.search(by_id(1)))
    assert len(rows_of("SELECT 1 FROM interop_exchange")) == 2


def test_another_message_under_the_same_name_is_refused() -> None:
    party = partner()
    party.post(SYNC, party.search(by_id(1), message_id="m1"))
    answer = party.post(SYNC, party.search(by_id(1, "Member"), message_id="m1"))
    assert (codes(answer), answer.status_code) == (["rjct.message_id.duplicate"], 409)


def test_two_partners_may_use_the_same_name() -> None:
    for name in ("welfare", "charity"):
        party = partner(name)
        answer = party.post(SYNC, party.search(by_id(1), message_id="m1"))
        assert len(records(answer)) == 1
        assert "Idempotency-Replayed" not in answer


def test_every_call_leaves_a_line() -> None:
    party = partner()
    party.post(SYNC, party.search(by_id(1)))
    party.post(SYNC, party.search(by_id(1), action="dance"))
    with_web = "SELECT operation, status, problem, rows FROM accounts_machinecall ORDER BY id"
    assert called(with_web) == [
        ("dci_sync_search", 200, "", 1),
        ("dci_sync_search", 400, "rjct.action.invalid", 0),
    ]


def called(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_a_token_is_given_for_the_secret_in_the_body() -> None:
    secret = add_partner(actor=EXPERT, at=now(), terms=terms())
    sent = {"grant_type": "client_credentials", "client_id": "welfare", "client_secret": secret}
    path = f"{BASE}/oauth2/client/token"
    for answer in (
        Client().post(path, sent),
        Client().post(path, sent, content_type="application/json"),
    ):
        assert answer.status_code == 200, answer.content
        party = Party("welfare", answer.json()["access_token"])
        assert len(records(party.post(SYNC, party.search(by_id(1))))) == 1
    wrongs: list[object] = [sent | {"client_secret": "x"}, sent | {"client_id": "other"}, {}, []]
    for wrong in wrongs:
        answer = Client().post(path, json.dumps(wrong), content_type="application/json")
        assert answer.status_code in (400, 401)
