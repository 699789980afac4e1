"""Jalali dates at the edges; Gregorian `date` everywhere inside. domain.md 3.3.

Also the numbers of Persian prose: digits, grouping, percent.
"""

import re
from datetime import date
from decimal import Decimal

import jdatetime
import polars as pl

from sayeban.country import text as persian

MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)

_SEPARATED = re.compile("([0-9]{4}|[0-9]{2})([/.-])([0-9]{1,2})\\2([0-9]{1,2})")
_COMPACT = re.compile("([0-9]{4})()([0-9]{2})([0-9]{2})")
# A true date cell of a workbook arrives as ISO text, midnight included.
_MIDNIGHT = re.compile("[T ]00:00(:00(\\.0+)?)?$")
_FIRST_YEAR, _LAST_YEAR = 1250, 1500
_GREGORIAN_FROM = 1800
_PIVOT = 50  # two-digit years: 00..49 are 14xx, 50..99 are 13xx

_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def parts(day: date) -> tuple[int, int, int]:
    """(year, month, day) of a date in the Jalali calendar."""
    jalali = jdatetime.date.fromgregorian(date=day)
    return jalali.year, jalali.month, jalali.day


def from_parts(year: int, month: int, day: int) -> date | None:
    """The date of a Jalali year, month and day; None when there is no such day."""
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= len(MONTHS)):
        return None
    if not 1 <= day <= days_in_month(year, month):
        return None
    gregorian: date = jdatetime.date(year, month, day).togregorian()
    return gregorian


def days_in_month(year: int, month: int) -> int:
    """29, 30 or 31 days of month 1..12 of a Jalali year."""
    esfand = len(MONTHS)
    if month == esfand and jdatetime.date(year, 1, 1).isleap():
        return 30
    days: int = jdatetime.j_days_in_month[month - 1]
    return days


def parse(text: str) -> date | None:
    """The date that somebody typed, None when it is none.

    1402/05/01, 1402-5-1, 14020501, 02/05/01 with the digits of any script; a four-digit year from
    1800 on is read as Gregorian (2023-07-23: a true date cell). Two-digit years 00..49 are 14xx.
    """
    typed = _MIDNIGHT.sub("", persian.ascii_digits(persian.normalize(text))).replace(" ", "")
    match = _SEPARATED.fullmatch(typed) or _COMPACT.fullmatch(typed)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 2:
        year += 1400 if year < _PIVOT else 1300
    if year >= _GREGORIAN_FROM:
        return _gregorian(year, month, day)
    return from_parts(year, month, day)


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `parse`: Date, null for null and for what is no date.

    Each distinct text is parsed once; a column of dates holds few distinct ones.
    """
    return column.map_batches(_parse_distinct, return_dtype=pl.Date)


def _parse_distinct(typed: pl.Series) -> pl.Series:
    distinct = typed.drop_nulls().unique()
    dates = pl.Series([parse(text) for text in distinct], dtype=pl.Date)
    return typed.replace_strict(distinct, dates, default=None, return_dtype=pl.Date)


def format(day: date) -> str:
    """«1405/09/02»: ASCII digits, for workbooks and files."""
    year, month, month_day = parts(day)
    return f"{year:04d}/{month:02d}/{month_day:02d}"


def long_form(day: date) -> str:
    """«۲ آذر ۱۴۰۵», for prose."""
    year, month, month_day = parts(day)
    return persian_digits(f"{month_day} {MONTHS[month - 1]} {year}")


def persian_digits(text: str) -> str:
    """`text` with Persian digits, for prose; identifiers keep ASCII digits."""
    return text.translate(_PERSIAN_DIGITS)


def number(value: int) -> str:
    """«۱۲٬۳۴۵»: Persian digits in groups of three."""
    return persian_digits(f"{value:,}".replace(",", "٬"))


def percent(share: float | Decimal, decimals: int = 1) -> str:
    """«۱۱٫۸٪» for a share of 0.118; zeros at the end are left out («۵٪»)."""
    figure = f"{share * 100:,.{decimals}f}"
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return persian_digits(figure.replace(",", "٬").replace(".", "٫")) + "٪"


# Arithmetic of the 33-year cycle (12,053 days, a leap year first and then every fourth), counted
# from year -1595; equal to jdatetime on every day of 1300..1500, a test compares them all.
SQL = """CREATE OR REPLACE FUNCTION jalali(day date) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $f$
DECLARE
  n int := day - DATE '1921-03-21' + 1057377;  -- 1300/01/01 and its distance from the epoch
  y int; m int;
BEGIN
  y := -1595 + 33 * (n / 12053); n := n % 12053;
  y := y + 4 * (n / 1461); n := n % 1461;
  IF n > 365 THEN y := y + (n - 1) / 365; n := (n - 1) % 365; END IF;
  IF n < 186 THEN m := 1 + n / 31; n := n % 31;
  ELSE m := 7 + (n - 186) / 30; n := (n - 186) % 30; END IF;
  RETURN lpad(y::text, 4, '0') || '/' || lpad(m::text, 2, '0')
    || '/' || lpad((n + 1)::text, 2, '0');
END $f$;
"""
