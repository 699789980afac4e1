"""A reaction that fails holds nothing else up, and its event is not lost (R7)."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from sayeban.kit.units import Unit
from sayeban.runtime import outbox
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking
from sayeban.runtime.outbox import announce, deliver_next, failing_events, on, replay_events
from sayeban.runtime.refusals import AccessDenied
from sayeban.runtime.retrying import MOST_TRIES, jittered, wait_after

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
HEAD = Actor("user", "head", 5, (Appointment("hq_deputy", Unit.hq()),))


class Ward:
    """Reactions of one test: `broken` events raise, the others are noted."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.broken = {"a"}

    def react(self, event: Mapping[str, str], at: datetime) -> None:
        del at
        announce("test.half", event["key"], {})
        if event["key"] in self.broken:
            raise ZeroDivisionError("9990000018")
        self.seen.append(event["key"])


@pytest.fixture
def ward(monkeypatch: pytest.MonkeyPatch) -> Ward:
    monkeypatch.setattr(outbox, "_reactions", {})
    one = Ward()
    on("test.told")(one.react)
    with acting(OPERATOR, NOW):
        for key in ("a", "b", "c"):
            announce("test.told", key, {"key": key})
    return one


def deliver(at: datetime) -> None:
    assert next((True for _ in range(20) if not deliver_next(at)), False), "it never ends"


def test_later_events_are_delivered_while_one_fails(ward: Ward) -> None:
    deliver(NOW)
    assert ward.seen == ["b", "c"]


def test_without_the_postponing_nothing_behind_it_would_be_delivered(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the failed event stays due and is taken again and again."""
    monkeypatch.setattr(outbox, "_postpone", lambda *_: None)
    with pytest.raises(AssertionError, match="it never ends"):
        deliver(NOW)
    assert ward.seen == []


def test_what_a_failed_reaction_has_written_is_undone(ward: Ward) -> None:
    deliver(NOW)
    with looking(OPERATOR), connection.cursor() as cursor:
        cursor.execute("SELECT key FROM runtime_event WHERE name = 'test.half' ORDER BY key")
        assert [row[0] for row in cursor.fetchall()] == ["b", "c"]


def test_it_is_tried_again_after_its_wait_and_then_delivered(ward: Ward) -> None:
    deliver(NOW)
    ward.broken.clear()
    deliver(NOW)
    assert ward.seen == ["b", "c"]
    deliver(NOW + wait_after(1))
    assert ward.seen == ["b", "c", "a"]
    with looking(OPERATOR):
        assert failing_events() == []


def exhausted() -> datetime:
    """Try until the event is dead; when."""
    at = NOW
    for _ in range(MOST_TRIES):
        deliver(at)
        at += wait_after(99)
    return at


def test_after_its_last_try_it_is_dead_until_an_operator_has_it_tried_again(ward: Ward) -> None:
    after = exhausted()
    with looking(OPERATOR):
        (dead,) = failing_events()
    assert (dead.attempts, dead.problem, dead.dead) == (MOST_TRIES, "ZeroDivisionError", True)
    assert "9990000018" not in str(dead.as_json())
    ward.broken.clear()
    deliver(after + timedelta(days=9))
    assert "a" not in ward.seen
    assert replay_events(actor=OPERATOR, at=after) == 1
    deliver(after)
    assert ward.seen[-1] == "a"
    assert replay_events(actor=OPERATOR, at=after) == 0


def test_what_waits_for_its_first_try_is_being_delivered_and_what_failed_is_not(ward: Ward) -> None:
    def waits() -> bool:
        with looking(OPERATOR):
            return outbox.is_delivering()

    ward.broken = {"c"}
    assert waits()
    deliver_next(NOW)
    assert waits()
    deliver(NOW)
    assert ward.seen == ["a", "b"]
    assert not waits()


def test_only_the_operator_replays() -> None:
    with pytest.raises(AccessDenied):
        replay_events(actor=HEAD, at=NOW)


def test_waiting_doubles_up_to_six_hours() -> None:
    waits = [wait_after(attempts) for attempts in (1, 2, 3, 50)]
    assert waits == [timedelta(minutes=m) for m in (1, 2, 4, 360)]


def _least(draw: Callable[[int], timedelta]) -> timedelta:
    return sum((draw(attempts) for attempts in range(1, MOST_TRIES)), timedelta())


def test_jitter_takes_at_most_half_and_three_days_are_waited_at_the_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("random.uniform", lambda least, _most: least)
    assert _least(jittered) == _least(wait_after) / 2
    assert _least(jittered) >= timedelta(hours=72)
