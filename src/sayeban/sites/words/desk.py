"""Persian words of what the audit keeps of the service desk."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "desk.answer_by_sms": "پاسخ نظرسنجی با پیامک",
    "desk.answer_survey": "پاسخ نظرسنجی",
    "desk.ask_survey": "پرسیدن رضایت",
    "desk.book": "دادن وقت",
    "desk.cancel_booking": "لغو وقت",
    "desk.keep_booking": "آمدن با وقت",
    "desk.welcome_guest": "فرستادن کد به مراجعه‌کننده‌ای از جای دیگر",
    "desk.prove_guest": "شناختن مراجعه‌کننده با کد پیامکی",
    "desk.open_for_guest": "ثبت درخواست مراجعه‌کننده‌ای از جای دیگر",
    "desk.end_guest": "پایان کار با مراجعه‌کننده‌ای از جای دیگر",
    "desk.call_next": "فراخواندن نفر بعد",
    "desk.end_lift": "پس گرفتن اجازهٔ هفتهٔ ویژه",
    "desk.end_turn": "پایان نوبت",
    "desk.import_desks": "بارگذاری میزهای خدمت",
    "desk.keep_desk": "اصلاح میز خدمت",
    "desk.keep_outcomes": "ثبت نتیجهٔ درخواست‌ها برای گزارش",
    "desk.lift_freeze": "اجازهٔ کار دیگر در هفتهٔ ویژه",
    "desk.mark_told": "ثبت خبر رسیدن پیامک پایان",
    "desk.move_booking": "جابه‌جایی وقت",
    "desk.name_visitor": "ثبت مراجعه‌کننده",
    "desk.open_request": "ثبت درخواست در میز خدمت",
    "desk.record_clip": "گذاشتن صدای ضبط‌شده",
    "desk.restore_clip": "برگشت به صدای سامانه",
    "desk.record_survey": "ثبت پاسخ نظرسنجی به جای مراجعه‌کننده",
    "desk.renew_key": "نشانی تازهٔ نمایشگر",
    "desk.open_desk": "گشودن میز خدمت",
    "desk.seed_desks": "تعریف میزهای کشور",
    "desk.take_at_kiosk": "شماره گرفتن در سالن",
    "desk.take_number": "شماره دادن",
    "desk.train": "ثبت آموزش میز خدمت",
    "people.register_person": "ثبت فرد تازه",
    "people.say_mobile": "ثبت شمارهٔ همراه به گفتهٔ خود او",
}
PURPOSES: Final[Mapping[str, str]] = {
    "serve": "رسیدگی در میز خدمت",
    "proved": "کار در میز خدمت شهرستان دیگری، پس از شناسایی با کد پیامکی",
    "letter": "نامه یا پرسشی دربارهٔ پرونده",
}
SUBJECTS: Final[Mapping[str, str]] = {
    "desk.queue": "نوبت‌های میز خدمت",
    "desk.survey": "کسانی که رضایتشان پرسیده می‌شود",
}
DETAILS: Final[Mapping[str, str]] = {
    "course": "دوره",
    "name": "نام",
    "lift_id": "اجازه",
    "mode": "شیوه",
    "service_code": "خدمت",
    "until": "تا روز",
    "state": "وضعیت",
}
