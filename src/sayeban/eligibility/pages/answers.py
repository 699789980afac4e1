"""What the pages of rules say was done."""

from collections.abc import Mapping
from typing import Final

DONE: Final[Mapping[str, str]] = {
    "rule_approved": "نسخه تأیید شد و از روز آغازش نافذ است.",
    "rule_returned": "پیش‌نویس با دلیل شما به نویسنده بازگشت.",
    "rule_dropped": "پیش‌نویس کنار گذاشته شد و نسخهٔ نافذ می‌ماند.",
    "parameter_entered": "مقدار ثبت شد و پس از تأیید همکار دیگری حساب می‌شود.",
    "parameter_struck": "مقدار پس گرفته شد.",
    "parameter_approved": "مقدار تأیید شد و از روز آغازش حساب می‌شود.",
    "rule_end_asked": "پایان قاعده ثبت شد و پس از تأیید همکار دیگری حساب می‌شود.",
    "rule_end_approved": "پایان قاعده تأیید شد.",
    "rule_end_withdrawn": "پایان قاعده پس گرفته شد و قاعده می‌ماند.",
    "means_written": "مدل ثبت شد و پس از تأیید همکار دیگری حساب می‌شود.",
    "means_approved": "مدل تأیید شد و از روز آغازش حساب می‌شود.",
    "by_hand_decided": "تصمیم شما ثبت شد و در اجراهای بعدی قاعده می‌ماند.",
    "by_hand_ended": "تصمیم دستی پایان یافت و پاسخ خود قاعده حساب می‌شود.",
}
