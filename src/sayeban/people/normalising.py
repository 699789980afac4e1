"""From typed columns of a person to the columns of `SOURCE_COLUMNS`, vectorised.

The hot path of national loads (1.8 M rows): no Python call a row.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from sayeban.country import jalali, text
from sayeban.country.formats import mobile, national_id, postal_code
from sayeban.people.source import SOURCE_COLUMNS
from sayeban.people.vocabularies import CARE, FILE, PENSION, STATUS, TENURE, YES, Vocabulary
from sayeban.sheets.public import ROW_NO, column_name

_OWN_ID: Final = tuple(map(text.match_key, ("خود", "خودش", "سرپرست", "خود سرپرست", "مددجو")))
_ID_NOISE: Final = "'`’\"\t"

VALUE_FLAGS: Final = {
    "national_id.padded": "صفرهای آغاز کد ملی افتاده بود و بازگردانده شد.",
    "postal_code.invalid": "کد پستی باید ده رقم درست باشد؛ خالی شد تا گردآوری شود.",
    "mobile.invalid": "شمارهٔ همراه درست نیست؛ خالی شد تا گردآوری شود.",
    "ownership.unknown_value": "وضعیت مالکیت شناخته نشد. مالک، استیجاری یا غیره بنویسید.",
    "status.unknown_value": "وضعیت مددجو شناخته نشد. فعال، خروج از پرونده یا فوت بنویسید.",
    "head_national_id.invalid": "کد ملی سرپرست خانوار درست نیست و نادیده گرفته شد.",
    "transfer_recipient.unknown_value": "مستمری‌بگیر بودن یا نبودن شناخته نشد. بله یا نه بنویسید.",
    "resident_in_care.unknown_value": (
        "مقیم بودن یا نبودن در مرکز شبانه‌روزی شناخته نشد. بله یا نه بنویسید."
    ),
    "has_file.unknown_value": "داشتن یا نداشتن پروندهٔ الکترونیکی شناخته نشد. بله یا نه بنویسید.",
    "date.invalid": "تاریخ درست نیست و نادیده گرفته شد. تاریخ را مانند ۱۴۰۵/۰۹/۰۲ بنویسید.",
}
"""Flags of `normalise` in their order, with what a user reads."""

MISSING_FLAGS: Final = ("name.missing", "county.missing", "centre.missing")
"""Flags of an empty cell; only `normalise(..., tell_missing=True)` gives them."""


def normalise(
    frame: pl.DataFrame, mapping: Mapping[str, int], *, tell_missing: bool = False
) -> pl.DataFrame:
    """The rows of a sheet under its header as persons.

    `frame` holds `row_no` and c0, c1 … as `sheets.reading` gives them, `mapping` is that of
    `find_columns` over `person_columns()`. The result holds `row_no`, every column of
    SOURCE_COLUMNS, `flags` (codes joined by "|", "" for none) and `reason`
    (national_id.missing, national_id.check_digit or null). `province` and `county` are still as
    typed: `resolve_places` comes next. What a file does not tell is "" or null.
    """
    typed = frame.select(ROW_NO, *_typed(mapping))
    digits = typed.with_columns(_digits(key) for key in _DIGITS).with_columns(_head())
    judged = digits.with_columns(_restored()).with_columns(_values())
    flags = [pl.when(wrong).then(pl.lit(code)) for code, wrong in _flags(tell_missing=tell_missing)]
    return judged.select(
        ROW_NO,
        *_source(),
        pl.concat_str(flags, separator="|", ignore_nulls=True).alias("flags"),
        pl.when(pl.col("id") == "")
        .then(pl.lit("national_id.missing"))
        .when(~national_id.valid_expr(pl.col("id")))
        .then(pl.lit("national_id.check_digit"))
        .alias("reason"),
    )


_KEYS = (
    *("province", "county", "centre", "full_name", "first_name", "last_name", "national_id"),
    *("postal_code", "mobile", "tenure", "status", "status_on", "head_national_id", "file_number"),
    *("has_file", "transfer_recipient", "resident_in_care", "birth_date", "address", "village"),
    "tenancy_end",
)
_DIGITS = ("national_id", "head_national_id", "postal_code", "mobile", "centre")
_DATES = ("status_on", "birth_date", "tenancy_end")
_WORDS: Mapping[str, Vocabulary] = {
    "tenure": TENURE,
    "status": STATUS,
    "transfer_recipient": PENSION,
    "resident_in_care": CARE,
    "has_file": FILE,
}


def _typed(mapping: Mapping[str, int]) -> Iterator[pl.Expr]:
    for key in _KEYS:
        if key in mapping:
            yield pl.col(column_name(mapping[key])).fill_null("").alias(key)
        else:
            yield pl.lit("").alias(key)


def _digits(key: str) -> pl.Expr:
    """A code without blanks, hyphens, quotes and the «.0» of a number written as a fraction."""
    digits = text.identifier_expr(pl.col(key).str.strip_chars(_ID_NOISE)).str.strip_suffix(".0")
    return digits.alias(f"{key}_digits")


def _head() -> pl.Expr:
    own = text.match_key_expr(pl.col("head_national_id")).is_in(_OWN_ID)
    return (
        pl.when(own).then("national_id_digits").otherwise("head_national_id_digits").alias("head")
    )


def _restored() -> list[pl.Expr]:
    return [
        national_id.restore_expr(pl.col("national_id_digits")).alias("id"),
        national_id.restore_expr(pl.col("head")).alias("head"),
        _full_name(),
    ]


def _full_name() -> pl.Expr:
    """One column, else two put together; a lone «نام» beside no other is the whole name."""
    parts = pl.concat_str(["first_name", "last_name"], separator=" ")
    whole = pl.when(pl.col("full_name").str.strip_chars() != "").then("full_name").otherwise(parts)
    return text.normalize_expr(whole).alias("full_name")


def _values() -> list[pl.Expr]:
    # A word in the place of a number («ندارد») tells of the file itself.
    words = pl.when(~pl.col("file_number").str.contains("[0-9۰-۹٠-٩]")).then("file_number")
    return [
        mobile.canonical_expr(pl.col("mobile_digits")).alias("mobile"),
        postal_code.valid_expr(pl.col("postal_code_digits")).alias("postal_code_holds"),
        national_id.valid_expr(pl.col("head")).alias("head_holds"),
        *(word.expr(pl.col(key)).alias(f"{key}_code") for key, word in _WORDS.items()),
        *(jalali.parse_expr(pl.col(key)).alias(f"{key}_date") for key in _DATES),
        FILE.expr(words).alias("file_word"),
        text.ascii_digits_expr(text.normalize_expr(pl.col("file_number"))).alias("file_number"),
        *(text.normalize_expr(pl.col(key)).alias(key) for key in ("address", "village")),
    ]


def _flags(*, tell_missing: bool) -> Iterator[tuple[str, pl.Expr]]:
    yield "national_id.padded", pl.col("national_id_digits") != pl.col("id")
    if tell_missing:
        yield "name.missing", pl.col("full_name") == ""
    yield "postal_code.invalid", (pl.col("postal_code_digits") != "") & ~pl.col("postal_code_holds")
    yield "mobile.invalid", (pl.col("mobile_digits") != "") & pl.col("mobile").is_null()
    yield "ownership.unknown_value", pl.col("tenure_code").is_null()
    yield "status.unknown_value", pl.col("status_code").is_null()
    yield "head_national_id.invalid", (pl.col("head") != "") & ~pl.col("head_holds")
    for key in ("transfer_recipient", "resident_in_care", "has_file"):
        yield f"{key}.unknown_value", pl.col(f"{key}_code").is_null()
    wrong_dates = [(pl.col(key) != "") & pl.col(f"{key}_date").is_null() for key in _DATES]
    yield "date.invalid", pl.any_horizontal(wrong_dates)
    if tell_missing:
        yield "county.missing", pl.col("county").str.strip_chars() == ""
        yield "centre.missing", pl.col("centre_digits") == ""


def _source() -> list[pl.Expr]:
    """The columns of SOURCE_COLUMNS in their order."""
    known = {
        "national_id": pl.col("id"),
        "centre": pl.col("centre_digits"),
        "head_national_id": pl.when("head_holds").then("head").otherwise(pl.lit("")),
        "mobile": pl.col("mobile").fill_null(""),
        "postal_code": pl.when("postal_code_holds")
        .then("postal_code_digits")
        .otherwise(pl.lit("")),
        "file_number": pl.when(pl.col("file_word").fill_null("") == "")
        .then("file_number")
        .otherwise(pl.lit("")),
        "tenure": pl.col("tenure_code").fill_null(""),
        "status": pl.col("status_code").fill_null(""),
        "transfer_recipient": _truth("transfer_recipient_code"),
        "resident_in_care": _truth("resident_in_care_code"),
        "has_file": pl.coalesce(_truth("has_file_code"), _truth("file_word"), _has_number()),
        **{key: pl.col(f"{key}_date") for key in _DATES},
        "status_evidence": pl.lit(""),
        "rural_district": pl.lit(""),
    }
    return [known.get(column, pl.col(column)).alias(column) for column in SOURCE_COLUMNS]


def _truth(column: str) -> pl.Expr:
    code = pl.col(column)
    return pl.when(code.fill_null("") != "").then(code == YES)


def _has_number() -> pl.Expr:
    """Who has a file number has a file; without one nobody knows."""
    return pl.when(pl.col("file_number").str.contains("[0-9]")).then(pl.lit(value=True))
