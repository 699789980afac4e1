"""Changes of a rule's tree as JSON, each giving a new one that is judged afterwards. Pure.

A place in a tree is written `r` for the whole and `r.0.2` for the third child of its first child;
what a `not` is about is its child 0.
"""

import copy
import re
from collections.abc import Mapping
from typing import Any, Final, Literal

Node = dict[str, Any]
Word = Literal["all", "any", "at_least", "not", "open"]

ROOT: Final = "r"
_PLACE: Final = re.compile(r"r(\.[0-9]{1,2}){0,8}")


def is_leaf(node: Mapping[str, Any]) -> bool:
    """Whether it is one comparison, else it is a group or a `not`."""
    return "fact" in node


def children(node: Node) -> list[Node] | None:
    """The list that a group is made of, None for a leaf and a `not`."""
    found = (node[key] for key in ("all", "any", "of") if key in node)
    return next(found, None)


def inside(node: Node) -> list[Node]:
    """What stands one step further in."""
    return [node["not"]] if "not" in node else children(node) or []


def find(tree: Node, at: str) -> Node | None:
    """What stands at a place, None where nothing does."""
    if not _PLACE.fullmatch(at):
        return None
    node = tree
    for step in _steps(at):
        of = inside(node)
        if step >= len(of):
            return None
        node = of[step]
    return node


def put(tree: Node, at: str, node: Node) -> Node:
    """With another node at this place."""
    if at == ROOT:
        return node
    made = copy.deepcopy(tree)
    parent, step = _parent(made, at)
    if "not" in parent:
        parent["not"] = node
    else:
        _list(parent)[step] = node
    return made


def add(tree: Node, at: str, node: Node) -> Node:
    """With a node at the end of this group; what is no group becomes one, of both."""
    there = copy.deepcopy(_at(tree, at))
    if (of := children(there)) is None:
        return put(tree, at, {"all": [there, node]})
    of.append(node)
    return put(tree, at, there)


def remove(tree: Node, at: str) -> Node | None:
    """Without this node, and without the groups that it leaves empty; None where none is left."""
    if at == ROOT:
        return None
    made = copy.deepcopy(tree)
    parent, step = _parent(made, at)
    if len(inside(parent)) == 1:
        return remove(tree, at.rpartition(".")[0])
    _list(parent).pop(step)
    _fit(parent)
    return made


def move(tree: Node, at: str, by: int) -> Node:
    """With the node one place up (-1) or down (1) in its group; the same where it cannot."""
    if at == ROOT:
        return tree
    made = copy.deepcopy(tree)
    parent, step = _parent(made, at)
    of = children(parent)
    if of is not None and 0 <= step + by < len(of):
        of.insert(step + by, of.pop(step))
    return made


def move_in(tree: Node, at: str) -> Node:
    """With the node at the end of the group that stands before it; the same where none does."""
    if not may_move_in(tree, at):
        return tree
    made = copy.deepcopy(tree)
    parent, step = _parent(made, at)
    of = _list(parent)
    _list(of[step - 1]).append(of.pop(step))
    _fit(parent)
    return made


def move_out(tree: Node, at: str) -> Node:
    """With the node behind the group that it stood in; the same where that is in no group."""
    if not may_move_out(tree, at):
        return tree
    made = copy.deepcopy(tree)
    group = at.rpartition(".")[0]
    inner, step = _parent(made, at)
    outer, before = _parent(made, group)
    _list(outer).insert(before + 1, _list(inner).pop(step))
    _fit(inner)
    if not _list(inner):
        _list(outer).pop(before)
    return made


def may_move_in(tree: Node, at: str) -> bool:
    """Whether a group stands before it."""
    if at == ROOT:
        return False
    parent, step = _parent(tree, at)
    of = children(parent)
    return of is not None and step > 0 and children(of[step - 1]) is not None


def may_move_out(tree: Node, at: str) -> bool:
    """Whether it is in a group that is in a group."""
    if at.count(".") < 2:  # noqa: PLR2004 - r.0 is in the outermost group
        return False
    parent, _ = _parent(tree, at)
    outer, _ = _parent(tree, at.rpartition(".")[0])
    return children(parent) is not None and children(outer) is not None


def group(node: Node, word: Word, needed: int = 1) -> Node:
    """The node within a new group of this word."""
    if word == "not":
        return {"not": node}
    return {"at_least": needed, "of": [node]} if word == "at_least" else {word: [node]}


def become(tree: Node, at: str, word: Word, needed: int = 1) -> Node:
    """With another word for a group; a leaf, and what is to be denied, goes into a new one.

    `open` takes the group away and leaves what is in it.
    """
    node = copy.deepcopy(_at(tree, at))
    if word == "open":
        return _open(tree, at, inside(node))
    of = children(node)
    if of is None or word == "not":
        return put(tree, at, group(node, word, needed))
    return put(tree, at, {"at_least": needed, "of": of} if word == "at_least" else {word: of})


def may_open(tree: Node, at: str) -> bool:
    """Whether the group could go and what is in it stay."""
    of = inside(_at(tree, at))
    if len(of) == 1:
        return True
    return bool(of) and at != ROOT and children(_parent(tree, at)[0]) is not None


def free_id(tree: Node, fact: str) -> str:
    """A name for a new leaf that no leaf of the tree has: that of its fact, if need be numbered."""
    used, stem = _ids(tree), fact[:36]
    names = (stem if n == 1 else f"{stem}_{n}" for n in range(1, len(used) + 2))
    return next(each for each in names if each not in used)


def _open(tree: Node, at: str, of: list[Node]) -> Node:
    if len(of) == 1:
        return put(tree, at, of[0])
    if not may_open(tree, at):
        return tree
    made = copy.deepcopy(tree)
    parent, step = _parent(made, at)
    _list(parent)[step : step + 1] = of
    return made


def _ids(node: Node) -> set[str]:
    if is_leaf(node):
        return {str(node["id"])}
    return {each for child in inside(node) for each in _ids(child)}


def _fit(group: Node) -> None:
    """Of fewer no more can be needed."""
    if "of" in group:
        group["at_least"] = max(1, min(group["at_least"], len(group["of"])))


def _steps(at: str) -> list[int]:
    return [int(each) for each in at.split(".")[1:]]


def _at(tree: Node, at: str) -> Node:
    found = find(tree, at)
    assert found is not None
    return found


def _parent(tree: Node, at: str) -> tuple[Node, int]:
    head, _, step = at.rpartition(".")
    return _at(tree, head), int(step)


def _list(node: Node) -> list[Node]:
    found = children(node)
    assert found is not None
    return found
