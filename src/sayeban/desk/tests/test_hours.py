"""A desk has hours for each day of the week: a half Thursday, a Friday on which it is closed."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection

from sayeban.desk.actions.take_number import take_at_kiosk
from sayeban.desk.hours import Hours, columns_of, makes_sense, read_hours, said, the_same
from sayeban.desk.models import Desk
from sayeban.desk.reads.bookings import free_slots, weeks
from sayeban.desk.reads.desks import desk_named
from sayeban.desk.refusals import DeskShut
from sayeban.desk.tests.makers import NOW, PROVINCE
from sayeban.organisations.public import set_weekend
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

DAY, HALF = Hours(time(7, 30), time(14)), Hours(time(7, 30), time(12))
HALF_THURSDAY = (*[DAY] * 5, HALF, None)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of UTC: Tehran is three and a half ahead."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.fixture
def half(desk: Desk) -> Desk:
    with acting(OPERATOR, NOW):
        Desk.objects.filter(pk=desk.pk).update(**columns_of(HALF_THURSDAY))
    return desk


def test_days_of_the_same_hours_are_told_together() -> None:
    assert said(HALF_THURSDAY) == (
        "شنبه تا چهارشنبه از ۰۷:۳۰ تا ۱۴:۰۰، پنجشنبه از ۰۷:۳۰ تا ۱۲:۰۰، جمعه بسته"
    )
    assert said(the_same(time(8), time(13), days=7)) == "شنبه تا جمعه از ۰۸:۰۰ تا ۱۳:۰۰"


@pytest.mark.parametrize("typed", ["۰۷:۳۰ تا ۱۲:۰۰", "7:30-12:00", "07:30:00 – 12:00:00"])
def test_hours_are_read_as_people_type_them(typed: str) -> None:
    assert read_hours(typed) == HALF


@pytest.mark.parametrize("typed", ["", "  ", "بسته"])
def test_nothing_is_a_closed_day(typed: str) -> None:
    assert read_hours(typed) is None


@pytest.mark.parametrize("typed", ["۷ تا ۱۲", "07:30", "12:00 تا 07:30", "24:00 تا 25:00", "صبح"])
def test_what_is_no_pair_of_hours_is_not_read(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_hours(typed)


def test_a_week_has_seven_days_and_one_open() -> None:
    assert makes_sense(HALF_THURSDAY)
    for week in (HALF_THURSDAY[:6], (None,) * 7, (*HALF_THURSDAY[:6], Hours(time(9), time(9)))):
        assert not makes_sense(week)


@pytest.mark.django_db
def test_numbers_are_given_in_the_hours_of_the_day(half: Desk) -> None:
    take_at_kiosk(actor=SYSTEM, at=at(THURSDAY, 8, 29), key=half.screen_key)
    with pytest.raises(DeskShut) as refused:
        take_at_kiosk(actor=SYSTEM, at=at(THURSDAY, 8, 30), key=half.screen_key)
    assert "۷ آذر ۱۴۰۵، ساعت ۰۷:۳۰" in refused.value.message, "not on Friday, which is closed"
    # The control: on Wednesday the same hour is one of the desk.
    take_at_kiosk(actor=SYSTEM, at=at(date(2026, 11, 25), 8, 30), key=half.screen_key)


@pytest.mark.django_db
def test_appointments_follow_the_hours_of_the_day(half: Desk) -> None:
    with acting(OPERATOR, NOW):
        facts = desk_named("here")
        assert max(free_slots(facts, THURSDAY, NOW)) == time(11, 30)
        assert max(free_slots(facts, date(2026, 11, 25), NOW)) == time(13, 30)
        days = {day.day: day for week in weeks(facts, NOW) for day in week}
    assert (days[THURSDAY].free, days[THURSDAY].closed) == (2 * 13, "")
    assert (days[FRIDAY].free, days[FRIDAY].closed) == (None, "جمعه")


@pytest.mark.django_db
def test_a_day_on_which_the_desk_alone_is_closed_gives_no_times(half: Desk) -> None:
    with acting(OPERATOR, NOW):
        closed = (*HALF_THURSDAY[:5], None, None)
        Desk.objects.filter(pk=half.pk).update(**columns_of(closed))
        facts = desk_named("here")
        days = {day.day: day for week in weeks(facts, NOW) for day in week}
        assert free_slots(facts, THURSDAY, NOW) == {}
    assert (days[THURSDAY].free, days[THURSDAY].closed) == (None, "پنجشنبه")
    assert "پنجشنبه تا جمعه بسته" in facts.hours


@pytest.mark.django_db
def test_the_weekend_of_the_province_is_told_as_closed(half: Desk) -> None:
    set_weekend(actor=OPERATOR, at=NOW, unit=PROVINCE, weekdays=[3, 4])
    with acting(OPERATOR, NOW):
        facts = desk_named("here")
        assert facts.hours.endswith("پنجشنبه تا جمعه بسته")
        assert facts.hours_on(THURSDAY) is None
        Desk.objects.filter(pk=half.pk).update(every_day=True)
        assert desk_named("here").hours_on(THURSDAY) == HALF


@pytest.mark.django_db
def test_the_one_pair_of_before_holds_for_all_working_days() -> None:
    """What migration 0006 writes for a desk with a weekend and for one of every day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_fill(opens, ARRAY[6]) || CASE WHEN every_day THEN opens END FROM"
            " (VALUES ('07:30'::time, false), ('07:30'::time, true)) AS d (opens, every_day)"
        )
        assert [row[0] for row in cursor.fetchall()] == [
            [time(7, 30)] * 6 + [None],
            [time(7, 30)] * 7,
        ]
