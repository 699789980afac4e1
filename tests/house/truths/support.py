"""What the constraints of support say, as in truth.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tests.house.truth import DAYS, Truth, in_order


def _ended(state: str, ended_on: date | None, reason: str) -> bool:
    if state == "waiting":
        return ended_on is None
    return ended_on is not None and (state == "served" or (state == "left" and reason != ""))


CHECKS: Final[Mapping[str, Truth]] = {
    "support_waiting_ended": Truth(
        {
            "state": ("waiting", "served", "left", "else"),
            "ended_on": (None, DAYS[0]),
            "reason": ("", "فوت"),
        },
        _ended,
    ),
    "support_waiting_span": in_order("since", "ended_on", same=True, days=DAYS),
}
UNIQUE: Final[Mapping[str, str]] = {
    "support_waiting_once": "a person waits for a service in one place",
}
FREED: Final[Mapping[str, Mapping[str, Any]]] = {"support_waiting_once": {"state": "left"}}
