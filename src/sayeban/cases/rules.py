"""Words of services and cases, and who may do what. Pure."""

from collections.abc import Mapping
from typing import Final

from sayeban.kit.posts import HQ_POSTS

LEVELS: Final = ("hq", "province", "county", "centre")
HEADQUARTERS: Final = HQ_POSTS
STAFF: Final = HQ_POSTS | frozenset(
    {
        *("director_general", "province_expert", "county_head"),
        *("county_expert", "centre_head", "technical_head", "social_worker"),
        *("desk_head", "desk_clerk", "liaison_expert"),
    }
)
"""Posts that steps can be given to, and that work on cases."""
SUPERVISORS: Final = frozenset(
    {"hq_deputy", "director_general", "county_head", "centre_head", "desk_head"}
)
"""They see to it that the steps of their unit are done, and may do them or hand them over."""
NEED_FINDERS: Final = HEADQUARTERS | {
    *("director_general", "province_expert", "county_head", "county_expert"),
}
"""They look for people who are entitled and have not applied, in their place and below it."""
DESK: Final = frozenset({"desk_head", "desk_clerk"})
OPENERS: Final = STAFF - {"technical_head", "liaison_expert"}

CLOCKS: Final[Mapping[str, str]] = {
    "own": "سازمان",
    "external": "نهاد دیگر",
    "applicant": "متقاضی",
    "paused": "متوقف",
}
"""Whose turn it is while a step stands open. Only "own" counts as time of the organisation."""
RESULTS: Final[Mapping[str, str]] = {
    "done": "انجام شد",
    "refused": "پذیرفته نشد",
    "legally_not_possible": "از نظر قانونی ممکن نیست",
    "referred": "ارجاع شد",
    "withdrawn": "انصراف متقاضی",
}
SAYS_NO: Final = frozenset({"refused", "legally_not_possible"})
"""Results that say no to somebody: never without a reason."""
GROUNDS: Final[Mapping[str, str]] = {
    "rule": "قاعدهٔ خدمت شرایط را نمی‌بیند",
    "other": "دلیل دیگری که نوشته می‌شود",
}
"""What an end that says no rests on. On the rule it stands only where the rule itself says no."""
DOCUMENTS: Final[Mapping[str, str]] = {
    "complete": "همهٔ مدرک‌های الزامی رسیده باشد",
    "later": "مدرک در این گام بررسی نمی‌شود",
}
"""What a missing document does to an outcome."""

CHANNELS: Final[Mapping[str, str]] = {
    "desk": "میز خدمت",
    "web": "وب",
    "phone": "تلفن",
    "offline": "برون‌خط",
}
TELLS: Final[Mapping[str, str]] = {
    "opened": "درخواست ثبت شد",
    "asked": "از متقاضی چیزی خواسته شد",
    "visit": "بازدید در پیش است",
    "decided": "تصمیم گرفته شد",
}
"""Stages at which the client gets a message, by the code of its text: «cases.<stage>»."""
STATES: Final[Mapping[str, str]] = {
    "open": "در دست انجام",
    "waiting": "در انتظار دیگری",
    "paused": "متوقف",
    "done": "انجام‌شده",
}
VERSION_STATES: Final[Mapping[str, str]] = {
    "draft": "پیش‌نویس",
    "published": "منتشرشده",
    "retired": "کنارگذاشته",
}
EVENTS: Final[Mapping[str, str]] = {
    "opened": "درخواست ثبت شد",
    "step_opened": "گام آغاز شد",
    "advanced": "گام انجام شد",
    "taken_back": "نتیجهٔ گام پس گرفته شد",
    "paused": "شمارش زمان متوقف شد",
    "resumed": "شمارش زمان ادامه یافت",
    "reopened": "پرونده دوباره باز شد",
    "handed_over": "گام به همکار دیگری سپرده شد",
    "promised": "تاریخ قول تغییر کرد",
    "review_asked": "بررسی دوباره خواسته شد",
    "review_kept": "نتیجه پس از بررسی دوباره ماند",
    "corrected": "داده‌ای که شرط‌های این پرونده به آن نگاه می‌کند اصلاح شد",
    "noted": "یادداشت نوشته شد",
    "document": "وضعیت مدرک تغییر کرد",
    "late": "دیرکرد گزارش شد",
    "reminded": "پرسش بی‌پاسخ یادآوری شد",
    "migrated": "پرونده به نسخهٔ تازهٔ خدمت رفت",
    "closed": "پرونده بسته شد",
}
MIGRATE: Final = "cases.migrate"
WORK_KINDS: Final[Mapping[str, str]] = {MIGRATE: "بردن پرونده‌ها به نسخهٔ تازه"}
"""Long works of this package."""
REVIEW_WHYS: Final[Mapping[str, str]] = {
    "asked": "متقاضی نتیجه را درست نمی‌داند",
    "corrected": "داده‌ای اصلاح شده است",
}
"""Why a result that said no is looked at once more."""
REVIEW_STATES: Final[Mapping[str, str]] = {
    "open": "در انتظار پاسخ",
    "reopened": "پرونده دوباره باز شد",
    "kept": "نتیجه ماند",
}
REVIEW_DAYS: Final = 10
"""Working days in which somebody answers who did not end the case."""
MOST_REVIEWS: Final = 3
"""So often a client asks for another look at one case."""
NOTE_KINDS: Final = ("note", "question", "answer")
DOCUMENT_STATES: Final[Mapping[str, str]] = {
    "missing": "نرسیده",
    "received": "رسیده",
    "waived": "لازم نیست",
    "refused": "پذیرفته نشد",
}
LACKING: Final = ("missing", "refused")
"""States of a document that still has to come."""
MOST_HANDED: Final = 5
"""So many files a client sends for one document."""
LATE: Final[Mapping[int, str]] = {
    0: "به‌موقع",
    1: "نزدیک به پایان مهلت",
    2: "مهلت گذشته",
    3: "سه روز از مهلت گذشته",
    4: "بیش از سی درصد دیرتر",
}
"""How far the lateness of a step was told: nobody, its worker, his supervisor, liaison and head,
the province. No stage decides anything by itself."""
MOST_DAYS: Final = 250
"""Of one step."""
MOST_LEGAL_DAYS: Final = 1000
"""Of a whole service."""
TAKEN_BACK: Final = "~taken_back"
"""The outcome of a step whose opening was taken back; no outcome of a service is written so."""
RECALL_MINUTES: Final = 15
"""So long a new day that came of the calendar waits before its client hears of it."""
TAKE_BACK_MINUTES: Final = 15
"""So long whoever recorded an outcome may take it back."""


def state_of(clock: str) -> str:
    """The state in which a step of this clock opens."""
    return {"own": "open", "paused": "paused"}.get(clock, "waiting")


def level_at(wanted: str, deepest: str) -> str:
    """The level at which a step is done in a case whose place goes no deeper than `deepest`."""
    return LEVELS[min(LEVELS.index(wanted), LEVELS.index(deepest))]
