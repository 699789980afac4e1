"""Holidays of a Jalali year, working days and the days of a campaign."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.country import calendar, jalali
from sayeban.country.calendar import WorkingDays, day_number, nth_day

SATURDAY = date(2026, 11, 21)  # 30 Aban 1405
THURSDAY = SATURDAY + timedelta(days=5)
FRIDAY = SATURDAY + timedelta(days=6)
OFFICE = WorkingDays()


@pytest.mark.slow
def test_the_holidays_of_a_year_lie_in_it_and_are_named_in_persian() -> None:
    found = calendar.national_holidays(1405)
    assert {jalali.parts(holiday.day)[0] for holiday in found} == {1405}
    assert [holiday.day for holiday in found] == sorted({holiday.day for holiday in found})
    names = {jalali.format(holiday.day): holiday.name for holiday in found}
    assert "نوروز" in names["1405/01/01"]
    assert "جمهوری اسلامی" in names["1405/01/12"]
    assert "نفت" in names["1405/12/29"]
    assert not any(
        character.isascii() and character.isalpha() for character in "".join(names.values())
    )


def test_a_year_that_no_calendar_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="no Jalali year"):
        calendar.national_holidays(1)


def test_friday_is_the_weekend_unless_said_otherwise() -> None:
    assert OFFICE.is_open(THURSDAY)
    assert not OFFICE.is_open(FRIDAY)
    assert not WorkingDays(weekend={3, 4}).is_open(THURSDAY)


def test_a_closure_of_the_province_is_no_working_day() -> None:
    assert not WorkingDays(days_off={SATURDAY}).is_open(SATURDAY)


def test_working_days_are_counted_after_the_start() -> None:
    assert OFFICE.add(SATURDAY, 5) == THURSDAY
    assert OFFICE.add(SATURDAY, 6) == FRIDAY + timedelta(days=1)
    assert OFFICE.add(FRIDAY, 0) == FRIDAY


def test_a_closure_moves_the_day_by_one() -> None:
    closed = WorkingDays(days_off={SATURDAY + timedelta(days=1)})
    assert closed.add(SATURDAY, 1) == OFFICE.add(SATURDAY, 2)


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="without a working day"):
        WorkingDays(weekend=range(7))


@pytest.mark.slow
@given(
    st.sets(st.integers(0, 6), max_size=6),
    st.sets(st.integers(0, 60), max_size=20),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_many_days_at_once_are_open_as_each_of_them_is(
    weekend: set[int], closed: set[int], start: date
) -> None:
    office = WorkingDays(weekend, {start + timedelta(days=each) for each in closed})
    days = [start + timedelta(days=each) for each in range(60)]
    assert office.open_days(pl.Series(days)).to_list() == [office.is_open(each) for each in days]


@given(st.integers(0, 200), st.sets(st.integers(0, 300), max_size=20))
def test_adding_and_counting_are_inverse(count: int, closed: set[int]) -> None:
    office = WorkingDays(days_off={SATURDAY + timedelta(days=each) for each in closed})
    assert office.between(SATURDAY, office.add(SATURDAY, count)) == count


def test_day_one_of_a_campaign_is_its_start() -> None:
    assert nth_day(SATURDAY, 1) == SATURDAY
    assert nth_day(SATURDAY, 1, OFFICE) == SATURDAY
    assert day_number(SATURDAY, SATURDAY) == day_number(SATURDAY, SATURDAY, OFFICE) == 1


def test_day_ten_counts_every_day_or_working_days_only() -> None:
    assert nth_day(SATURDAY, 10) == SATURDAY + timedelta(days=9)
    assert nth_day(SATURDAY, 10, OFFICE) == SATURDAY + timedelta(days=10)


def test_before_the_start_it_is_day_nought() -> None:
    yesterday = SATURDAY - timedelta(days=1)
    assert day_number(SATURDAY, yesterday) == day_number(SATURDAY, yesterday, OFFICE) == 0


def test_a_day_off_keeps_the_number_of_the_day_before() -> None:
    assert day_number(SATURDAY, THURSDAY, OFFICE) == day_number(SATURDAY, FRIDAY, OFFICE) == 6
    assert day_number(SATURDAY, FRIDAY) == 7


@given(st.integers(1, 60))
def test_the_day_number_is_that_of_the_nth_day(nth: int) -> None:
    assert day_number(SATURDAY, nth_day(SATURDAY, nth)) == nth
    assert day_number(SATURDAY, nth_day(SATURDAY, nth, OFFICE), OFFICE) == nth
