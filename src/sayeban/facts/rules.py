"""Words of the catalogue and states of a contest. Pure decisions, no Django."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

SQL_TYPES: Final[Mapping[str, str]] = {
    "bool": "boolean",
    "int": "bigint",
    "number": "numeric",
    "money": "bigint",
    "date": "date",
    "text": "text",
    "code": "text",
}
"""The column of a kept row for each type of fact."""
TYPE_LABELS: Final[Mapping[str, str]] = {
    "bool": "بله یا نه",
    "int": "عدد صحیح",
    "number": "عدد",
    "money": "مبلغ (ریال)",
    "date": "تاریخ",
    "text": "متن",
    "code": "یکی از گزینه‌ها",
}
SUBJECTS: Final[Mapping[str, str]] = {"person": "فرد", "household": "خانوار"}
KINDS: Final[Mapping[str, str]] = {
    "kept": "ثبت‌شده با منبع",
    "derived": "از پروندهٔ افراد",
    "template": "محاسبه‌شده از داده‌های دیگر",
}
PARTS: Final[Mapping[str, str]] = {
    "identity": "هویتی",
    "welfare": "رفاهی و اقتصادی",
    "support": "حمایتی",
}
"""The three parts of the welfare file (C-022)."""
ORIGINS: Final[Mapping[str, str]] = {
    "verified": "بررسی و تأییدشده",
    "received": "دریافت از مرجع",
    "declared": "اظهار خود فرد",
}
"""Where a value comes from, the strongest first."""
FOLLOWS: Final[Mapping[str, frozenset[str]]] = {"tenure": frozenset({"owns_house"})}
"""What the files of people say of other facts: who lives in a home of his own has one."""
RESERVED: Final = ("id", "subject_id", "household_id", "province", "county", "centre")
"""Columns of the kept rows themselves: no fact bears such a key."""

STATES: Final[Mapping[str, str]] = {
    "open": "ثبت شد",
    "referred": "نزد صاحب داده",
    "accepted": "پذیرفته شد",
    "rejected": "پذیرفته نشد",
    "withdrawn": "پس گرفته شد",
}
_FOLLOWING: Final[Mapping[str, frozenset[str]]] = {
    "open": frozenset({"referred", "accepted", "rejected", "withdrawn"}),
    "referred": frozenset({"accepted", "rejected", "withdrawn"}),
    "accepted": frozenset(),
    "rejected": frozenset(),
    "withdrawn": frozenset(),
}
RECEIVERS: Final[Mapping[str, str]] = {
    "institution": "نهاد",
    "decision": "تصمیم",
}
"""Who used a value that turned out wrong."""
ANSWERED_WITHIN: Final = timedelta(days=14)
"""A contest is to be decided within this time."""


def may_become(state: str, new: str) -> bool:
    """Whether a contest of `state` can become `new`: what is decided stays decided."""
    return new in _FOLLOWING[state]
