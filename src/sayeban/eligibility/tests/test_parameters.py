"""Numbers of the law: by day, by two persons, each ended by the next."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayeban.eligibility.actions import keep_parameters as keeping
from sayeban.eligibility.actions.keep_parameters import (
    ParameterTerms,
    approve_parameter,
    set_parameter,
    strike_parameter,
)
from sayeban.eligibility.reads.parameters import parameter_rows, params_on
from sayeban.eligibility.refusals import (
    ParameterInvalid,
    ParameterSecondPerson,
    ParameterUnknown,
)
from sayeban.eligibility.tests.makers import AUTHOR, NOW, SECOND, poverty_line
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
TERMS = ParameterTerms("age_limit", "سن", "int", 60, date(2026, 3, 21), "ماده ۱")


def entered(**changed: Any) -> int:
    return set_parameter(actor=AUTHOR, at=NOW, terms=replace(TERMS, **changed))


def counting(day: date) -> dict[str, object]:
    with acting(OPERATOR, NOW):
        return dict(params_on(day))


def test_each_value_holds_until_the_next_one_begins() -> None:
    poverty_line(5, "2025-03-21")
    poverty_line(7, "2026-03-21")
    assert counting(date(2025, 3, 20)) == {}
    assert counting(date(2026, 3, 20)) == {"poverty_line": 5}
    assert counting(date(2026, 3, 21)) == {"poverty_line": 7}


def test_a_value_counts_when_a_second_person_has_approved_it() -> None:
    number = entered()
    assert counting(NOW.date()) == {}
    with pytest.raises(ParameterSecondPerson):
        approve_parameter(actor=AUTHOR, at=NOW, number=number)
    approve_parameter(actor=SECOND, at=NOW, number=number)
    assert counting(NOW.date()) == {"age_limit": 60}
    for again in (number, 0):
        with pytest.raises(ParameterUnknown):
            approve_parameter(actor=SECOND, at=NOW, number=again)
    with pytest.raises(ParameterUnknown):
        strike_parameter(actor=AUTHOR, at=NOW, number=number)


def test_a_value_that_waits_is_taken_back() -> None:
    strike_parameter(actor=AUTHOR, at=NOW, number=entered())
    with acting(OPERATOR, NOW):
        assert parameter_rows("age_limit") == []


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Age"},
        {"type": "colour"},
        {"value": "sixty"},
        {"value": True},
        {"value": None},
        {"label": " "},
        {"legal_basis": ""},
    ],
)
def test_what_is_no_value_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ParameterInvalid):
        entered(**changed)


def test_a_parameter_keeps_its_type_and_begins_once_a_day() -> None:
    entered()
    with pytest.raises(ParameterInvalid):
        entered(value=61)
    with pytest.raises(ParameterInvalid):
        entered(type="money", valid_from=date(2027, 3, 21))
    entered(value=61, valid_from=date(2027, 3, 21))
    with acting(OPERATOR, NOW):
        assert [(each.value, each.waits) for each in parameter_rows()] == [(61, True), (60, True)]


def test_headquarters_alone_enters_and_approves() -> None:
    county = Actor("user", "c", 9, (Appointment("county_head", Unit.of_county("0701")),))
    number = entered()
    with pytest.raises(AccessDenied):
        set_parameter(actor=county, at=NOW, terms=TERMS)
    with pytest.raises(AccessDenied):
        approve_parameter(actor=county, at=NOW, number=number)
    with pytest.raises(AccessDenied):
        approve_parameter(actor=OPERATOR, at=NOW, number=number)


def test_of_two_who_enter_one_at_once_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_refuse_bad", lambda _terms: None)
    entered()
    with pytest.raises(ParameterInvalid, match="از همین روز"):
        entered()
