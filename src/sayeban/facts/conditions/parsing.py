"""A document becomes a tree, or is refused with the place of what is wrong: fail closed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from sayeban.facts.conditions import values
from sayeban.facts.conditions.refusals import ConditionFutile, where, wrong
from sayeban.facts.conditions.sentences import limits_in_words
from sayeban.facts.conditions.texts import is_text
from sayeban.facts.conditions.tree import (
    DEEPEST,
    MOST_LEAVES,
    ORDERED,
    FactType,
    Group,
    Leaf,
    Not,
    Op,
    ParamType,
    Texts,
    Tree,
    Value,
    Word,
)

TEXTS: Final = ("yes", "no", "ask", "basis")
_RHS: Final = ("param", "value", "other")
_LEAF: Final = frozenset({"id", "fact", "op", *_RHS, *TEXTS})
_SHAPES: Final = ({"all"}, {"any"}, {"not"}, {"at_least", "of"})
_ID: Final = re.compile("[a-z][a-z0-9_]{0,39}")
_MOST_VALUES: Final = 200


def parse(
    document: object,
    catalogue: Mapping[str, FactType],
    params: Mapping[str, ParamType] | None = None,
    *,
    rule: bool = False,
    bounded: bool = False,
) -> Tree:
    """The tree of a document; refuses ConditionInvalid.

    A rule explains each leaf in words and never concludes from what is not known: `known` is
    refused there. `bounded`: somebody writes it now, and a comparison with what a fact can never be
    is refused as ConditionFutile; what was kept before is read as it is.
    """
    return _Parser(catalogue, params or {}, rule, bounded).node(document, "", 1)


def dump(tree: Tree) -> dict[str, Any]:
    """The document of a tree; `parse` gives the tree back."""
    if isinstance(tree, Not):
        return {"not": dump(tree.of)}
    if isinstance(tree, Group):
        of = [dump(child) for child in tree.of]
        return {"at_least": tree.needed, "of": of} if tree.word == "at_least" else {tree.word: of}
    told = {"id": tree.id, "fact": tree.fact.key, "op": tree.op} | _rhs(tree)
    texts = {name: getattr(tree.texts, name) for name in TEXTS}
    return told | {name: text for name, text in texts.items() if text}


def _rhs(leaf: Leaf) -> dict[str, Any]:
    if isinstance(leaf.rhs, ParamType):
        return {"param": leaf.rhs.name}
    if isinstance(leaf.rhs, FactType):
        return {"other": leaf.rhs.key}
    if leaf.op == "known":
        return {}
    told = [values.written(value) for value in leaf.rhs]
    return {"value": told if leaf.op in ("in", "not_in") else told[0]}


@dataclass
class _Parser:
    """One document: the ids that it has used so far are the bits."""

    catalogue: Mapping[str, FactType]
    params: Mapping[str, ParamType]
    rule: bool
    bounded: bool
    ids: list[str] = field(default_factory=list)

    def node(self, given: object, at: str, depth: int) -> Tree:
        if depth > DEEPEST:
            raise wrong(at, "deep")
        if not isinstance(given, Mapping):
            raise wrong(at, "node")
        if "fact" in given or "op" in given:
            return self.leaf(given, at)
        if set(given) not in _SHAPES:
            raise wrong(at, "node")
        if "not" in given:
            return Not(self.node(given["not"], f"{at}/not", depth + 1))
        word: Word = next(each for each in get_args(Word) if each in given)
        of = self.children(given, "of" if word == "at_least" else word, at, depth)
        return Group(word, self.needed(word, given, len(of), at), of)

    def children(self, given: Mapping[str, Any], key: str, at: str, depth: int) -> tuple[Tree, ...]:
        told, at = given[key], f"{at}/{key}"
        if not isinstance(told, list):
            raise wrong(at, "node")
        if not told:
            raise wrong(at, "empty")
        return tuple(self.node(each, f"{at}/{n}", depth + 1) for n, each in enumerate(told))

    @staticmethod
    def needed(word: Word, given: Mapping[str, Any], most: int, at: str) -> int:
        if word != "at_least":
            return most if word == "all" else 1
        told = given["at_least"]
        if isinstance(told, bool) or not isinstance(told, int) or not 1 <= told <= most:
            raise wrong(f"{at}/at_least", "needed")
        return told

    def leaf(self, given: Mapping[str, Any], at: str) -> Leaf:
        if not _LEAF.issuperset(given):
            raise wrong(at, "key")
        index = self.index(given.get("id"), f"{at}/id")
        fact = self.fact(given.get("fact"), f"{at}/fact")
        op = self.op(given.get("op"), fact, f"{at}/op")
        rhs = self.rhs(given, fact, op, at)
        if self.bounded and isinstance(rhs, tuple):
            self.judge(fact, op, rhs, f"{at}/value")
        return Leaf(index, self.ids[-1], fact, op, rhs, self.texts(given, at))

    @staticmethod
    def judge(fact: FactType, op: Op, rhs: tuple[Value, ...], at: str) -> None:
        if any(values.is_futile(fact, op, value) for value in rhs):
            limits = limits_in_words(fact)
            raise ConditionFutile(place=at, where=where(at), label=fact.label, limits=limits)

    def index(self, told: object, at: str) -> int:
        if not isinstance(told, str) or not _ID.fullmatch(told):
            raise wrong(at, "id")
        if told in self.ids:
            raise wrong(at, "twice")
        if len(self.ids) == MOST_LEAVES:
            raise wrong(at, "many")
        self.ids.append(told)
        return len(self.ids) - 1

    def fact(self, key: object, at: str) -> FactType:
        if not isinstance(key, str) or key not in self.catalogue:
            raise wrong(at, "fact")
        return self.catalogue[key]

    def op(self, told: object, fact: FactType, at: str) -> Op:
        found: Op | None = next((op for op in get_args(Op) if op == told), None)
        if found is None:
            raise wrong(at, "op")
        if found in ("<", "<=", ">", ">=") and fact.type not in ORDERED:
            raise wrong(at, "order")
        if found == "known" and self.rule:
            raise wrong(at, "known_in_rule")
        return found

    def rhs(
        self, given: Mapping[str, Any], fact: FactType, op: Op, at: str
    ) -> FactType | ParamType | tuple[Value, ...]:
        told = [key for key in _RHS if key in given]
        if op == "known":
            if told:
                raise wrong(f"{at}/{told[0]}", "known")
            return ()
        if len(told) != 1:
            raise wrong(at, "rhs")
        at, value = f"{at}/{told[0]}", given[told[0]]
        if op in ("in", "not_in"):
            return self.listed(value if told[0] == "value" else None, fact, at)
        if told[0] == "value":
            return (self.value(value, fact, at),)
        return self.compared(value, fact, at) if told[0] == "other" else self.param(value, fact, at)

    def listed(self, given: object, fact: FactType, at: str) -> tuple[Value, ...]:
        if not isinstance(given, Sequence) or isinstance(given, str) or not given:
            raise wrong(at, "list")
        if len(given) > _MOST_VALUES:
            raise wrong(at, "list")
        found = tuple(self.value(each, fact, f"{at}/{n}") for n, each in enumerate(given))
        if len(set(found)) != len(found):
            raise wrong(at, "list")
        return found

    @staticmethod
    def value(given: object, fact: FactType, at: str) -> Value:
        found = values.read(fact, given)
        if found is None:
            raise wrong(at, "value")
        return found

    def compared(self, key: object, fact: FactType, at: str) -> FactType:
        other = self.fact(key, at)
        if not values.comparable(fact.type, other.type) or fact.choices != other.choices:
            raise wrong(at, "type")
        return other

    def param(self, name: object, fact: FactType, at: str) -> ParamType:
        if not isinstance(name, str) or name not in self.params:
            raise wrong(at, "param")
        found = self.params[name]
        if not values.comparable(fact.type, found.type):
            raise wrong(at, "type")
        return found

    def texts(self, given: Mapping[str, Any], at: str) -> Texts:
        told = {name: given[name] for name in TEXTS if name in given}
        for name, text in told.items():
            if not is_text(text, holes=name != "basis"):
                raise wrong(f"{at}/{name}", "text")
        if self.rule and len(told) < len(TEXTS):
            raise wrong(at, "text_missing")
        return Texts(**told)
