"""Contests: opened by whoever serves the person, decided by somebody else (C-022)."""

from datetime import timedelta
from typing import Any

import pytest

from sayeban.facts.public import (
    FactValue,
    decide_contest,
    open_contest,
    refer_contest,
    withdraw_contest,
)
from sayeban.facts.refusals import FactValueInvalid
from sayeban.facts.refusals_contest import (
    ContestAnswerMissing,
    ContestClosed,
    ContestedUnknown,
    ContestEmpty,
    ContestNotReferable,
    ContestOpen,
    ContestOwn,
    ContestSame,
    ContestUnknown,
)
from sayeban.facts.tests.makers import put, row, value
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import NOW, clerk, person, rows_of
from sayeban.runtime.actor import Actor, Appointment
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "home")]
COUNTY = Unit.of_county("0701")
CLERK = clerk("desk_clerk", COUNTY)
HEAD = Actor("user", "head", 8, (Appointment("county_head", COUNTY),))


def told(fact: str, what: FactValue, **known: Any) -> int:
    """A value of person 1; its id."""
    put(value(("person", person(1).pk), fact, what, **known))
    (found,) = rows_of("SELECT max(id) FROM facts_value")
    return int(found[0])


def opened(value_id: int, claimed: FactValue = True, **given: Any) -> int:
    known: dict[str, Any] = {"actor": CLERK, "person_id": person(1).pk, "reason": "رأی را دارم"}
    return open_contest(at=NOW, value_id=value_id, claimed=claimed, **(known | given))


def decided(number: int, *, accepted: bool = True, answer: str = "رأی دیده شد") -> None:
    decide_contest(actor=HEAD, at=NOW, number=number, accepted=accepted, answer=answer)


def state() -> list[tuple[Any, ...]]:
    return rows_of("SELECT state FROM facts_contest")


def test_a_contest_decided_for_the_person_writes_beside_the_contested_value() -> None:
    number = opened(told("has_disability", False, origin="received", register="disability"))
    assert row(person(1).pk)["has_disability"] is False
    refer_contest(actor=HEAD, at=NOW, number=number)
    assert state() == [("referred",)]
    decided(number)
    assert row(person(1).pk)["has_disability"] is True
    standing = "SELECT origin, value FROM facts_value WHERE superseded_at IS NULL ORDER BY id"
    assert rows_of(standing) == [("received", "false"), ("verified", "true")]
    (event,) = rows_of("SELECT key FROM runtime_event WHERE name = 'facts.contest_decided'")
    assert event == (str(number),)


def test_a_contest_decided_against_him_changes_nothing() -> None:
    decided(opened(told("has_disability", False)), accepted=False)
    assert row(person(1).pk)["has_disability"] is False
    assert state() == [("rejected",)]


def test_what_is_taken_back_is_decided_no_more_and_may_be_opened_again() -> None:
    value_id = told("has_disability", False)
    number = opened(value_id)
    withdraw_contest(actor=CLERK, at=NOW, number=number)
    with pytest.raises(ContestClosed):
        decided(number)
    with pytest.raises(ContestClosed):
        withdraw_contest(actor=CLERK, at=NOW, number=number)
    opened(value_id)


WRONG: list[tuple[dict[str, Any], type[Refusal]]] = [
    ({"claimed": "بله"}, FactValueInvalid),
    ({"claimed": False}, ContestSame),
    ({"reason": " "}, ContestEmpty),
    ({"actor": clerk("observer", COUNTY)}, AccessDenied),
    ({"value_id": 0}, ContestedUnknown),
]


@pytest.mark.parametrize(("given", "refusal"), WRONG)
def test_what_is_wrong_in_a_contest_is_said(given: dict[str, Any], refusal: type[Refusal]) -> None:
    value_id = told("has_disability", False)
    with pytest.raises(refusal):
        opened(**({"value_id": value_id} | given))
    assert state() == []


def test_one_datum_is_contested_once_at_a_time() -> None:
    value_id = told("has_disability", False)
    opened(value_id)
    with pytest.raises(ContestOpen):
        opened(value_id)


def test_a_value_that_was_superseded_or_is_anothers_is_not_contested() -> None:
    old = told("has_disability", False, as_of=NOW.date() - timedelta(2))
    mine = told("has_disability", False)
    for value_id, person_id in ((old, person(1).pk), (mine, person(2).pk)):
        with pytest.raises(ContestedUnknown):
            opened(value_id, person_id=person_id)


def test_whoever_took_it_down_decides_nothing_about_it() -> None:
    number = opened(told("has_disability", False), actor=HEAD)
    with pytest.raises(ContestOwn):
        decided(number)


def test_a_decision_has_its_reason() -> None:
    number = opened(told("has_disability", False))
    with pytest.raises(ContestAnswerMissing):
        decided(number, answer=" ")


def test_what_has_no_owner_or_was_referred_is_not_referred() -> None:
    of_nobody = opened(told("job_skill", "خیاطی"), claimed="نجاری")
    with pytest.raises(ContestNotReferable):
        refer_contest(actor=HEAD, at=NOW, number=of_nobody)
    number = opened(told("has_disability", False))
    refer_contest(actor=HEAD, at=NOW, number=number)
    with pytest.raises(ContestNotReferable):
        refer_contest(actor=HEAD, at=NOW, number=number)


def test_a_contest_of_another_place_is_unknown() -> None:
    number = opened(told("has_disability", False))
    stranger = Actor("user", "s", 9, (Appointment("county_head", Unit.of_county("0702")),))
    for act in (refer_contest, withdraw_contest):
        with pytest.raises(ContestUnknown):
            act(actor=stranger, at=NOW, number=number)
    with pytest.raises(ContestUnknown):
        decide_contest(actor=stranger, at=NOW, number=number, accepted=True, answer="x")


def test_who_serves_only_the_centre_decides_nothing_of_the_county() -> None:
    number = opened(told("has_disability", False))
    with pytest.raises(AccessDenied):
        decide_contest(actor=CLERK, at=NOW, number=number, accepted=True, answer="x")
