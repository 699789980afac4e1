"""A tree read aloud: each line a sentence, what belongs together one step further in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sayeban.country.jalali import persian_digits
from sayeban.facts.public import Group, Leaf, Not, ParamType, Tree, Value, clause

_WORDS: Final = {
    "all": "همهٔ این‌ها برقرار باشد:",
    "any": "دست‌کم یکی از این‌ها برقرار باشد:",
    "at_least": "دست‌کم {needed} تا از این‌ها برقرار باشد:",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `depth` 0 is the outermost. `basis` is the law behind a leaf, "" for a group.

    `leaf` is the id of a leaf, by which two versions are compared.
    """

    depth: int
    text: str
    basis: str = ""
    leaf: str = ""


def read_aloud(tree: Tree, params: Mapping[str, Value]) -> tuple[Line, ...]:
    """The whole tree; a parameter stands with its name and its value."""
    return tuple(_lines(tree, params, 0))


def _lines(tree: Tree, params: Mapping[str, Value], depth: int) -> Iterator[Line]:
    if isinstance(tree, Leaf):
        yield Line(depth, _said(tree, params), tree.texts.basis, tree.id)
    elif isinstance(tree, Not):
        yield Line(depth, "این برقرار نباشد:")
        yield from _lines(tree.of, params, depth + 1)
    else:
        yield Line(depth, _group(tree))
        for child in tree.of:
            yield from _lines(child, params, depth + 1)


def _group(group: Group) -> str:
    return _WORDS[group.word].format(needed=persian_digits(str(group.needed)))


def _said(leaf: Leaf, params: Mapping[str, Value]) -> str:
    said = clause(leaf, params)
    return f"{said} ({leaf.rhs.label})" if isinstance(leaf.rhs, ParamType) else said
