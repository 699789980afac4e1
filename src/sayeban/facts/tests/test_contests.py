"""Contests: opened by whoever serves the person, decided by somebody else (C-022)."""

from datetime import timedelta
from typing import Any

import pytest

from sayeban.facts.actions.contests import withdraw_contest
from sayeban.facts.public import FactValue, decide_contest, open_contest, refer_contest
from sayeban.facts.refusals import FactValueInvalid, FactValueMalformed, FactValueOutside
from sayeban.facts.refusals_contest import (
    ContestAbove,
    ContestAnswerMissing,
    ContestClosed,
    ContestedUnknown,
    ContestEmpty,
    ContestNotReferable,
    ContestNotReferred,
    ContestOpen,
    ContestOwn,
    ContestSame,
    ContestUnknown,
    ContestUnproven,
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
EXPERT = Actor("user", "expert", 9, (Appointment("county_expert", COUNTY),))
HEAD = Actor("user", "head", 8, (Appointment("county_head", COUNTY),))


def told(fact: str, what: FactValue, **known: Any) -> int:
    """A value of person 1; its id."""
    put(value(("person", person(1).pk), fact, what, **known))
    (found,) = rows_of("SELECT max(id) FROM facts_value")
    return int(found[0])


def opened(value_id: int, claimed: FactValue = True, **given: Any) -> int:
    known: dict[str, Any] = {"actor": CLERK, "person_id": person(1).pk, "reason": "رأی را دارم"}
    return open_contest(at=NOW, value_id=value_id, claimed=claimed, **(known | given))


def decided(number: int, actor: Actor = HEAD, **given: Any) -> None:
    known: dict[str, Any] = {"accepted": True, "answer": "رأی دیده شد", "evidence": "رأی ۱۲"}
    decide_contest(actor=actor, at=NOW, number=number, **(known | given))


def referred(number: int) -> int:
    refer_contest(actor=HEAD, at=NOW, number=number)
    return number


def state() -> list[tuple[Any, ...]]:
    return rows_of("SELECT state FROM facts_contest")


def test_a_contest_decided_for_the_person_writes_beside_the_contested_value() -> None:
    number = opened(told("has_disability", False, origin="received", register="disability"))
    assert row(person(1).pk)["has_disability"] is False
    referred(number)
    assert state() == [("referred",)]
    decided(number)
    assert row(person(1).pk)["has_disability"] is True
    standing = "SELECT origin, value FROM facts_value WHERE superseded_at IS NULL ORDER BY id"
    assert rows_of(standing) == [("received", "false"), ("verified", "true")]
    (event,) = rows_of("SELECT key FROM runtime_event WHERE name = 'facts.contest_decided'")
    assert event == (str(number),)


def test_a_contest_decided_against_him_changes_nothing() -> None:
    decided(opened(told("has_disability", False)), accepted=False, evidence="")
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


def of_register() -> int:
    """A contest of what a register told, without a document."""
    return opened(told("has_disability", False, origin="received", register="disability"))


def test_what_a_register_knows_is_set_aside_by_nobody_who_has_not_asked_its_owner() -> None:
    with pytest.raises(ContestNotReferred) as refused:
        decided(of_register())
    assert "کمیسیون پزشکی توان‌بخشی" in refused.value.message
    assert row(person(1).pk)["has_disability"] is False


def test_nor_without_the_owners_answer_or_a_paper() -> None:
    number = referred(of_register())
    with pytest.raises(ContestUnproven):
        decided(number, evidence=" ")
    assert state() == [("referred",)]
    decided(number, evidence="نامهٔ ۱۲ کمیسیون")
    assert rows_of("SELECT evidence FROM facts_contest") == [("نامهٔ ۱۲ کمیسیون",)]


def test_nor_by_an_expert_of_the_same_place() -> None:
    number = referred(of_register())
    with pytest.raises(ContestAbove):
        decided(number, EXPERT)
    decided(number, EXPERT, accepted=False)
    assert state() == [("rejected",)]


def test_what_the_person_said_of_what_a_register_knows_is_no_way_round_it() -> None:
    with pytest.raises(ContestNotReferred):
        decided(opened(told("has_disability", False)))


def test_what_no_register_knows_an_expert_decides_without_more() -> None:
    decided(opened(told("job_skill", "خیاطی"), claimed="نجاری"), EXPERT, evidence="")
    assert row(person(1).pk)["job_skill"] == "نجاری"


def test_a_claim_beyond_what_the_datum_can_be_is_refused_with_its_limits() -> None:
    household = person(1).household_id
    assert household is not None
    put(value(("household", household), "decile", 3))
    (found,) = rows_of("SELECT max(id) FROM facts_value")
    for claimed in (0, 11, 12):
        with pytest.raises(FactValueOutside) as refused:
            opened(int(found[0]), claimed=claimed)
    assert "«دهک خانوار» از ۱ تا ۱۰ است" in refused.value.message
    assert opened(int(found[0]), claimed=10)


def test_a_claim_that_is_no_sheba_number_is_refused_in_words() -> None:
    number = told("iban", "IR430120000000000000000001")
    with pytest.raises(FactValueMalformed) as refused:
        opened(number, claimed="5")
    assert "شمارهٔ شبا درست نیست" in refused.value.message
    assert opened(number, claimed="IR160120000000000000000002")
