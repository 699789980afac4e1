"""Questions about many: within the limits, past a register that goes away, past a killed worker."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import now

from sayeban.facts import inquiring
from sayeban.facts.actions.answer_inquiries import take_questions, write_answers
from sayeban.facts.actions.ask_register import Asked, ask_for
from sayeban.facts.inquiries import calling, routes
from sayeban.facts.inquiries.envelope import Answer
from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiries.limits import LEASE
from sayeban.facts.inquiries.routes import Send
from sayeban.facts.models import Fact, Inquiry
from sayeban.facts.tests.inquiries.makers import ask, person, round_at, row, state, world
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import clerk, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from sayeban.runtime.outside import Reply
from sayeban.runtime.retrying import MOST_TRIES

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    with world(breaker_after=3, breaker_seconds=60, at_once=2, burst=100) as made:
        yield made


def people(count: int) -> list[int]:
    register(*(source_row(serial, full_name="مریم نمونه") for serial in range(1, count + 1)))
    return [number for (number,) in rows_of("SELECT id FROM people_person ORDER BY id")]


def queued(persons: Sequence[int], key: str = "decile") -> Asked:
    return ask_for(actor=OPERATOR, at=now(), persons=persons, register=key, purpose="welfare_file")


def statuses() -> dict[str, int]:
    return Counter(status for (status,) in rows_of("SELECT status FROM facts_inquiry"))


def test_a_batch_is_queued_once_and_answered_by_the_worker(there: FakeRegisters) -> None:
    persons = people(12)
    ask(persons[0])
    told = queued(persons)
    assert (told.new, told.fresh, told.open) == (11, 1, 0)
    assert (queued(persons).new, queued(persons).open) == (0, 11)
    assert round_at(now()) == 11
    assert statuses() == {"ok": 12}
    assert queued(persons).fresh == 12
    assert rows_of("SELECT count(*) FROM facts_value WHERE fact = 'decile'") == [(12,)]
    assert round_at(now()) == 0


def test_one_statement_counts_who_cannot_be_asked_about(there: FakeRegisters) -> None:
    persons = people(3)
    with acting(OPERATOR, now()), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET identifier_type = 'internal' WHERE id = %s", [persons[0]]
        )
        cursor.execute(
            "UPDATE people_person SET mobile = '+989120000001' WHERE id = %s", [persons[1]]
        )
    told = ask_for(
        actor=OPERATOR, at=now(), persons=persons, register="sim_owner", purpose="contact"
    )
    assert (told.new, told.unfit, told.lacking) == (1, 1, 1)


def test_headquarters_alone_asks_about_many(there: FakeRegisters) -> None:
    expert = clerk("hq_expert", Unit.hq())
    told = ask_for(
        actor=expert, at=now(), persons=people(2), register="decile", purpose="welfare_file"
    )
    assert told.new == 2
    assert rows_of("SELECT DISTINCT asked_by, unit FROM facts_inquiry") == [(7, "hq")]


def test_no_more_is_asked_than_the_register_grants() -> None:
    with world(per_minute=60, burst=5) as there:
        queued(people(9))
        at = now()
        assert [round_at(at), round_at(at)] == [5, 0]
        assert there.calls == 5
        assert round_at(at + timedelta(seconds=2)) == 2
        assert round_at(at + timedelta(minutes=1)) == 2
        assert statuses() == {"ok": 9}


def test_a_register_that_goes_away_mid_batch_is_left_alone(
    there: FakeRegisters, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(people(20))
    made = routes.sender

    def dies_after_six(*given: Any) -> Send:
        send = made(*given)

        def sent(*call: Any) -> Reply:
            if there.calls >= 6:
                there.states["decile"] = "down"
            return send(*call)

        return sent

    monkeypatch.setattr(calling, "sender", dies_after_six)
    at = now()
    assert round_at(at) == 10
    assert statuses() == {"ok": 6, "unavailable": 4, "waiting": 10}
    assert (state().failures, state().open_until) == (4, at + timedelta(seconds=60))
    assert rows_of("SELECT DISTINCT attempts FROM facts_inquiry WHERE status = 'waiting'") == [(0,)]
    assert round_at(at + timedelta(seconds=59)) == 0
    # One call tries it; it is still down, and again nobody else is asked about.
    assert round_at(at + timedelta(seconds=60)) == 1
    assert round_at(at + timedelta(seconds=61)) == 0
    monkeypatch.undo()
    there.states["decile"] = "up"
    later = at + timedelta(minutes=3)
    assert round_at(later) == 1
    assert state().open_until is None
    while round_at(later):
        later += timedelta(minutes=1)
    assert statuses() == {"ok": 20}
    # Each question was answered once: nobody was asked about twice under two numbers.
    assert len({each["request_id"] for each in there.asked}) == 20


def test_without_the_breaker_every_question_is_called_out_into_nothing() -> None:
    with world(breaker_after=100, at_once=2, burst=100) as there:
        there.states["decile"] = "down"
        queued(people(20))
        assert round_at(now()) == 20
        assert there.calls == 20


def test_a_slow_register_gets_no_more_than_its_time(
    there: FakeRegisters, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(people(6))
    monkeypatch.setattr(calling, "LONGEST_SECONDS", -1.0)
    at = now()
    assert [round_at(at) for _ in range(4)] == [2, 2, 2, 0]
    assert rows_of("SELECT DISTINCT status, attempts FROM facts_inquiry") == [("ok", 1)]
    # The longest batch and one call that hangs end before another process may take the same.
    assert timedelta(seconds=30 + 60) < LEASE


def test_who_asks_while_it_is_away_waits_and_is_not_refused(there: FakeRegisters) -> None:
    persons = people(5)
    there.states["decile"] = "down"
    queued(persons[:4])
    at = now()
    round_at(at)
    calls = there.calls
    asked = ask(persons[4], at=at)
    assert (asked.status, asked.attempts, there.calls) == ("waiting", 0, calls)


def test_what_a_killed_worker_took_is_asked_again_under_the_same_number(
    there: FakeRegisters,
) -> None:
    queued(people(3))
    at = now()
    taken = take_questions(actor=SYSTEM, at=at, register="decile", most=9)
    assert taken is not None
    answers = calling.asked_all(PORTS["decile"], taken.line, taken.requests)
    # Killed before it wrote. Nobody else asks meanwhile, and afterwards the same again.
    assert round_at(at + LEASE - timedelta(seconds=1)) == 0
    assert round_at(at + LEASE) == 3
    assert statuses() == {"ok": 3}
    assert (there.calls, len(there.asked)) == (6, 3)
    # It was only slow: what it brings now changes nothing.
    before = rows_of("SELECT id, received_at, reference FROM facts_inquiry ORDER BY id")
    write_answers(actor=SYSTEM, at=at + 2 * LEASE, taken=taken, answers=answers)
    assert rows_of("SELECT id, received_at, reference FROM facts_inquiry ORDER BY id") == before


def test_two_workers_never_ask_the_same(there: FakeRegisters) -> None:
    queued(people(6))
    at = now()
    first = take_questions(actor=SYSTEM, at=at, register="decile", most=4)
    second = take_questions(actor=SYSTEM, at=at, register="decile", most=4)
    assert first is not None
    assert second is not None
    numbers = [each.request_id for each in first.requests + second.requests]
    assert len(numbers) == len(set(numbers)) == 6


def test_after_days_it_is_given_up_and_can_be_asked_anew(there: FakeRegisters) -> None:
    someone = people(1)
    queued(someone)
    there.states["decile"] = "down"
    at = now()
    round_at(at)
    [(number,)] = rows_of("SELECT id FROM facts_inquiry")
    assert row(number).next_try_at is not None
    with acting(OPERATOR, at):
        Inquiry.objects.filter(pk=number).update(attempts=MOST_TRIES - 1)
    round_at(at + timedelta(hours=6))
    tried = row(number)
    assert (tried.status, tried.attempts, tried.next_try_at) == ("unavailable", MOST_TRIES, None)
    there.states["decile"] = "up"
    assert queued(someone).new == 1


def test_one_answer_that_the_catalogue_does_not_take_holds_up_no_other(
    there: FakeRegisters,
) -> None:
    with acting(OPERATOR, now()):
        Fact.objects.filter(key="sex").update(choices=[["female", "زن"]])
    queued(people(10), "civil_identity")
    round_at(now())
    assert statuses() == {"ok": 10}
    [(lost,)] = rows_of("SELECT count(*) FROM facts_inquiry WHERE problem <> ''")
    [(told,)] = rows_of("SELECT count(*) FROM facts_value WHERE fact = 'sex'")
    assert 0 < lost < 10
    assert told == 10 - lost


def test_nobody_is_asked_inside_a_transaction(
    there: FakeRegisters, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The test's own transaction has no savepoint; each command inside it is one.
    depths: list[int] = []
    all_of_them = calling.asked_all

    def watched(*given: Any) -> list[Answer]:
        depths.append(len(connection.savepoint_ids))
        return all_of_them(*given)

    monkeypatch.setattr(inquiring, "asked_all", watched)
    assert ask(person()).status == "ok"
    with acting(OPERATOR, now()):
        ask(person(), "tax")
    assert depths == [0, 1]
