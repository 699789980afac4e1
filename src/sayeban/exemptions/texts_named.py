"""What the campaign's messages are called, and what each numbered gap of them stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class TextName:
    """The name of a message, and what stands in {0}, {1} … in this order."""

    name: str
    gaps: tuple[str, ...]


TEXT_NAMES: Final[Mapping[str, TextName]] = {
    "campaign.daily": TextName(
        "آمار روزانهٔ مسئولان",
        (
            "عنوان کارزار",
            "روز چندم کارزار",
            "شمار روزهای کارزار",
            "ردیف‌های گردآوری‌شده",
            "همهٔ ردیف‌ها",
            "ردیف‌های مانده",
        ),
    ),
    "campaign.released": TextName(
        "انتشار فهرست استان", ("شمارهٔ فهرست", "نام استان", "عنوان کارزار")
    ),
    "inform.first": TextName("نخستین خبر به مددجویان", ("عنوان کارزار", "نام واحد", "آخرین روز")),
    "inform.reminder": TextName("یادآوری به مددجویان", ("عنوان کارزار", "نام واحد", "آخرین روز")),
    "campaign.reminder": TextName(
        "یادآوری به واحد عقب‌مانده",
        ("عنوان کارزار", "روز مهلت", "نام واحد", "ردیف‌های مانده"),
    ),
    "tenancy.ends": TextName("پرسش پایان اجاره", ("نام نهاد", "روز پایان اجاره")),
    "companies.unanswered": TextName(
        "یادآوری به شرکت بی‌پاسخ", ("نام شرکت", "رکوردهای بی‌پاسخ", "روزهای مهلت پاسخ")
    ),
    "campaign.released_without": TextName(
        "انتشار فهرست بدون شهرستان عقب‌مانده",
        ("شمارهٔ فهرست", "نام استان", "عنوان کارزار", "شهرستان‌های کنارگذاشته"),
    ),
}
