"""Headquarters sets registers and purposes; what cannot be meant is refused as a whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.timezone import now

from sayeban.facts.actions.keep_registers import seed_registers, set_purpose, set_register
from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiry_refusals import PurposeInvalid, RegisterInvalid, RegisterUnknown
from sayeban.facts.models import Register
from sayeban.facts.reads.registers import purposes, registers_now
from sayeban.facts.tests.inquiries.makers import ask, person, state, world
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import clerk
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    with world(breaker_after=1) as made:
        yield made


def settings_of(key: str = "decile") -> Register:
    with looking(SYSTEM):
        return Register.objects.get(pk=key)


def change(key: str = "decile", **given: Any) -> None:
    set_register(actor=OPERATOR, at=now(), register=key, **given)


def test_a_new_installation_asks_nobody() -> None:
    with acting(SYSTEM, now()):
        seed_registers(now())
    with looking(SYSTEM):
        found = registers_now(now())
        assert {each for p in purposes() for each in p.registers} == set(PORTS)
    assert [each.key for each in found] == list(PORTS)
    assert {(each.is_on, each.health, each.url) for each in found} == {(False, "off", "")}


def test_what_headquarters_set_survives_the_next_version(there: FakeRegisters) -> None:
    change(limits={"per_minute": 7})
    with acting(SYSTEM, now()):
        seed_registers(now())
    assert (settings_of().per_minute, settings_of().is_on) == (7, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://example.org"},
        {"url": ""},
        {"url": "https://10.0.0.1/x"},
        {"limits": {"seconds": 0}},
        {"limits": {"seconds": 61}},
        {"limits": {"at_once": 17}},
        {"limits": {"burst": 10**12}},
        {"limits": {"is_on": 1}},
    ],
)
def test_settings_that_cannot_be_meant_change_nothing(
    there: FakeRegisters, wrong: dict[str, Any]
) -> None:
    before = settings_of().__dict__ | {"_state": None}
    with pytest.raises(RegisterInvalid):
        change(**wrong)
    assert settings_of().__dict__ | {"_state": None} == before
    with pytest.raises(RegisterUnknown):
        change("astrology", **wrong)


def test_switched_on_again_it_is_tried_at_once(there: FakeRegisters) -> None:
    there.states["decile"] = "down"
    ask(person(1))
    assert state().open_until is not None
    there.states["decile"] = "up"
    assert ask(person(2)).status == "waiting"
    change(is_on=True)
    assert ask(person(3)).status == "ok"


def test_each_register_says_how_it_is(there: FakeRegisters) -> None:
    def health() -> str:
        with looking(SYSTEM):
            return next(each.health for each in registers_now(now()) if each.key == "decile")

    assert health() == "new"
    ask(person(1))
    assert health() == "well"
    there.states["decile"] = "garbage"
    ask(person(2))
    assert health() == "away"
    change(limits={"breaker_after": 9}, is_on=True)
    ask(person(3))
    assert health() == "ill"
    change(is_on=False)
    assert health() == "off"


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"legal_basis": ""}, {"registers": ["astrology"]}, {"purpose": ""}]
)
def test_a_purpose_has_a_name_a_law_and_known_registers(
    there: FakeRegisters, wrong: dict[str, Any]
) -> None:
    given = {"purpose": "p", "title": "هدف", "legal_basis": "قانون", "registers": ["tax"]} | wrong
    with pytest.raises(PurposeInvalid):
        set_purpose(actor=OPERATOR, at=now(), **given)


def test_a_worker_sets_nothing(there: FakeRegisters) -> None:
    worker = clerk("county_head", Unit.of_county("0701"))
    with pytest.raises(AccessDenied):
        set_register(actor=worker, at=now(), register="decile", is_on=False)
    with pytest.raises(AccessDenied):
        set_purpose(
            actor=worker, at=now(), purpose="p", title="t", legal_basis="l", registers=["tax"]
        )
