"""What collectors write for each coded column: the drop-down's word, its code, or a synonym.

A value that may mean two things is not understood on purpose: «روستایی» alone does not say
whether there are connections, and a connection that is «شخصی/مشاع» is neither.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

from sayeban.exemptions import rules
from sayeban.people.public import STATUS, TENURE, Vocabulary


def _vocabulary(labels: Mapping[str, str], more: Mapping[str, Sequence[str]]) -> Vocabulary:
    return Vocabulary({code: (code, label, *more.get(code, ())) for code, label in labels.items()})


def _phrases(*parts: Sequence[str]) -> list[str]:
    return [" ".join(filter(None, phrase)) for phrase in product(*parts)]


_CONNECTION = ("انشعاب", "انشعابات", "کنتور")
_OFFICIAL = ("", "رسمی", "متصل", "متصل رسمی")
_RURAL = ("روستایی", "روستا")
_WITH = ("با", "دارای")
_WITHOUT = ("بدون", "فاقد")

CONNECTION_TYPES: Final = _vocabulary(
    rules.CONNECTION_TYPES,
    {
        "private": (
            *("خصوصی", "مستقل", "فردی", "اختصاصی", "انفرادی", "تفکیکی", "تفکیک شده", "جدا", "مجزا"),
            *("تکی", "شخصی مستقل", "مستقل شخصی", "شخصی (مستقل)", "personal", "individual"),
            *_phrases(("انشعاب", "کنتور"), ("شخصی", "مستقل", "اختصاصی", "جدا")),
        ),
        "shared": (
            *("مشاعی", "مشترک", "اشتراکی", "عمومی", "مشترک با همسایه", "مشترک با مالک", "common"),
            *_phrases(("انشعاب", "کنتور"), ("مشاع", "مشترک", "اشتراکی")),
        ),
        "none": (
            *("نیست", "فاقد", "نداره", "نداریم", "ندارند", "وجود ندارد", "خیر", "no"),
            *_phrases(_WITHOUT, _CONNECTION),
            *_phrases(_CONNECTION, ("ندارد",)),
        ),
    },
)
LOCATIONS: Final = _vocabulary(
    rules.LOCATIONS,
    {
        "urban": (
            *("شهری", "شهر", "انشعاب شهری", "انشعابات شهری", "شهری با انشعاب رسمی"),
            *_phrases(_WITH, ("انشعاب", "انشعابات"), ("شهری",)),
            *_phrases(("شهری",), _WITH, _CONNECTION),
        ),
        "rural": (
            *_phrases(_RURAL, _WITH, _CONNECTION, _OFFICIAL),
            *_phrases(_WITH, ("انشعاب", "انشعابات"), ("روستایی",)),
            *("انشعاب روستایی", "انشعابات روستایی"),
        ),
        "rural_unconnected": (
            *_phrases(_RURAL, _WITHOUT, _CONNECTION, _OFFICIAL),
            *_phrases(("بدون", "فاقد"), ("انشعاب", "انشعابات"), ("رسمی", "متصل رسمی")),
        ),
    },
)
CHANNELS: Final = _vocabulary(
    rules.CHANNELS,
    {
        "messenger": (
            *("پیام‌رسان‌ها", "شبکه اجتماعی", "شبکه‌های اجتماعی", "شبکه مجازی", "شبکه‌های مجازی"),
            *("فضای مجازی", "مجازی", "ایتا", "بله", "روبیکا", "سروش", "شاد", "تلگرام", "واتساپ"),
            *("واتس اپ", "از طریق پیام‌رسان"),
        ),
        "centre": ("حضوری", "مرکز", "در مرکز", "مراجعه به مرکز", "مراجعه حضوری", "به صورت حضوری"),
        "home_visit": (
            *("بازدید منزل", "بازدید از منزل", "منزل", "در منزل", "ویزیت منزل", "حضوری در منزل"),
            *("مراجعه حضوری به منزل", "home visit"),
        ),
        "phone": ("تلفنی", "تماس تلفنی", "تماس", "به صورت تلفنی"),
        "volunteer": ("داوطلب", "داوطلبان محلی", "نیروی داوطلب", "نیروهای داوطلب محلی"),
        "dehyar": (
            *("دهیار", "دهیاری", "شورا", "شورای روستا", "شورای اسلامی", "شورای اسلامی روستا"),
            *("دهیار یا شورای اسلامی", "دهیار/شورا", "دهیار و شورا"),
        ),
    },
)
SOURCES: Final = _vocabulary(
    rules.SOURCES,
    {
        "sms": ("پیامک", "پیامک شرکت", "آخرین پیامک قبض", "اس ام اس", "اس‌ام‌اس"),
        "app": ("اپلیکیشن", "اپ", "اپ شرکت", "برنامه شرکت", "برنامک", "نرم‌افزار", "application"),
        "bill_picture": ("عکس قبض", "تصویر قبوض", "عکس قبوض", "bill picture"),
        "paper_slip": ("فیش", "قبض کاغذی", "تصویر فیش کاغذی", "تصویر فیش", "paper slip"),
        "meter_photo": (
            *("عکس پیامک", "تصویر پیامک", "عکس کنتور", "تصویر کنتور", "عکس بدنه کنتور"),
            *("تصویر بدنه کنتور", "بدنه کنتور", "عکس پیامک یا کنتور", "meter photo"),
        ),
    },
)
NO_DATA_REASONS: Final = _vocabulary(
    rules.NO_DATA_REASONS,
    {
        "not_found": ("یافت نشد", "شناسایی نشد", "نشانی اشتباه"),
        "refuses": ("عدم همکاری", "همکاری نمی‌کند", "امتناع", "حاضر به همکاری نیست"),
        "phone_dead": (
            *("عدم پاسخگویی", "پاسخ نمی‌دهد", "پاسخگو نیست", "تلفن خاموش", "خاموش"),
            *("تلفن اشتباه", "عدم پاسخ"),
        ),
        "moved_away": ("نقل مکان", "تغییر محل سکونت", "جابه‌جا شده", "از محل رفته", "مهاجرت"),
        "said_deceased": ("گفته شد فوت", "فوت شده", "فوت"),
        "no_documents": ("قبض ندارد", "عدم دسترسی به قبض", "مدارک ندارد", "قبض موجود نیست"),
        "other": ("سایر", "غیره", "سایر دلایل"),
    },
)
ENTRY_METHODS: Final = _vocabulary(rules.ENTRY_METHODS, {})
TENURES: Final = TENURE
STATUSES: Final = STATUS
