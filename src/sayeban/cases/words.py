"""What people read of the codes of a service, beside those of `rules`. Pure data."""

from collections.abc import Mapping
from typing import Final

from sayeban.accounts.public import POST_LABELS
from sayeban.cases.rules import STAFF
from sayeban.design.parts import Tone

ROLES: Final[Mapping[str, str]] = {
    post.value: label for post, label in POST_LABELS.items() if post in STAFF
}
LEVELS: Final[Mapping[str, str]] = {
    "hq": "ستاد",
    "province": "استان",
    "county": "شهرستان",
    "centre": "مرکز مثبت زندگی",
}
RESULT_TONES: Final[Mapping[str, Tone]] = {
    "done": "ok",
    "refused": "bad",
    "legally_not_possible": "warn",
    "referred": "info",
    "withdrawn": "mute",
}
STATE_TONES: Final[Mapping[str, Tone]] = {
    "open": "info",
    "waiting": "warn",
    "paused": "mute",
    "done": "ok",
}
TYPES: Final[Mapping[str, str]] = {
    "G2C": "خدمت به شهروند (G2C)",
    "G2B": "خدمت به کسب‌وکار (G2B)",
    "G2G": "خدمت به دستگاه دیگر (G2G)",
}
NATURES: Final[Mapping[str, str]] = {"sovereign": "حاکمیتی", "commercial": "تصدی‌گری"}
EXTENTS: Final[Mapping[str, str]] = {
    "national": "ملی",
    "regional": "منطقه‌ای",
    "provincial": "استانی",
    "urban": "شهری",
    "rural": "روستایی",
}
TRIGGERS: Final[Mapping[str, str]] = {
    "request": "درخواست متقاضی",
    "time": "فرارسیدن زمان",
    "event": "رخ دادن رویداد",
    "finding": "تشخیص دستگاه",
}
"""The words of the official service identity sheet."""
GUARDIANS: Final[Mapping[str, str]] = {
    "shown": "سرپرست کودک آن را می‌بیند",
    "hidden": "محرمانه؛ کودک نزد سرپرست نشان داده نمی‌شود",
}
"""What the head of a household sees of a service for a minor of his; of any other, nothing."""
