"""Signatures of messages, as each partner's profile has them.

The standard's text is followed in ways that do not understand each other, so a partner's record
says which one is its own. All of them are Ed25519.
"""

import base64
import hashlib
import json
import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature as KeyDisagrees
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from sayeban.exemptions.package.signing import signing_key
from sayeban.interop.faults import Faulty

_KEY: Final = Path("keys/exchange.pem")
_HOLDS: Final = 300
_SKEW: Final = 60
_OPENSPP: Final = "dci-openspp-ed25519"
_JWS: Final = "jws-detached"
_ALGORITHM: Final = "Ed25519"
_COVERED: Final = ("@method", "@target-uri", "content-digest")
_PART = re.compile(r'([A-Za-z]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Written:
    """One message over HTTP. `sent` is the JSON in `raw`; `status_code` is that of an answer."""

    method: str
    url: str
    headers: MutableMapping[str, str]
    raw: bytes
    sent: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as the library of RFC 9421 reads it."""

    status_code: int
    headers: MutableMapping[str, str]


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, key: Any) -> None:  # noqa: ANN401 - either half, as the library asks
        self._key = key

    def resolve_public_key(self, key_id: str) -> Any:  # noqa: ANN401 - the same
        del key_id  # a partner has one key
        return self._key

    def resolve_private_key(self, key_id: str) -> Any:  # noqa: ANN401 - the same
        del key_id
        return self._key


def own_key(home: Path) -> Ed25519PrivateKey:
    """The key of this installation for what it sends; drawn on first use."""
    return signing_key(home, _KEY)


def key_set(home: Path) -> dict[str, Any]:
    """The JWKS of the installation."""
    key = OKPKey.import_key(own_key(home).public_key())
    told = key.as_dict(private=False)
    return {"keys": [{**told, "kid": key.thumbprint(), "use": "sig", "alg": _ALGORITHM}]}


def compact(sent: dict[str, Any]) -> bytes:
    """A message as it is sent: Persian text as it is, no spaces."""
    return json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()


def verify(profile: str, key: Ed25519PublicKey, came: Written, now: int) -> None:
    """Refuses err.signature.missing and err.signature.invalid."""
    if profile == _OPENSPP:
        _verify_in_body(key, came, now)
    elif profile == _JWS:
        _verify_jws(key, came)
    else:
        _verify_http(key, came)


def _verify_in_body(key: Ed25519PublicKey, came: Written, now: int) -> None:
    said = came.sent.get("signature")
    if not isinstance(said, str) or not said.strip():
        raise Faulty("err.signature.missing")
    parts = dict(_PART.findall(said))
    try:
        created, expires = int(parts["created"]), int(parts["expires"])
        signature = base64.b64decode(parts["signature"], validate=True)
        sender = parts["kidId"].split("|")[0]
        in_time = created - _SKEW <= now <= expires <= created + _HOLDS
        if not in_time or sender != came.sent["header"]["sender_id"]:
            raise Faulty("err.signature.invalid")
        key.verify(signature, _signed_string(came.sent, created, expires))
    except (KeyError, ValueError, KeyDisagrees):
        raise Faulty("err.signature.invalid") from None


def _signed_string(sent: dict[str, Any], created: int, expires: int) -> bytes:
    """What is signed: the digest is that of sorted, compact, ASCII-escaped JSON."""
    whole = {"header": sent["header"], "message": sent["message"]}
    digest = hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode())
    told = base64.b64encode(digest.digest()).decode()
    return f"(created): {created}\n(expires): {expires}\ndigest: {told}".encode()


def _verify_jws(key: Ed25519PublicKey, came: Written) -> None:
    said = came.headers.get("Signature", "")
    if not said:
        raise Faulty("err.signature.missing")
    # Some sign what they send, others the JSON in it as their library writes it.
    spelt = (came.raw, compact(came.sent), json.dumps(came.sent, separators=(",", ":")).encode())
    if not any(_signed_jws(key, said, each) for each in dict.fromkeys(spelt)):
        raise Faulty("err.signature.invalid")


def _signed_jws(key: Ed25519PublicKey, said: str, payload: bytes) -> bool:
    try:
        jws.deserialize_compact(
            said, OKPKey.import_key(key), algorithms=[_ALGORITHM], payload=payload
        )
    except (JoseError, ValueError):
        return False
    return True


def _verify_http(key: Ed25519PublicKey, came: Written) -> None:
    if "Signature" not in came.headers or "Signature-Input" not in came.headers:
        raise Faulty("err.signature.missing")
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=_Keys(key))
    try:
        # Without the body a changed one would pass: the library then looks at headers alone.
        verifier.verify(
            came,
            body=came.raw,
            require_components=_COVERED,
            max_age=timedelta(seconds=_HOLDS),
        )
    except (HTTPMessageSignaturesException, ValueError):
        raise Faulty("err.signature.invalid") from None


def sign(profile: str, key: Ed25519PrivateKey, url: str, sent: dict[str, Any], now: int) -> Written:
    """A message of ours to a partner, signed as it reads it."""
    if profile == _OPENSPP:
        sent = {"signature": _in_body(key, sent, now), **sent}
    raw = compact(sent)
    made = Written("POST", url, {"Content-Type": "application/json"}, raw, sent)
    if profile == _JWS:
        made.headers["Signature"] = _detached(key, raw)
    elif profile == "rfc9421":
        _signer(key).sign(made, key_id=_kid(key), body=raw, covered_component_ids=_COVERED[:2])
    return made


def sign_answer(
    profile: str, key: Ed25519PrivateKey, sent: dict[str, Any], now: int
) -> tuple[bytes, MutableMapping[str, str]]:
    """The body of an answer of ours and the headers that sign it.

    An acknowledgement has no header, over which the signature in the body goes.
    """
    if profile == _OPENSPP and "header" in sent:
        return compact({"signature": _in_body(key, sent, now), **sent}), {}
    raw = compact(sent)
    headers: dict[str, str] = {}
    if profile == _JWS:
        headers["Signature"] = _detached(key, raw)
    elif profile == "rfc9421":
        answer = _Answer(200, headers)
        _signer(key).sign(answer, key_id=_kid(key), body=raw, covered_component_ids=("@status",))
    return raw, headers


def _in_body(key: Ed25519PrivateKey, sent: dict[str, Any], now: int) -> str:
    expires = now + _HOLDS
    made = base64.b64encode(key.sign(_signed_string(sent, now, expires))).decode()
    return (
        f'namespace="dci", kidId="{sent["header"]["sender_id"]}|{_kid(key)}|ed25519",'
        f' algorithm="ed25519", created="{now}", expires="{expires}",'
        f' headers="(created) (expires) digest", signature="{made}"'
    )


def _detached(key: Ed25519PrivateKey, raw: bytes) -> str:
    protected = {"alg": _ALGORITHM, "kid": _kid(key)}
    whole = jws.serialize_compact(protected, raw, OKPKey.import_key(key), algorithms=[_ALGORITHM])
    return jws.detach_content(whole)


def _signer(key: Ed25519PrivateKey) -> HTTPMessageSigner:
    return HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_Keys(key))


def _kid(key: Ed25519PrivateKey) -> str:
    return OKPKey.import_key(key.public_key()).thumbprint()
