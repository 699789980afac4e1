"""How this installation asks a civil registry to be told of events."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.conf import settings

from sayeban.interop import signing
from sayeban.interop.answering import header_of
from sayeban.interop.rules import CIVIL_EVENTS
from sayeban.interop.sending import Sent, post
from sayeban.kit.refusals import Refusal

Post = Callable[[str, bytes, Mapping[str, str]], Sent]
"""(address, body, headers) to what became of it."""


class CivilRegistryAway(Refusal):
    """The registry does not take our subscription."""

    code: ClassVar[str] = "registry.away"
    sentence: ClassVar[str] = (
        "ثبت احوال درخواست اشتراک را نپذیرفت ({problem}). نشانی و شیوهٔ امضا را بررسی کنید و دوباره"
        " بفرستید."
    )


def subscribe_to(registry: str, profile: str, back: str, at: datetime, send: Post = post) -> Sent:
    """Subscribe to all civil events from today on; `back` is the address of our own interface.

    The registry notifies them there as a partner whose record names what it tells.
    """
    filters = [
        {
            "expression1": {
                "attribute_name": "event_date",
                "operator": "ge",
                "attribute_value": at.date().isoformat(),
            }
        }
    ]
    items = [
        {
            "reference_id": str(uuid4()),
            "timestamp": at.isoformat(),
            "subscribe_criteria": {
                "reg_event_type": event,
                "filter_type": "predicate",
                "filter": filters,
                "notify_record_type": "Person",
            },
            "locale": "fas",
        }
        for event in CIVIL_EVENTS
    ]
    header = header_of("subscribe", "", at, sender_uri=back, total_count=len(items))
    sent = {
        "header": header,
        "message": {"transaction_id": str(uuid4()), "subscribe_request": items},
    }
    key = signing.own_key(settings.HOME)
    url = f"{registry.rstrip('/')}/registry/subscribe"
    made = signing.sign(profile, key, url, sent, int(at.timestamp()))
    return send(url, made.raw, made.headers)
