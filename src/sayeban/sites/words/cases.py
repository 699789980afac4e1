"""Persian words of what the audit keeps of services and cases."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "cases.write_service": "نوشتن پیش‌نویس خدمت",
    "cases.publish_service": "انتشار نسخهٔ خدمت",
    "cases.publish_services": "انتشار چند خدمت با هم",
    "cases.import_services": "بارگذاری فهرست خدمات",
    "cases.migrate_cases": "بردن پرونده‌های جاری به نسخهٔ تازه",
    "cases.retire_service": "کنار گذاشتن خدمت",
    "cases.simulate": "ساختن پرونده‌های نمونه",
    "cases.open_case": "ثبت درخواست خدمت",
    "cases.open_proved": "ثبت درخواست کسی که با کد پیامکی شناخته شد",
    "cases.advance": "ثبت نتیجهٔ گام",
    "cases.take_back": "پس گرفتن نتیجهٔ گام",
    "cases.hand_in": "فرستادن مدرک از سوی خود مددجو",
    "cases.take_paper_back": "پس گرفتن مدرک از سوی خود مددجو",
    "cases.see_paper": "دیدن مدرکی که مددجو فرستاد",
    "cases.attach_document": "بارگذاری مدرک پرونده",
    "cases.tell_questions": "یادآوری پرسش‌های بی‌پاسخ",
    "cases.pause": "توقف شمارش زمان گام",
    "cases.resume": "ادامهٔ شمارش زمان گام",
    "cases.hand_over": "سپردن گام به همکار",
    "cases.withdraw": "انصراف متقاضی",
    "cases.begin_own_form": "آغاز فرم درخواست از سوی خود مددجو",
    "cases.submit_own_form": "فرستادن فرم درخواست از سوی خود مددجو",
    "cases.reopen": "بازگشایی پروندهٔ خدمت",
    "cases.write_note": "یادداشت در پروندهٔ خدمت",
    "cases.ask_expert": "پرسش از کارشناس رابط",
    "cases.answer_question": "پاسخ به پرسش میز خدمت",
    "cases.mark_document": "ثبت وضعیت مدرک",
    "cases.name_expert": "معرفی کارشناس رابط",
    "cases.release_expert": "پایان کار کارشناس رابط",
    "cases.redate": "به‌روز کردن مهلت‌ها با تقویم",
    "cases.tell_late": "خبر دادن از دیرکردها",
    "cases.measure": "سنجش مدت خدمات",
}
PURPOSES: Final[Mapping[str, str]] = {}
SUBJECTS: Final[Mapping[str, str]] = {}
DETAILS: Final[Mapping[str, str]] = {
    "service": "خدمت",
    "publish": "انتشار",
    "drafts": "پیش‌نویس‌ها",
    "outcome": "نتیجه",
    "whose": "نوبت",
    "colleague": "همکار",
    "case_id": "پروندهٔ خدمت",
    "step": "گام",
    "done_at": "زمان ثبت",
    "department": "واحد تخصصی",
    "question": "پرسش",
    "state": "وضعیت",
    "channel": "راه درخواست",
}
