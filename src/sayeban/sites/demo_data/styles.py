"""How each province writes headquarters' workbook: headers, order, extra columns, digits, words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ARABIC: Final = {"ی": "ي", "ک": "ك"}
PERSIAN_DIGITS: Final = dict(zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", strict=True))
ARABIC_DIGITS: Final = dict(zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True))

_BLANK: Final = (
    *("تاریخ پایان اجاره (در صورت استیجاری بودن)", "موقعیت مکانی", "شماره اشتراک گاز"),
    *("شناسه قبض گاز", "نوع انشعاب گاز", "شماره بدنه کنتور برق", "شناسه قبض برق"),
    *("نوع انشعاب برق", "شماره اشتراک آب", "شناسه قبض آب", "نوع انشعاب آب", "توضیحات"),
)
"""The columns that headquarters sends empty (seed 001, step one)."""


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing. `columns` maps a column of the lines to its header, in order.

    `titles` stand in rows above the header. `halves`: the list lies on two sheets behind a cover.
    `numeric`: ids are numbers, so that leading zeros are gone. `by_code`: places as codes.
    """

    columns: Mapping[str, str]
    titles: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    halves: bool = False
    numeric: bool = False
    by_code: bool = False


STYLES: Final = (
    Style(
        {
            "province": "استان",
            "county": "شهرستان",
            "centre": "کد مرکز(+)",
            "full_name": "نام و نام خانوادگی مددجو اصلی",
            "national_id": "کدملی مددجو اصلی",
            "postal_code": "کدپستی",
            "mobile": "شماره همراه",
            "birth_date": "تاریخ تولد",
            "tenure": "وضعیت مالکیت خانوار/سرپرست (مالک، استیجاری، غیره )",
            "status": "وضعیت مددجو (وضعیت خروج از پرونده و فوت)",
            "file_number": "شماره پرونده الکترونیکی",
            "pension": "مستمری بگیر",
            "head_id": "کد ملی سرپرست خانوار",
            "resident": "مقیم یارانه‌ای مرکز شبانه‌روزی",
        },
        blank=_BLANK,
    ),
    Style(
        {
            "row": "ردیف",
            "last_name": "نام خانوادگی",
            "first_name": "نام",
            "sex": "جنسیت",
            "birth_date": "تاریخ تولد",
            "national_id": "کد ملی مددجوی اصلی",
            "head_id": "کد ملی سرپرست خانوار",
            "province": "نام استان",
            "county": "نام شهرستان",
            "centre": "کد مرکز مثبت زندگی",
            "mobile": "تلفن همراه",
            "postal_code": "کد پستی ده رقمی",
            "tenure": "نوع مالکیت",
            "pension": "دریافت مستمری",
            "status": "وضعیت پرونده",
            "file_number": "شماره پرونده",
            "resident": "مقیم مرکز شبانه روزی",
            "address": "آدرس محل سکونت",
        },
        titles=("سازمان بهزیستی کشور", "فهرست مددجویان مستمری‌بگیر برای معافیت قبوض"),
    ),
    Style(
        {
            "national_id": "كد ملي",
            "full_name": "نام و نام خانوادگي",
            "status": "وضعيت مددجو",
            "tenure": "وضعيت مالكيت",
            "postal_code": "كد پستي",
            "mobile": "موبايل",
            "province": "كد استان",
            "county": "كد شهرستان",
            "centre": "كد مركز",
            "file_number": "شماره پرونده",
            "head_id": "كد ملي سرپرست",
            "pension": "مستمري بگير (بلي/خير)",
            "resident": "يارانه اي مقيم",
            "disability": "نوع معلولیت",
            "birth_date": "تاريخ تولد",
        },
        halves=True,
        numeric=True,
        by_code=True,
    ),
)
