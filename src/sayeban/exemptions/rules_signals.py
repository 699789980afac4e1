"""When a signal is tried again, when a receiver rests and when it is given up. Pure."""

import re
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Final, Literal

RESTS_AFTER: Final = 5
"""Failures in a row after which one signal alone is tried, later and later."""
GIVEN_UP_AFTER: Final = timedelta(hours=72)
OVERLAP: Final = timedelta(days=7)
"""How long the secret before signs beside a new one."""
LONGEST_REST: Final = timedelta(hours=6)
ATTEMPTS_KEPT: Final = timedelta(days=30)
AT_ONCE: Final = 16
"""Signals that are sent at a time; of one receiver OF_ONE at the most."""
OF_ONE: Final = 4
CLAIMED_FOR: Final = timedelta(minutes=2)
"""After that another worker sends what one took and did not end."""

Outcome = Literal["taken", "gone", "failed"]


def outcome(status: int) -> Outcome:
    """What an answer means; 0 is none. A redirect is none either: nobody follows it."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return "taken"
    return "gone" if status == HTTPStatus.GONE else "failed"


def asked_rest(status: int, headers: Mapping[str, str]) -> timedelta | None:
    """How long a receiver asks to be left alone (429, 503), at most six hours."""
    written = headers.get("retry-after", "").strip()
    asks = status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
    if not asks or not re.fullmatch("[0-9]{1,9}", written):
        return None
    return min(timedelta(seconds=int(written)), LONGEST_REST)
