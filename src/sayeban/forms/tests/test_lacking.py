"""Of a person only that is asked which the rules that are still open lack."""

from datetime import date

import pytest

from sayeban.eligibility.tests import makers as rules
from sayeban.facts.tests import makers as facts
from sayeban.forms.reads.lacking import Lacking, lacking_of
from sayeban.forms.tests.makers import RENT, TENURE, WISH, put_in_force
from sayeban.people.tests.makers import person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def lacking() -> Lacking:
    with looking(OPERATOR):
        return lacking_of(person(1).pk, TODAY)


@pytest.fixture(autouse=True)
def _world() -> None:
    """Two rules about households in force, and a form that asks for some of what they read."""
    facts.seeded()
    facts.household(1)
    put_in_force(TENURE, RENT, WISH)
    put_in_force(TENURE, code="dwelling")
    tenant = rules.leaf("tenant", "tenure", "=", value="tenant")
    dear = rules.leaf("dear", "rent_monthly", ">", value=5)
    poor = rules.leaf("poor", "decile", "<=", value=3)
    for code, tree in (("rent", {"all": [tenant, dear]}), ("poor", {"all": [tenant, poor]})):
        rules.in_force(rules.document(tree, code=code, title=code, subject="household"))


def known(**told: object) -> None:
    household = person(1).household_id
    assert household
    facts.put(*(facts.value(("household", household), k, v) for k, v in told.items()))  # type: ignore[arg-type]


def test_the_union_of_what_open_rules_lack_is_asked_once() -> None:
    found = lacking()
    assert sorted(found.rules) == ["poor", "rent"]
    assert [each.fact for each in found.questions] == ["rent_monthly", "tenure"]
    assert found.unasked == ("دهک خانوار",)
    assert found.by_form == {"rent_help": 2, "dwelling": 1}


def test_what_is_known_is_not_asked_again() -> None:
    known(tenure="tenant", decile=9)
    found = lacking()
    assert found.rules == ("rent",)
    assert [each.fact for each in found.questions] == ["rent_monthly"]
    assert found.unasked == ()


def test_what_settles_all_leaves_nothing_to_ask() -> None:
    known(tenure="owner")
    assert lacking() == Lacking((), (), (), {})
