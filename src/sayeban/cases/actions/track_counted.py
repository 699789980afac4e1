"""Tracking for whoever holds a number, on the page and through the service: tries are counted."""

from datetime import datetime
from typing import Final

from sayeban.accounts.public import TooManyTries, Tries, clear_source, count_source
from sayeban.cases.reads.track import Tracked, track
from sayeban.cases.refusals_case import TrackingOften
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking

_TRIES: Final = Tries("track ", of_all=5000, of_address=300)
"""Numbers of no case, counted apart: a sweep of them locks nobody out of signing in.

A hall, or a network of telephones, shares one address. With a million numbers in use one guess in
90,000 meets one, so whoever makes 300 in a quarter of an hour needs three days for a single one,
and then he sees no person.
"""


def track_counted(number: str, source: str, at: datetime) -> Tracked | None:
    """The case with this number; None if there is none. `source`: the address that asks.

    Counted before it is judged; a right number takes its try back. Refuses tracking.too_many.
    """
    try:
        count_source(actor=SYSTEM, at=at, source=source, tries_of=_TRIES)
    except TooManyTries as often:
        raise TrackingOften from often
    with looking(SYSTEM):
        found = track(number)
    if found is not None:
        clear_source(actor=SYSTEM, at=at, source=source, signed_in=False, tries_of=_TRIES)
    return found
