"""Seals of the audit with this installation's key."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from sayeban.audit import sealing, verifying
from sayeban.audit.refusals import SealKeyMissing
from sayeban.audit.seals import last_seal
from sayeban.exemptions.package import signing


def seal_audit(at: datetime) -> sealing.Sealed:
    """Seal what was recorded since the last time. Refuses audit.key_missing."""
    _key()
    return sealing.seal(lambda content: signing.sign(settings.HOME, content), at)


def verify_audit(head: str = "") -> verifying.Verified:
    """Check all of it with the public half of the same key. Refuses audit.key_missing too."""
    key = _key()
    return verifying.verify(
        lambda content, said: key is not None and signing.signed_by(key, content, said), head
    )


def _key() -> Ed25519PublicKey | None:
    """The key of the seals; None before the first one, which alone may draw it."""
    key = signing.installed_key(settings.HOME)
    if key is None and last_seal():
        raise SealKeyMissing
    return key
