"""What the pages of cases and services say after something was done."""

from collections.abc import Mapping
from typing import Final

DONE: Final[Mapping[str, str]] = {
    "service_saved": "در پیش‌نویس ذخیره شد.",
    "service_published": "این نسخه منتشر شد و از این پس پرونده‌های تازه با آن پیش می‌روند.",
    "cases_migrating": "کار آغاز شد. پیشرفت آن را همین‌جا می‌بینید.",
    "services_published": "پیش‌نویس‌های برگزیده منتشر شدند و از این پس در کارند.",
    "services_taken": "فهرست بارگذاری شد. خدمات تازه و تغییرکرده پیش‌نویس شدند.",
    "case_advanced": "نتیجهٔ گام ثبت شد.",
    "case_done": "ثبت شد.",
    "work_advanced": "نتیجه برای همهٔ پرونده‌های برگزیده ثبت شد.",
    "work_given": "کار پرونده‌های برگزیده به همکار سپرده شد.",
    "work_taken_back": "نتیجه پس گرفته شد. جدول زیر هر پرونده را جدا می‌گوید.",
    "work_not_yours": "چنین کاری به نام شما ثبت نشده است.",
    "work_none_chosen": "پرونده‌ای برگزیده نشد. کنار پرونده‌ها را نشان بزنید.",
}
