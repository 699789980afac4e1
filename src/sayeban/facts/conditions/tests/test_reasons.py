"""Reasons are the smallest there are: compared with every subset of leaves of random trees."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sayeban.facts.conditions import evaluating, reasons
from sayeban.facts.conditions.evaluating import Outcome, evaluate, value_of
from sayeban.facts.conditions.reasons import decisive, missing, smallest_change, wanted
from sayeban.facts.conditions.tests.makers import leaf, tree
from sayeban.facts.conditions.tests.trees import documents, parameters, pool
from sayeban.facts.conditions.tree import Leaf, Row, Tree, Value, facts_of, leaves

MOST: Final = 5
States = tuple[bool | None, ...]


def told(condition: Tree, states: States) -> Outcome:
    """The outcome where the leaves are so."""
    met = sum((state is True) << bit for bit, state in enumerate(states))
    unknown = sum((state is None) << bit for bit, state in enumerate(states))
    return Outcome(value_of(condition, Outcome(None, met, unknown)), met, unknown)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Tree, States]:
    """A small tree and any state of its leaves."""
    condition = tree(draw(documents(deepest=4, most=3)))
    count = len(leaves(condition))
    assume(count <= MOST)
    states = st.lists(st.sampled_from((True, False, None)), min_size=count, max_size=count)
    return condition, tuple(draw(states))


def others(
    states: States, kept: tuple[int, ...], values: tuple[bool | None, ...]
) -> Iterator[States]:
    """All states that agree in the leaves that are kept."""
    choices = [(state,) if bit in kept else values for bit, state in enumerate(states)]
    yield from product(*choices)


def subsets(count: int, below: int) -> Iterator[tuple[int, ...]]:
    for size in range(below):
        yield from combinations(range(count), size)


def bits(found: tuple[Leaf, ...]) -> tuple[int, ...]:
    return tuple(each.index for each in found)


@pytest.mark.slow
@given(cases())
def test_the_decisive_leaves_alone_fix_the_result_and_no_fewer_do(
    case: tuple[Tree, States],
) -> None:
    condition, states = case
    outcome = told(condition, states)
    assume(outcome.outcome is not None)

    def fixed(kept: tuple[int, ...]) -> bool:
        every = others(states, kept, (True, False, None))
        return all(told(condition, each).outcome is outcome.outcome for each in every)

    found = bits(decisive(condition, outcome))
    assert fixed(found)
    assert not any(fixed(each) for each in subsets(len(states), len(found)))


@pytest.mark.slow
@given(cases(), st.booleans())
def test_the_smallest_change_gives_what_is_wanted_and_no_smaller_does(
    case: tuple[Tree, States], want: bool
) -> None:
    condition, states = case
    found = bits(smallest_change(condition, told(condition, states), want=want))
    aims = wanted(condition, want=want)
    changed = tuple(aims[n] if n in found else state for n, state in enumerate(states))
    assert told(condition, changed).outcome is want
    for each in subsets(len(states), len(found)):
        kept = tuple(n for n in range(len(states)) if n not in each)
        every = others(states, kept, (True, False))
        assert not any(told(condition, one).outcome is want for one in every)


# Most that is drawn is settled: the few that are not are looked for longer.
@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(cases())
def test_only_what_could_still_settle_it_is_open(case: tuple[Tree, States]) -> None:
    condition, states = case
    outcome = told(condition, states)
    assume(outcome.outcome is None)
    known = tuple(n for n, state in enumerate(states) if state is not None)

    def turns(bit: int) -> bool:
        """Whether some answers to the others leave the result to this leaf alone."""
        for each in others(states, known, (True, False)):
            both = [told(condition, (*each[:bit], v, *each[bit + 1 :])) for v in (True, False)]
            if both[0].outcome is not both[1].outcome:
                return True
        return False

    opened = set(bits(decisive(condition, outcome)))
    assert opened == {n for n, state in enumerate(states) if state is None and turns(n)}


def stays(document: object, params: dict[str, Value], before: Row, drawn: Row) -> bool:
    """Whether a yes or no stands when what was unknown turns out to be as drawn."""
    condition = tree(document)
    after = {key: drawn[key] if value is None else value for key, value in before.items()}
    found = evaluate(condition, before, params).outcome
    return found is None or evaluate(condition, after, params).outcome is found


@pytest.mark.slow
@given(documents(known=False), parameters(), *[st.sampled_from(pool(200))] * 2)
def test_a_no_or_yes_stays_whatever_the_unknown_turns_out_to_be(
    document: object, params: dict[str, Value], before: Row, drawn: Row
) -> None:
    assert stays(document, params, before, drawn)


def test_an_unknown_that_counts_as_zero_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    old, unknown = leaf("old", "age", ">=", value=65), {"age": None}
    assert stays(old, {}, unknown, {"age": 70})
    leaf_of = evaluating._leaf
    monkeypatch.setattr(evaluating, "_leaf", lambda *given: bool(leaf_of(*given)))
    assert not stays(old, {}, unknown, {"age": 70})


def test_a_choice_that_is_not_the_cheapest_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = (leaf(name, "age", "=", value=1) for name in "abc")
    condition = tree({"any": [{"all": [a, b]}, c]})
    outcome = told(condition, (True, True, True))
    assert [each.id for each in decisive(condition, outcome)] == ["c"]
    monkeypatch.setattr(reasons, "sorted", lambda found, **_: list(found), raising=False)
    assert [each.id for each in decisive(condition, outcome)] == ["a", "b"]


def test_the_hard_case_of_two_pairs() -> None:
    a, b, c, d = (leaf(name, "age", "=", value=n) for n, name in enumerate("abcd"))
    condition = tree({"any": [{"all": [a, b]}, {"all": [c, d]}]})
    outcome = told(condition, (True, False, False, True))
    assert [each.id for each in decisive(condition, outcome)] == ["b", "c"]
    assert [each.id for each in smallest_change(condition, outcome)] == ["b"]


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ({}, {"age", "rent", "income"}),
        ({"rent": 5}, {"age", "income"}),
        ({"rent": 5, "income": 9}, {"age"}),
        ({"age": 70}, {"rent", "income"}),
        ({"age": 30}, set()),
    ],
)
def test_what_is_missing_is_what_could_settle_it(row: Row, asked: set[str]) -> None:
    old, dear = leaf("old", "age", ">=", value=65), leaf("dear", "rent", "<", other="income")
    condition = tree({"all": [old, dear]})
    found = missing(condition, evaluate(condition, row), row)
    assert found == asked


def test_without_a_row_both_sides_are_asked() -> None:
    condition = tree(leaf("dear", "rent", "<", other="income"))
    states: Mapping[str, Value] = {"rent": 1}
    assert missing(condition, evaluate(condition, states)) == facts_of(condition)
