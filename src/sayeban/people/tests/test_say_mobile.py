"""A person tells the number of his mobile: the old one stays in the history and hears of it."""

import pytest

from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.people.public import say_mobile
from sayeban.people.tests.makers import NOW, clerk, person, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
COUNTY = Unit.of_county("0701")
DESK = clerk("desk_clerk", COUNTY)


@pytest.fixture(autouse=True)
def _people() -> None:
    register(
        source_row(1, mobile="+989120000001"),
        source_row(2),
        source_row(3, mobile="+989120000003", province="10", county="1001", centre="9009"),
    )


def say(serial: int, mobile: str) -> bool:
    return say_mobile(actor=DESK, at=NOW, unit=COUNTY, person_id=person(serial).pk, mobile=mobile)


def sent() -> list[tuple[str, str]]:
    with acting(OPERATOR, NOW):
        return list(Message.objects.values_list("template", "mobile"))


def test_a_number_is_kept_the_old_one_stays_known_and_hears_of_it() -> None:
    assert say(1, "۰۹۱۲۰۰۰۰۰۰۹")
    assert person(1).mobile == "+989120000009"
    kept = rows_of("SELECT old->>'mobile' FROM runtime_history WHERE table_name = 'people_person'")
    assert kept == [("+989120000001",)]
    assert sent() == [("people.mobile_changed", "+989120000001")]


def test_the_first_number_of_somebody_is_told_to_nobody() -> None:
    assert say(2, "09120000009")
    assert person(2).mobile == "+989120000009"
    assert sent() == []


def test_the_same_number_changes_nothing() -> None:
    assert not say(1, "09120000001")
    assert sent() == []


@pytest.mark.parametrize("typed", ["", "1", "02188888888", "0912000000"])
def test_what_is_no_mobile_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        say(1, typed)
    assert refused.value.code == "person.mobile_wrong"
    assert person(1).mobile == "+989120000001"


def test_nobody_of_another_county_is_changed() -> None:
    with pytest.raises(Refusal) as refused:
        say(3, "09120000009")
    assert refused.value.code == "person.unknown"
    assert person(3).mobile == "+989120000003"
