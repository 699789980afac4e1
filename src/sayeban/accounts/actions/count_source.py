"""Count tries to sign in by address and over all of them, so that no sweep goes on (S6)."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Greatest

from sayeban.accounts.credentials import as_web
from sayeban.accounts.models import SignInSource
from sayeban.accounts.refusals import TooManyTries
from sayeban.accounts.rules import (
    KNOWN_FOR,
    MAX_CODES_ASKED,
    MAX_TRIES_OF_ADDRESS,
    MAX_TRIES_OF_ALL,
    TRIES_COUNT_FOR,
)
from sayeban.country import jalali
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Tries:
    """What is counted on its own: `of_all` may be made within 15 minutes from everywhere, and
    `of_address` from one address.
    """

    prefix: str
    of_all: int
    of_address: int = MAX_TRIES_OF_ADDRESS


STAFF: Final = Tries("", MAX_TRIES_OF_ALL)
ASKS: Final = Tries("ask ", MAX_CODES_ASKED)
"""Codes that clients ask for and do not enter."""
TRIES: Final = Tries("own ", MAX_TRIES_OF_ALL)
"""Codes that clients enter wrongly."""
_COUNT = """
INSERT INTO accounts_signinsource AS s (source, began, tries) VALUES (%(source)s, %(at)s, 1)
ON CONFLICT (source) DO UPDATE SET
  tries = CASE WHEN s.began > %(since)s THEN s.tries ELSE 0 END + 1,
  began = CASE WHEN s.began > %(since)s THEN s.began ELSE %(at)s END
RETURNING tries, began, coalesce(known_at > %(known_since)s, false)
"""
_MINUTE = timedelta(minutes=1)


@action("accounts.count_source")
def count_source(*, actor: Actor, at: datetime, source: str, tries_of: Tries | None = None) -> None:
    """Count one try of the address `source` ("" where there is none) before it is judged.

    Refuses sign_in.too_many when too many were wrong within 15 minutes: of this address, or of
    all together. An address from which somebody signed in lately is not stopped by the others, so
    that no stranger can lock the offices out.
    """
    with as_web():
        kind = tries_of or STAFF
        known = bool(source) and _counted(f"{kind.prefix}{source}", kind.of_address, at)
        _counted(f"{kind.prefix}{EVERYWHERE}", math.inf if known else kind.of_all, at)


def _counted(source: str, limit: float, at: datetime) -> bool:
    """Count one try; whether the source is a known one."""
    values: dict[str, Any] = {
        "source": source,
        "at": at,
        "since": at - TRIES_COUNT_FOR,
        "known_since": at - KNOWN_FOR,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        tries, began, known = cursor.fetchone()
    if tries > limit:
        wait = math.ceil((began + TRIES_COUNT_FOR - at) / _MINUTE)
        raise TooManyTries(minutes=jalali.persian_digits(str(max(wait, 1))))
    return bool(known)


@action("accounts.clear_source")
def clear_source(
    *, actor: Actor, at: datetime, source: str, signed_in: bool, tries_of: Tries = STAFF
) -> None:
    """The try was right: take it back. `signed_in`: it was the last step, the address is known."""
    with as_web():
        own = SignInSource.objects.filter(
            source__in=[f"{tries_of.prefix}{each}" for each in (source, EVERYWHERE)]
        )
        own.update(tries=Greatest(F("tries") - 1, 0))
        if signed_in and source:
            SignInSource.objects.filter(source=source).update(known_at=at)


@action("accounts.forget_sources")
def forget_sources(*, actor: Actor, at: datetime) -> int:
    """Remove addresses that count for nothing any more; how many."""
    unknown = Q(known_at=None) | Q(known_at__lte=at - KNOWN_FOR)
    with as_web():
        old = SignInSource.objects.filter(unknown, began__lte=at - TRIES_COUNT_FOR)
        return old.delete()[0]
