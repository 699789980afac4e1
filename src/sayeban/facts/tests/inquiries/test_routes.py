"""A register is asked straight or through the bus: same question, and each fails by itself."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.timezone import now
from pytest_django.fixtures import Settings

from sayeban.facts.actions.keep_registers import set_register
from sayeban.facts.inquiries.fake.bus import FakeBus, running_bus
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiry_refusals import NoBus, RegisterInvalid
from sayeban.facts.models import RouteState
from sayeban.facts.tests.inquiries.makers import ask, person, round_at, state, world
from sayeban.people.tests.makers import register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import looking

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
BY_BUS = ("decile", "tax", "civil_deaths")


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    with world(breaker_after=3, breaker_seconds=60, at_once=2, burst=100) as made:
        yield made


@pytest.fixture
def bus(there: FakeRegisters, settings: Settings) -> Iterator[FakeBus]:
    with running_bus(FakeBus(there)) as made:
        settings.BUS_OUT = made.settings()
        for key in BY_BUS:
            set_register(
                actor=OPERATOR, at=now(), register=key, route="bus", bus_path=key, is_on=True
            )
        yield made


def route() -> RouteState:
    with looking(SYSTEM):
        return RouteState.objects.get(pk="bus")


def people(count: int) -> list[int]:
    register(*(source_row(serial, full_name="مریم نمونه") for serial in range(1, count + 1)))
    return [number for (number,) in rows_of("SELECT id FROM people_person ORDER BY id")]


def test_the_question_is_the_same_on_both_routes(bus: FakeBus, there: FakeRegisters) -> None:
    someone, other = people(2)
    by_bus = ask(someone)
    set_register(actor=OPERATOR, at=now(), register="decile", route="direct")
    straight = ask(other)
    first, second = there.asked
    different = {"request_id", "requested_at", "subject"}
    assert {k: v for k, v in first.items() if k not in different} == {
        k: v for k, v in second.items() if k not in different
    }
    assert (by_bus.status, straight.status) == ("ok", "ok")
    [call] = bus.calls
    named = (call["pid"], call["X-Road-Request-Id"], call["path"])
    assert named == ("10861234", str(by_bus.request_id), "/r1/decile")
    assert bus.tokens == 1


def test_many_go_through_the_bus_in_one_call(bus: FakeBus) -> None:
    asked = ask(person(), "civil_deaths", purpose="deaths")
    assert (asked.status, len(bus.calls)) == ("ok", 1)


@pytest.mark.parametrize(
    ("bus_state", "problem"),
    [("down", "bus_refused"), ("no_token", "bus_token"), ("shut", "bus_refused")],
)
def test_a_bus_that_is_down_is_not_a_register_that_is_down(
    bus: FakeBus, bus_state: str, problem: str
) -> None:
    bus.state = bus_state
    asked = ask(person())
    assert (asked.status, asked.problem) == ("unavailable", problem)
    assert (route().failures, state().failures, state().failed_at) == (1, 0, None)
    # The control: the register behind a bus that is well is ill by itself.
    bus.state, bus.registers.states["tax"] = "up", "down"
    asked = ask(person(), "tax")
    assert (asked.status, asked.problem) == ("unavailable", "503")
    assert (route().failures, state("tax").failures) == (0, 1)


def test_nobody_at_the_address_of_the_bus(there: FakeRegisters, settings: Settings) -> None:
    gone = FakeBus(there, url="http://127.0.0.1:9")
    settings.BUS_OUT = gone.settings()
    set_register(actor=OPERATOR, at=now(), register="decile", route="bus", bus_path="decile")
    assert ask(person()).problem == "bus_unreachable"
    assert (route().failures, state().failures) == (1, 0)


def test_one_register_finds_out_for_all_that_the_bus_is_down(bus: FakeBus) -> None:
    persons = people(4)
    bus.state = "down"
    for someone in persons[:3]:
        ask(someone)
    at = now()
    assert route().open_until is not None
    # Another register of the bus is not even tried; one that is asked straight is.
    assert ask(persons[3], "tax").attempts == 0
    assert ask(persons[3], "coverage").status == "ok"
    bus.state = "up"
    later = at + timedelta(minutes=30)
    while round_at(later):
        later += timedelta(minutes=30)
    assert rows_of("SELECT DISTINCT status FROM facts_inquiry") == [("ok",)]
    assert (route().failures, route().open_until) == (0, None)


def test_a_register_without_a_way_is_not_switched_on(
    there: FakeRegisters, settings: Settings
) -> None:
    settings.BUS_OUT = settings.BUS_OUT | {"url": ""}
    with pytest.raises(NoBus):
        set_register(
            actor=OPERATOR, at=now(), register="tax", route="bus", bus_path="tax", is_on=True
        )
    settings.BUS_OUT = settings.BUS_OUT | {"url": "https://bus.example"}
    for path in ("", "../x", "a b", "http://elsewhere"):
        with pytest.raises(RegisterInvalid):
            set_register(
                actor=OPERATOR, at=now(), register="tax", route="bus", bus_path=path, is_on=True
            )
    with pytest.raises(RegisterInvalid):
        set_register(actor=OPERATOR, at=now(), register="tax", route="pigeon")
