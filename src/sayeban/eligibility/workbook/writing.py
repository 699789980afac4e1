"""Versions of rules into a workbook that `reading` understands again."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sayeban.eligibility.documents import RuleDocument
from sayeban.eligibility.workbook.columns import (
    BETWEEN,
    CONDITIONS,
    CONDITIONS_SHEET,
    LEAF,
    NODES,
    OPS,
    RULES,
    RULES_SHEET,
    SIDES,
    WORDS,
)
from sayeban.sheets.public import write_tables

_TEXTS: Final = ("id", "fact", "yes", "no", "ask", "basis")


def write_rules(documents: Iterable[tuple[RuleDocument, int]], path: Path) -> None:
    """Each rule with the revision of its draft, 0 where it has none."""
    rules, conditions = [], []
    for document, revision in documents:
        told = document.as_json()
        rules.append(_line(RULES, _head(told) | {"revision": str(revision or "")}))
        conditions += [
            _line(CONDITIONS, {"code": document.code, **cells})
            for cells in flattened(told["tree"], 0)
        ]
    write_tables(
        {
            RULES_SHEET: (list(RULES.values()), rules),
            CONDITIONS_SHEET: (list(CONDITIONS.values()), conditions),
        },
        path,
    )


def _line(columns: Mapping[str, str], cells: Mapping[str, str]) -> list[str | float | None]:
    return [cells.get(key, "") for key in columns]


def _head(told: Mapping[str, Any]) -> dict[str, str]:
    cells = {key: str(told[key] or "") for key in RULES if key in told}
    return cells | {key: words[told[key]] for key, words in WORDS.items()}


def flattened(tree: Mapping[str, Any], depth: int) -> Iterator[dict[str, str]]:
    """The rows of a tree: a group, then what is in it one layer further in."""
    place = {"depth": str(depth)}
    if "fact" in tree:
        texts = {key: tree[key] for key in _TEXTS}
        yield place | {"node": LEAF, "op": OPS[tree["op"]]} | texts | _right(tree)
        return
    word = next(each for each in NODES if each in tree)
    needed = f" {tree['at_least']}" if word == "at_least" else ""
    yield place | {"node": NODES[word] + needed}
    inside = tree["of"] if word == "at_least" else tree[word]
    for child in inside if isinstance(inside, list) else [inside]:
        yield from flattened(child, depth + 1)


def _right(leaf: Mapping[str, Any]) -> dict[str, str]:
    side = next(each for each in SIDES if each in leaf)
    told = leaf[side]
    shown = [_shown(each) for each in (told if isinstance(told, list) else [told])]
    return {"side": SIDES[side], "right": f"{BETWEEN} ".join(shown)}


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "بله" if value else "نه"
    return str(value)
