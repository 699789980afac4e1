"""A program with a key sends a file: it goes to a disk, and is what was signed or is not kept."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from sayeban.accounts.models import MachineCall, MachineSigned
from sayeban.accounts.public import ComingDigest, refuse_unsigned
from sayeban.accounts.refusals_machine import DigestWrong
from sayeban.exemptions.api import door
from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.tests.feeds.makers import FEED, V1
from sayeban.exemptions.tests.feeds.test_back import consumed, ids
from sayeban.exemptions.tests.feeds.test_signatures import given, refused, signed
from sayeban.exemptions.tests.feeds.test_uploads import (
    reports,
    stored_files,
    the_upload,
    worked,
)

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

pytestmark = pytest.mark.django_db

PATH = f"{V1}/feeds/{FEED}/consumption-reports"
URL = f"http://testserver{PATH}"


def file_of(gas: Client, revisions: int = 2) -> bytes:
    first = ids(gas)[0]
    return "\n".join(json.dumps(consumed(first, each)) for each in range(revisions)).encode()


def send(gas: Client, body: bytes, headers: dict[str, str], kind: str = NDJSON) -> "TestResponse":
    return gas.post(PATH, body, content_type=kind, headers=headers | {"Idempotency-Key": "k" * 16})


def digest(body: bytes, bits: int = 256) -> str:
    raw = hashlib.new(f"sha{bits}", body).digest()
    return f"sha-{bits}=:{base64.b64encode(raw).decode()}:"


def test_a_signed_file_is_taken_whole(gas: Client, tmp_path: Path) -> None:
    """Also one that is larger than what a body in memory may be."""
    body = file_of(gas) + b"\n" * 3_000_000
    given()
    headers = signed(body, url=URL)
    taken = send(gas, body, headers)
    assert taken.status_code == 202
    (stored,) = stored_files(tmp_path)
    assert stored.read_bytes() == body
    kept = MachineSigned.objects.get()
    assert (kept.target, kept.digest, bytes(kept.body)) == (URL, headers["Content-Digest"], b"")
    worked()
    assert (the_upload().recorded, reports()) == (2, 2)


def test_read_with_its_signature_a_large_file_would_be_refused(
    gas: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what is read at once may not be so large."""
    body = file_of(gas) + b"\n" * 3_000_000
    given()

    def reading(*named: Any, streams: bool) -> object:
        return refuse_unsigned(*named, streams=not streams)

    monkeypatch.setattr(door, "refuse_unsigned", reading)
    assert send(gas, body, signed(body, url=URL)).status_code == 400


def test_another_file_than_the_signed_one_is_refused_and_gone(gas: Client, tmp_path: Path) -> None:
    body = file_of(gas)
    given()
    answer = send(gas, body.replace(b"\n", b" "), signed(body, url=URL))
    assert refused(answer) == (400, "digest.wrong")
    assert (stored_files(tmp_path), MachineSigned.objects.count()) == ([], 0)
    assert MachineCall.objects.order_by("-id")[0].problem == "digest.wrong"
    # The same call as it was signed is taken: what was refused has used no key up.
    assert send(gas, body, signed(body, url=URL)).status_code == 202


def test_without_the_comparison_another_file_would_be_taken(
    gas: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the signature alone says nothing of a file."""
    body = file_of(gas)
    given()
    monkeypatch.setattr(ComingDigest, "refuse_another", lambda _: None)
    assert send(gas, body + b"\n", signed(body, url=URL)).status_code == 202


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("signature.missing", None),
        ("signature.invalid", {"key_id": "gas-308"}),
        ("signature.invalid", {"url": f"http://testserver{V1}/feeds/{FEED}/receipts"}),
    ],
)
def test_an_unsigned_file_is_refused_before_it_is_kept(
    gas: Client, tmp_path: Path, code: str, changed: dict[str, Any] | None
) -> None:
    body = file_of(gas)
    given()
    headers = {} if changed is None else signed(body, **({"url": URL} | changed))
    assert refused(send(gas, body, headers)) == (401, code)
    assert stored_files(tmp_path) == []


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (digest, 202),
        (lambda body: digest(body, 512), 202),
        (lambda body: f"{digest(body)}, {digest(body, 512)}", 202),
        (lambda body: digest(body + b"\n"), 400),
        (lambda body: f"{digest(body)}, {digest(body + b' ', 512)}", 400),
        (lambda _: "md5=:1B2M2Y8AsgTpgAmY7PhCfg==:", 400),
        (lambda _: "sha-256", 400),
    ],
)
def test_who_signs_nothing_may_say_a_digest(
    gas: Client, said: Callable[[bytes], str], status: int
) -> None:
    body = file_of(gas)
    assert send(gas, body, {"Content-Digest": said(body)}).status_code == status


def test_a_digest_is_that_of_all_pieces() -> None:
    coming = ComingDigest(digest(b"ab"))
    coming.update(b"a")
    with pytest.raises(DigestWrong):
        coming.refuse_another()
    coming.update(b"b")
    coming.refuse_another()
