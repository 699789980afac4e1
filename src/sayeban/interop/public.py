"""The only door of `interop` for packages above."""

from datetime import datetime

from sayeban.interop.actions.answer_message import answer_message
from sayeban.interop.actions.keep_partners import PartnerTerms, add_partner, close_partner
from sayeban.interop.actions.send_message import send_message
from sayeban.interop.actions.tell_subscribers import follow_feeds
from sayeban.interop.attributes import ATTRIBUTES
from sayeban.interop.reads.partners import partner_rows
from sayeban.interop.rules import CIVIL_EVENTS, PROFILES
from sayeban.runtime.actor import SYSTEM

_MOST = 1_000


def exchange_messages(at: datetime) -> int:
    """Answer, tell and send what waits; how many. Bounded: a stream cannot hold the worker."""
    follow_feeds(actor=SYSTEM, at=at)
    return sum(
        next((n for n in range(_MOST) if not step(actor=SYSTEM, at=at)), _MOST)
        for step in (answer_message, send_message)
    )


__all__ = [
    "ATTRIBUTES",
    "CIVIL_EVENTS",
    "PROFILES",
    "PartnerTerms",
    "add_partner",
    "close_partner",
    "exchange_messages",
    "partner_rows",
]
