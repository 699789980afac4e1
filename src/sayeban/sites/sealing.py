"""Seals of the audit with this installation's key."""

from datetime import datetime

from django.conf import settings

from sayeban.audit import sealing, verifying
from sayeban.exemptions.package import signing


def seal_audit(at: datetime) -> sealing.Sealed:
    """Seal what was recorded since the last time."""
    return sealing.seal(lambda content: signing.sign(settings.HOME, content), at)


def verify_audit(head: str = "") -> verifying.Verified:
    """Check all of it with the public half of the same key."""
    key = signing.signing_key(settings.HOME).public_key()
    return verifying.verify(lambda content, said: signing.signed_by(key, content, said), head)
