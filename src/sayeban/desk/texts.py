"""The short message that asks how content somebody is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sayeban.notices.public import seed_templates

SURVEY: Final = "desk.survey"
BOOKED: Final = "desk.booked"
MOVED: Final = "desk.moved"
CALLED_OFF: Final = "desk.called_off"
TEXTS: Final[Mapping[str, str]] = {
    SURVEY: (
        "کار درخواست {0} در بهزیستی پایان یافت. از رسیدگی به آن راضی بودید؟"
        " یک رقم بفرستید: ۹ راضی، ۸ نه خوب نه بد، ۷ ناراضی."
    ),
    BOOKED: "وقت شما در {0}: {1}، ساعت {2}. اگر نمی‌آیید، به میز خدمت خبر دهید.",
    MOVED: "وقت شما در {0} عوض شد: {1}، ساعت {2}. وقت پیشین دیگر نیست.",
    CALLED_OFF: "وقت شما در {0} برای {1}، ساعت {2} لغو شد.",
}
"""{0} is the tracking number; of an appointment desk, day and hour."""


def seed_desk_texts(at: datetime) -> None:
    """So that headquarters can change it before the first is sent; an existing one is kept."""
    seed_templates(TEXTS, at)
