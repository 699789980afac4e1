"""Headquarters opens the registry to partners, closes it, and forgets what was exchanged."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.accounts.models import MachineClient
from sayeban.interop.actions.keep_partners import PartnerInvalid, PartnerUnknown, add_partner
from sayeban.interop.public import close_partner, exchange_messages, forget_exchanges
from sayeban.interop.tests.makers import BASE, EXPERT, PUBLIC, SYNC, by_id, now, partner, terms
from sayeban.interop.tests.receiver import receiver
from sayeban.kit.refusals import Refusal
from sayeban.people.tests.makers import register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.mark.parametrize(
    "changed",
    [
        {"purpose": " "},
        {"attributes": ["UIN", "shoe_size"]},
        {"attributes": []},
        {"provinces": []},
        {"provinces": ["99"]},
        {"provinces": [], "attributes": []},
        {"tells": ["eclipse"]},
        {"addresses": ["http://example.org"]},
        {"addresses": ["https://user@example.org"]},
        {"addresses": ["https://example.org/?a=b"]},
        {"addresses": ["ftp://127.0.0.1"]},
        {"addresses": ["https://10.0.0.5/dci"]},
        {"addresses": ["https://["]},
        {"profile": "else"},
        {"profile": "rfc9421"},
        {"profile": "rfc9421", "public_key": "nonsense"},
    ],
)
def test_a_partner_that_cannot_be_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(PartnerInvalid):
        add_partner(actor=EXPERT, at=now(), terms=terms(**changed))
    assert rows_of("SELECT 1 FROM interop_partner") == []
    # The control: with good terms it is opened.
    assert add_partner(actor=EXPERT, at=now(), terms=terms(profile="rfc9421", public_key=PUBLIC))


def test_a_name_is_given_once() -> None:
    partner()
    with pytest.raises(Refusal, match=r"client\.exists"):
        add_partner(actor=EXPERT, at=now(), terms=terms())


def test_a_partner_asks_only_for_what_its_record_is_for() -> None:
    partner()
    partner("civil", provinces=[], attributes=[], tells=["death"])
    scopes = {name: set(found) for name, found in _scopes()}
    assert scopes == {"welfare": {"dci.search", "dci.subscribe"}, "civil": {"dci.notify"}}


def _scopes() -> list[tuple[str, list[str]]]:
    return list(MachineClient.objects.order_by("pk").values_list("client_id", "scopes"))


def test_a_closed_partner_is_answered_no_more() -> None:
    register(source_row(1, full_name="مریم"))
    party = partner()
    assert party.post(SYNC, party.search(by_id(1))).status_code == 200
    close_partner(actor=EXPERT, at=now(), partner="welfare")
    assert party.post(SYNC, party.search(by_id(1))).status_code == 401
    for name in ("welfare", "nobody"):
        with pytest.raises(PartnerUnknown):
            close_partner(actor=EXPERT, at=now(), partner=name)


def test_what_was_sent_is_forgotten_after_a_week_and_what_was_asked_after_three_months() -> None:
    register(source_row(1, full_name="مریم"))
    with receiver() as there:
        party = partner(addresses=[there.url])
        path = f"{BASE}/registry/search"
        party.post(path, party.search(by_id(1), sender_uri=there.url))
        exchange_messages(now())
        party.post(path, party.search(by_id(1), sender_uri=there.url))

    def kept(days: int) -> list[int]:
        forget_exchanges(actor=OPERATOR, at=now() + timedelta(days=days))
        tables = ("interop_outgoing", "interop_exchange")
        return [rows_of(f"SELECT count(*) FROM {table}")[0][0] for table in tables]

    assert kept(6) == [1, 2]
    assert kept(8) == [0, 2]
    # What waits for its answer stays.
    assert kept(91) == [0, 1]
