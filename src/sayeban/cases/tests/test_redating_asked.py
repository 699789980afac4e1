"""Before a calendar changes, what it would move is counted; what is counted is what then moves."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine

from sayeban.accounts.public import Post
from sayeban.cases.actions.keep_calendar import redate
from sayeban.cases.models import Step
from sayeban.cases.tests.makers import NOW, opened
from sayeban.cases.tests.visiting import visitor
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import (
    Declared,
    Moves,
    declare_closure,
    moves_of,
    set_holiday,
    set_weekend,
)
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]
FARS, HQ = Unit.of_province("07"), Unit.hq()
DAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)
DIRECTOR = Actor("user", "director", 1, (Appointment("director_general", FARS),))


def counted(change: Callable[[Declared], Declared], actor: Actor = OPERATOR) -> Moves:
    with looking(actor):
        return moves_of(change, today_of(NOW))


@pytest.fixture
def cases(service: None) -> None:
    """Three requests of which one has no mobile number."""
    del service
    opened(1)
    opened(2)
    opened(3, mobile="")


@pytest.mark.parametrize(
    ("would", "make"),
    [
        (
            lambda now: now.with_closure("07", DAY),
            lambda: declare_closure(actor=OPERATOR, at=NOW, unit=FARS, day=DAY, reason="سرما"),
        ),
        (
            lambda now: now.with_closure("", DAY),
            lambda: declare_closure(actor=OPERATOR, at=NOW, unit=HQ, day=DAY, reason="سرما"),
        ),
        (
            lambda now: now.with_holiday(DAY),
            lambda: set_holiday(actor=OPERATOR, at=NOW, day=DAY, name="عید فطر"),
        ),
        (
            lambda now: now.with_weekend("07", [3, 4]),
            lambda: set_weekend(actor=OPERATOR, at=NOW, unit=FARS, weekdays=[3, 4]),
        ),
        (
            lambda now: now.with_weekend("", [2, 3, 4]),
            lambda: set_weekend(actor=OPERATOR, at=NOW, unit=HQ, weekdays=[2, 3, 4]),
        ),
    ],
)
@pytest.mark.usefixtures("cases")
def test_what_is_counted_is_what_then_moves(
    would: Callable[[Declared], Declared], make: Callable[[], None]
) -> None:
    said = counted(would)
    assert said == Moves(3, 3, 2)
    make()
    moved = redate(actor=OPERATOR, at=NOW)
    assert (moved.steps, moved.promises) == (said.steps, said.promises)
    # Made, it would move nothing more.
    assert counted(would) == Moves(0, 0, 0)


@pytest.mark.usefixtures("cases")
def test_counting_moves_nothing() -> None:
    before = _days()
    counted(lambda now: now.with_closure("07", DAY))
    assert _days() == before


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(
    "would",
    [
        lambda now: now.with_closure("10", DAY),
        lambda now: now.with_closure("07", FRIDAY),
        lambda now: now.without_closure("07", DAY),
        lambda now: now,
    ],
)
def test_another_province_a_day_of_rest_and_no_change_move_nothing(
    would: Callable[[Declared], Declared],
) -> None:
    assert counted(would) == Moves(0, 0, 0)


@pytest.mark.usefixtures("cases")
def test_a_closure_that_is_also_a_holiday_stays_a_day_of_rest_without_it() -> None:
    declare_closure(actor=OPERATOR, at=NOW, unit=HQ, day=DAY, reason="سرما")
    set_holiday(actor=OPERATOR, at=NOW, day=DAY, name="عید فطر")
    redate(actor=OPERATOR, at=NOW)
    assert counted(lambda now: now.without_closure("", DAY)) == Moves(0, 0, 0)
    assert counted(lambda now: now.without_closure("", DAY).without_holiday(DAY)).steps == 3


@pytest.mark.usefixtures("cases")
def test_who_keeps_a_province_counts_within_it() -> None:
    assert counted(lambda now: now.with_closure("07", DAY), DIRECTOR) == Moves(3, 3, 2)
    far = Actor("user", "far", 2, (Appointment("director_general", Unit.of_province("10")),))
    assert counted(lambda now: now.with_closure("07", DAY), far) == Moves(0, 0, 0)


@pytest.mark.usefixtures("cases")
def test_the_page_says_how_many_and_an_unconfirmed_post_moves_nothing() -> None:
    sent = {
        **{"closing-day_day": "4", "closing-day_month": "9", "closing-day_year": "1405"},
        "closing-reason": "سرما",
    }
    before = _days()
    with time_machine.travel(NOW, tick=False):
        keeper = visitor(Post.DIRECTOR_GENERAL, FARS)
        page = keeper.post("/calendar/07/", sent).content.decode()
        assert "موعد ۳ گام باز و روز وعدهٔ ۳ درخواست را جابه‌جا می‌کند" in page
        assert "۲ متقاضی که شمارهٔ همراه دارند" in page
        assert "۱ متقاضی شمارهٔ همراه ندارند" in page
        assert redate(actor=OPERATOR, at=NOW).steps == 0
        assert _days() == before
        assert keeper.post("/calendar/07/", sent | {"confirmed": "on"}).status_code == 303
        assert redate(actor=OPERATOR, at=NOW).steps == 3
    assert _days() != before


def _days() -> list[tuple[date, date]]:
    with acting(OPERATOR, NOW):
        steps = Step.objects.order_by("id").values_list("due_on", "case__promised_on")
        return list(steps)
