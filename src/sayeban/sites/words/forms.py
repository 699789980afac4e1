"""Persian words of what the audit keeps of forms and submissions."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "forms.import_form": "ورود پیش‌نویس یک فرم",
    "forms.open_draft": "آغاز نسخهٔ بعد یک فرم",
    "forms.change_draft": "تغییر پیش‌نویس یک فرم",
    "forms.publish": "انتشار نسخهٔ تازهٔ یک فرم",
    "forms.start": "آغاز پر کردن یک فرم",
    "forms.answer": "پاسخ به پرسش یک فرم",
    "forms.attach": "پیوست تصویر به یک فرم",
    "forms.receive": "رسیدن یک فرم پرشده",
    "forms.submit": "فرستادن یک فرم",
    "forms.start_own": "آغاز فرم از سوی خود مددجو",
    "forms.answer_own": "پاسخ خود مددجو به یک فرم",
    "forms.attach_own": "پیوست تصویر از سوی خود مددجو",
    "forms.submit_own": "فرستادن فرم از سوی خود مددجو",
}
PURPOSES: Final[Mapping[str, str]] = {"form": "پر کردن فرم"}
SUBJECTS: Final[Mapping[str, str]] = {}
DETAILS: Final[Mapping[str, str]] = {
    "edition": "ویرایش",
    "question": "پرسش",
}
