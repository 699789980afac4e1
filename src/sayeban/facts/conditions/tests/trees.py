"""Random trees and rows over the small catalogue, drawn by Hypothesis."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from sayeban.facts.conditions.tests.makers import CATALOGUE, PARAMS, leaf
from sayeban.facts.conditions.tree import ORDERED, FactType, Row, Type, Value
from sayeban.facts.conditions.values import comparable, written

MOST: Final = 2**63 - 1
# Few values, so that equals meet; the ends of each type; what a database may read differently.
VALUES: Final[Mapping[Type, Sequence[Value]]] = {
    "bool": (True, False),
    "int": (0, 1, 2, -1, 65, MOST, -MOST),
    "number": tuple(map(Decimal, ("0", "1", "2", "0.000001", "-2.5", "999999999999", "0.1"))),
    "money": (0, 1, 60_000_000, -1, MOST, -MOST),
    "date": (date(1, 1, 1), date(1979, 2, 11), date(2024, 2, 29), date(9999, 12, 31)),
    "text": ("ری", "شهر ری", "نیم‌روز", "a", "A", "ي", "ی", "O'Hara %s {x} $1", " "),
    "code": ("owner", "tenant"),
}
NODES: Final = ("all", "any", "not", "at_least")


def row_of(pick: Any, catalogue: Mapping[str, FactType] = CATALOGUE) -> dict[str, Value | None]:  # noqa: ANN401 - picks one of a sequence
    """A row in which each fact is unknown now and then."""
    return {key: pick([None, *VALUES[fact.type]]) for key, fact in catalogue.items()}


def pool(count: int) -> list[Row]:
    """The same random rows each time, one of them of unknowns alone."""
    drawn = random.Random(1405)  # noqa: S311 - the same each run
    return [dict.fromkeys(CATALOGUE), *(row_of(drawn.choice) for _ in range(count - 1))]


def parameters() -> st.SearchStrategy[dict[str, Value]]:
    """A value for each parameter."""
    return st.fixed_dictionaries(
        {name: st.sampled_from(VALUES[each.type]) for name, each in PARAMS.items()}
    )


@st.composite
def documents(draw: st.DrawFn, *, deepest: int = 5, most: int = 4, known: bool = True) -> Any:  # noqa: ANN401 - a document
    """A condition of any shape, with at least one leaf."""
    count = 0

    def node(depth: int) -> dict[str, Any]:
        nonlocal count
        kind = draw(st.sampled_from(("leaf", *NODES))) if depth < deepest else "leaf"
        if kind == "leaf" or count > most**2:
            count += 1
            return _leaf(draw, f"n{count}", known)
        if kind == "not":
            return {"not": node(depth + 1)}
        of = [node(depth + 1) for _ in range(draw(st.integers(1, most)))]
        if kind == "at_least":
            return {"at_least": draw(st.integers(1, len(of))), "of": of}
        return {kind: of}

    return node(1)


def _leaf(draw: st.DrawFn, name: str, known: bool) -> dict[str, Any]:
    fact = draw(st.sampled_from(list(CATALOGUE.values())))
    ops = ["=", "!=", "in", "not_in", *["known"] * known]
    op = draw(st.sampled_from(ops + ["<", "<=", ">", ">="] * (fact.type in ORDERED)))
    if op == "known":
        return leaf(name, fact.key, op)
    values = st.sampled_from(VALUES[fact.type])
    if op in ("in", "not_in"):
        listed = draw(st.lists(values, min_size=1, max_size=3, unique=True))
        return leaf(name, fact.key, op, value=[written(each) for each in listed])
    sides = [("value", written(draw(values))), *_others(fact), *_params(fact)]
    side, rhs = draw(st.sampled_from(sides))
    return leaf(name, fact.key, op, **{side: rhs})


def _others(fact: FactType) -> list[tuple[str, object]]:
    return [("other", each.key) for each in CATALOGUE.values() if comparable(fact.type, each.type)]


def _params(fact: FactType) -> list[tuple[str, object]]:
    return [("param", name) for name, each in PARAMS.items() if comparable(fact.type, each.type)]
