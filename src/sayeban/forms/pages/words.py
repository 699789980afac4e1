"""Answers and where they come from, in the words of a page."""

from typing import Final

from sayeban.design.filters import jdate
from sayeban.forms.reads.prefill import Known

DONE: Final = {
    "form_answered": "پاسخ ثبت شد.",
    "form_submitted": "فرم فرستاده شد.",
    "form_draft": "پیش‌نویس ثبت شد.",
    "form_published": "نسخهٔ تازه منتشر شد و از این پس همین پرسیده می‌شود.",
}
CHANNELS: Final = {
    "desk": "حضوری",
    "phone": "تلفنی",
    "web": "از صفحهٔ خود او",
    "offline": "بی‌اینترنت",
}
STATES: Final = {"draft": "پیش‌نویس", "published": "منتشرشده", "retired": "کنارگذاشته"}
ORIGINS: Final = {
    "declared": "",
    "confirmed": "تأیید آنچه ثبت بود",
    "corrected": "اصلاح آنچه ثبت بود",
    "unknown": "",
}


def source(known: Known) -> str:
    """«سازمان ثبت احوال، ۲ آذر ۱۴۰۵»: who said it, and of which day it is."""
    who = "گفتهٔ پیشین خود او" if known.origin == "declared" else known.owner
    return f"{who}، {jdate(known.as_of)}" if known.as_of else who
