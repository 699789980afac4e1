"""A message of a partner is noted: what is answered at once, and what the worker answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sayeban.interop.models import Exchange
from sayeban.interop.reads.partners import Known
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@dataclass(frozen=True, slots=True)
class Came:
    """A message: what it asks for, by its names. `later`: it is answered at `sender_uri`."""

    action: str
    transaction_id: str
    references: Sequence[str]
    message: dict[str, Any]
    sender_uri: str = ""
    later: bool = False


@action("interop.take_message", clients=True)
def take_message(*, actor: Actor, at: datetime, partner: Known, came: Came) -> UUID:
    """The correlation_id of the message."""
    del actor
    number = uuid4()
    with nationwide():
        Exchange.objects.create(
            id=number,
            partner_id=partner.id,
            action=came.action,
            transaction_id=came.transaction_id,
            references=list(came.references),
            message=came.message if came.later else None,
            sender_uri=came.sender_uri,
            status="rcvd" if came.later else "succ",
            received_at=at,
            answered_at=None if came.later else at,
        )
    return number
