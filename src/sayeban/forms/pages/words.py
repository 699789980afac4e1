"""Answers and where they come from, in the words of a page."""

from datetime import date
from typing import Final

from sayeban.design.filters import jdate, number
from sayeban.forms.document import Answer, Question
from sayeban.forms.reads.prefill import Known

DONE: Final = {
    "form_answered": "پاسخ ثبت شد.",
    "form_submitted": "فرم فرستاده شد.",
    "form_draft": "پیش‌نویس ثبت شد.",
    "form_same": "فایل با نسخهٔ منتشرشده یکی است؛ پیش‌نویسی ساخته نشد.",
    "form_published": "نسخهٔ تازه منتشر شد و از این پس همین پرسیده می‌شود.",
}
UNKNOWN: Final = "نمی‌داند"
_ATTACHED: Final = "تصویر پیوست شد"
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


def in_words(question: Question, answer: Answer) -> str:
    """An answer as it is read aloud; an identifier stays as it is."""
    labels = {each.code: each.label for each in question.choices}
    if answer is None:
        return UNKNOWN
    if isinstance(answer, list):
        return "، ".join(labels[each] for each in answer)
    match question.kind:
        case "bool":
            return "بله" if answer else "نه"
        case "money" | "int" | "number":
            return number(float(answer)) + (" ریال" if question.kind == "money" else "")
        case "date":
            return jdate(date.fromisoformat(str(answer)))
        case kind:
            return _ATTACHED if kind == "document" else labels.get(str(answer), str(answer))


def source(known: Known, *, own: bool = False) -> str:
    """«سازمان ثبت احوال، ۲ آذر ۱۴۰۵»: who said it, and of which day it is; `own`: to himself."""
    who = known.owner
    if known.origin == "declared":
        who = "گفتهٔ پیشین خودتان" if own else "گفتهٔ پیشین خود او"
    elif known.origin == "file" and own:
        who = "پروندهٔ شما"
    return f"{who}، {jdate(known.as_of)}" if known.as_of else f"{who}، چنان که امروز ثبت است"
