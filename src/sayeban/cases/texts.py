"""Short messages to clients about their cases. No name, no diagnosis: a tracking number.

Nor the title of a document that is missing: one can tell of a prison, a divorce, a disability.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sayeban.notices.public import seed_templates

_TO_CLIENTS: Final[Mapping[str, str]] = {
    "cases.opened": "درخواست شما در بهزیستی ثبت شد. شمارهٔ پیگیری: {0}\nقول ما: پاسخ تا {1}.",
    "cases.opened_lacking": (
        "درخواست شما در بهزیستی ثبت شد. شمارهٔ پیگیری: {0}\nقول ما: پاسخ تا {1}."
        " یکی از مدرک‌های شما هنوز نرسیده است؛ نام آن در برگهٔ پیگیری و صفحهٔ پیگیری نوشته شده است."
        " آن را به میز خدمت بیاورید."
    ),
    "cases.asked": (
        "برای ادامهٔ درخواست {0} به پاسخ یا مدرکی از شما نیاز داریم."
        " با میز خدمت تماس بگیرید یا صفحهٔ پیگیری را ببینید."
    ),
    "cases.visit": "برای درخواست {0} به دیدن شما می‌آییم. پیش از آمدن با شما هماهنگ می‌کنیم.",
    "cases.decided": "دربارهٔ درخواست {0} تصمیم گرفته شد. نتیجه را در صفحهٔ پیگیری ببینید.",
    "cases.closed": "کار درخواست {0} به پایان رسید. نتیجه را در صفحهٔ پیگیری ببینید.",
    "cases.promised": "زمان پاسخ درخواست {0} تغییر کرد. قول تازهٔ ما: تا {1}. پوزش ما را بپذیرید.",
    "cases.reopened": (
        "رسیدگی به درخواست {0} از نو آغاز شد و نتیجهٔ پیشین کنار رفت. قول ما: پاسخ تا {1}."
    ),
    "cases.review_kept": (
        "درخواست {0} دوباره بررسی شد و نتیجه ماند. پاسخ را در صفحهٔ خود بخوانید"
        " یا از میز خدمت بپرسید."
    ),
    "cases.taken_back": (
        "پیام پیشین ما دربارهٔ درخواست {0} را نادیده بگیرید. رسیدگی به درخواست شما ادامه دارد."
    ),
}
TEXTS: Final[Mapping[str, str]] = {
    **{code: f"{text}\nصفحهٔ پیگیری: {{address}}" for code, text in _TO_CLIENTS.items()},
    "cases.question_1": "{0} پرسش میز خدمت از شما در کارتابل بی‌پاسخ مانده و مهلت آن سر رسیده است.",
    "cases.question_2": (
        "{0} پرسش میز خدمت در واحد شما از مهلت گذشته و هنوز بی‌پاسخ است. کارتابل را ببینید."
    ),
    "cases.late_1": "{0} گام در کارتابل شما تا دو روز کاری دیگر به پایان مهلت می‌رسد.",
    "cases.late_2": "مهلت {0} گام در واحد شما امروز به پایان رسید. کارتابل واحد را ببینید.",
    "cases.late_3": "{0} گام در واحد شما سه روز کاری از مهلت گذشته است. علت را پیگیری کنید.",
    "cases.late_4": "{0} گام در استان شما بیش از سی درصد دیرتر از مهلت است. رسیدگی کنید.",
}
"""{0} is the tracking number, {1} a day; of "cases.late_…" and "cases.question_…" {0} is how
many. {address} is the page of tracking without any number; where the installation names no address
of its own, that line is left out."""


def seed_case_texts(at: datetime) -> None:
    """So that headquarters can change them before the first is sent; existing ones are kept."""
    seed_templates(TEXTS, at)
