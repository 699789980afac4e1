"""Persian words of what the audit keeps of pages of cases and services."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {}
PURPOSES: Final[Mapping[str, str]] = {
    "work": "کار روی کارتابل",
    "case": "کار روی پروندهٔ خدمت",
    "search.work": "جستجو برای پیش بردن پرونده",
}
SUBJECTS: Final[Mapping[str, str]] = {
    "cases.work": "کارتابل پرونده‌های خدمت",
    "cases.case": "پروندهٔ خدمت",
    "cases.reviews": "فهرست بررسی‌های دوباره",
}
DETAILS: Final[Mapping[str, str]] = {}
