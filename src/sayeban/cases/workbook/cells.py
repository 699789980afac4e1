"""How one value of a service document is written in a cell, and read from it again."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sayeban.cases.rules import RESULTS
from sayeban.country import numbers, text
from sayeban.country.jalali import number

Kind = Literal["text", "words", "lines", "number", "yes", "choice", "tree", "target"]
"""`words` and `lines` are lists."""

Choices = tuple[tuple[str, str], ...]
"""Codes with their labels."""

_SEPARATOR: Final = "؛"
_ECHOED: Final = 40
_YES: Final = (("yes", "بله"), ("no", "نه"))
_ALSO_NO: Final = "خیر"
_CLOSE: Final = "close:"
ENDS: Final[Mapping[str, str]] = {
    _CLOSE + code: f"پایان: {label}" for code, label in RESULTS.items()
}


class Unread(ValueError):
    """What is wrong with a cell, and what to write in it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One column. `key` is the way into the document, with dots; an empty cell is `empty`. A number
    lies in `span`, both ends included."""

    key: str
    label: str
    kind: Kind = "text"
    choices: Choices = ()
    required: bool = False
    empty: str | None = ""
    width: int = 18
    span: tuple[int, int] = (0, 10**9)


def written(cell: Cell, value: object) -> str:
    """The text of a cell."""
    return "" if value is None else _WRITERS[cell.kind](cell, value)


def read(cell: Cell, typed: str) -> object:
    """The value of a cell; Unread says what is wrong with it."""
    typed = typed.strip() if cell.kind in ("lines", "tree") else text.normalize(typed)
    if typed:
        return _READERS[cell.kind](cell, typed)
    if cell.required:
        raise Unread("این خانه نباید خالی باشد.")
    nothing: Mapping[str, object] = {"words": [], "lines": [], "yes": False}
    return nothing.get(cell.kind, cell.empty)


def _label(cell: Cell, value: object) -> str:
    return dict(cell.choices).get(str(value), str(value))


_WRITERS: Final[Mapping[Kind, Callable[[Cell, Any], str]]] = {
    "text": lambda _, value: str(value),
    "words": lambda _, value: f"{_SEPARATOR} ".join(value),
    "lines": lambda _, value: "\n".join(value),
    "number": lambda _, value: str(value),
    "yes": lambda _, value: dict(_YES)["yes" if value else "no"],
    "choice": _label,
    "tree": lambda _, value: json.dumps(value, ensure_ascii=False),
    "target": lambda _, value: ENDS.get(value, str(value)),
}


def _number(cell: Cell, typed: str) -> int:
    found = numbers.whole(typed)
    least, most = cell.span
    if found is None or not least <= found <= most:
        limits = f"از {number(least)} تا {number(most)}"
        raise Unread(f"«{typed[:_ECHOED]}» پذیرفته نیست. عددی بدون اعشار {limits} بنویسید.")
    return found


def _tree(_: Cell, typed: str) -> object:
    try:
        found: object = json.loads(typed)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Unread("شرط خوانده نشد. آن را همان گونه که از سامانه گرفته‌اید بگذارید.")
    return found


def _chosen(choices: Choices, typed: str) -> str:
    found = _of(choices, typed)
    if not found:
        names = "، ".join(label for _, label in choices)
        raise Unread(f"«{typed}» شناخته نیست. یکی از این‌ها را بنویسید: {names}.")
    return found


def _of(choices: Choices, typed: str) -> str:
    """The code whose label or self was typed, in any spelling; "" for none."""
    sought = text.match_key(typed)
    for code, label in choices:
        if sought in (text.match_key(label), text.match_key(code)):
            return code
    return ""


def _split(parts: list[str]) -> list[str]:
    return [part for each in parts if (part := text.normalize(each))]


_READERS: Final[Mapping[Kind, Callable[[Cell, str], object]]] = {
    "text": lambda _, typed: typed,
    "words": lambda _, typed: _split(typed.split(_SEPARATOR)),
    "lines": lambda _, typed: _split(typed.splitlines()),
    "number": _number,
    "yes": lambda _, typed: typed != _ALSO_NO and _chosen(_YES, typed) == "yes",
    "choice": lambda cell, typed: _chosen(cell.choices, typed),
    "tree": _tree,
    "target": lambda _, typed: _of(tuple(ENDS.items()), typed) or typed,
}
