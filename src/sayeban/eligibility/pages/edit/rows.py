"""The conditions of a rule as rows, each with what can be done with it."""

from dataclasses import dataclass

from django.urls import reverse

from sayeban.eligibility import editing
from sayeban.eligibility.aloud import Line
from sayeban.eligibility.editing import Node
from sayeban.eligibility.outline import Outline, outline


@dataclass(frozen=True, slots=True)
class Row:
    """A condition or a group. `may` are verbs of outline.VERBS; `add` leads to one more in it."""

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
    return _row(code, tree, outline(tree, lines))


def _row(code: str, tree: Node, row: Outline) -> Row:
    group = reverse("rule_group", args=[code, row.at])
    # A rule without any condition is none.
    last = {"remove"} if editing.remove(tree, row.at) is None else set[str]()
    return Row(
        *(row.at, row.text, row.basis),
        group if row.word else reverse("rule_condition", args=[code, row.at]),
        "" if row.word else group,
        reverse("rule_add", args=[code, row.at]) if row.takes else "",
        row.may - last,
        tuple(_row(code, tree, each) for each in row.inside),
    )
