"""Persian words of what the audit keeps of rules and decisions."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "eligibility.draft_rule": "نوشتن پیش‌نویس قاعده",
    "eligibility.import_workbook": "دریافت قاعده‌ها از اکسل",
    "eligibility.set_means": "نوشتن مدل آزمون وسع",
    "eligibility.approve_means": "تأیید مدل آزمون وسع",
    "eligibility.estimate_means": "برآورد دهک خانوارها",
    "eligibility.drop_draft": "کنار گذاشتن پیش‌نویس قاعده",
    "eligibility.return_rule": "بازگرداندن پیش‌نویس قاعده",
    "eligibility.approve_rule": "تأیید نسخهٔ قاعده",
    "eligibility.preview_impact": "شمردن اثر یک نسخه",
    "eligibility.run_rule": "اجرای قاعده در سراسر کشور",
    "eligibility.name_decisions": "نام بردن از تصمیم‌های بر پایهٔ دادهٔ نادرست",
    "eligibility.decide_again": "تصمیم دوباره پس از اعتراض",
    "eligibility.decide_by_hand": "تصمیم دستی",
    "eligibility.end_by_hand": "پایان تصمیم دستی",
    "eligibility.set_parameter": "ثبت مقدار پارامتر",
    "eligibility.approve_parameter": "تأیید مقدار پارامتر",
    "eligibility.end_rule": "ثبت پایان قاعده",
    "eligibility.approve_end": "تأیید پایان قاعده",
    "eligibility.withdraw_end": "پس گرفتن پایان قاعده",
    "eligibility.strike_parameter": "پس گرفتن مقدار پارامتر",
}
PURPOSES: Final[Mapping[str, str]] = {
    "by_hand.find": "یافتن فرد برای تصمیم دستی",
    "explain.answer": "دلیل قاعده‌ها: پاسخ به پرسش خود فرد",
    "explain.contest": "دلیل قاعده‌ها: رسیدگی به اعتراض",
    "explain.control": "دلیل قاعده‌ها: کنترل درستی قاعده یا داده",
    "need.contact": "نیازیابی: تماس برای آگاه کردن از خدمت",
    "need.control": "نیازیابی: کنترل درستی قاعده یا داده",
    "need.visit": "نیازیابی: بازدید",
    "rules.by_hand": "تصمیم دستی",
    "rules.means": "برآورد وسع یک خانوار",
    "rules.explain": "دلیل تصمیم قاعده‌ها",
    "rules.sample": "نمونهٔ اثر یک نسخه",
}
SUBJECTS: Final[Mapping[str, str]] = {
    "cases.need": "فهرست نیازیابی",
    "eligibility.by_hand": "فهرست تصمیم‌های دستی",
    "eligibility.paper": "مدرک تصمیم دستی",
    "eligibility.sample": "نمونهٔ اثر یک قاعده",
    "eligibility.tried": "نمونهٔ یک قاعده هنگام نوشتن",
}
DETAILS: Final[Mapping[str, str]] = {"revision": "بار نوشتن", "ends_on": "پایان از روز"}
