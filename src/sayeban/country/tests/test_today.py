"""The day changes at midnight in Tehran, 20:30 of the day before in UTC."""

from datetime import UTC, date, datetime

import pytest

from sayeban.country.today import today_of


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(20, 29, 24), (20, 30, 25), (21, 0, 25), (23, 59, 25)]
)
def test_the_day_in_tehran_begins_before_the_day_in_utc(hour: int, minute: int, day: int) -> None:
    assert today_of(datetime(2026, 11, 24, hour, minute, tzinfo=UTC)) == date(2026, 11, day)


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="aware"):
        today_of(datetime(2026, 11, 24, 21, 0))  # noqa: DTZ001 - that is the case
