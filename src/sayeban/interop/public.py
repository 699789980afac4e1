"""The only door of `interop` for packages above."""

from datetime import datetime

from sayeban.interop.actions.answer_message import answer_message
from sayeban.interop.actions.forget_exchanges import forget_exchanges
from sayeban.interop.actions.keep_grants import GrantTerms, activate_grant, add_grant, close_grant
from sayeban.interop.actions.keep_partners import PartnerTerms, add_partner, close_partner
from sayeban.interop.actions.send_message import send_message
from sayeban.interop.actions.tell_subscribers import follow_feeds
from sayeban.interop.civil_client import CivilRegistryAway, subscribe_to
from sayeban.interop.fake_registry import FakeRegistry, serving
from sayeban.interop.reads.grants import grant_rows
from sayeban.interop.reads.partners import partner_rows
from sayeban.interop.sending import Sent
from sayeban.runtime.actor import SYSTEM

_MOST = 1_000


def exchange_messages(at: datetime) -> int:
    """Answer, tell and send what waits; how many. Bounded: a stream cannot hold the worker."""
    return sum(
        next((n for n in range(_MOST) if not step(actor=SYSTEM, at=at)), _MOST)
        for step in (follow_feeds, answer_message, send_message)
    )


__all__ = [
    "CivilRegistryAway",
    "FakeRegistry",
    "GrantTerms",
    "PartnerTerms",
    "Sent",
    "activate_grant",
    "add_grant",
    "add_partner",
    "close_grant",
    "close_partner",
    "exchange_messages",
    "forget_exchanges",
    "grant_rows",
    "partner_rows",
    "serving",
    "subscribe_to",
]
