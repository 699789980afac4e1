"""A tree as rows for an editor without scripts: each with its place and what may be done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sayeban.eligibility import editing
from sayeban.eligibility.aloud import Line
from sayeban.eligibility.editing import ROOT, Node

VERBS: Final[Mapping[str, Callable[[Node, str], Node | None]]] = {
    "up": lambda tree, at: editing.move(tree, at, -1),
    "down": lambda tree, at: editing.move(tree, at, 1),
    "in": editing.move_in,
    "out": editing.move_out,
    "remove": editing.remove,
    "all": lambda tree, at: editing.become(tree, at, "all"),
    "any": lambda tree, at: editing.become(tree, at, "any"),
    "not": lambda tree, at: editing.become(tree, at, "not"),
    "open": lambda tree, at: editing.become(tree, at, "open"),
}
"""What can be done with the node at a place; None where nothing is left of the tree."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A condition or a group. `word` is "all", "any", "at_least", "not", or "" for a leaf; `may`
    are those of VERBS that change something.
    """

    at: str
    text: str
    basis: str
    word: str
    may: frozenset[str]
    inside: "tuple[Outline, ...]"

    @property
    def takes(self) -> bool:
        """Whether more conditions can be put into it."""
        return self.word in ("all", "any", "at_least")


def outline(tree: Node, lines: tuple[Line, ...]) -> Outline:
    """The tree; `lines` read it aloud, one line for each node."""
    return _row(tree, tree, ROOT, iter(lines))


def changed(tree: Node, verb: str, at: str) -> tuple[Node | None, bool]:
    """The tree after this, and whether it could be done: its place is there and it may be done."""
    node = editing.find(tree, at)
    if verb not in VERBS or node is None or verb not in _may(tree, node, at):
        return tree, False
    return VERBS[verb](tree, at), True


def _row(tree: Node, node: Node, at: str, lines: Iterator[Line]) -> Outline:
    line = next(lines)
    return Outline(
        at,
        line.text,
        line.basis,
        _word(node),
        frozenset(_may(tree, node, at)),
        tuple(
            _row(tree, child, f"{at}.{n}", lines) for n, child in enumerate(editing.inside(node))
        ),
    )


def _word(node: Node) -> str:
    return next((word for word in ("all", "any", "at_least", "not") if word in node), "")


def _may(tree: Node, node: Node, at: str) -> Iterator[str]:
    if editing.move(tree, at, -1) != tree:
        yield "up"
    if editing.move(tree, at, 1) != tree:
        yield "down"
    if editing.may_move_in(tree, at):
        yield "in"
    if editing.may_move_out(tree, at):
        yield "out"
    yield from _may_become(tree, at, _word(node))
    yield "remove"


def _may_become(tree: Node, at: str, word: str) -> Iterator[str]:
    """Other words for a group; a condition can be put into a group of its own or denied."""
    if word not in ("all", "not"):
        yield "all"
    if word in ("all", "at_least"):
        yield "any"
    if word != "not":
        yield "not"
    if word and editing.may_open(tree, at):
        yield "open"
