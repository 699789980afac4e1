"""The columns of a list as people read it: workbook and CSV, with their Table Schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from sayeban.country import jalali
from sayeban.exemptions.rules import TENURES
from sayeban.exemptions.words import UTILITY_LABELS

SETTLEMENTS = {"urban": "شهری", "rural": "روستایی"}


@dataclass(frozen=True, slots=True)
class Names:
    """What a code is called: counties by code, companies by (utility, code)."""

    counties: Mapping[str, str]
    companies: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Persian header, where it comes from, what it holds."""

    title: str
    value: pl.Expr
    description: str = ""
    pattern: str = ""


def company_table(
    lines: pl.DataFrame, utility: str, names: Names
) -> tuple[pl.DataFrame, list[Column]]:
    """What one company gets: its own utility's identifiers and nothing else."""
    columns = _columns(lines, names, _number_title(utility))
    return _laid(lines, columns), columns


def whole_table(lines: pl.DataFrame, names: Names) -> tuple[pl.DataFrame, list[Column]]:
    """The copy of headquarters: the parts of all companies under one another."""
    labels = pl.concat_str("utility", "company", separator="/")
    known = {f"{utility}/{code}": name for (utility, code), name in names.companies.items()}
    columns = [
        Column("خدمت", _named("utility", UTILITY_LABELS), "آب، برق یا گاز"),
        Column("کد شرکت", pl.col("company"), "سه رقم درون شناسهٔ قبض", "[0-9]{3}"),
        Column("نام شرکت", labels.replace_strict(known, default="")),
        *_columns(lines, names, "شمارهٔ اشتراک / شمارهٔ بدنهٔ کنتور"),
    ]
    return _laid(lines, columns), columns


def table_schema(columns: list[Column]) -> dict[str, object]:
    """The Table Schema (Data Package 2.0) of list.csv."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fieldsMatch": "exact",
        "missingValues": [""],
        "fields": [_field(column) for column in [_ROW, *columns]],
        "primaryKey": [_ROW.title],
    }


_ROW = Column("ردیف", pl.lit(""), "شمارهٔ ردیف در این فهرست", "[0-9]+")


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.title, "type": "string"}
    if column.description:
        field["description"] = column.description
    if column.pattern:
        field["constraints"] = {"pattern": column.pattern}
    return field


def _number_title(utility: str) -> str:
    return "شمارهٔ بدنهٔ کنتور" if utility == "electricity" else "شمارهٔ اشتراک"


def _columns(lines: pl.DataFrame, names: Names, number_title: str) -> list[Column]:
    mobile = Column(
        "همراه",
        pl.col("mobile").str.replace(r"^\+98", "0"),
        "فقط جایی که شرکت آن را خواسته است",
        "09[0-9]{9}",
    )
    has_mobile = bool((lines["mobile"] != "").any())
    return [
        Column("کد شهرستان", pl.col("county"), "کد رسمی تقسیمات کشوری", "[0-9]{4}"),
        Column("نام شهرستان", _named("county", names.counties)),
        Column("کد ملی بهره‌بردار", pl.col("occupant_id"), pattern="[0-9]{10}"),
        Column("نام بهره‌بردار", pl.col("occupant_name")),
        *([mobile] if has_mobile else []),
        Column("کد پستی", pl.col("postal_code"), pattern="[0-9]{10}"),
        Column("نشانی", pl.col("address")),
        Column("شناسهٔ قبض", pl.col("bill_id"), "سیزده رقم با صفرهای آغاز", "[0-9]{13}"),
        Column(number_title, pl.col("number")),
        Column("نوع انشعاب", pl.lit("شخصی"), "کنتور مشاع در فهرست نیست"),
        Column("مالکیت", _named("tenure", TENURES)),
        Column("پایان اجاره", _jalali(lines["tenancy_end"]), "تاریخ خورشیدی", "[0-9/]{10}"),
        Column("شهری/روستایی", _named("settlement", SETTLEMENTS)),
    ]


def _named(column: str, names: Mapping[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(dict(names), default="", return_dtype=pl.String)


def _jalali(days: pl.Series) -> pl.Expr:
    distinct = [day for day in days.unique() if day]
    shown = {day: jalali.format(date.fromisoformat(day)) for day in distinct}
    return pl.col("tenancy_end").replace_strict(shown, default="", return_dtype=pl.String)


def _laid(lines: pl.DataFrame, columns: list[Column]) -> pl.DataFrame:
    numbers = pl.int_range(1, pl.len() + 1).cast(pl.String).alias(_ROW.title)
    return lines.select(numbers, *(column.value.alias(column.title) for column in columns))
