"""The evening asks who died; a death that the registry tells is recorded like any other."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from sayeban.facts.actions.answer_inquiries import take_questions
from sayeban.facts.actions.ask_deaths import ask_deaths
from sayeban.facts.actions.keep_registers import set_purpose, set_register
from sayeban.facts.inquiries import civil
from sayeban.facts.inquiries.fake import worlds
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiries.limits import LEASE
from sayeban.facts.tests.inquiries.makers import ask, person, round_at, state, world
from sayeban.people.tests.makers import national_id, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
DAY = "2026-08-01"
DEAD: dict[str, str] = {}
"""Day of death by national id, as the made-up registry tells it."""


def _told(identifier: str) -> dict[str, Any]:
    if identifier not in DEAD:
        return {"vital_status": "alive"}
    day = DEAD[identifier]
    return {"vital_status": "deceased"} | ({"death_date": day} if day else {})


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeRegisters]:
    DEAD.clear()
    DEAD[national_id(2)] = DAY
    said = FakeRegisters._said

    def answers(self: FakeRegisters, key: str, sent: dict[str, Any]) -> bytes:
        told = _told(str(sent["subject"]["value"]))

        def vital(*_: object) -> Mapping[str, Any]:
            return told

        def identity(*given: Any) -> Mapping[str, Any]:
            return worlds._identity(*given) | told

        with monkeypatch.context() as patched:
            patched.setitem(worlds.WORLDS, "civil_deaths", vital)
            patched.setitem(worlds.WORLDS, "civil_identity", identity)
            return said(self, key, sent)

    monkeypatch.setattr(FakeRegisters, "_said", answers)
    monkeypatch.setattr(civil.CivilDeaths, "many", 3)
    with world(breaker_after=2, at_once=1, burst=100) as made:
        yield made


def people(count: int) -> list[int]:
    register(*(source_row(serial, full_name="مریم نمونه") for serial in range(1, count + 1)))
    return [number for (number,) in rows_of("SELECT id FROM people_person ORDER BY id")]


def evening(most: int = 100) -> int:
    return ask_deaths(actor=SYSTEM, at=now(), most=most)


def statuses() -> list[tuple[Any, ...]]:
    return rows_of("SELECT status, status_on, status_evidence FROM people_person ORDER BY id")


def events() -> int:
    return len(rows_of("SELECT 1 FROM runtime_event WHERE name = 'people.died'"))


def test_many_are_asked_in_one_call_and_the_dead_are_recorded(there: FakeRegisters) -> None:
    """Given seven of whom one died, when the evening asks, then three calls tell it."""
    people(7)
    assert evening() == 7
    assert round_at(now()) == 7
    assert there.calls == 3
    [number] = rows_of("SELECT id FROM facts_inquiry WHERE result ->> 'vital_status' = 'deceased'")
    evidence = f"سازمان ثبت احوال کشور، استعلام {number[0]}"
    assert statuses()[1] == ("deceased", date(2026, 8, 1), evidence)
    assert {row[0] for row in statuses()[:1] + statuses()[2:]} == {""}
    assert events() == 1
    facts = rows_of("SELECT value::text, count(*) FROM facts_value GROUP BY 1 ORDER BY 1")
    assert facts == [("false", 1), ("true", 6)]


def test_each_question_has_its_purpose_and_its_law(there: FakeRegisters) -> None:
    people(2)
    evening()
    round_at(now())
    assert [each["purpose"] for each in there.asked] == ["deaths", "deaths"]
    assert all("مادهٔ ۳۱" in each["legal_basis"] for each in there.asked)
    assert rows_of("SELECT DISTINCT unit, purpose_id FROM facts_inquiry") == [("system", "deaths")]


def test_the_next_evening_goes_on_and_asks_nobody_twice(there: FakeRegisters) -> None:
    people(7)
    assert [evening(3), evening(3), evening(3), evening(3)] == [3, 3, 1, 0]
    round_at(now())
    assert evening() == 0
    # The control: a month later all who live are asked anew, and the dead are not.
    later = now() + timedelta(days=31)
    assert ask_deaths(actor=SYSTEM, at=later) == 6


def test_a_killed_batch_is_asked_again_under_the_same_numbers(there: FakeRegisters) -> None:
    people(4)
    evening()
    at = now()
    taken = take_questions(actor=SYSTEM, at=at, register="civil_deaths", most=100)
    assert taken is not None
    assert len(taken.requests) == 4
    assert round_at(at) == 0
    assert round_at(at + LEASE) == 4
    numbers = {str(each.request_id) for each in taken.requests}
    assert {each["request_id"] for each in there.asked} == numbers
    assert events() == 1


def test_a_registry_that_is_down_kills_nobody(there: FakeRegisters) -> None:
    people(7)
    there.states["civil_deaths"] = "down"
    evening()
    # Two calls of three are enough to leave it alone.
    assert round_at(now()) == 6
    assert state("civil_deaths").failures == 2
    assert events() == 0
    assert rows_of("SELECT 1 FROM facts_value") == []
    there.states["civil_deaths"] = "another"
    assert round_at(now() + timedelta(hours=1)) == 3
    assert events() == 0


def test_a_call_on_one_person_finds_the_same_way(there: FakeRegisters) -> None:
    DEAD[national_id(1)] = DAY
    someone = person()
    assert ask(someone, "civil_identity").status == "ok"
    assert statuses()[0][0] == "deceased"
    ask(someone, "civil_deaths", purpose="deaths")
    assert events() == 1


@pytest.mark.parametrize(("day", "problem"), [("2999-01-01", "date.in_future"), ("", "")])
def test_a_day_that_cannot_be_holds_up_no_other(
    there: FakeRegisters, day: str, problem: str
) -> None:
    DEAD[national_id(1)] = day
    people(2)
    evening()
    round_at(now())
    assert [row[0] for row in statuses()] == ["", "deceased"]
    assert rows_of("SELECT problem FROM facts_inquiry ORDER BY person_id") == [(problem,), ("",)]


def test_what_is_switched_off_is_not_asked(there: FakeRegisters) -> None:
    people(2)
    set_register(actor=OPERATOR, at=now(), register="civil_deaths", is_on=False)
    assert evening() == 0
    set_register(actor=OPERATOR, at=now(), register="civil_deaths", is_on=True)
    words = {"title": "فوت", "legal_basis": "قانون"}
    set_purpose(actor=OPERATOR, at=now(), purpose="deaths", registers=[], **words)
    assert evening() == 0
    set_purpose(actor=OPERATOR, at=now(), purpose="deaths", registers=["civil_deaths"], **words)
    assert evening() == 2
