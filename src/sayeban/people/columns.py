"""The columns that describe a person in a file, known by label, synonym or the words they hold.

The first nine labels are those of headquarters' workbook (seed 001, A-050 … A-058). A file needs
none of the others; whoever reads one says with `required` which columns it cannot do without.
"""

from collections.abc import Iterable
from dataclasses import replace

from sayeban.sheets.public import Column, OneOf

_OTHERS = ("سرپرست", "پدر", "مادر", "همسر", "مددکار", "قیم", "father", "mother", "spouse")

_PREFILLED = (
    Column(
        "province",
        "استان",
        ("نام استان", "کد استان", "استان محل سکونت", "province", "ostan", "province code"),
        (("استان",), ("province",)),
        ("شهرستان", "تولد", "صدور"),
    ),
    Column(
        "county",
        "شهرستان",
        ("نام شهرستان", "کد شهرستان", "شهرستان محل سکونت", "county", "shahrestan", "county code"),
        (("شهرستان",), ("county",)),
        ("تولد", "صدور"),
    ),
    Column(
        "centre",
        "کد مرکز(+)",
        ("مرکز", "کد مرکز خدمات بهزیستی", "شناسه مرکز", "centre", "center", "centre code"),
        (("کد", "مرکز"), ("شماره", "مرکز"), ("centre", "code"), ("center", "code")),
        ("نام", "تلفن", "نشانی", "آدرس", "شبانه‌روزی", "پستی", "پیش‌شماره"),
    ),
    Column(
        "full_name",
        "نام و نام خانوادگی مددجو اصلی",
        (
            *("نام و نام خانوادگی", "نام و نشان", "نام کامل", "نام مددجو", "نام مددجوی اصلی"),
            *("مشخصات مددجو", "full name", "name", "client name", "نام خانوادگی و نام"),
        ),
        (
            *(("نام و نام خانوادگی",), ("نام، نام خانوادگی",), ("نام و نام فامیلی",)),
            *(("نام خانوادگی و نام",), ("نام و فامیل",), ("full", "name")),
        ),
        (*_OTHERS, "مرکز", "head"),
    ),
    Column(
        "national_id",
        "کدملی مددجو اصلی",
        (
            *("کد ملی", "شماره ملی", "کد ملی مددجو", "کد ملی مددجوی اصلی", "کد ملی فرد", "ک ملی"),
            *("کد شناسایی ملی", "national id", "national code", "nid", "melli code"),
        ),
        (("کد", "ملی"), ("شماره", "ملی"), ("national", "id"), ("national", "code")),
        (*_OTHERS, "پستی", "head"),
    ),
    Column(
        "postal_code",
        "کدپستی",
        ("کد پستی ده رقمی", "کد پستی محل سکونت", "کد پستی منزل", "post code", "zip", "zip code"),
        (("کد", "پستی"), ("postal",), ("postcode",)),
        ("مرکز", "قبلی", "قدیم", "محل کار"),
    ),
    Column(
        "mobile",
        "شماره همراه",
        ("موبایل", "تلفن همراه", "شماره موبایل", "همراه", "mobile", "cell phone", "phone"),
        (("همراه",), ("موبایل",), ("mobile",)),
        (*_OTHERS, "نزدیکان", "ضروری", "مرکز", "وضعیت"),
    ),
    Column(
        "tenure",
        "وضعیت مالکیت خانوار/سرپرست (مالک، استیجاری، غیره)",
        (
            *("وضعیت مالکیت", "نوع مالکیت", "مالکیت", "وضعیت مسکن", "نوع مسکن", "وضعیت سکونت"),
            *("وضعیت مالکیت خانوار", "وضعیت مالکیت سرپرست", "tenure", "ownership", "housing"),
        ),
        (
            *(("مالکیت",), ("وضعیت", "مسکن"), ("نوع", "مسکن"), ("وضعیت", "سکونت")),
            *(("نوع", "سکونت"), ("ownership",), ("tenure",)),
        ),
        ("کنتور", "انشعاب", "خودرو", "زمین", "تاریخ", "قبض"),
    ),
    Column(
        "status",
        "وضعیت مددجو (وضعیت خروج از پرونده و فوت)",
        (
            *("وضعیت", "وضعیت پرونده", "وضعیت حیات", "وضعیت فوت", "وضعیت خروج از پرونده و فوت"),
            *("خروج و فوت", "status", "client status"),
        ),
        (
            *(("وضعیت", "مددجو"), ("وضعیت", "پرونده"), ("وضعیت", "خروج"), ("وضعیت", "فوت")),
            *(("وضعیت", "حیات"), ("خروج", "فوت"), ("status",)),
        ),
        (
            *("تاریخ", "مالکیت", "مسکن", "سکونت", "تأهل", "سلامت", "اشتغال", "معلولیت", "جسمی"),
            *("الکترونیک", "مستمری", "اقامت", "date", "marital"),
        ),
    ),
)

_OPTIONAL = (
    Column(
        "first_name",
        "نام",
        ("نام کوچک", "first name", "given name"),
        (("first", "name"), ("given", "name")),
        ("خانوادگی", *_OTHERS),
    ),
    Column(
        "last_name",
        "نام خانوادگی",
        ("نام فامیلی", "فامیلی", "فامیل", "شهرت", "last name", "family name", "surname"),
        (("نام خانوادگی",), ("فامیلی",), ("last", "name"), ("family", "name")),
        ("نام و نام", "نام نام", "خانوادگی و نام", *_OTHERS),
    ),
    Column(
        "head_national_id",
        "کد ملی سرپرست خانوار",
        ("کد ملی سرپرست", "شماره ملی سرپرست خانوار", "head national id", "household head id"),
        (("ملی", "سرپرست"), ("head", "national")),
    ),
    Column(
        "file_number",
        "شماره پرونده",
        ("شماره پرونده الکترونیکی", "کد پرونده", "ش پرونده", "file number", "case number"),
        (("شماره", "پرونده"), ("کد", "پرونده"), ("file", "number"), ("case", "number")),
        _OTHERS,
    ),
    Column(
        "has_file",
        "پرونده الکترونیکی",
        ("پرونده الکترونیک", "دارای پرونده الکترونیکی", "has file", "electronic file"),
        (("پرونده", "الکترونیک"), ("دارای", "پرونده"), ("electronic", "file")),
        ("شماره", "کد", "تاریخ"),
    ),
    Column(
        "transfer_recipient",
        "مستمری‌بگیر",
        ("مستمری", "دریافت مستمری", "وضعیت مستمری", "مستمری بگیر (بلی/خیر)", "pension"),
        (("مستمری",), ("pension",), ("transfer", "recipient")),
        ("مبلغ", "تاریخ", "شماره", "حساب", "میزان", "amount", "date"),
    ),
    Column(
        "resident_in_care",
        "مقیم یارانه‌ای مرکز شبانه‌روزی",
        ("مقیم مرکز شبانه‌روزی", "مقیم", "یارانه‌ای مقیم", "resident in care"),
        (("شبانه‌روزی",), ("مقیم",), ("یارانه‌ای",), ("resident", "care")),
        ("نام", "کد", "تاریخ", "مبلغ"),
    ),
    Column(
        "status_on",
        "تاریخ وضعیت",
        ("تاریخ فوت یا خروج", "تاریخ خروج از پرونده", "تاریخ تغییر وضعیت", "status date"),
        (("تاریخ", "فوت"), ("تاریخ", "خروج"), ("تاریخ", "وضعیت"), ("date", "death")),
    ),
    Column(
        "birth_date",
        "تاریخ تولد",
        ("متولد", "birth date", "date of birth"),
        (("تاریخ", "تولد"), ("birth", "date")),
        _OTHERS,
    ),
    Column(
        "address",
        "نشانی",
        ("آدرس", "نشانی محل سکونت", "آدرس محل سکونت", "address"),
        (("نشانی",), ("آدرس",), ("address",)),
        ("مرکز", "محل کار", "ایمیل", "email"),
    ),
    Column("village", "روستا", ("نام روستا", "village"), (("نام", "روستا"),)),
    Column(
        "tenancy_end",
        "تاریخ پایان اجاره (در صورت استیجاری بودن)",
        ("پایان اجاره", "تاریخ اتمام قرارداد", "زمان اتمام قرارداد", "tenancy end"),
        (("پایان", "اجاره"), ("اتمام", "اجاره"), ("پایان", "قرارداد"), ("اتمام", "قرارداد")),
    ),
)

NAME = OneOf(
    "نام و نام خانوادگی مددجو اصلی",
    (frozenset({"full_name"}), frozenset({"first_name", "last_name"})),
)
"""The name stands in one column or in two."""


def person_columns(required: Iterable[str] = ("national_id",)) -> tuple[Column, ...]:
    """All columns of a person for `sheets.headers.find_columns`; `required` must be there."""
    needed = frozenset(required)
    return tuple(
        replace(column, required=column.key in needed) for column in (*_PREFILLED, *_OPTIONAL)
    )
