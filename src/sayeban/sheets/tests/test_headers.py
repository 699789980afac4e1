"""Columns are found by meaning, however the office spelled, moved or decorated them."""

import polars as pl
import pytest

from sayeban.sheets.headers import Column, Match, OneOf, find_columns, header_key, is_table
from sayeban.sheets.reading import Sheet
from sayeban.sheets.refusals import AmbiguousHeader, ColumnsMissing

NAME = OneOf(
    "نام و نام خانوادگی",
    (frozenset({"full_name"}), frozenset({"first_name", "last_name"})),
)
COLUMNS = (
    Column("province", "استان", ("نام استان",), (("استان",),), ("شهرستان",), required=True),
    Column("county", "شهرستان", ("نام شهرستان",), (("شهرستان",),)),
    Column("centre_code", "کد مرکز(+)", ("شماره مرکز",), (("کد", "مرکز"),)),
    Column(
        "full_name",
        "نام و نام خانوادگی مددجو اصلی",
        ("نام و نام خانوادگی", "نام و فامیل", "نام مددجو"),
        (("نام", "خانوادگی", "مددجو"),),
        ("سرپرست",),
    ),
    Column("first_name", "نام", ("نام کوچک",)),
    Column("last_name", "نام خانوادگی", ("فامیل", "شهرت")),
    Column(
        "national_id",
        "کدملی مددجو اصلی",
        ("کد ملی", "شماره ملی", "کد ملی مددجو"),
        (("کد", "ملی"), ("شماره", "ملی")),
        ("سرپرست", "همسر"),
        required=True,
    ),
    Column("head_national_id", "کد ملی سرپرست خانوار", (), (("ملی", "سرپرست"),)),
    Column("postal_code", "کدپستی", ("کد پستی ۱۰ رقمی",), (("کد", "پستی"),)),
    Column("mobile", "شماره همراه", ("موبایل", "تلفن همراه"), (("همراه",), ("موبایل",))),
    Column("ownership", "وضعیت مالکیت خانوار/سرپرست", ("نوع مالکیت",), (("مالکیت",),)),
    Column("status", "وضعیت مددجو (وضعیت خروج از پرونده و فوت)", (), (("وضعیت", "مددجو"),)),
    Column("rent_end", "تاریخ پایان اجاره", (), (("پایان", "اجاره"), ("پایان", "قرارداد"))),
    Column("location", "موقعیت مکانی", (), (("موقعیت",),)),
    Column("gas_subscription", "شماره اشتراک گاز", (), (("اشتراک", "گاز"),)),
    Column("gas_bill", "شناسه قبض گاز", (), (("قبض", "گاز"),)),
    Column("gas_type", "نوع انشعاب گاز (شخصی، مشاع)", (), (("انشعاب", "گاز"),)),
    Column("electricity_meter", "شماره بدنه کنتور برق", (), (("کنتور", "برق"),)),
    Column("electricity_bill", "شناسه قبض برق", (), (("قبض", "برق"),)),
    Column("electricity_type", "نوع انشعاب برق (شخصی، مشاع)", (), (("انشعاب", "برق"),)),
    Column("water_subscription", "شماره اشتراک آب", (), (("اشتراک", "اب"),)),
    Column("water_bill", "شماره شناسه قبض آب", (), (("قبض", "اب"),)),
    Column("water_type", "نوع انشعاب آب (شخصی، مشاع)", (), (("انشعاب", "اب"),)),
    Column("remarks", "توضیحات", ("ملاحظات",)),
)

VARIANTS = [
    ("استان", "province"),
    ("  اســتان :", "province"),
    ("نام استان", "province"),
    ("شهرستان", "county"),
    ("نام شهرستان محل سکونت", "county"),
    ("کد مرکز(+)", "centre_code"),
    ("كد مركز (+)", "centre_code"),
    ("کدمرکز مثبت زندگی", "centre_code"),
    ("کد مرکز (+)زندگی", "centre_code"),
    ("کد مرکز مثبت‌زندگی", "centre_code"),
    ("کد_مرکز+", "centre_code"),
    ("شماره مركز", "centre_code"),
    ("نام و نام خانوادگي", "full_name"),
    ("نام و نام‌خانوادگی مددجوی اصلی", "full_name"),
    ("نام ونام خانوادگی مددجو اصلی", "full_name"),
    ("نام و فامیل", "full_name"),
    ("نام", "first_name"),
    ("نام خانوادگی", "last_name"),
    ("نام‌خانوادگی*", "last_name"),
    ("کدملی مددجو اصلی", "national_id"),
    ("كد ملّي", "national_id"),
    ("کد‌ملی (۱۰ رقم)", "national_id"),
    ("شماره ملی مددجو", "national_id"),
    ("کد ملي مددجوي اصلي", "national_id"),
    ("کد ملی سرپرست", "head_national_id"),
    ("کدپستی", "postal_code"),
    ("کد پستی 10 رقمی", "postal_code"),
    ("کد پستی ١٠ رقمی", "postal_code"),
    ("كد پستي محل سكونت", "postal_code"),
    ("شماره همراه", "mobile"),
    ("تلفن همراه", "mobile"),
    ("شماره موبايل", "mobile"),
    ("وضعیت مالکیت", "ownership"),
    ("وضعیت مالکیت خانوار/سرپرست (مالک، استیجاری، غیره )", "ownership"),
    ("نوع مالکیت [مالک/استیجاری]", "ownership"),
    ("وضعیت مددجو", "status"),
    ("وضعيت مددجو (فوت / خروج)", "status"),
    ("تاریخ پایان اجاره (در صورت استیجاری بودن)", "rent_end"),
    ("تاریخ پایان قرارداد", "rent_end"),
    ("موقعيت مكاني", "location"),
    ("شماره اشتراک گاز", "gas_subscription"),
    ("شناسه‌ی قبض گاز", "gas_bill"),
    ("نوع انشعاب گاز(شخصی، مشاع)", "gas_type"),
    ("شماره بدنه ی کنتور برق", "electricity_meter"),
    ("شناسه قبض برق", "electricity_bill"),
    ("نوع انشعاب برق", "electricity_type"),
    ("شماره اشتراک اب", "water_subscription"),
    ("شماره شناسه\nقبض آب", "water_bill"),
    ("نوع انشعاب آب", "water_type"),
    ("ملاحظات", "remarks"),
]


def sheet_of(*rows: tuple[int, list[str | None]]) -> Sheet:
    width = max(len(cells) for _, cells in rows)
    padded = [[row_no, *cells, *[None] * (width - len(cells))] for row_no, cells in rows]
    schema = {"row_no": pl.UInt32, **{f"c{index}": pl.String for index in range(width)}}
    return Sheet("برگه", pl.DataFrame(padded, schema=schema, orient="row"))


def found(*headers: str) -> Match:
    return find_columns(sheet_of((1, list(headers))), COLUMNS, one_of=[NAME])


@pytest.mark.parametrize(("header", "key"), VARIANTS, ids=[header for header, _ in VARIANTS])
def test_a_header_is_known_in_many_spellings(header: str, key: str) -> None:
    alone = [
        Column(c.key, c.label_fa, c.synonyms, c.words, c.without, required=False) for c in COLUMNS
    ]
    match = find_columns(sheet_of((1, ["بی‌ربط", header])), alone)
    assert match.mapping == {key: 1}


@pytest.mark.parametrize("header", ["شناسنامه", "ردیف", "کودک", "(+)", "تاریخ تولد", "۱۲۳"])
def test_a_header_that_means_nothing_stays_unknown(header: str) -> None:
    match = found("استان", "کد ملی", "نام و نام خانوادگی", header)
    assert match.unknown == {3: header}


def test_titles_and_empty_rows_above_do_not_matter() -> None:
    sheet = sheet_of(
        (1, ["فهرست مددجویان استان تهران"]),
        (2, ["تاریخ: ۱۴۰۵/۰۹/۰۱", None, "نامه"]),
        (5, [None, "کد ملی", "نام", "استان", "نام خانوادگی"]),
        (6, [None, "9990000001", "زهرا", "تهران", "رضایی"]),
    )
    match = find_columns(sheet, COLUMNS, one_of=[NAME])
    assert match.header_row == 5
    assert match.mapping == {"national_id": 1, "first_name": 2, "province": 3, "last_name": 4}
    assert match.data(sheet).to_dicts() == [
        {
            "row_no": 6,
            "national_id": "9990000001",
            "first_name": "زهرا",
            "province": "تهران",
            "last_name": "رضایی",
        }
    ]


def test_the_name_may_stand_in_one_column_or_in_two() -> None:
    assert "full_name" in found("استان", "کد ملی", "نام و نام خانوادگی").mapping
    assert {"first_name", "last_name"} <= found("استان", "کد ملی", "نام", "فامیل").mapping.keys()


def test_half_a_name_is_a_missing_column() -> None:
    with pytest.raises(ColumnsMissing, match="«نام و نام خانوادگی»"):
        found("استان", "کد ملی", "نام")


def test_every_missing_column_is_named() -> None:
    with pytest.raises(ColumnsMissing) as caught:
        found("شهرستان", "نام و نام خانوادگی", "کدپستی")
    assert caught.value.details["columns"] == "«استان»، «کدملی مددجو اصلی»"


def test_a_sheet_without_any_header_lacks_all_required_columns() -> None:
    sheet = sheet_of((1, ["یادداشت"]))
    assert not is_table(sheet, COLUMNS)
    with pytest.raises(ColumnsMissing):
        find_columns(sheet, COLUMNS)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("شماره ملی", "کد ملی"),
        ("کد ملی مددجو", "کد ملی دیگر"),
        ("کدملی مددجو اصلی", "کد ملی مددجو اصلی"),
    ],
    ids=["two synonyms", "synonym and meaning", "the exact label twice"],
)
def test_an_ambiguous_header_is_refused_naming_both_columns(first: str, second: str) -> None:
    with pytest.raises(AmbiguousHeader) as caught:
        found("استان", "نام و نام خانوادگی", first, second)
    assert (caught.value.details["first"], caught.value.details["second"]) == (first, second)


def test_the_exact_label_wins_over_a_similar_column() -> None:
    match = found("استان", "نام و نام خانوادگی", "کد ملی قدیم", "کدملی مددجو اصلی")
    assert match.mapping["national_id"] == 3
    assert match.unknown == {2: "کد ملی قدیم"}


def test_a_column_that_fits_another_key_better_is_no_rival() -> None:
    match = found("استان", "نام و نام خانوادگی", "کد ملی", "کد ملی سرپرست خانوار")
    assert (match.mapping["national_id"], match.mapping["head_national_id"]) == (2, 3)


def test_the_key_of_a_header_forgets_spelling_only() -> None:
    assert header_key("كد‌ مركز (+) زندگي") == header_key("کد مرکز")
    assert header_key("شناسه قبض گاز") != header_key("شناسه قبض برق")
