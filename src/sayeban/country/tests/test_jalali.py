"""Jalali dates at the edges, and the figures of Persian prose."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis import given
from hypothesis import strategies as st

from sayeban.country import jalali
from sayeban.country.tests.forms import polars_answers

FIRST, LAST = date(1921, 3, 21), date(2122, 3, 20)  # 1300/01/01 .. 1500/12/29
days = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    "typed",
    [
        "1402/05/01", "14020501", "1402-5-1", "02/05/01", "1402.05.01", "۱۴۰۲/۰۵/۰۱", "١٤٠٢/٥/١",
        " 1402 / 05 / 01 ", "2023-07-23", "2023-07-23 00:00:00", "2023-07-23T00:00:00.000",
        "20230723",
    ],
)  # fmt: skip
def test_every_usual_writing_of_a_date_is_read(typed: str) -> None:
    assert jalali.parse(typed) == date(2023, 7, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "", "فردا", "1402", "1402/05", "1402/13/01", "1402/00/10", "1402/07/31", "1404/12/30",
        "140205", "1402/05-01", "01/05/1402", "0000/00/00", "2023-02-30", "2023-07-23 10:15:00",
        "1600/01/01", "402/05/01",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(typed: str) -> None:
    assert jalali.parse(typed) is None


def test_the_leap_day_of_1403_is_a_date() -> None:
    assert jalali.parse("1403/12/30") == date(2025, 3, 20)


def test_two_digit_years_lie_in_the_last_or_this_century() -> None:
    assert jalali.parse("49/01/01") == jalali.from_parts(1449, 1, 1)
    assert jalali.parse("50/01/01") == jalali.from_parts(1350, 1, 1)


@pytest.mark.slow
@given(days)
def test_what_is_written_is_read_back(day: date) -> None:
    assert jalali.parse(jalali.format(day)) == day
    assert jalali.from_parts(*jalali.parts(day)) == day


def test_a_column_of_dates_is_read_as_one_by_one() -> None:
    typed = ["1402/05/01", None, "۰۲/۰۵/۰۱", "فردا", "1402/05/01", ""]
    wanted = [date(2023, 7, 23), None, date(2023, 7, 23), None, date(2023, 7, 23), None]
    assert polars_answers(jalali.parse_expr, typed) == wanted


@pytest.mark.parametrize("typed", [[], [None], [None, None]])
def test_a_column_without_dates_is_read(typed: list[str | None]) -> None:
    assert polars_answers(jalali.parse_expr, typed) == typed


def test_the_long_form_has_persian_words_and_digits() -> None:
    assert jalali.long_form(date(2026, 11, 23)) == "۲ آذر ۱۴۰۵"


def test_the_months_have_their_lengths() -> None:
    lengths = [jalali.days_in_month(1404, month) for month in range(1, 13)]
    assert lengths == [31] * 6 + [30] * 5 + [29]
    assert jalali.days_in_month(1403, 12) == 30


@pytest.mark.slow
def test_the_database_knows_every_day_of_two_centuries(
    sql_connection: BaseDatabaseWrapper,
) -> None:
    with sql_connection.cursor() as cursor:
        cursor.execute(
            "SELECT jalali(%s::date + n) FROM generate_series(0, %s) AS n ORDER BY n",
            [FIRST, (LAST - FIRST).days],
        )
        written = [text for (text,) in cursor.fetchall()]
    assert (written[0], written[-1]) == ("1300/01/01", "1500/12/29")
    assert written == [jalali.format(FIRST + timedelta(days=n)) for n in range(len(written))]


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "۰"), (999, "۹۹۹"), (48_500_000, "۴۸٬۵۰۰٬۰۰۰"), (-1_200, "-۱٬۲۰۰")]
)
def test_numbers_are_grouped(value: int, shown: str) -> None:
    assert jalali.number(value) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.118, "۱۱٫۸٪"), (Decimal("0.05"), "۵٪"), (1, "۱۰۰٪"), (0, "۰٪"), (12.5, "۱٬۲۵۰٪")],
)
def test_shares_are_shown_as_percent(share: float | Decimal, shown: str) -> None:
    assert jalali.percent(share) == shown
