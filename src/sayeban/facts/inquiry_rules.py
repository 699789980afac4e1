"""Words of inquiries, and who may ask. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sayeban.kit.posts import HQ_POSTS

STATUS_LABELS: Final[Mapping[str, str]] = {
    "waiting": "در صف",
    "ok": "پاسخ آمد",
    "not_found": "آن‌جا ثبت نشده",
    "mismatch": "مطابقت ندارد",
    "error": "پرسش پذیرفته نشد",
    "unavailable": "سامانه پاسخ نداد",
}
ASKED_LABELS: Final[Mapping[str, str]] = {
    "birth_date": "تاریخ تولد",
    "mobile": "شمارهٔ همراه",
    "postal_code": "کد پستی",
    "iban": "شماره شبا",
}
"""What goes with the identifier."""

ROUTE_LABELS: Final[Mapping[str, str]] = {"direct": "مستقیم", "bus": "گذرگاه خدمات دولت"}
_PROBLEMS: Final[Mapping[str, str]] = {
    "": "",
    "address": "نشانی پذیرفته نیست",
    "unreachable": "کسی پاسخ نداد",
    "timeout": "در مهلت پاسخ نیامد",
    "tls": "گواهی آن درست نیست",
    "reply": "پاسخ خوانا نبود",
    "another_question": "پاسخ پرسش دیگری بود",
    "left_out": "در پاسخ گروهی نبود",
    "bus_address": "نشانی گذرگاه پذیرفته نیست",
    "bus_unreachable": "گذرگاه دولت پاسخ نداد",
    "bus_timeout": "گذرگاه دولت در مهلت پاسخ نداد",
    "bus_tls": "گواهی گذرگاه دولت درست نیست",
    "bus_reply": "پاسخ گذرگاه دولت خوانا نبود",
    "bus_token": "گذرگاه دولت اجازهٔ ورود نداد",
    "bus_refused": "گذرگاه دولت پرسش را نرساند",
}


def problem_words(problem: str) -> str:
    """Why a call brought nothing, "" where it did."""
    return _PROBLEMS.get(problem, f"خطای {problem} داد")


HEADQUARTERS: Final = HQ_POSTS
ASKERS: Final = HEADQUARTERS | {
    "director_general",
    "province_expert",
    "county_head",
    "county_expert",
    "centre_head",
    "social_worker",
    "desk_head",
    "desk_clerk",
}
"""Posts that may ask about a person within their places."""

DEATHS: Final = "deaths"
"""Purpose of the evening's question who died."""

DOUBTFUL_HOLDS: Final = timedelta(days=7)
"""A "no" of a register is asked anew sooner: what was wrong may have been corrected."""

PURPOSES: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "welfare_file": (
        "تکمیل پروندهٔ رفاهی",
        "قانون نظام جامع رفاه و تأمین اجتماعی، ۱۳۸۳ (نمونه)",
        (
            *("civil_identity", "civil_family", "postal_code", "residence"),
            *("social_insurance", "tax", "vehicles", "decile", "disability", "education"),
            *("health_insurance", "coverage", "prison", "military"),
        ),
    ),
    "deaths": (
        "پایان دادن به حمایت پس از فوت",
        "مادهٔ ۳۱ قانون برنامهٔ هفتم پیشرفت، بند فوت (نمونه)",
        ("civil_deaths",),
    ),
    "service_request": (
        "رسیدگی به درخواست خدمت",
        "مادهٔ ۳۱ قانون برنامهٔ هفتم پیشرفت (نمونه)",
        (
            *("civil_identity", "civil_family", "postal_code", "residence", "decile"),
            *("social_insurance", "disability", "education", "health_insurance", "coverage"),
        ),
    ),
    "payment": (
        "پرداخت به حساب خود فرد",
        "آیین‌نامهٔ پرداخت کمک‌های بلاعوض (نمونه)",
        ("civil_identity", "bank_account"),
    ),
    "contact": (
        "اطمینان از شمارهٔ همراه",
        "مادهٔ ۳۸ قانون برنامهٔ هفتم پیشرفت (نمونه)",
        ("sim_owner",),
    ),
}
"""Purposes of a new installation: title, legal basis, registers. Samples, to be set by the law."""
