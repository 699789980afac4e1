"""A number is taken, called by one counter, and ends."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from sayeban.country import jalali
from sayeban.desk.actions import serve
from sayeban.desk.actions.name_visitor import name_visitor
from sayeban.desk.actions.serve import call_next, end_turn
from sayeban.desk.actions.take_number import take_at_kiosk, take_number
from sayeban.desk.hours import columns_of, the_same
from sayeban.desk.models import Desk, Ticket
from sayeban.desk.reads.queue import Turn, expected_minutes, queue_of, screen_of
from sayeban.desk.tests.makers import (
    COUNTY,
    NOW,
    PROVINCE,
    clerk,
    make_desk,
    make_ticket,
    ticket,
)
from sayeban.kit.refusals import Refusal
from sayeban.people.tests.makers import national_id, register, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)


def call(counter: int = 1) -> Turn:
    return call_next(actor=clerk(), at=NOW, unit=COUNTY, code="here", counter=counter)


def end(turn: int, state: str) -> Turn:
    return end_turn(actor=clerk(), at=NOW, unit=COUNTY, ticket_id=turn, state=state)


def refused_with(code: str, act: object, *given: object) -> None:
    with pytest.raises(Refusal) as refused:
        act(*given)  # type: ignore[operator]
    assert refused.value.code == code


def test_numbers_follow_each_other_and_say_how_many_wait_before(desk: Desk) -> None:
    first = take_number(actor=clerk(), at=NOW, unit=COUNTY, code="here")
    second = take_at_kiosk(actor=SYSTEM, at=NOW, key=desk.screen_key)
    assert [(each.number, each.ahead) for each in (first, second)] == [(1, 0), (2, 1)]


def test_each_day_and_each_desk_counts_from_one(desk: Desk) -> None:
    other = make_desk("province", PROVINCE)
    take_at_kiosk(actor=SYSTEM, at=NOW - timedelta(days=1), key=desk.screen_key)
    for each in (desk, other):
        assert take_at_kiosk(actor=SYSTEM, at=NOW, key=each.screen_key).number == 1


@pytest.mark.parametrize(
    ("at", "when"),
    [
        (FRIDAY, "روز ۷ آذر ۱۴۰۵، ساعت ۰۷:۳۰"),
        (NOW.replace(hour=2), "روز ۳ آذر ۱۴۰۵، ساعت ۰۷:۳۰"),
        (NOW.replace(hour=12), "روز ۴ آذر ۱۴۰۵، ساعت ۰۷:۳۰"),
    ],
    ids=["friday", "early", "late"],
)
def test_a_desk_that_is_shut_says_when_it_opens(desk: Desk, at: datetime, when: str) -> None:
    with pytest.raises(Refusal) as refused:
        take_at_kiosk(actor=SYSTEM, at=at, key=desk.screen_key)
    assert refused.value.code == "desk.shut"
    assert when in refused.value.message


def test_an_unknown_key_opens_nothing(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        take_at_kiosk(actor=SYSTEM, at=NOW, key=uuid4())
    assert refused.value.code == "desk.unknown"


def test_numbers_end_some_time(desk: Desk) -> None:
    make_ticket(desk, number=999)
    with pytest.raises(Refusal) as refused:
        take_at_kiosk(actor=SYSTEM, at=NOW, key=desk.screen_key)
    assert refused.value.code == "queue.full"


def test_whoever_waits_longest_is_called_and_served(desk: Desk) -> None:
    first, second = make_ticket(desk), make_ticket(desk)
    assert call(1).id == first.pk
    assert call(2).id == second.pk
    assert end(first.pk, "done").state == "done"
    assert ticket(first.pk).ended_at == NOW


def test_who_did_not_come_waits_again_when_he_is_back(desk: Desk) -> None:
    made = make_ticket(desk)
    call()
    end(made.pk, "absent")
    assert end(made.pk, "waiting").counter is None
    assert call().id == made.pk


def test_a_counter_forgotten_yesterday_is_free_today(desk: Desk) -> None:
    old = make_ticket(desk, at=NOW - timedelta(days=1))
    call_next(actor=clerk(), at=NOW - timedelta(days=1), unit=COUNTY, code="here", counter=1)
    made = make_ticket(desk)
    assert call().id == made.pk
    assert ticket(old.pk).state == "done"


def test_a_counter_serves_one_at_a_time(desk: Desk) -> None:
    made = make_ticket(desk)
    make_ticket(desk)
    call()
    with pytest.raises(Refusal) as refused:
        call()
    assert refused.value.code == "queue.counter_busy"
    assert str(refused.value).endswith(refused.value.message)
    assert ticket(made.pk).state == "called"


@pytest.mark.parametrize("counter", [0, 3])
def test_a_desk_has_its_own_counters_alone(desk: Desk, counter: int) -> None:
    make_ticket(desk)
    refused_with("queue.counter_unknown", call, counter)


def test_an_empty_queue_says_so(desk: Desk) -> None:
    refused_with("queue.empty", call)


def test_a_turn_that_is_over_does_not_change(desk: Desk) -> None:
    made = make_ticket(desk)
    call()
    end(made.pk, "done")
    refused_with("queue.turn_over", end, made.pk, "absent")
    refused_with("queue.turn_over", end, made.pk, "nonsense")


def test_a_turn_of_another_unit_is_not_there(desk: Desk) -> None:
    other = make_ticket(make_desk("province", PROVINCE))
    refused_with("queue.turn_unknown", end, other.pk, "absent")


def test_training_opens_the_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_ticket(desk)
    untrained = clerk(user_id=7008)
    for act in (
        lambda: call_next(actor=untrained, at=NOW, unit=COUNTY, code="here", counter=1),
        lambda: end_turn(actor=untrained, at=NOW, unit=COUNTY, ticket_id=made.pk, state="absent"),
        lambda: name_visitor(actor=untrained, at=NOW, unit=COUNTY, ticket_id=made.pk, name="x"),
    ):
        refused_with("desk.not_trained", act)
    monkeypatch.setattr(serve, "check_trained", lambda *_: None)
    call_next(actor=untrained, at=NOW, unit=COUNTY, code="here", counter=1)


def test_the_visitor_is_named_by_national_id_or_without_one(desk: Desk) -> None:
    register(source_row(1, full_name="زهرا کریمی"))
    known, stranger, papers = (make_ticket(desk).pk for _ in range(3))

    def name(turn: int, **given: str) -> int | None:
        return name_visitor(actor=clerk(), at=NOW, unit=COUNTY, ticket_id=turn, **given)

    assert name(known, national_id=national_id(1)) is not None
    assert name(stranger, national_id=national_id(2)) is None
    assert name(papers, name="مردی بی‌شناسنامه") is None
    kept = [(each.identity, each.national_id, each.name) for each in map(ticket, (known, stranger))]
    assert kept == [
        ("national_id", national_id(1), "زهرا کریمی"),
        ("national_id", national_id(2), ""),
    ]
    assert ticket(papers).identity == "no_id"
    for given in ({}, {"national_id": "123"}):
        with pytest.raises(Refusal) as refused:
            name(papers, **given)
        assert refused.value.code == "visitor.unclear"


def test_the_hall_sees_numbers_and_no_names(desk: Desk) -> None:
    made = make_ticket(desk)
    make_ticket(desk)
    name_visitor(actor=clerk(), at=NOW, unit=COUNTY, ticket_id=made.pk, name="زهرا کریمی")
    call(2)
    with acting(OPERATOR, NOW):
        screen, queue = screen_of(desk.pk, NOW.date()), queue_of(desk.pk, NOW.date())
    assert [(each.number, each.counter, each.now) for each in screen.called] == [
        (made.number, 2, True)
    ]
    assert screen.waiting == 1
    assert "زهرا" not in repr(screen)
    assert "زهرا" in repr(queue), "the clerk sees who it is"


def test_a_waiting_time_is_told_at_the_pace_of_the_last_hour(desk: Desk) -> None:
    made = [make_ticket(desk, at=NOW - timedelta(minutes=60), number=n) for n in range(1, 9)]
    with acting(OPERATOR, NOW):
        for minute, each in enumerate(made[:4]):
            at = NOW - timedelta(minutes=50 - 10 * minute)
            state = {"state": "done", "counter": 1, "called_at": at, "called_by": 1}
            Ticket.objects.filter(pk=each.pk).update(**state)
        assert expected_minutes(desk.pk, 3, NOW) is None, "four calls say nothing"
        late = {"state": "done", "counter": 1, "called_at": NOW, "called_by": 1}
        Ticket.objects.filter(pk=made[4].pk).update(**late)
        assert expected_minutes(desk.pk, 3, NOW) == 30, "five in fifty minutes"
        assert expected_minutes(desk.pk, 3, NOW + timedelta(hours=2)) is None


def test_a_turn_that_waits_is_called_to_a_counter_only(desk: Desk) -> None:
    made = make_ticket(desk)
    refused_with("queue.turn_over", end, made.pk, "called")
    assert ticket(made.pk).state == "waiting"


def test_of_two_who_call_to_one_counter_the_second_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_ticket(desk)
    make_ticket(desk)
    call()
    # As if the first call was not there yet when the second looked.
    monkeypatch.setattr(serve, "_busy", lambda *_: None)
    with pytest.raises(Refusal) as refused:
        call()
    assert refused.value.code == "queue.counter_busy"
    assert jalali.persian_digits(str(made.number)) in refused.value.message


def test_who_was_not_trained_gives_no_number(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        take_number(actor=clerk(user_id=7008), at=NOW, unit=COUNTY, code="here")
    assert refused.value.code == "desk.not_trained"


def test_a_desk_of_every_day_gives_numbers_on_a_friday(desk: Desk) -> None:
    with pytest.raises(Refusal):
        take_at_kiosk(actor=SYSTEM, at=FRIDAY, key=desk.screen_key)
    with acting(OPERATOR, NOW):
        Desk.objects.update(every_day=True)
    # Of every day is also the Friday of its own week.
    with pytest.raises(Refusal):
        take_at_kiosk(actor=SYSTEM, at=FRIDAY, key=desk.screen_key)
    with acting(OPERATOR, NOW):
        Desk.objects.update(**columns_of(the_same(time(7, 30), time(14), days=7)))
    assert take_at_kiosk(actor=SYSTEM, at=FRIDAY, key=desk.screen_key).number == 1


def test_whoever_plays_with_the_kiosk_is_stopped_for_a_minute(desk: Desk) -> None:
    for _ in range(10):
        take_at_kiosk(actor=SYSTEM, at=NOW, key=desk.screen_key)
    with pytest.raises(Refusal) as refused:
        take_at_kiosk(actor=SYSTEM, at=NOW, key=desk.screen_key)
    assert refused.value.code == "queue.too_fast"
    assert take_at_kiosk(actor=SYSTEM, at=NOW + timedelta(minutes=1), key=desk.screen_key).number
