"""The tree of a condition, with its types.

A group is one thing: so many of its children must be true. `all` needs each, `any` needs one.
A tree is made by parsing.parse alone, which bounds its depth and its leaves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

Type = Literal["bool", "int", "number", "money", "date", "text", "code"]
Value = bool | int | Decimal | date | str
Row = Mapping[str, Value | None]
"""Facts by key; None, and a key that is not there, are unknown."""
Op = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not_in", "known"]
Word = Literal["all", "any", "at_least"]

ORDERED: Final = frozenset({"int", "number", "money", "date"})
"""Types of which one value comes before another."""
DEEPEST: Final = 8
MOST_LEAVES: Final = 62
"""The masks of a decision are bigint."""
LONGEST_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class FactType:
    """What a fact of the catalogue is; `choices` are (code, label) of a code.

    `least` and `most` bound what it can be at all, None where nothing does. `is_year`: an int that
    is no amount; it is said without separators and comes before or after another.
    """

    key: str
    type: Type
    label: str
    subject: Literal["person", "household"] = "person"
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: Value | None = None
    most: Value | None = None
    is_year: bool = False


@dataclass(frozen=True, slots=True)
class ParamType:
    """What a parameter is; its value comes with each evaluation."""

    name: str
    type: Type
    label: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """What a citizen reads where the leaf holds, where it does not, and where it is unknown."""

    yes: str = ""
    no: str = ""
    ask: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """`fact op rhs`; `index` is its bit in the masks. `known` has no right side: it is ()."""

    index: int
    id: str
    fact: FactType
    op: Op
    rhs: FactType | ParamType | tuple[Value, ...]
    texts: Texts = Texts()

    @property
    def facts(self) -> tuple[FactType, ...]:
        """The fact and, where it is compared with another, that one."""
        return (self.fact, self.rhs) if isinstance(self.rhs, FactType) else (self.fact,)


@dataclass(frozen=True, slots=True)
class Not:
    """Unknown stays unknown."""

    of: "Tree"


@dataclass(frozen=True, slots=True)
class Group:
    """True when `needed` of its children are; false when they can no longer become so."""

    word: Word
    needed: int
    of: "tuple[Tree, ...]"

    @property
    def refused_by(self) -> int:
        """How many false children make it false."""
        return len(self.of) - self.needed + 1


Tree = Leaf | Not | Group


def _walk(tree: Tree) -> Iterator[Leaf]:
    if isinstance(tree, Leaf):
        yield tree
    elif isinstance(tree, Not):
        yield from _walk(tree.of)
    else:
        for child in tree.of:
            yield from _walk(child)


def leaves(tree: Tree) -> tuple[Leaf, ...]:
    """In the order of their bits."""
    return tuple(_walk(tree))


def facts_of(tree: Tree) -> frozenset[str]:
    """Keys of the facts that the tree reads."""
    return frozenset(fact.key for leaf in _walk(tree) for fact in leaf.facts)


def params_of(tree: Tree) -> dict[str, ParamType]:
    """The parameters that the tree compares with, by name."""
    found = (leaf.rhs for leaf in _walk(tree))
    return {each.name: each for each in found if isinstance(each, ParamType)}
