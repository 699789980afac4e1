"""Answers and where they come from, in the words of a page."""

from typing import Final

from sayeban.design.filters import jdate
from sayeban.forms.reads.prefill import Known

DONE: Final = {
    "form_answered": "پاسخ ثبت شد.",
    "form_submitted": "فرم فرستاده شد.",
    "form_draft": "پیش‌نویس ثبت شد.",
    "form_same": "فایل با نسخهٔ منتشرشده یکی است؛ پیش‌نویسی ساخته نشد.",
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


def source(known: Known, *, own: bool = False) -> str:
    """«سازمان ثبت احوال، ۲ آذر ۱۴۰۵»: who said it, and of which day it is; `own`: to himself."""
    who = known.owner
    if known.origin == "declared":
        who = "گفتهٔ پیشین خودتان" if own else "گفتهٔ پیشین خود او"
    elif known.origin == "file" and own:
        who = "پروندهٔ شما"
    return f"{who}، {jdate(known.as_of)}" if known.as_of else f"{who}، چنان که امروز ثبت است"
