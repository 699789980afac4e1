"""Appointments: as many at a time as there are counters, and who comes gets a number."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from pytest_django.fixtures import Settings

from sayeban.desk.actions.book import book, cancel_booking, keep_booking
from sayeban.desk.models import Booking, Desk
from sayeban.desk.reads.bookings import free_slots, grid
from sayeban.desk.reads.desks import desk_named
from sayeban.desk.tests.makers import (
    COUNTY,
    NOW,
    PROVINCE,
    asked_for,
    clerk,
    make_booking,
    ticket,
)
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.kit.refusals import Refusal
from sayeban.notices.public import outbox
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

NOON = asked_for(12)


def give(**known: object) -> int:
    wanted = {"actor": clerk(), "asked": NOON} | known
    return book(at=NOW, unit=COUNTY, code="here", **wanted)  # type: ignore[arg-type]


def refused(**known: object) -> str:
    with pytest.raises(Refusal) as found:
        give(**known)
    return found.value.code


def test_a_time_is_given_once_a_counter_and_told_by_sms(desk: Desk) -> None:
    give(asked=asked_for(12, mobile="09120000000"))
    give()
    assert refused() == "booking.taken"
    with acting(OPERATOR, NOW):
        (told,) = outbox()
        facts = desk_named("here")
        assert free_slots(facts, NOW.date(), NOW)[time(12, 10)] == 0
        days = {day.day: day.free for day in grid(facts, NOW)}
    assert "۱۲:۱۰" in told.text
    assert "زهرا" not in told.text
    assert days[date(2026, 11, 27)] is None, "a Friday"
    assert days[NOW.date()] == 2 * 19 - 2


@pytest.mark.parametrize(
    "asked",
    [
        asked_for(12, 11),
        asked_for(8),
        replace(NOON, day=date(2026, 11, 23)),
        replace(NOON, day=date(2026, 11, 27)),
        replace(NOON, day=date(2027, 1, 2)),
    ],
    ids=["no such time", "over", "yesterday", "friday", "too far"],
)
def test_what_is_no_time_of_the_desk_is_refused(desk: Desk, asked: object) -> None:
    assert refused(asked=asked) == "booking.taken"


def test_who_comes_is_named_and_a_clerk_is_trained(desk: Desk) -> None:
    assert refused(asked=replace(NOON, name=" ")) == "visitor.unclear"
    assert refused(asked=replace(NOON, mobile="12")) == "visitor.unclear"
    assert refused(actor=clerk(user_id=7008)) == "desk.not_trained"
    with pytest.raises(Refusal) as found:
        book(actor=clerk(), at=NOW, unit=COUNTY, code="else", asked=NOON)
    assert found.value.code == "desk.unknown"


def test_who_came_has_a_number_and_who_does_not_frees_his_time(desk: Desk) -> None:
    coming, cancelled = give(), give()
    by = {"actor": clerk(), "at": NOW, "unit": COUNTY}
    taken = keep_booking(**by, booking_id=coming)  # type: ignore[arg-type]
    assert ticket(taken.ticket_id).name == "زهرا کریمی"
    cancel_booking(**by, booking_id=cancelled)  # type: ignore[arg-type]
    give()
    for act, number in ((keep_booking, coming), (cancel_booking, cancelled), (cancel_booking, 0)):
        with pytest.raises(Refusal) as found:
            act(**by, booking_id=number)  # type: ignore[arg-type]
        assert found.value.code == "booking.unknown"
    with pytest.raises(Refusal) as found:
        cancel_booking(actor=clerk(PROVINCE), at=NOW, unit=PROVINCE, booking_id=coming)
    assert found.value.code == "booking.unknown"


def test_a_number_is_given_on_the_day_and_while_the_desk_is_open(desk: Desk) -> None:
    number = give()
    by = {"actor": clerk(), "unit": COUNTY, "booking_id": number}
    for at, code in (
        (NOW + timedelta(days=1), "booking.unknown"),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), "desk.shut"),
    ):
        with pytest.raises(Refusal) as found:
            keep_booking(**by, at=at)  # type: ignore[arg-type]
        assert found.value.code == code
    with acting(OPERATOR, NOW):
        assert Booking.objects.get(pk=number).state == "booked"


def test_the_page_gives_shows_and_ends(desk: Desk, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    at_desk, other = client(), make_booking(desk)
    page = f"{PAGE}times/"
    assert (
        at_desk.post(f"{page}?day=2026-11-25", {"slot": "08:10", "name": "علی"}).status_code == 303
    )
    assert at_desk.post(page, {"slot": "08:10", "name": "علی"}).status_code == 422
    shown = at_desk.get(f"{page}?day=2026-11-25").content.decode()
    assert "علی" in shown
    assert "۰۸:۱۰ (۱ جا)" in shown
    slip = at_desk.post(f"{page}{other.pk}/", {"act": "came"})["Location"]
    assert "شمارهٔ شما" in at_desk.get(slip).content.decode()
    assert at_desk.post(f"{page}{other.pk}/", {"act": "cancel"}).status_code == 404
