"""Why an outcome is what it is, what would change it, and what is still to be asked.

A group is settled by so many children, whatever the others are: the cheapest of them count. As
each leaf stands in a tree once, the cheapest choice of each group is the smallest of the whole.
"""

from collections.abc import Callable, Iterable
from functools import partial

from sayeban.facts.conditions.evaluating import Outcome, value_of
from sayeban.facts.conditions.tree import Group, Leaf, Not, Row, Tree

Leaves = tuple[Leaf, ...]


def decisive(tree: Tree, outcome: Outcome) -> Leaves:
    """The fewest leaves that alone fix a yes or a no; of an unknown, those that are open.

    Of two sets as small, the one that is written first counts.
    """
    if outcome.outcome is None:
        return _sorted(_open(tree, outcome))
    return _sorted(_because(outcome, tree))


def smallest_change(tree: Tree, outcome: Outcome, *, want: bool = True) -> Leaves:
    """The fewest leaves that would have to come to their `wanted` value; () when it is so."""
    return _sorted(_change(outcome, tree, want))


def wanted(tree: Tree, *, want: bool = True) -> dict[int, bool]:
    """What each leaf, by its bit, would have to be for this outcome."""
    if isinstance(tree, Leaf):
        return {tree.index: want}
    if isinstance(tree, Not):
        return wanted(tree.of, want=not want)
    return {bit: value for each in tree.of for bit, value in wanted(each, want=want).items()}


def missing(tree: Tree, outcome: Outcome, row: Row | None = None) -> frozenset[str]:
    """Unknown facts that could still settle it; a row tells which side of a leaf is unknown."""
    found = (fact.key for leaf in _open(tree, outcome) for fact in leaf.facts)
    return frozenset(key for key in found if row is None or row.get(key) is None)


def _because(outcome: Outcome, tree: Tree) -> Leaves:
    """Leaves that fix the value of a known part."""
    if isinstance(tree, Leaf):
        return (tree,)
    if isinstance(tree, Not):
        return _because(outcome, tree.of)
    value = value_of(tree, outcome)
    alike = [each for each in tree.of if value_of(each, outcome) is value]
    return _cheapest(partial(_because, outcome), alike, _settles(tree, yes=value is True))


def _change(outcome: Outcome, tree: Tree, want: bool) -> Leaves:
    if value_of(tree, outcome) is want:
        return ()
    if isinstance(tree, Leaf):
        return (tree,)
    if isinstance(tree, Not):
        return _change(outcome, tree.of, not want)
    return _cheapest(lambda each: _change(outcome, each, want), tree.of, _settles(tree, yes=want))


def _open(tree: Tree, outcome: Outcome) -> Leaves:
    """Unknown leaves whose groups are unknown too: each of them may be the last that is lacking."""
    if value_of(tree, outcome) is not None:
        return ()
    if isinstance(tree, Leaf):
        return (tree,)
    parts = (tree.of,) if isinstance(tree, Not) else tree.of
    return tuple(leaf for each in parts for leaf in _open(each, outcome))


def _settles(group: Group, *, yes: bool) -> int:
    return group.needed if yes else group.refused_by


def _cheapest(cost: Callable[[Tree], Leaves], parts: Iterable[Tree], count: int) -> Leaves:
    found = sorted((cost(each) for each in parts), key=len)[:count]
    return tuple(leaf for each in found for leaf in each)


def _sorted(found: Leaves) -> Leaves:
    return tuple(sorted(found, key=lambda leaf: leaf.index))
