"""Somebody whom no list names is registered once, without cover."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.actions import register_person as module
from sayeban.people.actions.register_person import Newcomer, register_person
from sayeban.people.models import Person
from sayeban.people.tests.makers import NOW, clerk, national_id, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

HERE, FAR = Unit.of_county("0701"), Unit.of_county("1001")


@pytest.fixture(autouse=True)
def _country(db: None) -> object:
    with time_machine.travel(NOW, tick=False), acting(OPERATOR, NOW):
        seed()
    return None


def arrive(unit: Unit = HERE, purpose: str = "", **known: object) -> int:
    given = {"identifier": national_id(1), "full_name": "مریم رضایی"} | known
    who = Newcomer(**given)  # type: ignore[arg-type]  # each test gives what it is about
    return register_person(
        actor=clerk("desk_clerk", unit), at=NOW, unit=unit, who=who, purpose=purpose
    )


def test_a_newcomer_is_a_person_of_this_unit_without_a_file() -> None:
    key = arrive(mobile="۰۹۱۲۳۴۵۶۷۸۹", birth_date=date(1980, 1, 1))
    columns = "id, identifier, mobile, has_file, province, county, centre, household_id"
    assert rows_of(f"SELECT {columns} FROM people_person") == [
        (key, national_id(1), "+989123456789", False, "07", "0701", "", None)
    ]


def test_whoever_comes_again_is_the_same_person_and_nothing_of_him_changes() -> None:
    first = arrive()
    assert arrive(full_name="نامی دیگر") == first
    assert rows_of("SELECT full_name FROM people_person") == [("مریم رضایی",)]


def test_who_has_a_file_already_is_found_in_it() -> None:
    register(source_row(1, full_name="زهرا کریمی", has_file=True))
    arrive()
    assert rows_of("SELECT full_name, has_file FROM people_person") == [("زهرا کریمی", True)]


def test_who_shows_no_paper_gets_an_identifier_of_ours_each_time() -> None:
    keys = {arrive(kind="internal", identifier="") for _ in range(2)}
    assert len(keys) == 2
    assert all(
        found[0].startswith("S-") for found in rows_of("SELECT identifier FROM people_person")
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"identifier": "9990000000"}, "person.identifier_invalid"),
        ({"kind": "passport", "identifier": " "}, "person.identifier_invalid"),
        ({"kind": "else"}, "person.identifier_invalid"),
        ({"full_name": " "}, "person.name_missing"),
        ({"mobile": "12"}, "person.mobile_invalid"),
        ({"birth_date": date(2027, 1, 1)}, "date.in_future"),
    ],
)
def test_what_makes_no_person_is_refused(given: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        arrive(**given)  # type: ignore[arg-type]  # each case is about one word
    assert refused.value.code == code
    assert rows_of("SELECT 1 FROM people_person") == []


def test_who_belongs_to_another_unit_is_sent_to_it_by_name() -> None:
    there = arrive(FAR)
    with pytest.raises(module.FileElsewhere) as refused:
        arrive(purpose="serve")
    assert "اردستان" in refused.value.message
    assert refused.value.person_id == there


def test_who_says_not_what_for_is_not_told_where_the_file_is() -> None:
    arrive(FAR)
    with pytest.raises(module.PurposeMissing) as refused:
        arrive()
    assert "اردستان" not in refused.value.message


def test_one_without_paper_who_is_sent_twice_is_one_person() -> None:
    key = uuid4()
    given: dict[str, Any] = {"kind": "internal", "identifier": "", "key": key}
    assert arrive(**given) == arrive(**given)
    # Another name on the same form, and the same name on another form, are others.
    assert (
        len(
            {
                arrive(**given),
                arrive(**given, full_name="دیگری"),
                arrive(**given | {"key": uuid4()}),
            }
        )
        == 3
    )


def test_two_clerks_at_once_make_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: what a look told a moment ago is not trusted."""
    first = arrive()
    looks = iter([None, Person(pk=first, province="07", county="0701")])
    monkeypatch.setattr(module, "_known", lambda *_: next(looks))
    assert arrive() == first
    assert len(rows_of("SELECT 1 FROM people_person")) == 1
