"""What a receiver is sent when its feed advanced: CloudEvents 1.0 under Standard Webhooks.

Nothing of a person is in it: who hears it reads the feed.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.utils.crypto import salted_hmac
from standardwebhooks import Webhook

EVENT: Final = "sayeban.exemption.feed-advanced.v1"
CONTENT_TYPE: Final = "application/cloudevents+json; charset=utf-8"
_PURPOSE: Final = "sayeban.exemptions.hook"


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a feed has come."""

    feed_id: str
    epoch: str
    last_seq: int

    @property
    def message_id(self) -> str:
        """Its name, the same however often it is sent: whoever heard it already sees that."""
        return f"{self.feed_id}:{self.epoch}:{self.last_seq}"


def secret_of(salt: str) -> str:
    """The secret that belongs to a salt, as receivers write it; another installation has others."""
    digest = salted_hmac(_PURPOSE, salt, algorithm="sha256").digest()
    return f"whsec_{base64.b64encode(digest).decode()}"


def body_of(advance: Advance) -> str:
    """The event. Absent on purpose: a time of its own, so that one name has one body."""
    said: dict[str, Any] = {
        "specversion": "1.0",
        "id": advance.message_id,
        "source": f"/utility/v1/feeds/{advance.feed_id}",
        "type": EVENT,
        "datacontenttype": "application/json",
        "data": {
            "feed_id": advance.feed_id,
            "epoch": advance.epoch,
            "last_seq": advance.last_seq,
        },
    }
    return json.dumps(said)


def headers_of(advance: Advance, body: str, salts: Sequence[str], at: datetime) -> dict[str, str]:
    """The headers of Standard Webhooks, signed by each secret that holds.

    The library reads the time as if it were UTC whatever its zone, so that it gets that.
    """
    moment = at.astimezone(UTC)
    signed = [
        Webhook(secret_of(salt)).sign(advance.message_id, moment, body) for salt in salts if salt
    ]
    return {
        "Content-Type": CONTENT_TYPE,
        "webhook-id": advance.message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signed),
    }
