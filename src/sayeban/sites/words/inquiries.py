"""Persian words of what the audit keeps of inquiries to registers."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "facts.ask_register": "استعلام دربارهٔ یک فرد",
    "facts.ask_for": "استعلام گروهی",
    "facts.ask_deaths": "پرسش گروهی فوت از ثبت احوال",
    "facts.take_questions": "برداشتن استعلام‌های در صف",
    "facts.write_answers": "ثبت پاسخ استعلام‌ها",
    "facts.set_register": "تنظیم سامانهٔ استعلام",
    "facts.set_purpose": "تنظیم هدف استعلام",
}
PURPOSES: Final[Mapping[str, str]] = {
    "inquiry": "استعلام از سامانهٔ دیگر",
    "inquiries": "دیدن استعلام‌ها",
}
SUBJECTS: Final[Mapping[str, str]] = {}
DETAILS: Final[Mapping[str, str]] = {"register": "سامانه", "purpose": "هدف"}
