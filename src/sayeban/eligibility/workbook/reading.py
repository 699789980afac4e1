"""A workbook becomes documents; what is wrong in it is named by sheet and row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sayeban.country import jalali, numbers, text
from sayeban.eligibility.workbook.columns import (
    BETWEEN,
    CONDITIONS,
    LEAF,
    NODES,
    OPS,
    RULES,
    SIDES,
    WORDS,
    YES_OR_NO,
    sought,
)
from sayeban.facts.public import FactType
from sayeban.sheets.public import ROW_NO, read_table

Row = Mapping[str, Any]
_OPTIONAL: Final = ("id", "fact", "op", "side", "right", "yes", "no", "ask", "basis")
_TEXTS: Final = ("yes", "no", "ask", "basis")


@dataclass(frozen=True, slots=True)
class Typed:
    """One rule as typed: a document to be judged, and where each part of its tree stands.

    `row` is that of the rule itself; `places` are rows of conditions by JSON pointer.
    """

    code: str
    document: Mapping[str, Any]
    revision: int | None
    row: int
    places: Mapping[str, int]

    def row_of(self, pointer: str) -> int:
        """The row of a place in the tree, or of what holds it."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places.get(pointer, self.row)


def read_rules(path: Path, facts: Mapping[str, FactType]) -> list[Typed]:
    """Every rule of a workbook. Raises the refusals of a table; the documents are not judged."""
    rules = read_table(path, sought(RULES, optional=("service", "revision")))
    rows = read_table(path, sought(CONDITIONS, optional=_OPTIONAL)).to_dicts()
    return [
        _typed(rule, [row for row in rows if row["code"] == rule["code"]], facts)
        for rule in rules.to_dicts()
        if rule["title"]  # a sheet of conditions has none
    ]


def _typed(rule: Row, rows: Sequence[Row], facts: Mapping[str, FactType]) -> Typed:
    tree = _Tree(rows, facts)
    told = {key: rule[key] for key in RULES if key not in ("revision", *WORDS)}
    told |= {key: _code_of(words, rule[key]) for key, words in WORDS.items()}
    told |= {"service": rule["service"] or None, "valid_from": _day(rule["valid_from"])}
    told["tree"] = tree.node(0, "") if rows else {}
    if tree.at < len(rows):  # a second tree stands behind the first: it belongs to nothing
        if told["tree"]:
            tree.places[""] = rows[tree.at][ROW_NO]
        told["tree"] = {}
    revision = numbers.whole(rule["revision"])
    return Typed(rule["code"], told, revision, rule[ROW_NO], tree.places)


def _code_of(words: Mapping[str, str], typed: str) -> str:
    """The code of a Persian word; whatever else was typed, so that it is refused as it is."""
    keys = {text.match_key(word): code for code, word in words.items()}
    return keys.get(text.match_key(typed), typed)


def _day(typed: str) -> str:
    day = jalali.parse(typed)
    return day.isoformat() if day else typed


@dataclass
class _Tree:
    """Rows one behind the other, read by their layer."""

    rows: Sequence[Row]
    facts: Mapping[str, FactType]
    at: int = 0
    places: dict[str, int] = field(default_factory=dict)

    def node(self, depth: int, pointer: str) -> Any:  # noqa: ANN401 - JSON
        """The part of the tree that begins here."""
        row = self.rows[self.at]
        self.places[pointer] = row[ROW_NO]
        self.at += 1
        kind, _, count = row["node"].partition(" ")
        word = _code_of(NODES, kind)
        if _code_of({"leaf": LEAF}, kind) == "leaf":
            return self.leaf(row)
        if word not in NODES:
            return {}
        key = "of" if word == "at_least" else word
        inside = self.children(depth + 1, f"{pointer}/{key}", one=word == "not")
        if word == "not":
            return {"not": inside[0] if len(inside) == 1 else inside}
        needed = {"at_least": _number(count)} if word == "at_least" else {}
        return needed | {key: inside}

    def children(self, depth: int, pointer: str, *, one: bool) -> list[Any]:
        """What stands one layer further in, until something stands less far in."""
        found: list[Any] = []
        while self.at < len(self.rows) and self.layer() >= depth:
            found.append(self.node(depth, pointer if one else f"{pointer}/{len(found)}"))
        return found

    def layer(self) -> int:
        return max(numbers.whole(self.rows[self.at]["depth"]) or 0, 0)

    def leaf(self, row: Row) -> dict[str, Any]:
        op = _code_of(OPS, row["op"])
        side = _code_of(SIDES, row["side"])
        told: Any = row["right"]
        if side == "value":
            told = [self.value(row["fact"], each.strip()) for each in told.split(BETWEEN)]
            told = told if op in ("in", "not_in") else told[0]
        leaf = {"id": row["id"], "fact": row["fact"], "op": op, side: told}
        return leaf | {key: row[key] for key in _TEXTS if row[key]}

    def value(self, fact: str, typed: str) -> Any:  # noqa: ANN401 - JSON
        """By the type of the fact; what is none of it stays as it was typed."""
        kind = self.facts[fact].type if fact in self.facts else "text"
        if kind == "bool":
            return YES_OR_NO.get(typed, typed)
        if kind in ("int", "money", "number"):
            return _number(typed)
        return _day(typed) if kind == "date" else typed


def _number(typed: str) -> int | float | str:
    found = numbers.read(typed)
    return typed if found is None else numbers.as_json(found)
