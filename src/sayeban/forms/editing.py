"""Changes of a draft's document, each giving a new one that is judged afterwards. Pure."""

import copy
from collections.abc import Callable, Mapping
from typing import Any, Literal

Document = dict[str, Any]
Kind = Literal["section", "question"]


def add_section(document: Mapping[str, Any], title: str) -> Document:
    """With an empty section at the end."""

    def change(made: Document) -> None:
        used = {each["key"] for each in made["sections"]}
        key = next(f"s{n}" for n in range(1, len(used) + 2) if f"s{n}" not in used)
        made["sections"].append({"key": key, "title": title, "questions": []})

    return _changed(document, change)


def rename(document: Mapping[str, Any], key: str, title: str) -> Document:
    """With another title of this section, of the whole form where `key` is ""."""

    def change(made: Document) -> None:
        named = [each for each in made["sections"] if each["key"] == key] if key else [made]
        for each in named:
            each["title"] = title

    return _changed(document, change)


def put_question(
    document: Mapping[str, Any], section: str, key: str, question: Mapping[str, Any]
) -> Document:
    """With this question in the place of `key`, at the end of the section where `key` is ""."""

    def change(made: Document) -> None:
        for each in made["sections"]:
            keys = [asked["key"] for asked in each["questions"]]
            if key and key in keys:
                each["questions"][keys.index(key)] = dict(question)
            elif not key and each["key"] == section:
                each["questions"].append(dict(question))

    return _changed(document, change)


def remove(document: Mapping[str, Any], kind: Kind, key: str) -> Document:
    """Without this question, or without this section and all that it asks: a question may bear the
    key of a section."""

    def change(made: Document) -> None:
        if kind == "section":
            made["sections"] = [each for each in made["sections"] if each["key"] != key]
            return
        for each in made["sections"]:
            each["questions"] = [asked for asked in each["questions"] if asked["key"] != key]

    return _changed(document, change)


def move(document: Mapping[str, Any], kind: Kind, key: str, step: int) -> Document:
    """With a question or section one place up (-1) or down (1) among its own."""

    def change(made: Document) -> None:
        of_sections = [each["questions"] for each in made["sections"]]
        for listed in [made["sections"]] if kind == "section" else of_sections:
            keys = [each["key"] for each in listed]
            if key in keys and 0 <= (to := keys.index(key) + step) < len(keys):
                listed.insert(to, listed.pop(keys.index(key)))
                return

    return _changed(document, change)


def _changed(document: Mapping[str, Any], change: Callable[[Document], None]) -> Document:
    made = copy.deepcopy(dict(document))
    change(made)
    return made
