"""A comparison with what a fact can never be is refused to its writer, and read where kept."""

from dataclasses import replace
from datetime import date

import pytest

from sayeban.facts.conditions.parsing import dump, parse
from sayeban.facts.conditions.refusals import ConditionFutile, ConditionInvalid
from sayeban.facts.conditions.tests.makers import leaf
from sayeban.facts.conditions.tree import FactType

DECILE = FactType("decile", "int", "دهک خانوار", least=1, most=10)
CATALOGUE = {
    "decile": DECILE,
    "rooms": FactType("rooms", "int", "شمار اتاق"),
    "since": FactType("since", "date", "از روز", least=date(2020, 1, 1), most=date(2030, 1, 1)),
    "rent": FactType("rent", "money", "اجاره", least=0),
}
FUTILE = [
    *(("decile", op, 1000) for op in ("=", "!=", "<", "<=", ">", ">=")),
    ("decile", "<=", 0),
    ("decile", ">", 10),
    ("decile", "<", 1),
    ("decile", "in", [3, 11]),
    ("decile", "not_in", [0]),
    ("since", ">", "2999-01-01"),
    ("rent", "<", 0),
    ("rent", ">=", -5),
]
USEFUL = [
    ("decile", "<=", 10),
    ("decile", ">=", 1),
    ("decile", "in", [1, 10]),
    ("decile", "<", 10),
    ("since", ">", "2020-01-01"),
    ("rent", ">", 0),
    ("rent", "<=", 10**15),
    ("rooms", ">=", 10**6),
]


@pytest.mark.parametrize(("fact", "op", "value"), FUTILE)
def test_it_is_refused_with_the_bounds_at_its_place(fact: str, op: str, value: object) -> None:
    document = {"all": [leaf("x", fact, op, value=value)]}
    with pytest.raises(ConditionFutile) as refused:
        parse(document, CATALOGUE, bounded=True)
    assert refused.value.details["place"] == "/all/0/value"
    assert f"«{CATALOGUE[fact].label}»" in refused.value.message
    assert isinstance(refused.value, ConditionInvalid)
    # What was written before there were bounds is read as it is.
    assert dump(parse(document, CATALOGUE)) == document


@pytest.mark.parametrize(("fact", "op", "value"), USEFUL)
def test_what_can_differ_between_people_is_taken(fact: str, op: str, value: object) -> None:
    document = leaf("x", fact, op, value=value)
    assert dump(parse(document, CATALOGUE, bounded=True)) == document


def test_the_bounds_are_named() -> None:
    with pytest.raises(ConditionFutile) as refused:
        parse(leaf("x", "decile", "<=", value=1000), CATALOGUE, bounded=True)
    assert "«دهک خانوار» از ۱ تا ۱۰ است" in refused.value.message


def test_without_bounds_nothing_is_refused() -> None:
    """The control."""
    free = {"decile": replace(DECILE, least=None, most=None)}
    document = leaf("x", "decile", "<=", value=1000)
    assert dump(parse(document, free, bounded=True)) == document
