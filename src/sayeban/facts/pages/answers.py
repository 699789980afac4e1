"""What the pages of facts say was done."""

from collections.abc import Mapping
from typing import Final

DONE: Final[Mapping[str, str]] = {
    "inquiry_answered": "پاسخ سامانه آمد و در پرونده ثبت شد.",
    "inquiry_not_found": "پاسخ آمد: سامانه کسی را با این شماره نمی‌شناسد. آن داده نامعلوم می‌ماند.",
    "inquiry_mismatch": "پاسخ آمد: آنچه پرسیده شد با آنچه در سامانه است مطابقت ندارد.",
    "inquiry_error": "سامانه پرسش را نپذیرفت. آن داده نامعلوم می‌ماند.",
    "inquiry_waits": "پرسش ثبت شد و در صف است. تا پاسخ نیاید آن داده نامعلوم می‌ماند.",
    "register_set": "تنظیم سامانه ثبت شد.",
    "contest_opened": "اعتراض ثبت شد. تا تصمیم، دادهٔ پرونده همان می‌ماند.",
    "contest_referred": "ثبت شد که از صاحب داده پرسیده شده است.",
    "contest_decided": "تصمیم ثبت شد.",
    "contest_withdrawn": "اعتراض پس گرفته شد.",
}
