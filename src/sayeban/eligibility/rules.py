"""States, words and limits of rules. Pure Python."""

import re
from typing import Final

SUBJECTS: Final = {"person": "فرد", "household": "خانوار"}
APPLIES_TO: Final = {
    "application": "هنگام درخواست",
    "decision": "هنگام تصمیم",
    "payment_month": "هر ماه، پیش از پرداخت",
}
STATES: Final = {"draft": "پیش‌نویس", "approved": "تأییدشده", "dropped": "کنارگذاشته"}
PARAMETER_TYPES: Final = {
    "bool": "بله یا نه",
    "int": "عدد صحیح",
    "number": "عدد",
    "money": "ریال",
    "date": "تاریخ",
    "text": "متن",
}
RUN_KINDS: Final = {"nation": "همهٔ کشور", "some": "چند نفر", "again": "بازنگری"}

SAMPLE: Final = 20


def is_code(text: str) -> bool:
    """2 to 60 of a-z, 0-9 and _, beginning with a letter: the name of a rule or a parameter."""
    return re.fullmatch("[a-z][a-z0-9_]{1,59}", text) is not None
