"""Persian words of what the audit keeps of facts and contests."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "facts.define": "تعریف داده در فهرست داده‌ها",
    "facts.retire": "کنار گذاشتن داده از فهرست داده‌ها",
    "facts.refresh": "تازه کردن داده‌های افراد و خانوارها",
    "facts.follow_people": "رساندن تغییر پرونده‌ها به داده‌ها",
    "facts.open_contest": "ثبت اعتراض به داده",
    "facts.refer_contest": "پرسش از صاحب داده دربارهٔ اعتراض",
    "facts.decide_contest": "تصمیم دربارهٔ اعتراض به داده",
    "facts.withdraw_contest": "پس گرفتن اعتراض به داده",
    "facts.open_own_contest": "اعتراض خود مددجو به داده",
    "facts.withdraw_own_contest": "پس گرفتن اعتراض از سوی خود مددجو",
    "facts.tell_decided": "خبر پاسخ اعتراض به مددجو",
    "facts.disclose": "دادن داده به یک نهاد",
    "facts.tell_receiver": "خبر اصلاح داده به یک نهاد",
}
PURPOSES: Final[Mapping[str, str]] = {"welfare": "دیدن پروندهٔ رفاهی و اعتراض به داده‌ها"}
SUBJECTS: Final[Mapping[str, str]] = {
    "facts.file": "پروندهٔ رفاهی یک فرد",
    "facts.contest": "اعتراض به داده",
    "facts.contests": "فهرست اعتراض‌ها به داده‌ها",
}
DETAILS: Final[Mapping[str, str]] = {
    "after": "پس از خانوار",
    "accepted": "به سود فرد",
    "contest": "شمارهٔ اعتراض",
    "receiver": "گیرنده",
    "value_id": "شمارهٔ مقدار",
}
