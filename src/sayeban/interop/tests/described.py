"""The standard's own description of each address, as a schema that a message is held against.

The documents point through other pointers, which libraries refuse: they are resolved here.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # ships no types

_FOLDER = Path(__file__).parent / "dci"


@cache
def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text())
    return found


def _target(whole: dict[str, Any], pointer: str) -> Any:  # noqa: ANN401 - a part of a document
    node: Any = whole
    for step in pointer.removeprefix("#/").split("/"):
        while isinstance(node, dict) and "$ref" in node:
            node = _target(whole, node["$ref"])
        name = step.replace("~1", "/").replace("~0", "~")
        node = node[int(name)] if isinstance(node, list) else node[name]
    return node


def _expanded(whole: dict[str, Any], node: Any) -> Any:  # noqa: ANN401 - the same
    if isinstance(node, list):
        return [_expanded(whole, each) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _expanded(whole, _target(whole, node["$ref"]))
    return {key: _expanded(whole, each) for key, each in node.items() if key != "example"}


def _schema(name: str, path: str, answer: str) -> dict[str, Any]:
    whole = document(name)
    operation = whole["paths"][path]["post"]
    body = operation["responses"][answer] if answer else operation["requestBody"]
    while "$ref" in body:
        body = _target(whole, body["$ref"])
    made: dict[str, Any] = _expanded(whole, body["content"]["application/json"]["schema"])
    return made


def faults(message: object, path: str, answer: str = "", name: str = "social") -> list[str]:
    """What the description finds wrong in a request, or in an answer with this status."""
    validator = Draft202012Validator(_schema(name, path, answer))
    return [each.message for each in validator.iter_errors(message)]
