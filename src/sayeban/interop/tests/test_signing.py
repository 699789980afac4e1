"""Signatures by each profile, with Persian text and ZWNJ; what was changed is refused."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from http_message_signatures import HTTPMessageVerifier
from pytest_django.fixtures import Settings

from sayeban.interop import signing
from sayeban.interop.faults import Faulty
from sayeban.interop.public import exchange_messages
from sayeban.interop.rules import PROFILES
from sayeban.interop.tests.makers import (
    BASE,
    KEY,
    PUBLIC,
    SYNC,
    by_id,
    codes,
    now,
    partner,
    records,
)
from sayeban.interop.tests.receiver import receiver
from sayeban.people.tests.makers import register, source_row

SIGNED = PROFILES[1:]
URL = f"http://testserver{SYNC}"
AT = 1_800_000_000
# Persian text with a zero-width non-joiner: spellings of JSON differ over it.
SENT = {
    "header": {"sender_id": "welfare", "message_id": "م۱"},
    "message": {"text": "خانه‌های می‌نویسم", "b": [1, 2], "a": None},
}


def headers(made: signing.Written) -> dict[str, str]:
    return {k: v for k, v in made.headers.items() if k != "Content-Type"}


@pytest.mark.parametrize("profile", SIGNED)
def test_what_was_signed_is_known_again(profile: str) -> None:
    at = int(now().timestamp())
    made = signing.sign(profile, KEY, URL, SENT, at)
    signing.verify(profile, KEY.public_key(), made, at)


def changed_body(made: signing.Written) -> signing.Written:
    raw = made.raw.replace("می‌نویسم".encode(), "مینویسم".encode())
    assert raw != made.raw
    return signing.Written(made.method, made.url, made.headers, raw, json.loads(raw))


@pytest.mark.parametrize("profile", SIGNED)
def test_a_changed_message_or_another_key_is_refused(profile: str) -> None:
    at = int(now().timestamp())
    made = signing.sign(profile, KEY, URL, SENT, at)
    with pytest.raises(Faulty) as refused:
        signing.verify(profile, KEY.public_key(), changed_body(made), at)
    assert refused.value.name == "err.signature.invalid"
    with pytest.raises(Faulty):
        signing.verify(profile, Ed25519PrivateKey.generate().public_key(), made, at)


def test_without_the_body_the_library_would_take_a_changed_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control of the trap: the signature is over the digest, which is over the body."""
    at = int(now().timestamp())
    made = changed_body(signing.sign("rfc9421", KEY, URL, SENT, at))
    whole = HTTPMessageVerifier.verify

    def trapped(self: HTTPMessageVerifier, message: object, **given: Any) -> object:
        return whole(self, message, **(given | {"body": None}))

    monkeypatch.setattr(HTTPMessageVerifier, "verify", trapped)
    signing.verify("rfc9421", KEY.public_key(), made, at)


@pytest.mark.parametrize("profile", SIGNED)
def test_a_message_without_signature_is_refused(profile: str) -> None:
    bare = signing.Written("POST", URL, {}, signing.compact(SENT), SENT)
    with pytest.raises(Faulty) as refused:
        signing.verify(profile, KEY.public_key(), bare, AT)
    assert refused.value.name == "err.signature.missing"


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.replace("welfare|", "another|"),
        lambda said: said.replace('created="1800000000"', 'created="1800000900"'),
        lambda said: said.replace('expires="1800000300"', 'expires="1900000300"'),
        lambda said: said.replace('signature="', 'signature="!'),
        lambda _: "nonsense",
    ],
)
def test_each_part_of_a_signature_in_the_body_counts(change: Callable[[str], str]) -> None:
    made = signing.sign("dci-openspp-ed25519", KEY, URL, SENT, AT)
    sent = made.sent | {"signature": change(made.sent["signature"])}
    with pytest.raises(Faulty) as refused:
        signing.verify(
            "dci-openspp-ed25519",
            KEY.public_key(),
            signing.Written("POST", URL, {}, signing.compact(sent), sent),
            AT,
        )
    assert refused.value.name == "err.signature.invalid"


@pytest.mark.parametrize("later", [-120, 301])
def test_a_signature_of_another_time_is_refused(later: int) -> None:
    made = signing.sign("dci-openspp-ed25519", KEY, URL, SENT, AT)
    signing.verify("dci-openspp-ed25519", KEY.public_key(), made, AT + 299)
    with pytest.raises(Faulty):
        signing.verify("dci-openspp-ed25519", KEY.public_key(), made, AT + later)


def test_the_vector_of_the_signature_in_the_body() -> None:
    """Made by hand: the SHA-256 of the sorted, compact, ASCII-escaped JSON of both parts."""
    signed = signing._signed_string(SENT, 1, 2)
    assert signed == (b"(created): 1\n(expires): 2\ndigest: " + base64.b64encode(DIGEST))


DIGEST = bytes.fromhex("6c0a651da18881f47089e1da879fc4dbbcbc7928408379a27f1c9fce81bed8ed")


@pytest.mark.parametrize("escaped", [True, False])
def test_a_detached_signature_holds_in_both_spellings_of_persian(escaped: bool) -> None:
    """Partners sign what their own library writes, not what came over the wire."""
    theirs = json.dumps(SENT, ensure_ascii=escaped, separators=(",", ":")).encode()
    said = signing._detached(KEY, theirs)
    wire = json.dumps(SENT, ensure_ascii=False, indent=1).encode()
    came = signing.Written("POST", URL, {"Signature": said}, wire, SENT)
    signing.verify("jws-detached", KEY.public_key(), came, AT)


@pytest.fixture
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    register(source_row(1, full_name="مریم می‌رضایی"))


@pytest.mark.django_db
@pytest.mark.usefixtures("_people")
@pytest.mark.parametrize("profile", SIGNED)
def test_a_partner_that_signs_is_answered_only_when_it_did(
    settings: Settings, profile: str
) -> None:
    party = partner(profile=profile, public_key=PUBLIC)
    at = int(now().timestamp())
    made = signing.sign(profile, KEY, URL, party.search(by_id(1)), at)
    answer = party.post(SYNC, made.raw, **headers(made))
    assert len(records(answer)) == 1
    told = signing.Written("POST", URL, dict(answer.headers), answer.content, answer.json())
    if profile != "rfc9421":  # the answer has a status where a request has an address
        signing.verify(profile, signing.own_key(settings.HOME).public_key(), told, at)
    assert profile == "dci-openspp-ed25519" or "Signature" in answer.headers
    bare = party.post(SYNC, party.search(by_id(1)))
    assert (codes(bare), bare.status_code) == (["err.signature.missing"], 401)
    another = signing.sign(profile, KEY, URL, party.search(by_id(1)), at)
    other = changed_name(another)
    answer = party.post(SYNC, other.raw, **headers(other))
    assert (codes(answer), answer.status_code) == (["err.signature.invalid"], 401)


def changed_name(made: signing.Written) -> signing.Written:
    raw = made.raw.replace(b'"transaction_id":"t1"', b'"transaction_id":"t2"')
    return signing.Written(made.method, made.url, made.headers, raw, json.loads(raw))


@pytest.mark.django_db
@pytest.mark.usefixtures("_people")
@pytest.mark.parametrize("profile", SIGNED)
def test_what_we_send_is_signed_with_the_key_that_we_publish(
    settings: Settings, profile: str
) -> None:
    [published] = Client().get(f"{BASE}/.well-known/jwks.json").json()["keys"]
    ours = signing.own_key(settings.HOME).public_key()
    raw = base64.urlsafe_b64decode(published["x"] + "=")
    assert ours.public_bytes_raw() == raw
    assert "d" not in published
    with receiver() as there:
        party = partner(profile=profile, public_key=PUBLIC, addresses=[there.url])
        url = f"http://testserver{BASE}/registry/search"
        asked = party.search(by_id(1), sender_uri=there.url)
        made = signing.sign(profile, KEY, url, asked, int(now().timestamp()))
        answer = party.post(f"{BASE}/registry/search", made.raw, **headers(made))
        assert answer.status_code == 202
        exchange_messages(now())
        [(path, came, body)] = there.came
        told = signing.Written("POST", there.url + path, dict(came), body, json.loads(body))
        signing.verify(profile, ours, told, int(now().timestamp()))
