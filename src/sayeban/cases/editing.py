"""Changes of a service document as its editor makes them, one part at a time. Pure.

A part is a step, a way (transition) or a document that is asked for; it is named by its place in
its list, from 1. Keys are made here: whoever writes a service never has to think of one.
"""

from collections.abc import Mapping
from typing import Any, Final

Document = Mapping[str, Any]

KEYS: Final[Mapping[str, tuple[str, str]]] = {
    "steps": ("key", "step"),
    "transitions": ("outcome", "way"),
    "documents": ("code", "document"),
}
"""What names a part, and what made names begin with."""


def blank(code: str, title: str, department: str) -> dict[str, Any]:
    """A service of which nothing else is known yet."""
    return {
        "code": code,
        "title": title,
        "department": department,
        "documents": [],
        "steps": [],
        "transitions": [],
    }


def part_of(document: Document, part: str, nth: int) -> Mapping[str, Any]:
    """One part, or an empty one for the place 0; IndexError where there is none."""
    if nth == 0:
        return {}
    found: Mapping[str, Any] = document[part][nth - 1]
    return found


def put(document: Document, part: str, nth: int, value: Mapping[str, Any]) -> dict[str, Any]:
    """The document with this part changed, or added at the end for the place 0.

    The first step becomes the one that a case begins with.
    """
    listed = list(document[part])
    if nth:
        listed[nth - 1] = {**listed[nth - 1], **value}
    else:
        name, stem = KEYS[part]
        taken = {each[name] for each in listed}
        free = (f"{stem}_{number}" for number in range(1, len(listed) + 2))
        listed.append({name: next(each for each in free if each not in taken), **value})
    changed = {**document, part: listed}
    if part == "steps" and not document.get("start"):
        changed["start"] = listed[0]["key"]
    return changed


def put_about(document: Document, value: Mapping[str, Any]) -> dict[str, Any]:
    """The document with what is said of the whole service changed."""
    return {**document, **value}


def remove(document: Document, part: str, nth: int) -> dict[str, Any]:
    """The document without this part; with a step go the ways out of it."""
    listed = list(document[part])
    gone = listed.pop(nth - 1)
    changed = {**document, part: listed}
    if part == "steps":
        ways = document["transitions"]
        changed["transitions"] = [way for way in ways if way["step"] != gone["key"]]
    return changed


def move_up(document: Document, part: str, nth: int) -> dict[str, Any]:
    """The document with this part before the one it stood behind; a way among those of its step."""
    listed = list(document[part])
    moved, before = listed[nth - 1], range(nth - 2, -1, -1)
    above = next((each for each in before if _beside(listed[each], moved)), nth - 1)
    listed[above], listed[nth - 1] = listed[nth - 1], listed[above]
    return {**document, part: listed}


def _beside(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one.get("step") == other.get("step")
