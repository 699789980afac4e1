"""How a fact follows from others; read fail closed.

{"count_members": tree}                          members of whom the tree holds
{"sum_members": fact, "where": tree?, "per_member": true?}   their sum, or its share of each member
{"of_head": fact}                                what is known of the head
{"received": service, "months": n}               services received lately; unknown while no register
                                                 of services is there

What is unknown of one member that could change the result makes it unknown; nobody counts is zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sayeban.facts.conditions.parsing import parse
from sayeban.facts.conditions.tree import FactType, Tree, facts_of
from sayeban.facts.refusals import FactInvalid

Kind = Literal["count_members", "sum_members", "of_head", "received"]
_SHAPES: Final[Mapping[Kind, frozenset[str]]] = {
    "count_members": frozenset(),
    "sum_members": frozenset({"where", "per_member"}),
    "of_head": frozenset(),
    "received": frozenset({"months"}),
}
_COUNTED: Final = frozenset({"int", "money", "number"})
_LONGEST_MONTHS: Final = 600


@dataclass(frozen=True, slots=True)
class Template:
    """One formula; `fact` is what is summed or taken over, `tree` says of which members."""

    kind: Kind
    tree: Tree | None = None
    fact: FactType | None = None
    per_member: bool = False
    service: str = ""
    months: int = 0

    @property
    def reads(self) -> frozenset[str]:
        """Keys of the facts of members that it follows from."""
        of_tree = facts_of(self.tree) if self.tree else frozenset[str]()
        return of_tree | ({self.fact.key} if self.fact else frozenset())


def read_template(document: object, of: FactType, members: Mapping[str, FactType]) -> Template:
    """The template of the fact `of`; `members` are facts of persons that are no templates.

    Refuses fact.invalid, and condition.invalid for its tree.
    """
    if not isinstance(document, dict):
        raise FactInvalid(why="فرمول آن یک شیء JSON نیست.")
    kind: Kind | None = next((each for each in _SHAPES if each in document), None)
    if kind is None or set(document) - {kind} - _SHAPES[kind]:
        raise FactInvalid(why="فرمول آن شناخته نیست.")
    if kind != "received" and of.subject != "household":
        raise FactInvalid(why="این فرمول برای خانوار است.")
    match kind:
        case "count_members":
            _need(of.type == "int", "شمارش اعضا عدد صحیح است.")
            return Template(kind, parse(document[kind], members))
        case "received":
            return _received(document, of)
        case _:
            return _of_members(kind, document, of, members)


def _of_members(
    kind: Kind, document: Mapping[str, Any], of: FactType, members: Mapping[str, FactType]
) -> Template:
    fact = members.get(str(document[kind]))
    _need(fact is not None, "داده‌ای که فرمول از آن می‌خواند شناخته نیست.")
    assert fact is not None
    _need(fact.type == of.type, "نوع فرمول و نوع داده‌ای که از آن می‌خواند یکی نیست.")
    if kind == "of_head":
        return Template(kind, fact=fact)
    _need(fact.type in _COUNTED, "تنها عدد و مبلغ جمع می‌شود.")
    where = document.get("where")
    tree = parse(where, members) if where is not None else None
    return Template(kind, tree, fact, document.get("per_member") is True)


def _received(document: Mapping[str, Any], of: FactType) -> Template:
    service, months = document["received"], document.get("months")
    _need(of.type in ("bool", "int"), "دریافت خدمت بله یا نه، یا شمار آن است.")
    _need(isinstance(service, str) and bool(service), "کد خدمت لازم است.")
    _need(
        isinstance(months, int) and 0 < months <= _LONGEST_MONTHS,
        f"months عددی از ۱ تا {_LONGEST_MONTHS} است.",
    )
    assert isinstance(months, int)
    return Template("received", service=service, months=months)


def _need(holds: bool, why: str) -> None:
    if not holds:
        raise FactInvalid(why=why)
