"""Where a program gave its key, what it sends is signed and kept (RFC 9421)."""

import base64
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.test import Client
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms

from sayeban.accounts.models import MachineCall, MachineSigned
from sayeban.accounts.public import set_client_key
from sayeban.accounts.signatures import _Verifier
from sayeban.exemptions.tests.feeds.makers import EXPERT, FEED, V1, changes
from sayeban.exemptions.tests.makers import NOW

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

pytestmark = pytest.mark.django_db

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PEM = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
PATH = f"{V1}/feeds/{FEED}/receipts"
ZWNJ = "شناسهٔ قبض را نمی‌شناسیم؛ کنتور «شماره‌دار» نیست"


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def resolve_private_key(self, key_id: str) -> bytes:
        assert key_id
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def resolve_public_key(self, key_id: str) -> NoReturn:
        raise NotImplementedError(key_id)


@dataclass
class _Sent:
    """A request as the company's library sees it."""

    body: bytes
    method: str = "POST"
    url: str = f"http://testserver{PATH}"
    headers: dict[str, str] = field(default_factory=dict)


def signed(
    body: bytes,
    key: Ed25519PrivateKey = KEY,
    key_id: str = "gas-307",
    covered: tuple[str, ...] = ("@method", "@target-uri", "content-digest"),
    age: timedelta = timedelta(),
    **changed: Any,
) -> dict[str, str]:
    """The headers of a signed request."""
    sent = _Sent(body, **changed)
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_Keys(key))
    signer.sign(sent, key_id=key_id, created=NOW - age, covered_component_ids=covered, body=body)
    return sent.headers


def body_of(gas: Client, message: str = ZWNJ) -> bytes:
    first = changes(gas).json()["data"][0]["exemption_id"]
    receipt = {
        "exemption_id": first,
        "version": 1,
        "status": "rjct",
        "status_reason_code": "rjct.bill_id.not_found",
        "status_reason_message": message,
    }
    return json.dumps({"receipts": [receipt]}, ensure_ascii=False).encode()


def send(gas: Client, body: bytes, headers: dict[str, str]) -> "TestResponse":
    key = {"Idempotency-Key": "k" * 16}
    return gas.post(PATH, body, "application/json", headers=headers | key)


def given(public_key: str = PEM) -> None:
    set_client_key(actor=EXPERT, at=NOW, client_id="gas-307", public_key=public_key)


def refused(answer: "TestResponse") -> tuple[int, str]:
    return answer.status_code, answer.json()["title"]


def test_persian_words_are_signed_kept_and_answered(gas: Client) -> None:
    body = body_of(gas)
    given()
    headers = signed(body)
    answer = send(gas, body, headers)
    assert answer.json()["accepted"] == 1
    kept = MachineSigned.objects.get()
    assert bytes(kept.body) == body
    assert ZWNJ.encode() in body
    assert (kept.signature, kept.digest) == (headers["Signature"], headers["Content-Digest"])
    assert (kept.method, kept.target) == ("POST", f"http://testserver{PATH}")
    assert kept.request_id == answer["X-Request-Id"]
    # Whoever has the row alone can show it again: the key says so of what stands in it.
    names = {"Signature-Input": kept.signature_input, "Signature": kept.signature}
    base = f'"@method": POST\n"@target-uri": {kept.target}\n"content-digest": {kept.digest}\n'
    params = names["Signature-Input"].partition("=")[2]
    raw = base64.b64decode(kept.signature.partition("=")[2].strip(":"))
    KEY.public_key().verify(raw, f'{base}"@signature-params": {params}'.encode())


def test_a_program_without_a_key_need_not_sign(gas: Client) -> None:
    assert send(gas, body_of(gas), {}).status_code == 200
    assert MachineSigned.objects.count() == 0


def test_what_is_not_signed_is_refused_and_the_call_is_kept(gas: Client) -> None:
    body = body_of(gas)
    given()
    assert refused(send(gas, body, {})) == (401, "signature.missing")
    assert MachineCall.objects.order_by("-id")[0].problem == "signature.missing"
    given("")
    assert send(gas, body, {}).status_code == 200


def test_reading_needs_no_signature(gas: Client) -> None:
    given()
    assert changes(gas).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": OTHER},
        {"key_id": "gas-308"},
        {"covered": ("@target-uri", "content-digest")},
        {"covered": ("@method", "content-digest")},
        {"age": timedelta(minutes=5, seconds=1)},
        {"age": timedelta(seconds=-61)},
        {"method": "PUT"},
        {"url": f"http://testserver{V1}/feeds/{FEED}/notices"},
        {"url": f"http://elsewhere{PATH}"},
    ],
)
def test_another_signature_is_refused(gas: Client, wrong: dict[str, Any]) -> None:
    body = body_of(gas)
    given()
    answer = send(gas, body, signed(body, **wrong))
    assert refused(answer) == (401, "signature.invalid")
    assert MachineSigned.objects.count() == 0


@pytest.mark.parametrize("age", [timedelta(minutes=4, seconds=59), timedelta(seconds=-59)])
def test_clocks_may_differ_a_little(gas: Client, age: timedelta) -> None:
    body = body_of(gas)
    given()
    assert send(gas, body, signed(body, age=age)).status_code == 200


def test_a_body_without_digest_is_not_believed(gas: Client) -> None:
    body = body_of(gas)
    given()
    headers = signed(body)
    headers["Content-Digest"] = "sha-256=:AAAA:"
    assert refused(send(gas, body, headers)) == (401, "signature.invalid")


def test_a_zwnj_that_was_lost_on_the_way_is_seen(gas: Client) -> None:
    body = body_of(gas)
    given()
    changed = body.replace("\u200c".encode(), b"")
    assert changed != body
    assert refused(send(gas, changed, signed(body))) == (401, "signature.invalid")


def test_a_library_that_is_given_no_body_believes_a_changed_one(
    gas: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the digest is compared with what came."""
    body = body_of(gas)
    given()
    whole = _Verifier.verify

    def trusting(self: _Verifier, message: object, **asked: Any) -> object:
        asked.pop("body")
        return whole(self, message, **asked)

    monkeypatch.setattr(_Verifier, "verify", trusting)
    changed = body.replace("نمی\u200cشناسیم".encode(), "می\u200cشناسیم".encode())
    assert send(gas, changed, signed(body)).status_code == 200


def test_a_signature_is_of_no_use_later(gas: Client) -> None:
    body = body_of(gas)
    given()
    headers = signed(body)
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert refused(send(gas, body, headers)) == (401, "signature.invalid")
