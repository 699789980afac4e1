"""Appointments: as many at a time as there are counters, and who comes gets a number."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from sayeban.desk.actions.book import book, cancel_booking, keep_booking, move_booking
from sayeban.desk.hours import columns_of, the_same
from sayeban.desk.models import Booking, Desk
from sayeban.desk.reads.bookings import Day, free_slots, weeks
from sayeban.desk.reads.desks import desk_named
from sayeban.desk.tests.makers import (
    CLERK,
    COUNTY,
    NOW,
    PROVINCE,
    asked_for,
    clerk,
    make_booking,
    ticket,
    trained,
)
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.kit.refusals import Refusal
from sayeban.notices.public import outbox
from sayeban.organisations.public import declare_closure
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
    assert "۱۲:۱۰" in told.text
    assert "زهرا" not in told.text


def days_ahead() -> dict[date, Day]:
    with acting(OPERATOR, NOW):
        ahead = weeks(desk_named("here"), NOW)
    assert {len(week) for week in ahead} == {7}
    assert {week[0].day.weekday() for week in ahead} == {5}, "weeks begin on Saturday"
    return {day.day: day for week in ahead for day in week}


def test_weeks_say_what_is_left_and_why_a_day_is_closed(desk: Desk) -> None:
    give()
    tomorrow = NOW.date() + timedelta(days=1)
    give(asked=replace(asked_for(9), day=tomorrow))
    with acting(OPERATOR, NOW):
        declare_closure(actor=OPERATOR, at=NOW, unit=PROVINCE, day=tomorrow, reason="برف سنگین")
    days = days_ahead()
    assert days[NOW.date()].free == 2 * 6 - 1, "hours of today that are over are not free"
    assert (days[tomorrow].closed, days[tomorrow].given) == ("برف سنگین", 1)
    with acting(OPERATOR, NOW):
        assert free_slots(desk_named("here"), tomorrow, NOW) == {}, "a declared closure"
        Desk.objects.update(every_day=True)
        assert free_slots(desk_named("here"), tomorrow, NOW)
        Desk.objects.update(every_day=False)
    assert days[date(2026, 11, 27)].closed == "جمعه"
    assert days[date(2026, 11, 23)].free is None, "yesterday"
    assert days[date(2026, 11, 28)].free == days[date(2026, 11, 28)].most == 2 * 19
    assert max(day for day, each in days.items() if each.free) <= NOW.date() + timedelta(days=30)


def test_an_appointment_is_moved_told_and_its_old_time_is_free(desk: Desk) -> None:
    tomorrow = NOW.date() + timedelta(days=1)
    moved = give(asked=asked_for(12, mobile="09120000000"))
    give()
    by = {"actor": clerk(), "at": NOW, "unit": COUNTY, "booking_id": moved}
    for day, slot, code in (
        (NOW.date(), time(12, 10), "booking.same"),
        (tomorrow, time(8, 11), "booking.taken"),
        (date(2026, 11, 27), time(8, 10), "booking.taken"),
    ):
        with pytest.raises(Refusal) as found:
            move_booking(**by, day=day, slot=slot)  # type: ignore[arg-type]
        assert found.value.code == code
    move_booking(**by, day=tomorrow, slot=time(8, 10))  # type: ignore[arg-type]
    give()
    assert refused() == "booking.taken"
    with acting(OPERATOR, NOW):
        texts = [row.text for row in outbox()]
        facts = desk_named("here")
        assert free_slots(facts, tomorrow, NOW)[time(8, 10)] == 1
    assert any("عوض شد" in text and "۰۸:۱۰" in text for text in texts)
    with pytest.raises(Refusal) as found:
        move_booking(**by | {"actor": clerk(user_id=7008)}, day=tomorrow, slot=time(9, 10))  # type: ignore[arg-type]
    assert found.value.code == "desk.not_trained"


def test_who_is_called_off_hears_of_it(desk: Desk) -> None:
    number = give(asked=asked_for(12, mobile="09120000000"))
    cancel_booking(actor=clerk(), at=NOW, unit=COUNTY, booking_id=number)
    with acting(OPERATOR, NOW):
        assert any("لغو شد" in row.text for row in outbox())


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
    assert refused(asked=replace(NOON, name=" ")) == "booking.name_missing"
    assert refused(asked=replace(NOON, mobile="12")) == "booking.mobile_wrong"
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
    trained(CLERK, PROVINCE)
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


def test_the_page_gives_shows_and_ends(desk: Desk) -> None:
    at_desk, other = client(), make_booking(desk)
    page = f"{PAGE}times/"
    assert (
        at_desk.post(f"{page}?day=2026-11-25", {"slot": "08:10", "name": "کاوه"}).status_code == 303
    )
    assert at_desk.post(page, {"slot": "08:10", "name": "کاوه"}).status_code == 422
    shown = at_desk.get(f"{page}?day=2026-11-25").content.decode()
    assert "کاوه" in shown
    assert "۰۸:۱۰ (۱ جا)" in shown
    with acting(OPERATOR, NOW):
        given = Booking.objects.get(name="کاوه")
    move = f"{page}?move={given.pk}&day=2026-11-26"
    assert "وقت کاوه اکنون" in at_desk.get(move).content.decode()
    assert at_desk.post(move, {"slot": "09:10"}).status_code == 303
    assert at_desk.get(f"{page}?move=0").status_code == 404
    assert "کاوه" not in at_desk.get(f"{page}?day=2026-11-25").content.decode()
    slip = at_desk.post(f"{page}{other.pk}/", {"act": "came"})["Location"]
    assert "شمارهٔ شما" in at_desk.get(slip).content.decode()
    assert at_desk.post(f"{page}{other.pk}/", {"act": "cancel"}).status_code == 404


def test_what_is_wrong_is_said_at_its_box(desk: Desk) -> None:
    assert refused(asked=asked_for(12, name=" ")) == "booking.name_missing"
    assert refused(asked=asked_for(12, mobile="0912")) == "booking.mobile_wrong"
    sent = {"slot": "12:10", "name": "زهرا کریمی", "mobile": "0912"}
    answer = client().post(f"{PAGE}times/", sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "شمارهٔ همراه درست نیست" in shown
    assert "کد ملی" not in shown.split("<main", 1)[1]


def test_who_was_not_trained_keeps_and_calls_off_nothing(desk: Desk) -> None:
    number = give()
    for act in (keep_booking, cancel_booking):
        with pytest.raises(Refusal) as found:
            act(actor=clerk(user_id=7008), at=NOW, unit=COUNTY, booking_id=number)
        assert found.value.code == "desk.not_trained"


def test_a_desk_that_is_shut_says_so_and_the_day_stays(desk: Desk) -> None:
    kept = make_booking(desk)
    at_desk, address = client(), f"{PAGE}times/{kept.pk}/?day={NOW.date().isoformat()}"
    with acting(OPERATOR, NOW):
        Desk.objects.update(**columns_of(the_same(time(7, 30), time(11))))
    shut = at_desk.post(address, {"act": "came"})
    assert shut.status_code == 422
    assert "میز خدمت اکنون بسته است" in shut.content.decode()
    tomorrow = (NOW.date() + timedelta(days=1)).isoformat()
    gone = at_desk.post(f"{PAGE}times/{kept.pk}/?day={tomorrow}", {"act": "cancel"})
    assert gone["Location"] == f"{PAGE}times/?day={tomorrow}&done=desk_cancelled"
