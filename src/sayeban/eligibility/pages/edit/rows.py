"""The conditions of a rule as rows, each with what can be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from sayeban.eligibility import editing
from sayeban.eligibility.aloud import Line
from sayeban.eligibility.editing import ROOT, Node


@dataclass(frozen=True, slots=True)
class Row:
    """A condition or a group. `may` are verbs of page.VERBS; `add` leads to one more in it."""

    at: str
    text: str
    basis: str
    href: str
    group: str
    add: str
    may: frozenset[str]
    inside: "tuple[Row, ...]"


def rows(code: str, tree: Node, lines: tuple[Line, ...]) -> Row:
    """The tree; `lines` read it aloud, one line for each node."""
    return _row(code, tree, tree, ROOT, iter(lines))


def _row(code: str, tree: Node, node: Node, at: str, lines: Iterator[Line]) -> Row:
    line = next(lines)
    leaf = editing.is_leaf(node)
    group = reverse("rule_group", args=[code, at])
    below = enumerate(editing.inside(node))
    return Row(
        *(at, line.text, line.basis),
        reverse("rule_condition", args=[code, at]) if leaf else group,
        group if leaf else "",
        "" if editing.children(node) is None else reverse("rule_add", args=[code, at]),
        frozenset(_may(tree, at)),
        tuple(_row(code, tree, child, f"{at}.{n}", lines) for n, child in below),
    )


def _may(tree: Node, at: str) -> Iterator[str]:
    if editing.move(tree, at, -1) != tree:
        yield "up"
    if editing.move(tree, at, 1) != tree:
        yield "down"
    if editing.may_move_in(tree, at):
        yield "in"
    if editing.may_move_out(tree, at):
        yield "out"
    if editing.remove(tree, at) is not None:
        yield "remove"
