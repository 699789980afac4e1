"""The port to an SMS provider: what every adapter can do (domain.md 6.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sms:
    """One message to send. `local_id` makes sending again harmless."""

    local_id: int
    mobile: str
    text: str
    segments: int


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider's answer for one message; `status` is one of Message.Status."""

    local_id: int
    provider_id: str
    status: str
    cost_rial: int | None


class SmsUnavailable(Exception):
    """The provider cannot be reached or refuses the whole batch; try again later."""


class SmsPort(Protocol):
    """One provider."""

    def send(self, batch: Sequence[Sms]) -> list[Sent]:
        """Send at most 200 messages; raises SmsUnavailable."""
        ...
