"""Sentences for a condition that its writer gave none: of the fact and the comparison. Pure."""

from dataclasses import replace
from typing import Final

from sayeban.facts.public import FactType, Leaf, answer_of, stated, unsettled

_LABEL: Final = "\ufffc"


def phrases(leaf: Leaf) -> dict[str, str]:
    """`yes`, `no` and `ask` with holes for the values; the leaf's own texts do not matter."""
    if answer_of(leaf) is not None:
        said = (stated(leaf, {}), stated(leaf, {}, met=False), unsettled(leaf, {}))
        return {name: f"{each}." for name, each in zip(("yes", "no", "ask"), said, strict=True)}
    marked = _marked(leaf)
    shown = leaf.fact.type != "bool"
    label = f"{leaf.fact.label} ({{fact}})" if shown else leaf.fact.label
    return {
        "yes": f"{stated(marked, {})}.".replace(_LABEL, label),
        "no": f"{stated(marked, {}, met=False)}.".replace(_LABEL, label),
        "ask": f"{unsettled(marked, {})}.".replace(_LABEL, leaf.fact.label),
    }


def _marked(leaf: Leaf) -> Leaf:
    """The comparison with a mark for the fact and a hole for the other side."""
    hole = FactType("rhs", leaf.fact.type, "{rhs}")
    return replace(leaf, fact=replace(leaf.fact, label=_LABEL), rhs=hole)
