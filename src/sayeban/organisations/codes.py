"""Persian sentences of the codes that a rejected row of an import carries."""

from collections.abc import Mapping
from typing import Final

ROW_REASONS: Final[Mapping[str, str]] = {
    "company.code_invalid": "کد شرکت باید سه رقم باشد.",
    "company.utility_unknown": "نوع شرکت شناخته نشد. آب، برق یا گاز بنویسید.",
    "company.name_missing": "نام شرکت خالی است. آن را بنویسید.",
    "company.number_invalid": (
        "طول یا الگوی شماره خوانده نشد. طول را مانند «8,10» و الگو را با # (رقم)، @ (حرف)،"
        " ? (هر دو) و | (یا) بنویسید."
    ),
    "company.duplicate": "این شرکت پیش‌تر در همین فایل آمده است. ردیف نخست نگه داشته شد.",
    "centre.code_missing": "کد مرکز خالی است.",
    "centre.other_county": "این مرکز در شهرستان دیگری ثبت شده است. کد یا شهرستان را بررسی کنید.",
    "centre.duplicate": "این مرکز پیش‌تر در همین فایل آمده است. ردیف نخست نگه داشته شد.",
    "operator.unknown_value": "نوع مرکز شناخته نشد. خصوصی، خیریه، سمن یا دولتی بنویسید.",
    "province.unknown": "نام استان شناخته نشد. نام یا کد رسمی استان را بنویسید.",
    "county.unknown": "این شهرستان در استان ردیف نیست. نام یا کد رسمی شهرستان را بنویسید.",
    "county.code_invalid": "کد شهرستان باید چهار رقم باشد.",
    "county.name_missing": "نام شهرستان خالی است. آن را بنویسید.",
    "county.other_province": "کد شهرستان با کد استان آغاز نمی‌شود. هر دو کد را بررسی کنید.",
    "county.validity": "پایان اعتبار شهرستان باید پس از آغاز آن باشد.",
    "county.successor_unknown": "شهرستان جانشین شناخته نشد. کد رسمی آن را بنویسید.",
    "county.duplicate": "این شهرستان پیش‌تر در همین فایل آمده است. ردیف نخست نگه داشته شد.",
    "date.invalid": "تاریخ خوانده نشد. آن را مانند ۱۴۰۵/۰۹/۰۲ بنویسید.",
}
