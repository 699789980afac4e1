"""Two counters at the same moment, on real connections: no number and no time is given twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet

from sayeban.desk.actions import book as booking
from sayeban.desk.actions.book import book
from sayeban.desk.actions.serve import call_next
from sayeban.desk.actions.take_number import take_at_kiosk
from sayeban.desk.models import Booking, Desk, Ticket
from sayeban.desk.reads import bookings
from sayeban.desk.tests.makers import (
    CLERK,
    COUNTY,
    NOW,
    asked_for,
    clerk,
    make_desk,
    make_ticket,
    trained,
)
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]
TWICE = 6
"""So many threads; each has a connection of its own."""


@pytest.fixture
def busy_desk(transactional_db: None) -> Iterator[Desk]:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        trained(CLERK)
        yield make_desk(counters=TWICE)


def at_once(act: Callable[[int], object]) -> list[object]:
    """What each thread got: its answer or the code of its refusal."""
    together = Barrier(TWICE)

    def one(number: int) -> object:
        together.wait(30)
        try:
            return act(number)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(TWICE) as pool:
        return list(pool.map(one, range(1, TWICE + 1)))


def calls(number: int) -> int:
    turn = call_next(actor=clerk(), at=NOW, unit=COUNTY, code="here", counter=number)
    return turn.number


def test_counters_that_call_at_once_get_different_numbers(busy_desk: Desk) -> None:
    for number in range(1, TWICE + 1):
        make_ticket(busy_desk, number=number)
    assert sorted(map(str, at_once(calls))) == [str(n) for n in range(1, TWICE + 1)]


def test_without_the_lock_two_counters_call_one(
    busy_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the test above sees it."""
    for number in range(1, TWICE + 1):
        make_ticket(busy_desk, number=number)
    meet = Barrier(TWICE)

    def unlocked(rows: "QuerySet[Ticket]", **_: object) -> "QuerySet[Ticket]":
        meet.wait(30)
        return rows

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)
    assert len(set(at_once(calls))) < TWICE


def test_kiosks_at_once_give_different_numbers(busy_desk: Desk) -> None:
    given = at_once(lambda _: take_at_kiosk(actor=SYSTEM, at=NOW, key=busy_desk.screen_key).number)
    assert sorted(map(str, given)) == [str(n) for n in range(1, TWICE + 1)]


def books(_: int) -> object:
    return bool(book(actor=clerk(), at=NOW, unit=COUNTY, code="here", asked=asked_for(12)))


def given() -> int:
    with acting(OPERATOR, NOW):
        return Booking.objects.count()


def test_a_time_is_not_given_more_often_than_there_are_counters(busy_desk: Desk) -> None:
    with acting(OPERATOR, NOW):
        Desk.objects.update(counters=2)
    assert sorted(map(str, at_once(books))) == ["True"] * 2 + ["booking.taken"] * (TWICE - 2)
    assert given() == 2


def test_without_the_lock_a_time_is_overbooked(
    busy_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the test above sees it."""
    with acting(OPERATOR, NOW):
        Desk.objects.update(counters=2)
    meet, free_slots = Barrier(TWICE), bookings.free_slots

    def counted_together(*args: object) -> object:
        found = free_slots(*args)  # type: ignore[arg-type]
        meet.wait(30)
        return found

    monkeypatch.setattr(booking, "free_slots", counted_together)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    at_once(books)
    assert given() > 2
