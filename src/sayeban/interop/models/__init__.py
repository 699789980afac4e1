"""Tables of the registry interface: partners, what they asked, what they are told."""

from sayeban.interop.models.civil_event import CivilEvent
from sayeban.interop.models.exchange import Exchange, FeedSeen, Outgoing, Subscription
from sayeban.interop.models.grant import Grant, Sent
from sayeban.interop.models.partner import Partner

__all__ = [
    "CivilEvent",
    "Exchange",
    "FeedSeen",
    "Grant",
    "Outgoing",
    "Partner",
    "Sent",
    "Subscription",
]
