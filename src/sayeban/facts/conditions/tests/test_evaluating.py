"""Three values: unknown is neither yes nor no, and no refusal comes out of it."""

from datetime import date
from decimal import Decimal

import pytest

from sayeban.facts.conditions.evaluating import evaluate
from sayeban.facts.conditions.refusals import ParameterMissing
from sayeban.facts.conditions.tests.makers import leaf, tree
from sayeban.facts.conditions.tree import Row, facts_of, leaves, params_of

YES, NO, ASK = ({"age": age} for age in (70, 30, None))
OLD = leaf("old", "age", ">=", value=65)
POOR = leaf("poor", "income", "<", param="poverty_line")
LINE = {"poverty_line": 60_000_000}


@pytest.mark.parametrize(
    ("op", "rest", "row", "outcome"),
    [
        ("=", {"value": 30}, {"age": 30}, True),
        ("!=", {"value": 30}, {"age": 30}, False),
        ("<", {"value": 30}, {"age": 30}, False),
        ("<=", {"value": 30}, {"age": 30}, True),
        (">", {"value": 30}, {"age": 31}, True),
        (">=", {"value": 30}, {"age": 29}, False),
        ("in", {"value": [1, 2]}, {"age": 2}, True),
        ("not_in", {"value": [1, 2]}, {"age": 2}, False),
        ("not_in", {"value": [1, 2]}, {"age": None}, None),
        ("<", {"other": "members"}, {"age": 1, "members": 2}, True),
        ("<", {"other": "members"}, {"age": 1}, None),
        ("known", {}, {"age": 0}, True),
        ("known", {}, {}, False),
        ("=", {"value": 0}, {}, None),
    ],
)
def test_a_leaf_compares(op: str, rest: dict[str, object], row: Row, outcome: bool | None) -> None:
    found = evaluate(tree(leaf("one", "age", op, **rest)), row)
    assert (found.outcome, found.met, found.unknown) == (outcome, outcome is True, outcome is None)


def test_values_of_all_types_are_compared() -> None:
    each = {
        "all": [
            leaf("a", "is_head", "=", value=True),
            leaf("b", "decile", "<=", value=2.5),
            leaf("c", "born", "<", value="1960-03-21"),
            leaf("d", "city", "=", value="ری"),
            leaf("e", "tenure", "in", value=["tenant"]),
        ]
    }
    row: Row = {
        "is_head": True,
        "decile": Decimal("2.5"),
        "born": date(1950, 1, 1),
        "city": "ری",
        "tenure": "tenant",
    }
    assert evaluate(tree(each), row).met == 0b11111


@pytest.mark.parametrize(
    ("node", "old", "poor", "outcome"),
    [
        ("all", True, None, None),
        ("all", False, None, False),
        ("any", True, None, True),
        ("any", False, None, None),
    ],
)
def test_a_known_child_may_settle_a_group(
    node: str, old: bool, poor: bool | None, outcome: bool | None
) -> None:
    row: Row = {"age": 70 if old else 30, "income": poor}
    assert evaluate(tree({node: [OLD, POOR]}), row, LINE).outcome is outcome


def test_not_of_the_unknown_is_unknown() -> None:
    outcomes = [evaluate(tree({"not": OLD}), row).outcome for row in (YES, NO, ASK)]
    assert outcomes == [False, True, None]


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ({"age": 70, "members": 6}, True),
        ({"age": 70, "members": 1}, None),
        ({"age": 30, "members": 1}, False),
        ({"age": 30}, None),
    ],
)
def test_so_many_of_them(row: Row, outcome: bool | None) -> None:
    large = leaf("large", "members", ">", value=5)
    assert evaluate(tree({"at_least": 2, "of": [OLD, large, POOR]}), row, LINE).outcome is outcome


def test_a_parameter_without_a_right_value_is_refused() -> None:
    for params in ({}, {"poverty_line": "6"}, {"poverty_line": True}):
        with pytest.raises(ParameterMissing, match="poverty_line"):
            evaluate(tree(POOR), {"income": 5}, params)


def test_what_a_tree_reads() -> None:
    both = tree({"all": [POOR, {"not": leaf("dear", "rent", ">", other="income")}]})
    assert facts_of(both) == {"income", "rent"}
    assert list(params_of(both)) == ["poverty_line"]
    assert [each.id for each in leaves(both)] == ["poor", "dear"]
