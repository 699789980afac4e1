"""Sentences for a condition that its writer gave none: of the fact and the comparison. Pure."""

from dataclasses import replace
from typing import Final

from sayeban.facts.public import FactType, Leaf, clause

_LABEL: Final = "\ufffc"
_SAYS: Final = (("نباشد", "نیست"), ("باشد", "است"))


def phrases(leaf: Leaf) -> dict[str, str]:
    """`yes`, `no` and `ask` with holes for the values; the leaf's own texts do not matter."""
    shown = leaf.fact.type != "bool"
    held, fails = _clause(leaf, met=True), _clause(leaf, met=False)
    label = f"{leaf.fact.label} ({{fact}})" if shown else leaf.fact.label
    return {
        "yes": f"{_says(held)}.".replace(_LABEL, label),
        "no": f"{_says(fails)}.".replace(_LABEL, label),
        "ask": f"هنوز معلوم نیست که {held}.".replace(_LABEL, leaf.fact.label),
    }


def _clause(leaf: Leaf, *, met: bool) -> str:
    """What the comparison says with a mark for the fact and a hole for the other side."""
    hole = FactType("rhs", leaf.fact.type, "{rhs}")
    marked = replace(leaf, fact=replace(leaf.fact, label=_LABEL), rhs=hole)
    return clause(marked, {}, met=met)


def _says(wish: str) -> str:
    for wished, is_so in _SAYS:
        wish = wish.replace(wished, is_so)
    return wish
