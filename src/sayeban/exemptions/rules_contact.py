"""Telling clients before anything is asked of them: what became of a contact (A-090 … A-095).

Pure decisions, no Django.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sayeban.country import text
from sayeban.exemptions.rules import CHANNELS

SMS: Final = "sms"
"""The channel of an approved text that the system sent; people write down all others."""
CONTACT_CHANNELS: Final[Mapping[str, str]] = {SMS: "پیامک سامانه", **CHANNELS}


class Outcome(StrEnum):
    """What became of one contact. `SENT` is said of texts alone."""

    SENT = "sent"
    WILL_SEND = "will_send"
    REFUSES = "refuses"
    NOT_REACHED = "not_reached"
    WRONG_NUMBER = "wrong_number"
    MOVED = "moved"


OUTCOME_LABELS: Final[Mapping[str, str]] = {
    Outcome.SENT: "پیامک رفت",
    Outcome.WILL_SEND: "آگاه شد، می‌فرستد",
    Outcome.REFUSES: "آگاه شد، همکاری نمی‌کند",
    Outcome.NOT_REACHED: "پاسخ نداد",
    Outcome.WRONG_NUMBER: "شماره نادرست است",
    Outcome.MOVED: "از محل رفته است",
}
SPOKEN: Final = frozenset({Outcome.WILL_SEND, Outcome.REFUSES})
"""Somebody spoke with the client, who knows now whatever comes later."""
INFORMED: Final = SPOKEN | {Outcome.SENT}
TO_CALL: Final = frozenset({"", Outcome.NOT_REACHED, Outcome.WRONG_NUMBER})
"""Nobody told him yet, or nobody reached him: he stands on the call list."""
QUEUED, UNDELIVERED = "queued", "undelivered"
TEXT_LABELS: Final[Mapping[str, str]] = {QUEUED: "پیامک در صف است", UNDELIVERED: "پیامک نرسید"}
"""What is said of a text that has told nobody yet, or never will."""
STANDING_LABELS: Final[Mapping[str, str]] = {**OUTCOME_LABELS, **TEXT_LABELS}

GROUPS: Final[Mapping[str, str]] = {
    "not_informed": "آنان که هنوز آگاه نشده‌اند و اطلاعاتشان گردآوری نشده است",
    "not_collected": "آنان که هنوز اطلاعاتشان گردآوری نشده است",
    "incomplete": "آنان که اطلاعاتشان ناکامل است",
    "tenants": "مستأجران",
    "all": "همهٔ مددجویان این کارتابل",
}
"""To whom a text can be sent; the first is offered first."""
LONGEST_NOTE: Final = 200


def standing_after(present: str, outcome: Outcome) -> str:
    """How far a client is informed after one more contact.

    Whoever was spoken with stays informed though he does not answer the next call, and a text is
    no answer where somebody moved away.
    """
    if present in SPOKEN and outcome not in (*SPOKEN, Outcome.MOVED):
        return present
    if outcome == Outcome.SENT and present not in TO_CALL:
        return present
    return outcome


def names_others(note: str) -> bool:
    """Whether a note holds a number as long as those of telephones and persons."""
    return re.search("[0-9]{7,}", text.identifier(note)) is not None
