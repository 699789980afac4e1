"""HTTP Message Signatures (RFC 9421) of programs that gave us a public key.

What such a program sends is signed by Ed25519 over method, address and Content-Digest (RFC 9530),
and kept as it came, so that its company cannot deny it later. A file that goes to a disk is not
read for that: its digest is compared when it has come (ComingDigest).
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NoReturn

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.http import HttpRequest
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)

from sayeban.accounts.actions.keep_signed import Signed
from sayeban.accounts.calling import Call, Program, keep_call
from sayeban.accounts.models import MachineClient
from sayeban.accounts.refusals_machine import DigestWrong, SignatureInvalid, SignatureMissing

COVERED: Final = ("@method", "@target-uri", "content-digest")
SKEW: Final = timedelta(minutes=1)
OLDEST: Final = timedelta(minutes=5)
_HEADERS: Final = ("Signature-Input", "Signature", "Content-Digest")


@dataclass(frozen=True, slots=True)
class _Message:
    """A request as the library reads it."""

    method: str
    url: str
    headers: Mapping[str, str]


class _Key(HTTPSignatureKeyResolver):
    """The one key that may have signed: that of the program whose token came with the call."""

    def __init__(self, client_id: str, public_key: str) -> None:
        self._client_id = client_id
        self._key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        """The key, where it is meant."""
        return self._key if key_id == self._client_id else None

    def resolve_private_key(self, key_id: str) -> NoReturn:
        """Nobody signs here."""
        raise NotImplementedError(key_id)


class _Verifier(HTTPMessageVerifier):
    """Clocks may differ by SKEW."""

    max_clock_skew = SKEW


class ComingDigest:
    """The digest of what comes in pieces, to be compared with what its sender `said` of it."""

    def __init__(self, said: str) -> None:
        self._said = [each.strip() for each in said.split(",") if each.strip()]
        self._found = {
            f"sha-{bits}": hashlib.new(f"sha{bits}") for bits in (256, 512) if f"sha-{bits}" in said
        }

    def update(self, piece: bytes) -> None:
        """One more piece."""
        for each in self._found.values():
            each.update(piece)

    def refuse_another(self) -> None:
        """Refuses digest.wrong where the sender said a digest and it is not that of all pieces."""
        found = {
            f"{name}=:{base64.b64encode(each.digest()).decode()}:"
            for name, each in self._found.items()
        }
        if not found.issuperset(self._said):
            raise DigestWrong


def refuse_unsigned(
    request: HttpRequest, program: Program, at: datetime, operation: str, *, streams: bool
) -> Signed | None:
    """Ask for the signature of what a program with a key sends; what is to be kept of it.

    Of what `streams` the body is not read: the digest that is signed is still to be compared.
    Refuses signature.missing and signature.invalid; the call is kept with the refusal.
    """
    client_id, public_key = MachineClient.objects.values_list("client_id", "public_key").get(
        pk=program.id
    )
    if not public_key:
        return None
    try:
        body = None if streams else request.body
        _verify(request, client_id, public_key, body)
    except (SignatureMissing, SignatureInvalid) as refusal:
        call = Call(program.id, at, operation, program.called.request_id)
        keep_call(call, refusal.http_status, refusal.code)
        raise
    given, signature, digest = (request.headers[name] for name in _HEADERS)
    return Signed(
        client_id=program.id,
        at=at,
        request_id=program.called.request_id,
        method=str(request.method),
        target=request.build_absolute_uri(),
        signature_input=given,
        signature=signature,
        digest=digest,
        public_key=public_key,
        body=body or b"",
    )


def _verify(request: HttpRequest, client_id: str, public_key: str, body: bytes | None) -> None:
    if any(name not in request.headers for name in _HEADERS):
        raise SignatureMissing
    verifier = _Verifier(
        signature_algorithm=algorithms.ED25519, key_resolver=_Key(client_id, public_key)
    )
    message = _Message(str(request.method), request.build_absolute_uri(), dict(request.headers))
    try:
        # Without `body` the library believes the digest that came with what was sent.
        verifier.verify(message, body=body, require_components=COVERED, max_age=OLDEST - SKEW)
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise SignatureInvalid from error
