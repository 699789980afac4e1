"""Programs of companies: secrets that are shown once, a rotation with an overlap, an end."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sayeban.accounts.actions.issue_token import issue_token
from sayeban.accounts.actions.keep_machines import (
    ClientCompanyUnknown,
    ClientExists,
    ClientInvalid,
    ClientKey,
    ClientTerms,
    ClientUnknown,
    add_client,
    disable_client,
    forget_calls,
    rotate_client,
    set_client_key,
)
from sayeban.accounts.machines import hashed
from sayeban.accounts.models import MachineClient, MachineSecret, MachineToken
from sayeban.organisations.models import Province, UtilityCompany
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TERMS = ClientTerms("gas-307", "gas", "307", "سامانهٔ مشترکان")


@pytest.fixture(autouse=True)
def _company() -> None:
    with acting(OPERATOR, NOW):
        Province.objects.get_or_create(code="07", defaults={"name": "فارس"})
        UtilityCompany.objects.get_or_create(
            code="307", utility="gas", province_id="07", defaults={"name": "گاز فارس"}
        )


def added() -> str:
    return add_client(actor=OPERATOR, at=NOW, terms=TERMS)


def holding(at_days: float = 0) -> set[str]:
    """The hashes of secrets that hold so many days later."""
    at = NOW + timedelta(days=at_days)
    return {
        each.sha256
        for each in MachineSecret.objects.order_by("id")
        if each.expires is None or each.expires > at
    }


def token() -> None:
    client = MachineSecret.objects.latest("id").client_id
    issue_token(actor=SYSTEM, at=NOW, client=client, token="t", scopes=["exemption.read"])


def test_a_secret_is_kept_as_its_hash_alone() -> None:
    assert holding() == set()
    assert hashed(added()) in holding()


def test_after_a_rotation_both_secrets_hold_for_a_while() -> None:
    first = hashed(added())
    second = hashed(rotate_client(actor=OPERATOR, at=NOW, client_id="gas-307"))
    assert (holding(6.9), holding(7)) == ({first, second}, {second})


def test_after_a_leak_the_old_secret_and_its_tokens_end_at_once() -> None:
    added()
    token()
    rotate: dict[str, Any] = {"client_id": "gas-307", "overlap": timedelta()}
    second = hashed(rotate_client(actor=OPERATOR, at=NOW, **rotate))
    assert (holding(), MachineToken.objects.count()) == ({second}, 0)


def test_a_closed_program_has_no_token_and_gets_no_secret() -> None:
    added()
    token()
    disable_client(actor=OPERATOR, at=NOW, client_id="gas-307")
    assert MachineToken.objects.count() == 0
    with pytest.raises(ClientUnknown):
        rotate_client(actor=OPERATOR, at=NOW, client_id="gas-307")


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "G"},
        {"addresses": ["somewhere"]},
        {"addresses": ["2001:db8::1/128"]},
        {"scopes": ["everything"]},
        {"scopes": []},
        {"per_minute": 0},
    ],
)
def test_terms_that_cannot_be_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ClientInvalid):
        add_client(actor=OPERATOR, at=NOW, terms=replace(TERMS, **changed))


def test_a_name_is_given_once_and_to_a_known_company() -> None:
    added()
    with pytest.raises(ClientExists):
        added()
    with pytest.raises(ClientCompanyUnknown):
        add_client(actor=OPERATOR, at=NOW, terms=replace(TERMS, client_id="x-1", company="999"))


def test_tokens_that_are_over_are_forgotten() -> None:
    added()
    token()
    forget_calls(actor=SYSTEM, at=NOW + timedelta(minutes=14))
    assert MachineToken.objects.count() == 1
    forget_calls(actor=SYSTEM, at=NOW + timedelta(minutes=15))
    assert MachineToken.objects.count() == 0


def test_networks_are_kept_as_the_database_reads_them() -> None:
    written = ["10.0.0.0/255.0.0.0", "2001:0DB8::/32"]
    add_client(actor=OPERATOR, at=NOW, terms=replace(TERMS, addresses=written))
    assert MachineClient.objects.get().addresses == ["10.0.0.0/8", "2001:db8::/32"]


RAW = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()


def pem(key: Ed25519PublicKey | EllipticCurvePublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def test_a_key_is_kept_in_one_form_however_it_is_given() -> None:
    added()
    key = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
    for written in (pem(key), f" {b64encode(RAW).decode()}\n"):
        set_client_key(actor=OPERATOR, at=NOW, client_id="gas-307", public_key=written)
        assert MachineClient.objects.get().public_key == b64encode(RAW).decode()
    set_client_key(actor=OPERATOR, at=NOW, client_id="gas-307", public_key="  ")
    assert MachineClient.objects.get().public_key == ""


@pytest.mark.parametrize(
    "written",
    ["x", "AAAA", "-----BEGIN X", "کلید", pem(generate_private_key(SECP256R1()).public_key())],
)
def test_what_is_no_key_is_refused(written: str) -> None:
    added()
    with pytest.raises(ClientKey):
        set_client_key(actor=OPERATOR, at=NOW, client_id="gas-307", public_key=written)


def test_a_key_is_given_to_an_open_program() -> None:
    with pytest.raises(ClientUnknown):
        set_client_key(actor=OPERATOR, at=NOW, client_id="gas-999", public_key="")
