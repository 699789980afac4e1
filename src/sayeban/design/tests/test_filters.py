from datetime import UTC, date, datetime

import pytest

from sayeban.design import filters

LATE_EVENING_UTC = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)  # already the 24th in Tehran


def test_prose_has_persian_digits() -> None:
    assert filters.fa(1405) == "۱۴۰۵"


@pytest.mark.parametrize(
    ("value", "written"), [(1823400, "۱٬۸۲۳٬۴۰۰"), (19.8, "۱۹٫۸"), (0.0, "۰"), (999, "۹۹۹")]
)
def test_numbers_are_grouped(value: float, written: str) -> None:
    assert filters.number(value) == written


def test_a_percent_begins_with_the_mark_that_keeps_its_sign_in_place() -> None:
    assert filters.percent(0.65) == "\u061c۶۵٪"


def test_a_moment_counts_as_its_day_in_tehran() -> None:
    assert filters.jdate(LATE_EVENING_UTC) == "۳ آذر ۱۴۰۵"
    assert filters.jdate(date(2026, 11, 23), short=True) == "۱۴۰۵/۰۹/۰۲"


def test_a_moment_is_shown_with_the_hour_of_tehran() -> None:
    assert filters.jdatetime(LATE_EVENING_UTC) == "۳ آذر ۱۴۰۵، ساعت ۰۰:۳۰"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        filters.jdatetime(LATE_EVENING_UTC.replace(tzinfo=None))


def test_an_identifier_is_isolated_and_escaped() -> None:
    assert filters.ident("99<9") == '<bdi dir="ltr" class="code">99&lt;9</bdi>'


def test_a_mobile_number_is_read_as_people_dial_it() -> None:
    assert filters.phone("+989121234567") == '<bdi dir="ltr" class="phone">۰۹۱۲۱۲۳۴۵۶۷</bdi>'
    assert filters.phone("…4567") == '<bdi dir="ltr" class="phone">…۴۵۶۷</bdi>'
