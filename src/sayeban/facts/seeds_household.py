"""The facts of a new installation: households, and those that follow from their members."""

from typing import Any, Final

from sayeban.facts.seeds import (
    AMOUNT,
    COUNT,
    EMPLOYMENT,
    FAR,
    MARITAL,
    OF_PERSONS,
    SEX,
    Seed,
    codes,
    counted,
)

_PEOPLE: Final = {"kind": "derived", "owner_unit": "واحد نگهدار پرونده"}
_IDENTITY: Final = {"part": "identity"}
_HOME: Final = {"register": "residence", "owner_unit": "سامانهٔ املاک و اسکان"}
_RIAL: Final = {"unit": "ریال"}
_MEMBERS: Final = {"unit": "نفر"}
# What follows from sensitive data of members is sensitive too.
_SENSITIVE: Final = {"privacy": "sensitive"}


def _leaf(fact: str, op: str, value: object) -> dict[str, Any]:
    return {"id": "a", "fact": fact, "op": op, "value": value}


def _template(**template: object) -> dict[str, Any]:
    return {"kind": "template", "template": template}


OF_HOUSEHOLDS: Final[tuple[Seed, ...]] = (
    ("household_size", "int", "شمار اعضای خانوار", _PEOPLE | _IDENTITY | _MEMBERS),
    ("members_under_18", "int", "اعضای زیر ۱۸ سال", _PEOPLE | _IDENTITY | _MEMBERS),
    ("members_over_60", "int", "اعضای ۶۰ سال و بالاتر", _PEOPLE | _IDENTITY | _MEMBERS),
    ("head_age", "int", "سن سرپرست", _PEOPLE | _IDENTITY | {"unit": "سال"}),
    ("head_sex", "code", "جنس سرپرست", _template(of_head="sex") | _IDENTITY | SEX),
    (
        "head_marital_status",
        "code",
        "وضعیت تأهل سرپرست",
        _template(of_head="marital_status") | _IDENTITY | MARITAL,
    ),
    ("head_employment", "code", "وضعیت شغلی سرپرست", _template(of_head="employment") | EMPLOYMENT),
    (
        "head_disabled",
        "bool",
        "سرپرست معلولیت دارد",
        _template(of_head="has_disability") | _SENSITIVE,
    ),
    (
        "tenure",
        "code",
        "وضعیت مالکیت خانه",
        _HOME | codes(owner="مالک", tenant="استیجاری", other="نه مالک و نه مستأجر"),
    ),
    ("tenancy_end", "date", "پایان اجاره", _HOME | FAR),
    ("owns_house", "bool", "خانوار خانهٔ ملکی دارد", _HOME | {"max_age_days": 365}),
    ("postal_code", "text", "کد پستی", _PEOPLE | _IDENTITY),
    ("residence_province", "text", "استان سکونت", _PEOPLE | _IDENTITY),
    ("residence_county", "text", "شهرستان سکونت", _PEOPLE | _IDENTITY),
    ("residence_rural", "bool", "در روستا زندگی می‌کند", _PEOPLE | _IDENTITY),
    (
        "address_verified",
        "bool",
        "نشانی با کد پستی می‌خواند",
        {"register": "postal_code", "owner_unit": "شرکت ملی پست", "max_age_days": 365} | _IDENTITY,
    ),
    (
        "postal_address",
        "text",
        "نشانی پستی",
        {"register": "postal_code", "owner_unit": "شرکت ملی پست"} | _IDENTITY,
    ),
    ("rent_monthly", "money", "اجارهٔ ماهانه", _HOME | _RIAL | {"max_age_days": 365} | AMOUNT),
    ("rent_deposit", "money", "رهن یا ودیعهٔ خانه", _HOME | _RIAL | {"max_age_days": 365} | AMOUNT),
    ("home_area", "number", "مساحت خانه", _HOME | {"unit": "متر مربع"} | counted(100_000, 1)),
    ("home_rooms", "int", "شمار اتاق‌ها", {"unit": "اتاق"} | COUNT),
    (
        "home_condition",
        "code",
        "وضع خانه",
        codes(good="سالم", worn="فرسوده", unsafe="ناایمن") | {"max_age_days": 730},
    ),
    ("home_accessible", "bool", "خانه برای فرد دارای معلولیت مناسب است", {"max_age_days": 730}),
    (
        "decile",
        "int",
        "دهک خانوار",
        {"register": "decile", "owner_unit": "پایگاه رفاه ایرانیان", "max_age_days": 200}
        | counted(10, 1),
    ),
    ("decile_estimate", "int", "دهک برآوردی خانوار", {"owner_unit": "ستاد"} | counted(10, 1)),
    ("income_total", "money", "درآمد خانوار", _template(sum_members="income_monthly") | _RIAL),
    (
        "income_pc",
        "money",
        "درآمد سرانه",
        _template(sum_members="income_monthly", per_member=True) | _RIAL,
    ),
    (
        "members_employed",
        "int",
        "اعضای شاغل",
        _template(count_members=_leaf("employment", "in", ["employed", "self_employed"]))
        | _MEMBERS,
    ),
    (
        "members_students",
        "int",
        "اعضای در حال تحصیل",
        _template(count_members=_leaf("is_student", "=", True)) | _MEMBERS,
    ),
    (
        "members_disabled",
        "int",
        "اعضای دارای معلولیت",
        _template(count_members=_leaf("has_disability", "=", True)) | _MEMBERS | _SENSITIVE,
    ),
    (
        "members_severe",
        "int",
        "اعضای دارای معلولیت شدید یا خیلی شدید",
        _template(count_members=_leaf("disability_severity", "in", ["severe", "very_severe"]))
        | _MEMBERS
        | _SENSITIVE,
    ),
    (
        "members_ill",
        "int",
        "اعضای دارای بیماری مزمن",
        _template(count_members=_leaf("chronic_illness", "=", True)) | _MEMBERS | _SENSITIVE,
    ),
    ("vehicles_total", "int", "خودروهای خانوار", _template(sum_members="vehicles_count")),
    (
        "members_home_owners",
        "int",
        "اعضایی که خانه به نامشان است",
        _template(count_members=_leaf("home_owner", "=", True)) | _MEMBERS,
    ),
    ("home_debt", "money", "قسط ماهانهٔ وام خانه", _RIAL | {"max_age_days": 365} | AMOUNT),
    ("waiting_for_home", "bool", "در نوبت مسکن است", {"part": "support"}),
)
SEEDED: Final = (
    *(("person", *seed) for seed in OF_PERSONS),
    *(("household", *seed) for seed in OF_HOUSEHOLDS),
)
"""Subject, key, type, label and the rest of each fact, in the order of the file."""
