"""Facts by agreement and purpose: what is told, what is not, and that each look is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from sayeban.accounts.models import MachineCall
from sayeban.facts.public import set_purpose
from sayeban.facts.tests.makers import TODAY, put, value
from sayeban.interop.api.social import facts
from sayeban.interop.reads import grants
from sayeban.interop.tests.makers import now
from sayeban.interop.tests.social.makers import (
    ELSEWHERE,
    FACTS,
    HERE,
    PURPOSE,
    code_of,
    ground,
    program,
)
from sayeban.people.tests.makers import national_id, person
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(db: None) -> None:
    ground()


def looks_at(serial: int) -> list[str]:
    """The purposes of looks that the person himself can read."""
    him = person(serial).pk
    with looking(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sayeban.person', %s, true)", [str(him)])
        none: list[str] = []
        cursor.execute(
            "SELECT purpose FROM accounts_own_looks(%s, %s, %s::text[], %s::timestamptz[],"
            " %s::timestamptz[], 9)",
            [[f"people.person {him}"], [str(him)], none, none, none],
        )
        return [purpose for (purpose,) in cursor.fetchall()]


def test_each_fact_is_told_with_where_it_comes_from_and_unknown_is_null() -> None:
    said = program().facts(facts=["decile", "rent_monthly"]).json()
    assert (said["purpose"], said["legal_basis"]) == ("جلوگیری از پوشش دوباره", "ماده ۲ نمونه")
    told = {each["key"]: each for each in said["facts"]}
    assert set(told) == {"decile", "rent_monthly"}
    known = {name: told["decile"][name] for name in ("value", "origin", "register", "stale")}
    assert known == {"value": 3, "origin": "received", "register": "decile", "stale": False}
    assert (told["rent_monthly"]["value"], told["rent_monthly"]["origin"]) == (None, "")


def test_what_is_too_old_to_count_is_said_to_be_so_and_has_no_value() -> None:
    household = person(HERE).household_id
    assert household
    old = TODAY - timedelta(400)
    put(value(("household", household), "rent_monthly", 5_000_000, as_of=old))
    (told,) = program().facts(facts=["rent_monthly"]).json()["facts"]
    assert (told["value"], told["stale"], told["as_of"]) == (None, True, old.isoformat())


def test_the_person_can_see_who_looked_and_what_for() -> None:
    asks = program()
    assert asks.facts().status_code == 200
    assert looks_at(HERE) == ["بنیاد نمونه: جلوگیری از پوشش دوباره"]
    # The control: what was refused told nothing, and a look is nobody else's.
    assert asks.facts(ELSEWHERE).status_code == 404
    assert looks_at(ELSEWHERE) == []


def test_each_call_leaves_a_line_without_the_person() -> None:
    program().facts()
    kept = MachineCall.objects.order_by("-pk").values().first()
    assert kept is not None
    assert (kept["operation"], kept["status"], kept["rows"]) == ("social_facts", 200, 1)
    assert national_id(HERE) not in str(kept)


def test_only_purposes_and_facts_of_the_agreement_are_open() -> None:
    asks = program(facts=["decile"])
    for answer in (
        asks.facts(purpose="curiosity", facts=["decile"]),
        asks.facts(facts=["decile", "rent_monthly"]),
        asks.facts(facts=["no_such_fact"]),
    ):
        assert (answer.status_code, code_of(answer)) == (403, "grant.not_named")
    assert asks.facts(facts=["decile"]).status_code == 200


def test_a_purpose_that_was_ended_opens_nothing() -> None:
    asks = program()
    set_purpose(
        actor=OPERATOR, at=now(), purpose=PURPOSE, title="هدف", legal_basis="ماده", registers=[]
    )
    assert code_of(asks.facts()) == "grant.not_named"


@pytest.mark.parametrize("named", FACTS)
def test_no_fact_beyond_the_agreement_is_told(named: str) -> None:
    asks = program(facts=[named])
    told = [each["key"] for each in asks.facts(facts=[named]).json()["facts"]]
    assert told == [named]


def test_a_person_of_another_province_is_a_stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    asks = program()
    answer = asks.facts(ELSEWHERE)
    assert (answer.status_code, code_of(answer)) == (404, "grant.person_unknown")
    assert answer.json() == asks.facts(999).json()
    # The controls: with the eyes of the system he is found, and his facts are told.
    monkeypatch.setattr(grants, "looking", lambda _: looking(SYSTEM))
    assert code_of(asks.facts(ELSEWHERE)) == "person.unknown"
    monkeypatch.setattr(facts, "looking", lambda _: looking(SYSTEM))
    (told,) = asks.facts(ELSEWHERE, facts=["decile"]).json()["facts"]
    assert told["value"] == 7


@pytest.mark.parametrize(
    ("missing", "scope"),
    [
        ({"facts": [], "purposes": []}, "facts"),
        ({"forms": []}, "forms"),
        ({"services": []}, "case"),
    ],
)
def test_a_token_opens_what_the_agreement_is_for(missing: dict[str, Any], scope: str) -> None:
    asks = program(**missing)
    answers = {"facts": asks.facts(), "forms": asks.begin(), "case": asks.open()}
    codes = {name: code_of(each) for name, each in answers.items() if each.status_code > 399}
    assert codes == {scope: "scope.missing"}
