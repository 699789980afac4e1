"""What the five indicators say and how each is counted (B-024), as it stands on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sayeban.country import jalali
from sayeban.desk.reads.reports import Line, Share


@dataclass(frozen=True, slots=True)
class Indicator:
    """One outcome: `formula` is a share, `apart` is what is not known and so not counted."""

    title: str
    asks: str
    formula: str
    apart: str
    of: Callable[[Line], Share]


INDICATORS: Final = (
    Indicator(
        "شفافیت",
        "آیا متقاضی از پایان کارش خبردار شد؟",
        "درخواست‌هایی که پیامک پایانشان به اپراتور سپرده شد، تقسیم بر "
        "درخواست‌های پایان‌یافته‌ای که نوبت خبر دادنشان رسیده است",
        "پیامکی که در صف است یا فرستاده نشد خبر شمرده نمی‌شود. درخواستی که هنوز نوبت خبر دادنش "
        "نرسیده در این سهم نیست.",
        lambda line: line.told,
    ),
    Indicator(
        "دسترسی",
        "آیا مراجعه‌کننده زود فراخوانده شد؟",
        "نوبت‌هایی که تا ۳۰ دقیقه پس از گرفتن شماره فراخوانده شد، تقسیم بر همهٔ نوبت‌های فراخوانده‌شده",
        "کسی که پیش از فراخوانده شدن رفت یا هنوز در نوبت است در این سهم نیست.",
        lambda line: line.access,
    ),
    Indicator(
        "سرعت",
        "آیا کار در روزهای هدف خدمت تمام شد؟",
        "درخواست‌هایی که در روزهای هدف پایان یافت، تقسیم بر درخواست‌های پایان‌یافته؛ روز کاری، "
        "بی روزهایی که شمارش متوقف بود",
        "انصراف متقاضی و درخواست پیش از آغاز تقویم در این سهم نیست.",
        lambda line: line.in_target,
    ),
    Indicator(
        "کاهش رفت‌وآمد",
        "آیا یک بار آمدن بس بود؟",
        "درخواست‌هایی که با یک مراجعه یا بی مراجعه پایان یافت، تقسیم بر درخواست‌هایی که شمار "
        "مراجعه‌هایشان معلوم است",
        "درخواستی که در میز ثبت شد ولی شمارهٔ نوبتی برایش ثبت نشد نامعلوم است.",
        lambda line: line.one_visit,
    ),
    Indicator(
        "رضایت",
        "آیا متقاضی راضی بود؟",
        "پاسخ‌های با چهرهٔ خندان، تقسیم بر همهٔ پاسخ‌ها",
        "کسی که پاسخ نداد نه راضی شمرده می‌شود و نه ناراضی.",
        lambda line: line.good,
    ),
)
BY: Final = {"desk": "میز", "service": "خدمت", "month": "ماه", "province": "استان"}


def month_label(month: str) -> str:
    """«آذر ۱۴۰۵» of "1405/09"."""
    year, number = month.split("/")
    return f"{jalali.MONTHS[int(number) - 1]} {jalali.persian_digits(year)}"
