"""A tree on one row in Python: the oracle of the SQL. Three values, as SQL does it."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sayeban.facts.conditions import values
from sayeban.facts.conditions.refusals import ParameterMissing
from sayeban.facts.conditions.tree import (
    FactType,
    Group,
    Leaf,
    Not,
    ParamType,
    Row,
    Tree,
    Value,
    leaves,
    params_of,
)

Params = Mapping[str, Value]

COMPARED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """True, false or unknown (None), with the bits of the leaves that hold and are unknown."""

    outcome: bool | None
    met: int
    unknown: int

    def of(self, leaf: Leaf) -> bool | None:
        """What one leaf came to."""
        if self.unknown >> leaf.index & 1:
            return None
        return bool(self.met >> leaf.index & 1)


def evaluate(tree: Tree, row: Row, params: Params | None = None) -> Outcome:
    """Decide one row; refuses ParameterMissing."""
    given = values_of_params(tree, params or {})
    met = unknown = 0
    for leaf in leaves(tree):
        found = _leaf(leaf, row, given)
        met |= (found is True) << leaf.index
        unknown |= (found is None) << leaf.index
    told = Outcome(None, met, unknown)
    return Outcome(value_of(tree, told), met, unknown)


def values_of_params(tree: Tree, params: Params) -> dict[str, Value]:
    """Those parameters that the tree reads; refuses ParameterMissing, also for a wrong type."""
    found = {}
    for name, typed in params_of(tree).items():
        if name not in params or not values.belongs(typed, params[name]):
            raise ParameterMissing(name=name)
        found[name] = params[name]
    return found


def value_of(tree: Tree, told: Outcome) -> bool | None:
    """What a part of the tree comes to, given its leaves."""
    if isinstance(tree, Leaf):
        return told.of(tree)
    if isinstance(tree, Not):
        found = value_of(tree.of, told)
        return None if found is None else not found
    return _group(tree, [value_of(child, told) for child in tree.of])


def _group(group: Group, found: list[bool | None]) -> bool | None:
    if found.count(True) >= group.needed:
        return True
    return False if found.count(False) >= group.refused_by else None


def _leaf(leaf: Leaf, row: Row, params: Params) -> bool | None:
    left = row.get(leaf.fact.key)
    if leaf.op == "known":
        return left is not None
    right = _right(leaf, row, params)
    if left is None or right is None:
        return None
    if leaf.op in ("in", "not_in"):
        return (left in right) is (leaf.op == "in")
    return COMPARED[leaf.op](left, right)


def _right(leaf: Leaf, row: Row, params: Params) -> Any:  # noqa: ANN401 - of any type
    if isinstance(leaf.rhs, FactType):
        return row.get(leaf.rhs.key)
    if isinstance(leaf.rhs, ParamType):
        return params[leaf.rhs.name]
    return leaf.rhs if leaf.op in ("in", "not_in") else leaf.rhs[0]
