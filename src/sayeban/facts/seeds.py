"""The facts of a new installation: persons. Sources: domain.md 6.3 to 6.11 and its services."""

from typing import Any, Final

_CIVIL: Final = {"register": "civil_identity", "owner_unit": "سازمان ثبت احوال"}
_DISABILITY: Final = {
    "register": "disability",
    "owner_unit": "کمیسیون پزشکی توان‌بخشی",
    "privacy": "sensitive",
}
_FAMILY: Final = _CIVIL | {"register": "civil_family", "max_age_days": 365}
_EDUCATION: Final = {"register": "education", "owner_unit": "آموزش و پرورش", "max_age_days": 365}
_INSURANCE: Final = {"register": "social_insurance", "owner_unit": "سازمان تأمین اجتماعی"}
_TAX: Final = {"register": "tax", "owner_unit": "سازمان امور مالیاتی", "max_age_days": 365}
_VEHICLES: Final = {"register": "vehicles", "owner_unit": "پلیس راهور", "max_age_days": 200}
_BANK: Final = {"register": "bank_account", "owner_unit": "بانک مرکزی"}
_COVERAGE: Final = {
    "register": "coverage",
    "owner_unit": "نهادهای حمایتی",
    "part": "support",
    "max_age_days": 200,
}
_PRISON: Final = {
    "register": "prison",
    "owner_unit": "سازمان زندان‌ها",
    "privacy": "sensitive",
    "max_age_days": 200,
}
_HEALTH: Final = {"register": "health_insurance", "owner_unit": "سازمان بیمهٔ سلامت"}
_IDENTITY: Final = {"part": "identity"}
_PEOPLE: Final = {"kind": "derived", "owner_unit": "واحد نگهدار پرونده"}

FAR: Final = {"least": "1921-03-21", "most": "2121-03-20"}
"""Days of a paper: from 1300 to the end of 1499."""


def counted(most: int, least: int = 0) -> dict[str, int]:
    """From `least` to `most`: what is beyond is a slip, whoever says it."""
    return {"least": least, "most": most}


COUNT: Final = counted(1000)
AMOUNT: Final = counted(10**15)
"""As much as registers tell (inquiries/means.py)."""

Seed = tuple[str, str, str, dict[str, Any]]
"""Key, type, label, and what differs from the defaults."""


def codes(**labels: str) -> dict[str, list[list[str]]]:
    """The choices of a code in their order."""
    return {"choices": [[code, label] for code, label in labels.items()]}


MARITAL: Final = codes(single="مجرد", married="متأهل", widowed="همسرفوت‌شده", divorced="مطلقه")
SEX: Final = codes(male="مرد", female="زن")
EMPLOYMENT: Final = codes(
    employed="شاغل مزدبگیر",
    self_employed="خویش‌فرما",
    unemployed="جویای کار",
    homemaker="خانه‌دار",
    student="دانش‌آموز یا دانشجو",
    retired="بازنشسته",
    unable="ناتوان از کار",
)
OF_PERSONS: Final[tuple[Seed, ...]] = (
    ("birth_date", "date", "تاریخ تولد", _CIVIL | _IDENTITY | {"least": "1871-03-21"}),
    ("age", "int", "سن", _PEOPLE | _IDENTITY | {"unit": "سال"} | counted(150)),
    ("is_head", "bool", "سرپرست خانوار است", _PEOPLE | _IDENTITY),
    (
        "status",
        "code",
        "وضعیت پرونده",
        _PEOPLE
        | _IDENTITY
        | codes(unknown="نامشخص", active="فعال", exited="خروج از پرونده", deceased="فوت"),
    ),
    ("has_file", "bool", "پرونده دارد", _PEOPLE | {"part": "support"}),
    ("is_covered", "bool", "زیر پوشش است", _PEOPLE | {"part": "support"}),
    ("transfer_recipient", "bool", "مستمری‌بگیر است", _PEOPLE | {"part": "support"}),
    ("resident_in_care", "bool", "در مرکز نگهداری زندگی می‌کند", _PEOPLE | {"part": "support"}),
    ("sex", "code", "جنس", _CIVIL | _IDENTITY | SEX),
    ("father_name", "text", "نام پدر", _CIVIL | _IDENTITY),
    ("identity_verified", "bool", "هویت او تأیید شده است", _CIVIL | _IDENTITY),
    ("is_alive", "bool", "در قید حیات است", _CIVIL | _IDENTITY | {"max_age_days": 180}),
    ("marital_status", "code", "وضعیت تأهل", _FAMILY | _IDENTITY | MARITAL),
    (
        "children_count",
        "int",
        "شمار فرزندان",
        _FAMILY | _IDENTITY | {"unit": "فرزند"} | counted(50),
    ),
    (
        "relation_to_head",
        "code",
        "نسبت با سرپرست",
        _IDENTITY
        | codes(self="خودش", spouse="همسر", child="فرزند", parent="پدر یا مادر", other="دیگر"),
    ),
    (
        "mobile_verified",
        "bool",
        "شمارهٔ همراه به نام خود اوست",
        {"register": "sim_owner", "owner_unit": "سامانهٔ شاهکار", "max_age_days": 365} | _IDENTITY,
    ),
    (
        "education_level",
        "code",
        "تحصیلات",
        _EDUCATION
        | codes(
            none="بی‌سواد",
            primary="ابتدایی",
            secondary="متوسطهٔ اول",
            diploma="دیپلم",
            bachelor="کاردانی یا کارشناسی",
            master="کارشناسی ارشد",
            doctor="دکتری",
        ),
    ),
    ("is_student", "bool", "در حال تحصیل است", _EDUCATION),
    ("out_of_school", "bool", "بازمانده از تحصیل است", _EDUCATION),
    ("employment", "code", "وضعیت شغلی", EMPLOYMENT | {"max_age_days": 200}),
    ("job_skill", "text", "مهارت", {}),
    ("income_monthly", "money", "درآمد ماهانه", {"unit": "ریال", "max_age_days": 365} | AMOUNT),
    ("wage_monthly", "money", "دستمزد ماهانهٔ بیمه‌شده", _INSURANCE | {"unit": "ریال"} | AMOUNT),
    ("taxed_income_yearly", "money", "درآمد سالانهٔ مالیاتی", _TAX | {"unit": "ریال"} | AMOUNT),
    ("has_business", "bool", "پروندهٔ کسب‌وکار دارد", _TAX),
    ("pension_monthly", "money", "مستمری بیمه‌ای ماهانه", _INSURANCE | {"unit": "ریال"} | AMOUNT),
    ("is_insured", "bool", "بیمهٔ بازنشستگی دارد", _INSURANCE | {"max_age_days": 200}),
    ("has_health_insurance", "bool", "بیمهٔ درمان دارد", _HEALTH | {"max_age_days": 200}),
    ("has_disability", "bool", "دارای معلولیت است", _DISABILITY),
    (
        "disability_type",
        "code",
        "نوع معلولیت",
        _DISABILITY
        | codes(
            physical="جسمی و حرکتی",
            visual="بینایی",
            hearing="شنوایی",
            speech="صوت و گفتار",
            intellectual="ذهنی",
            mental="روانی مزمن",
            multiple="چند معلولیت",
        ),
    ),
    (
        "disability_severity",
        "code",
        "شدت معلولیت",
        _DISABILITY | codes(mild="خفیف", moderate="متوسط", severe="شدید", very_severe="خیلی شدید"),
    ),
    ("disability_commission_date", "date", "تاریخ رأی کمیسیون پزشکی", _DISABILITY | FAR),
    ("disability_valid_until", "date", "اعتبار رأی کمیسیون تا", _DISABILITY | FAR),
    ("needs_carer", "bool", "به مراقب همیشگی نیاز دارد", _DISABILITY | {"max_age_days": 730}),
    (
        "chronic_illness",
        "bool",
        "بیماری مزمن یا صعب‌العلاج دارد",
        _HEALTH | {"privacy": "sensitive", "max_age_days": 730},
    ),
    ("illness_name", "text", "نام بیماری", _HEALTH | {"privacy": "sensitive"}),
    (
        "addiction_treatment",
        "bool",
        "در درمان اعتیاد است",
        {"privacy": "sensitive", "max_age_days": 200},
    ),
    ("is_prisoner", "bool", "زندانی است", _PRISON),
    (
        "in_military_service",
        "bool",
        "در خدمت سربازی است",
        {"register": "military", "owner_unit": "سازمان وظیفهٔ عمومی", "max_age_days": 365},
    ),
    ("spouse_imprisoned", "bool", "همسرش زندانی است", _PRISON),
    ("spouse_absent", "bool", "همسرش خانه را رها کرده یا مفقود است", {"privacy": "sensitive"}),
    ("guardian_lost", "bool", "بی‌سرپرست است", {"owner_unit": "دادگستری"}),
    ("home_owner", "bool", "خانه به نام اوست", {"max_age_days": 730}),
    ("vehicles_count", "int", "شمار خودروها", _VEHICLES | {"unit": "خودرو"} | COUNT),
    ("vehicles_worth", "money", "ارزش خودروها", _VEHICLES | {"unit": "ریال"} | AMOUNT),
    ("loans_open", "int", "شمار وام‌های باز", _BANK | {"max_age_days": 200} | COUNT),
    (
        "loans_balance",
        "money",
        "ماندهٔ وام‌ها",
        _BANK | {"unit": "ریال", "max_age_days": 200} | AMOUNT,
    ),
    ("iban", "text", "شمارهٔ شبا", _BANK | {"privacy": "sensitive"}),
    ("iban_verified", "bool", "شبا به نام خود اوست", _BANK | {"max_age_days": 365}),
    ("covered_elsewhere", "bool", "زیر پوشش نهاد دیگری است", _COVERAGE),
    ("covered_since", "date", "آغاز پوشش بهزیستی", {"part": "support"} | FAR),
    ("pension_behzisti", "money", "مستمری بهزیستی", {"part": "support", "unit": "ریال"} | AMOUNT),
)
