"""Changes of a tree: what may be done, and that the result is a tree again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.eligibility import editing
from sayeban.eligibility.tests.makers import leaf
from sayeban.eligibility.tests.trees import TREE, numbered
from sayeban.facts.public import FactType, dump, leaves, parse

A, B, C, D = (leaf(each, "age", "=", value=1) for each in "abcd")
TWO = {"all": [A, {"any": [B, C]}, D]}
FACTS = {
    "age": FactType("age", "int", "سن"),
    "household_size": FactType("household_size", "int", "شمار"),
    "income_pc": FactType("income_pc", "money", "درآمد"),
    "home_area": FactType("home_area", "number", "متراژ"),
    "birth_date": FactType("birth_date", "date", "تولد"),
    "is_head": FactType("is_head", "bool", "سرپرست"),
}


def said(node: dict[str, Any] | None) -> Any:  # noqa: ANN401 - letters in lists
    """The tree in short: «all(a, any(b, c), d)» as nested lists."""
    if node is None or editing.is_leaf(node):
        return node and node["id"]
    words = ("all", "any", "not")
    word = next((each for each in words if each in node), f"{node.get('at_least')}of")
    return [word, *map(said, editing.inside(node))]


@pytest.mark.parametrize(
    ("at", "found"),
    [("r", ["all", "a", ["any", "b", "c"], "d"]), ("r.1.1", "c"), ("r.1", ["any", "b", "c"])],
)
def test_a_place_names_one_node(at: str, found: object) -> None:
    assert said(editing.find(TWO, at)) == found


@pytest.mark.parametrize("at", ["", "r.3", "r.0.0", "r.-1", "r.x", "x", "r.1.2", "r.0" + ".0" * 9])
def test_nothing_stands_at_another_place(at: str) -> None:
    assert editing.find(TWO, at) is None


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (editing.add(TWO, "r.1", A), ["all", "a", ["any", "b", "c", "a"], "d"]),
        (editing.add(A, "r", B), ["all", "a", "b"]),
        (editing.add({"not": A}, "r.0", B), ["not", ["all", "a", "b"]]),
        (editing.put(TWO, "r.1.0", D), ["all", "a", ["any", "d", "c"], "d"]),
        (editing.put({"not": A}, "r.0", B), ["not", "b"]),
        (editing.remove(TWO, "r.1"), ["all", "a", "d"]),
        (editing.remove({"all": [A, {"not": {"any": [B]}}]}, "r.1.0.0"), ["all", "a"]),
        (editing.remove({"at_least": 2, "of": [A, B]}, "r.0"), ["1of", "b"]),
        (editing.remove({"all": [A]}, "r.0"), None),
        (editing.remove(A, "r"), None),
        (editing.move(TWO, "r.1", -1), ["all", ["any", "b", "c"], "a", "d"]),
        (editing.move(TWO, "r.2", 1), ["all", "a", ["any", "b", "c"], "d"]),
        (editing.move(TWO, "r", 1), ["all", "a", ["any", "b", "c"], "d"]),
        (editing.move_in(TWO, "r.2"), ["all", "a", ["any", "b", "c", "d"]]),
        (editing.move_in(TWO, "r.1"), ["all", "a", ["any", "b", "c"], "d"]),
        (editing.move_out(TWO, "r.1.0"), ["all", "a", ["any", "c"], "b", "d"]),
        (editing.move_out({"all": [{"any": [B]}]}, "r.0.0"), ["all", "b"]),
        (editing.move_out(TWO, "r.1"), ["all", "a", ["any", "b", "c"], "d"]),
        (editing.become(TWO, "r.1", "at_least", 2), ["all", "a", ["2of", "b", "c"], "d"]),
        (editing.become(TWO, "r.1", "not"), ["all", "a", ["not", ["any", "b", "c"]], "d"]),
        (editing.become(TWO, "r.0", "any"), ["all", ["any", "a"], ["any", "b", "c"], "d"]),
        (editing.become(TWO, "r.1", "open"), ["all", "a", "b", "c", "d"]),
        (editing.become({"not": TWO}, "r", "open"), ["all", "a", ["any", "b", "c"], "d"]),
        (editing.become(TWO, "r", "open"), ["all", "a", ["any", "b", "c"], "d"]),
    ],
)
def test_each_change_gives_the_tree_that_is_meant(made: dict[str, Any], found: object) -> None:
    assert said(made) == found
    assert said(TWO) == ["all", "a", ["any", "b", "c"], "d"]


def test_a_new_leaf_is_named_after_its_fact() -> None:
    assert editing.free_id(TWO, "age") == "age"
    assert editing.free_id({"all": [leaf("age", "age", "="), leaf("age_2", "x", "=")]}, "age") == (
        "age_3"
    )


def places(node: dict[str, Any], at: str = "r") -> list[str]:
    below = enumerate(editing.inside(node))
    return [at, *(each for n, child in below for each in places(child, f"{at}.{n}"))]


@given(tree=TREE, data=st.data())
def test_every_change_of_every_tree_is_a_tree_again(tree: Any, data: st.DataObject) -> None:  # noqa: ANN401
    """No button of the editor leads to a draft that the parser refuses, and none loses a leaf."""
    tree = numbered(tree, [0])
    at = data.draw(st.sampled_from(places(tree)))
    words = ["all", "any", "at_least", "not", *(["open"] if editing.may_open(tree, at) else [])]
    made = data.draw(
        st.sampled_from(
            [
                *(editing.become(tree, at, word) for word in words),  # type: ignore[arg-type]
                *(editing.move(tree, at, -1), editing.move(tree, at, 1)),
                *(editing.move_in(tree, at), editing.move_out(tree, at)),
            ]
        )
    )
    before = {each.id for each in leaves(parse(tree, FACTS))}
    assert {each.id for each in leaves(parse(made, FACTS))} == before
    if (less := editing.remove(tree, at)) is not None:
        assert dump(parse(less, FACTS)) == less
