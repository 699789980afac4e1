"""What companies say, in words: the reasons of a rejection, the outcome of a bill."""

from collections.abc import Mapping
from typing import Final

REASON_LABELS: Final[Mapping[str, str]] = {
    "rjct.bill_id.not_found": "شناسهٔ قبض شناخته نشد",
    "rjct.bill_id.check_digit": "رقم کنترل شناسهٔ قبض درست نیست",
    "rjct.bill_id.other_company": "شناسهٔ قبض از شرکت دیگری است",
    "rjct.connection.shared": "کنتور مشاع است",
    "rjct.connection.not_residential": "انشعاب خانگی نیست",
    "rjct.connection.disconnected": "انشعاب قطع است",
    "rjct.postal_code.mismatch": "کد پستی با نشانی انشعاب یکی نیست",
    "rjct.occupant.other_cover_exists": "خانوار از نهاد دیگری هم معافیت دارد",
    "rjct.effective_from.too_late": "تاریخ آغاز برای این دوره دیر است",
    "rjct.version.stale": "نسخه کهنه بود",
    "rjct.other": "دلیل دیگر",
}

OUTCOME_LABELS: Final[Mapping[str, str]] = {
    "exempted": "همهٔ قبض معاف شد",
    "partly_exempted": "بخشی از قبض معاف شد",
    "above_low_tiers": "مصرف بالاتر از دامنه‌های معاف",
    "not_applied": "شرکت معافیت را اعمال نکرد",
    "": "هنوز گزارشی نیامده",
}
