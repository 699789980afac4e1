"""A small catalogue with a fact of each type, and a leaf about it."""

from collections.abc import Mapping
from typing import Any, Final

from sayeban.facts.conditions.parsing import parse
from sayeban.facts.conditions.tree import FactType, ParamType, Tree

CATALOGUE: Final[Mapping[str, FactType]] = {
    fact.key: fact
    for fact in (
        FactType("is_head", "bool", "سرپرست خانوار"),
        FactType("age", "int", "سن", unit="سال"),
        FactType("members", "int", "شمار اعضا", "household", unit="نفر"),
        FactType("decile", "number", "دهک"),
        FactType("income", "money", "درآمد ماهانه", "household"),
        FactType("rent", "money", "اجارهٔ ماهانه", "household"),
        FactType("born", "date", "تاریخ تولد"),
        FactType("widowed_on", "date", "تاریخ فوت همسر"),
        FactType("city", "text", "شهر"),
        FactType("tenure", "code", "نوع سکونت", choices=(("owner", "مالک"), ("tenant", "مستأجر"))),
    )
}
PARAMS: Final[Mapping[str, ParamType]] = {
    each.name: each
    for each in (
        ParamType("poverty_line", "money", "خط فقر"),
        ParamType("grown_up", "int", "سن بزرگ‌سالی"),
        ParamType("highest_decile", "number", "بالاترین دهک"),
        ParamType("since", "date", "آغاز طرح"),
        ParamType("capital", "text", "پایتخت"),
        ParamType("wanted", "bool", "خواسته"),
        ParamType("kind", "code", "نوع"),
    )
}


def leaf(name: str, fact: str, op: str, **rest: object) -> dict[str, Any]:
    return {"id": name, "fact": fact, "op": op, **rest}


def tree(document: object, *, rule: bool = False) -> Tree:
    return parse(document, CATALOGUE, PARAMS, rule=rule)
