"""A writing call of a program is done once, however often it comes (promises.md R5)."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.http import HttpResponse

from sayeban.accounts.models import MachineKey
from sayeban.accounts.refusals_machine import KeyInFlight, KeyMissing, KeyReused

_SHORTEST: Final = 16
_LONGEST: Final = 64
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('accounts.key/' || %s || '/' || %s, 0))"


def once(
    program: int, key: str, sent: bytes, at: datetime, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer to a call, kept in the transaction of what it does.

    `sent` is what a repeated call repeats: the address and the body. Refuses key.missing,
    key.in_flight (the same call runs) and key.reused (something else was sent).
    """
    if not (_SHORTEST <= len(key) <= _LONGEST and key.isascii() and key.isprintable()):
        raise KeyMissing
    sha256 = hashlib.sha256(sent).hexdigest()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [program, key])
            if cursor.fetchone() != (True,):
                raise KeyInFlight
        kept = MachineKey.objects.filter(client=program, key=key).first()
        if kept is None:
            told = answer()
            MachineKey.objects.create(
                client_id=program,
                key=key,
                sha256=sha256,
                status=told.status_code,
                answer=told.content.decode(),
                at=at,
            )
            return told
    if kept.sha256 != sha256:
        raise KeyReused
    again = HttpResponse(kept.answer, content_type="application/json", status=kept.status)
    again["Idempotency-Replayed"] = "true"
    return again
