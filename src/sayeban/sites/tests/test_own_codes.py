"""Nobody learns from the clients' sign-in whose file we keep, nor reads a code of others (S6)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import structlog
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.models import CitizenVisit
from sayeban.accounts.rules import MAX_TRIES_OF_ADDRESS
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.notices.models import Message
from sayeban.notices.ports import Sent, Sms
from sayeban.notices.public import outbox
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.sites.citizen.sending import send_own_code
from sayeban.sites.tests.own_pages import asked, entered, household, on_file, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
UNKNOWN = national_id(777777)


def answers(national_number: str) -> list[object]:
    """Everything that a browser is answered, without the token of its forms."""
    client = Client()
    found = [client.get("/mine/enter/")]
    found.append(client.post("/mine/enter/", {"national_id": national_number}))
    send_own_code(visit=CitizenVisit.objects.latest("pk").pk)
    found.append(client.get("/mine/enter/code/"))
    found += [client.post("/mine/enter/code/", {"code": "1"}) for _ in range(6)]
    return [
        (each.status_code, each.headers.get("Location"), sorted(each.headers), _plain(each.content))
        for each in found
    ]


def _plain(body: bytes) -> str:
    head, *parts = body.decode().split('name="csrfmiddlewaretoken" value="')
    return head + "".join(part.partition('"')[2] for part in parts)


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *given: Any) -> object:
        found.append(sql)
        return execute(sql, *given)

    with connection.execute_wrapper(note):
        yield found


def test_known_and_unknown_ids_and_those_without_a_mobile_are_answered_byte_for_byte_alike() -> (
    None
):
    known, mute, dead = household(), household(), household()
    on_file(mute, mobile="")
    on_file(dead, status="deceased", status_evidence="گواهی")
    first, *others = [
        answers(each) for each in (known.national_id, UNKNOWN, mute.national_id, dead.national_id)
    ]
    assert others == [first] * 3
    with acting(OPERATOR, NOW):
        assert Message.objects.filter(template="citizen.code").count() == 1


def test_the_page_does_the_same_for_everybody_so_that_the_time_tells_nothing() -> None:
    """The worker finds out whom we know; the page asks no table of persons."""
    known, asks = household(), []
    for number in (known.national_id, UNKNOWN):
        with statements() as found:
            Client().post("/mine/enter/", {"national_id": number})
        asks.append([sql for sql in found if "SAVEPOINT" not in sql])
    assert asks[0] == asks[1]
    assert any("accounts_citizenvisit" in sql for sql in asks[0])
    assert [sql for sql in asks[0] if "people_" in sql or "exemptions_" in sql] == []


def test_what_the_worker_asks_is_seen_by_the_same_search() -> None:
    """Negative control."""
    visit = asked(Client(), household().national_id)
    with statements() as found:
        send_own_code(visit=visit)
    assert any("people_person" in sql for sql in found)


def test_a_code_is_sent_once_and_before_what_waits() -> None:
    row = household()
    visit = asked(Client(), row.national_id)
    code = sent(visit)
    assert len(code) == 6
    assert sent(visit) == code
    with acting(OPERATOR, NOW):
        message = Message.objects.get(template="citizen.code")
    assert message.next_try_at < message.created_at
    assert message.segments == 1
    assert message.status == "delivered"


def test_a_sweep_over_ids_stops_and_says_when_to_come_again() -> None:
    client = Client()
    found = [
        client.post("/mine/enter/", {"national_id": national_id(n)}).status_code
        for n in range(1, MAX_TRIES_OF_ADDRESS + 3)
    ]
    assert found == [302] * MAX_TRIES_OF_ADDRESS + [429] * 2
    answer = client.post("/mine/enter/", {"national_id": UNKNOWN})
    assert "دقیقهٔ دیگر" in answer.content.decode()


def test_what_is_no_national_id_is_said_at_its_box() -> None:
    answer = Client().post("/mine/enter/", {"national_id": "1234567890"})
    assert answer.status_code == 422
    assert "ده رقم کد ملی خود را" in answer.content.decode()


def test_neither_id_nor_code_is_logged() -> None:
    row = household()
    with structlog.testing.capture_logs() as logged:
        client = Client()
        code = sent(asked(client, row.national_id))
        client.post("/mine/enter/code/", {"code": code})
    assert logged
    assert row.national_id not in str(logged)
    assert code not in str(logged)


def test_the_cookie_is_of_this_host_alone_and_no_script_reads_it(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    asked(client, UNKNOWN)
    cookie = client.cookies["sayeban_mine"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Strict", "/", "")


def test_whoever_changes_browsers_asks_for_a_code_of_his_own() -> None:
    row = household()
    first, second = Client(), Client()
    code = sent(asked(first, row.national_id))
    own = sent(asked(second, row.national_id))
    if own != code:
        assert second.post("/mine/enter/code/", {"code": code}).status_code == 422
    assert second.post("/mine/enter/code/", {"code": own}).status_code == 302
    assert first.post("/mine/enter/code/", {"code": code}).status_code == 302
    assert second.get("/mine/").status_code == first.get("/mine/").status_code == 200


def test_no_colleague_reads_a_code_and_it_is_forgotten_when_it_has_gone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: where messages stay here, for demo and tests, the page shows it."""
    sent(asked(Client(), household().national_id))
    with looking(OPERATOR):
        assert any(each.isdigit() for each in outbox()[0].text)
    settings.SMS = {"adapter": "kavenegar", "url": "http://x", "key": "k", "sender": "s"}
    with looking(OPERATOR):
        assert not any(each.isdigit() for each in outbox()[0].text)
    told: list[Sms] = []

    def take(_: object, batch: list[Sms]) -> list[Sent]:
        told.extend(batch)
        return [Sent(sms.local_id, "1", "sent_to_operator", 0) for sms in batch]

    monkeypatch.setattr("sayeban.notices.adapters.kavenegar.Kavenegar.send", take)
    send_own_code(visit=asked(Client(), household().national_id))
    assert any(each.isdigit() for each in told[0].text)
    with acting(OPERATOR, NOW):
        kept = Message.objects.latest("pk").text
    assert not any(each.isdigit() for each in kept)


def test_the_page_of_the_code_waits_for_nobody_who_has_not_asked() -> None:
    assert Client().get("/mine/enter/code/").headers["Location"] == "/mine/enter/"
    row = household()
    client = entered(row)
    for path in ("/mine/enter/", "/mine/enter/code/"):
        assert client.get(path).headers["Location"] == "/mine/"
