"""Working days of a province: weekend, holidays and closures together."""

from datetime import UTC, date, datetime

import pytest

from sayeban.kit.units import Unit
from sayeban.organisations.actions.keep_calendar import (
    declare_closure,
    set_holiday,
    set_weekend,
    strike_holiday,
    withdraw_closure,
)
from sayeban.organisations.public import day_of, working_days
from sayeban.organisations.refusals import HolidayNameMissing, NoWorkingDay, ReasonMissing
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

NOW = datetime(2026, 11, 23, tzinfo=UTC)
FARS, HQ = Unit.of_province("07"), Unit.hq()
SUNDAY = date(2026, 11, 22)
DIRECTOR = Actor("user", "director", 1, (Appointment("director_general", FARS),))


def test_day_one_is_the_start() -> None:
    assert day_of(SUNDAY, 1, False) == day_of(SUNDAY, 1, True, "07") == SUNDAY


def test_calendar_days_count_fridays_and_working_days_do_not() -> None:
    assert day_of(SUNDAY, 10, False) == date(2026, 12, 1)
    assert day_of(SUNDAY, 10, True, "07") == date(2026, 12, 2)


def test_a_closure_moves_the_deadline_of_its_province_alone() -> None:
    declare_closure(actor=DIRECTOR, at=NOW, unit=FARS, day=date(2026, 11, 24), reason="آلودگی هوا")
    assert day_of(SUNDAY, 10, True, "07") == date(2026, 12, 3)
    assert day_of(SUNDAY, 10, True, "23") == date(2026, 12, 2)


def test_a_closure_of_the_country_holds_everywhere() -> None:
    declare_closure(actor=OPERATOR, at=NOW, unit=HQ, day=date(2026, 11, 24), reason="سرما")
    assert not working_days("23").is_open(date(2026, 11, 24))


def test_a_national_holiday_is_closed() -> None:
    assert not working_days("07").is_open(date(2027, 3, 21))


def test_a_province_rests_on_its_own_days() -> None:
    set_weekend(actor=DIRECTOR, at=NOW, unit=FARS, weekdays=[3, 4])
    assert working_days("07").weekend == {3, 4}
    assert working_days("23").weekend == {4}


@pytest.mark.parametrize("weekdays", [range(7), [7], [-1]])
def test_an_impossible_weekend_is_refused(weekdays: list[int]) -> None:
    with pytest.raises(NoWorkingDay):
        set_weekend(actor=OPERATOR, at=NOW, unit=HQ, weekdays=weekdays)


def test_a_closure_needs_a_reason() -> None:
    with pytest.raises(ReasonMissing):
        declare_closure(actor=OPERATOR, at=NOW, unit=HQ, day=SUNDAY, reason=" ")


def test_a_director_closes_no_other_province_and_not_the_country() -> None:
    for unit in (Unit.of_province("23"), HQ):
        with pytest.raises(AccessDenied):
            declare_closure(actor=DIRECTOR, at=NOW, unit=unit, day=SUNDAY, reason="سرما")
        with pytest.raises(AccessDenied):
            set_weekend(actor=DIRECTOR, at=NOW, unit=unit, weekdays=[4])


def test_a_closure_that_was_a_mistake_is_withdrawn() -> None:
    declare_closure(actor=DIRECTOR, at=NOW, unit=FARS, day=SUNDAY, reason="آلودگی هوا")
    with pytest.raises(AccessDenied):
        withdraw_closure(actor=DIRECTOR, at=NOW, unit=HQ, day=SUNDAY)
    withdraw_closure(actor=DIRECTOR, at=NOW, unit=FARS, day=SUNDAY)
    assert working_days("07").is_open(SUNDAY)


def test_headquarters_corrects_a_holiday_of_the_moon() -> None:
    set_holiday(actor=OPERATOR, at=NOW, day=SUNDAY, name="عید فطر")
    assert not working_days("07").is_open(SUNDAY)
    strike_holiday(actor=OPERATOR, at=NOW, day=SUNDAY)
    assert working_days("07").is_open(SUNDAY)


def test_a_holiday_is_refused_without_a_name_and_to_a_province() -> None:
    with pytest.raises(HolidayNameMissing):
        set_holiday(actor=OPERATOR, at=NOW, day=SUNDAY, name=" ")
    with pytest.raises(AccessDenied):
        set_holiday(actor=DIRECTOR, at=NOW, day=SUNDAY, name="عید فطر")
    with pytest.raises(AccessDenied):
        strike_holiday(actor=DIRECTOR, at=NOW, day=SUNDAY)
