"""The outbox as a page shows it, and the notices of one user."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.notices.adapters import stays_here
from sayeban.notices.models import Message
from sayeban.notices.rules import hidden

_SHOWN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message; of the number only its last four digits are shown."""

    id: int
    receiver: str
    text: str
    segments: int
    status: str
    status_label: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None


def outbox(*, before: int | None = None, size: int = 50) -> list[OutboxRow]:
    """The newest messages within the reader's places, `before` an id for the next page."""
    found = Message.objects.order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    return [_row(message) for message in found[:size]]


def notices_of(user_id: int, size: int = 10) -> list[OutboxRow]:
    """The newest notices of one user that lie within his places."""
    found = Message.objects.filter(user_id=user_id).order_by("-id")
    return [_row(message) for message in found[:size]]


def _row(message: Message) -> OutboxRow:
    receiver = f"…{message.mobile[-_SHOWN_DIGITS:]}" if message.mobile else ""
    status = Message.Status(message.status)
    return OutboxRow(
        message.id,
        receiver,
        message.text if stays_here() else hidden(message.template, message.text),
        message.segments,
        status.value,
        str(status.label),
        message.attempts,
        message.created_at,
        message.sent_at,
    )
