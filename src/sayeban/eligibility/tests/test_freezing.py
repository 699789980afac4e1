"""A frozen version within another statement says what Python says, whatever holds by now."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.eligibility.models import Rule, RuleVersion
from sayeban.eligibility.public import (
    Ready,
    as_expression,
    freeze,
    frozen,
    row_rules,
    rule_in_force,
)
from sayeban.eligibility.tests.makers import (
    NOW,
    POOR,
    TODAY,
    document,
    facts_seeded,
    household,
    in_force,
    person,
    poverty_line,
)
from sayeban.eligibility.tests.trees import TREE, numbered
from sayeban.facts.public import catalogue, evaluate, parse, row_of
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_people")]
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.tuples(st.sampled_from([None, 0, 1, 2, 3]), st.sampled_from([None, True, False]))
OWN = {"age": "r.own_age", "is_head": "r.own_head"}
Cells = tuple[int | None, bool | None]
Held = Mapping[int, Cells]
STRANGER = 99
"""Of whom there is no kept row."""


@pytest.fixture
def _people() -> None:
    facts_seeded()
    for number in range(1, 7):
        income = (None, 0, 1, 2, 3, 1)[number - 1]
        household(number, income_pc=income, household_size=number % 4)
        person(number, number, age=number % 3, is_head=number % 2 == 0)


def told(asked: Ready, held: Held, own: Mapping[str, str] = OWN) -> dict[int, Any]:
    """What the expression says over rows that hold the age and the head themselves."""
    with acting(OPERATOR, NOW):
        expressed = as_expression(asked, own, "r.who")
    rows = {
        f"row_{index}": value
        for index, value in enumerate(cell for who, cells in held.items() for cell in (who, *cells))
    }
    cells = iter(f"%({name})s" for name in rows)
    values = ", ".join(
        f"({next(cells)}::bigint, {next(cells)}::bigint, {next(cells)}::boolean)" for _ in held
    )
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.who, {expressed.sql} FROM (VALUES {values}) AS r (who, own_age, own_head)",
            {**expressed.given, **rows},
        )
        return dict(cursor.fetchall())


def by_hand(asked: Ready, held: Held) -> dict[int, Any]:
    with acting(OPERATOR, NOW):
        rows = {
            who: {**row_of(who), "age": age, "is_head": head} for who, (age, head) in held.items()
        }
        return {who: evaluate(asked.tree, row, asked.params).outcome for who, row in rows.items()}


@SHARED
@given(tree=TREE, cells=st.lists(CELLS, min_size=7, max_size=7))
def test_the_expression_says_what_python_says(tree: dict[str, Any], cells: list[Cells]) -> None:
    with acting(OPERATOR, NOW):
        facts = catalogue()
    parsed = parse(numbered(tree, [0]), facts, {}, rule=True)
    asked = Ready(RuleVersion(), Rule(), parsed, facts, {})
    held = dict(zip((*range(1, 7), STRANGER), cells, strict=True))
    assert told(asked, held) == by_hand(asked, held)


def test_a_row_that_is_read_from_elsewhere_is_seen() -> None:
    """The control: the kept row says another age than the row itself."""
    in_force(document())
    with acting(OPERATOR, NOW):
        asked = frozen(freeze("aged_support", TODAY))
    held = {1: (70, None), 2: (None, None), STRANGER: (20, None)}
    assert told(asked, held) == by_hand(asked, held) == {1: True, 2: None, STRANGER: False}
    assert told(asked, held, own={}) == {1: False, 2: False, STRANGER: None}


def test_parameters_stay_as_they_were_on_the_day() -> None:
    poverty_line(3)
    in_force(document(POOR))
    with acting(OPERATOR, NOW):
        kept = freeze("aged_support", TODAY)
    poverty_line(1, "2026-10-01")
    in_force(document(valid_from="2026-10-01"))
    with acting(OPERATOR, NOW):
        first, now = frozen(kept), rule_in_force("aged_support", TODAY)
        assert now is not None
        assert (first.version.number, now.number, kept.params) == (1, 2, {"poverty_line": 3})
    held = {4: (None, None), 5: (None, None)}
    assert told(first, held) == {4: True, 5: False}


def test_only_rules_about_persons_are_offered() -> None:
    in_force(document())
    size = {**document()["tree"], "fact": "household_size"}
    in_force(document(size, code="big_house", subject="household"))
    with acting(OPERATOR, NOW):
        assert row_rules(TODAY) == {"aged_support": "حمایت از سالمندان"}
