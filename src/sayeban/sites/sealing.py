"""Seals of the audit with this installation's key."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from sayeban.audit import sealing, verifying
from sayeban.audit.refusals import SealKeyMissing
from sayeban.audit.seals import last_seal
from sayeban.exemptions.package import signing

FORMER = Path("keys/former")
"""Public halves (PEM) of keys that signed seals before: the operator keeps them when he changes."""


def seal_audit(at: datetime) -> sealing.Sealed:
    """Seal what was recorded since the last time. Refuses audit.key_missing."""
    last = last_seal()
    if last and not _signed_by_one_of(_keys())(last.statement, last.signature):
        raise SealKeyMissing
    return sealing.seal(lambda content: signing.sign(settings.HOME, content), at)


def verify_audit(head: str = "") -> verifying.Verified:
    """Check all of it with the public halves of the same keys. Refuses audit.key_missing too."""
    keys = _keys()
    if last_seal() and not keys:
        raise SealKeyMissing
    return verifying.verify(_signed_by_one_of(keys), head)


def _signed_by_one_of(keys: Sequence[Ed25519PublicKey]) -> verifying.Signed:
    return lambda content, said: any(signing.signed_by(key, content, said) for key in keys)


def _keys() -> list[Ed25519PublicKey]:
    """The installed key, where one was ever drawn, and those before it."""
    former = (signing.public_key(path.read_bytes()) for path in (settings.HOME / FORMER).glob("*"))
    return [key for key in (signing.installed_key(settings.HOME), *former) if key]
