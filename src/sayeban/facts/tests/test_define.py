"""Facts are defined by headquarters, and never become something else."""

from collections.abc import Mapping
from typing import Any

import pytest

from sayeban.facts.actions.define_fact import define_fact, retire_fact
from sayeban.facts.public import Described
from sayeban.facts.refusals import FactFixed, FactInvalid, FactNotKept, FactUnknown
from sayeban.facts.tests.makers import facts_of, put, row, value
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import NOW, clerk, person, rows_of
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
COLOURS = (("red", "سرخ"), ("blue", "آبی"))


def defined(key: str = "eyes", actor: Actor = OPERATOR, **described: Any) -> None:
    given: dict[str, Any] = {"type": "bool", "subject": "person", "label": "عینک دارد"}
    define_fact(actor=actor, at=NOW, key=key, fact=Described(**(given | described)))


@pytest.mark.usefixtures("home")
def test_a_new_fact_takes_values_and_is_a_column_of_what_rules_read() -> None:
    defined(actor=clerk("hq_expert", Unit.hq()))
    put(value(("person", person(1).pk), "eyes", True))
    assert facts_of(person(1).pk, ("eyes",)) == [True]
    assert facts_of(person(2).pk, ("eyes",)) == [None]


@pytest.mark.usefixtures("home")
def test_a_new_fact_may_follow_from_the_members() -> None:
    tree = {"id": "a", "fact": "is_student", "op": "=", "value": False}
    defined("idle", type="int", subject="household", template={"count_members": tree})
    put(*(value(("person", person(n).pk), "is_student", n == 1) for n in (1, 2, 3)))
    assert row(person(1).pk)["idle"] == 2


def test_who_is_not_at_headquarters_defines_nothing() -> None:
    with pytest.raises(AccessDenied):
        defined(actor=clerk("director_general", Unit.of_province("07")))


WRONG: list[Mapping[str, Any]] = [
    {"key": "Eyes"},
    {"key": "id"},
    {"key": 'x"; DROP TABLE facts_fact; --'},
    {"key": "a" * 41},
    {"type": "set"},
    {"subject": "centre"},
    {"part": "else"},
    {"label": "  "},
    {"max_age_days": 0},
    {"type": "code"},
    {"choices": COLOURS},
    {"least": 1},
    {"type": "int", "least": 5, "most": 1},
    {"type": "int", "least": "x"},
    {"type": "date", "most": 9},
    {"type": "code", "choices": (("a", "یک"), ("a", "دو"))},
    {"template": {"count": 1}},
    {"template": {"count_members": {}}},
    {"subject": "household", "template": {"of_head": "age"}},
    {"subject": "household", "template": {"of_head": "tenure"}},
    {"subject": "household", "template": {"sum_members": "is_head"}},
    {"subject": "household", "template": {"of_head": "is_head", "where": {}}},
    {"template": {"received": "loan"}},
    {"template": {"received": "", "months": 3}},
    {"template": {"received": "loan", "months": 0}},
]


@pytest.mark.parametrize("given", WRONG, ids=str)
def test_what_is_wrong_in_a_description_is_said(given: Mapping[str, Any]) -> None:
    with pytest.raises(FactInvalid):
        defined(**given)
    assert rows_of("SELECT count(*) FROM facts_fact WHERE label = 'عینک دارد'") == [(0,)]


def test_type_subject_kind_and_codes_never_change() -> None:
    defined(type="code", choices=COLOURS)
    for change in (
        {"type": "text"},
        {"type": "code", "choices": COLOURS, "subject": "household"},
        {"type": "code", "choices": COLOURS[:1]},
    ):
        with pytest.raises(FactFixed):
            defined(**change)
    defined(type="code", choices=(*COLOURS, ("green", "سبز")), label="رنگ چشم")
    assert rows_of("SELECT label FROM facts_fact WHERE key = 'eyes'") == [("رنگ چشم",)]


@pytest.mark.usefixtures("home")
def test_a_retired_fact_takes_no_value_and_what_is_known_stays() -> None:
    put(value(("person", person(1).pk), "sex", "female"))
    retire_fact(actor=OPERATOR, at=NOW, key="sex")
    with pytest.raises(FactNotKept):
        put(value(("person", person(1).pk), "sex", "male"))
    assert row(person(1).pk)["sex"] == "female"


def test_what_is_not_there_is_not_retired() -> None:
    with pytest.raises(FactUnknown):
        retire_fact(actor=OPERATOR, at=NOW, key="no_such_fact")


def test_who_changed_the_catalogue_is_kept() -> None:
    defined()
    defined(label="عینکی است")
    kept = "SELECT old ->> 'label', new ->> 'label' FROM runtime_settingchange"
    assert rows_of(f"{kept} WHERE row_id = 'eyes' ORDER BY id") == [
        (None, "عینک دارد"),
        ("عینک دارد", "عینکی است"),
    ]
