"""How the description says what a receiver of signals is sent (signal_message writes it)."""

from typing import Any, Final

from sayeban.exemptions.signal_message import EVENT

_TEXT: Final = {"type": "string"}
_HEADERS: Final = {
    "webhook-id": "the same however often it comes: what you know you need not take again",
    "webhook-timestamp": "seconds since 1970; refuse what is five minutes off",
    "webhook-signature": "Standard Webhooks v1; one of several for a week after a new secret",
}
ADVANCE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["specversion", "id", "source", "type", "datacontenttype", "data"],
    "additionalProperties": False,
    "properties": {
        "specversion": {"const": "1.0"},
        "id": _TEXT,
        "source": {"type": "string", "format": "uri-reference"},
        "type": {"const": EVENT},
        "datacontenttype": {"const": "application/json"},
        "data": {
            "type": "object",
            "required": ["feed_id", "epoch", "last_seq"],
            "additionalProperties": False,
            "properties": {
                "feed_id": _TEXT,
                "epoch": _TEXT,
                "last_seq": {"type": "integer", "minimum": 1},
            },
        },
    },
}
WEBHOOKS: Final[dict[str, Any]] = {
    "feedAdvanced": {
        "post": {
            "operationId": "feedAdvanced",
            "summary": "A feed advanced; thin, nothing of a person: read the feed",
            "security": [],
            "parameters": [
                {
                    "name": name,
                    "in": "header",
                    "required": True,
                    "schema": _TEXT,
                    "description": why,
                }
                for name, why in _HEADERS.items()
            ],
            "requestBody": {
                "required": True,
                "content": {"application/cloudevents+json": {"schema": ADVANCE}},
            },
            "responses": {
                "204": {"description": "taken; anything but 2xx is sent again for 72 hours"},
                "410": {"description": "send no more until headquarters says so"},
                "429": {"description": "later; Retry-After in seconds is kept"},
            },
        }
    }
}
