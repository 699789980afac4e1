"""Reasons in the words of the rule, with Persian digits, units and Jalali dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from sayeban.country import jalali
from sayeban.facts.conditions.evaluating import Outcome, Params
from sayeban.facts.conditions.mood import doubted, said_of
from sayeban.facts.conditions.reasons import decisive, smallest_change, wanted
from sayeban.facts.conditions.tree import FactType, Leaf, ParamType, Row, Tree, Value

Kind = Literal["yes", "no", "ask"]
UNKNOWN: Final = "نامعلوم"
_KINDS: Final[dict[bool | None, Kind]] = {True: "yes", False: "no", None: "ask"}
_SAID: Final = {
    "=": "{fact} {rhs} باشد",
    "!=": "{fact} {rhs} نباشد",
    "<": "{fact} کمتر از {rhs} باشد",
    "<=": "{fact} {rhs} یا کمتر باشد",
    ">": "{fact} بیشتر از {rhs} باشد",
    ">=": "{fact} {rhs} یا بیشتر باشد",
    "in": "{fact} {rhs} باشد",
    "not_in": "{fact} هیچ‌یک از این‌ها نباشد: {rhs}",
    "known": "{fact} معلوم باشد",
    "unknown": "{fact} معلوم نباشد",
}
_OF_TYPE: Final[Mapping[str, Mapping[str, str]]] = {
    "bool": {
        "=": "پاسخ «{fact}» {rhs} باشد",
        "!=": "پاسخ «{fact}» {rhs} نباشد",
        "known": "پاسخ «{fact}» معلوم باشد",
        "unknown": "پاسخ «{fact}» معلوم نباشد",
    },
    "date": {
        "<": "{fact} پیش از {rhs} باشد",
        "<=": "{fact} {rhs} یا پیش از آن باشد",
        ">": "{fact} پس از {rhs} باشد",
        ">=": "{fact} {rhs} یا پس از آن باشد",
    },
}
_WORDS: Final = frozenset({"code", "text"})
_IS_SO: Final = (("نباشد", "نیست"), ("باشد", "است"))
"""The verb of a wish, and of what is so."""
_OPPOSITE: Final = {
    **{"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"},
    **{"in": "not_in", "not_in": "in", "known": "unknown"},
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for whoever is decided about; `id` is the leaf's, `facts` are those it reads."""

    id: str
    kind: Kind
    text: str
    basis: str
    facts: tuple[str, ...] = ()


def sentences(
    tree: Tree, outcome: Outcome, row: Row, params: Params | None = None
) -> tuple[Reason, ...]:
    """Why it is so: the decisive leaves, each in its own words."""
    return tuple(_reason(each, outcome, row, params or {}) for each in decisive(tree, outcome))


def changes(
    tree: Tree, outcome: Outcome, params: Params | None = None, *, want: bool = True
) -> tuple[str, ...]:
    """What would have to be: «درآمد ماهانه کمتر از ۵٬۰۰۰٬۰۰۰ ریال باشد», each a clause."""
    aims = wanted(tree, want=want)
    found = smallest_change(tree, outcome, want=want)
    return tuple(clause(leaf, params or {}, met=aims[leaf.index]) for leaf in found)


def clause(leaf: Leaf, params: Params, *, met: bool = True) -> str:
    """A leaf in words of its own: «سن ۶۵ سال یا بیشتر باشد», or what is true where it fails."""
    return _said(leaf, params, met=met, wish=True)


def stated(leaf: Leaf, params: Params, *, met: bool = True) -> str:
    """The same as what is so: «سن ۶۵ سال یا بیشتر است», «سن کمتر از ۶۵ سال است»."""
    return _said(leaf, params, met=met, wish=False)


def unsettled(leaf: Leaf, params: Params) -> str:
    """That nobody knows yet: «هنوز معلوم نیست که سن ۶۵ سال یا بیشتر است یا نه»."""
    if answer_of(leaf) is not None:
        return doubted(leaf.fact.label)
    return f"هنوز معلوم نیست که {stated(leaf, params)} یا نه"


def answer_of(leaf: Leaf) -> bool | None:
    """The answer that a condition on a yes or no wants; None for any other condition."""
    told = leaf.rhs if leaf.fact.type == "bool" and leaf.op in ("=", "!=") else ()
    if not isinstance(told, tuple) or len(told) != 1:
        return None
    return bool(told[0]) is (leaf.op == "=")


def _said(leaf: Leaf, params: Params, *, met: bool, wish: bool) -> str:
    wanted_answer = answer_of(leaf)
    if wanted_answer is not None:
        return said_of(leaf.fact.label, holds=wanted_answer is met, wish=wish)
    op = leaf.op if met else _OPPOSITE[leaf.op]
    if op == "not_in" and isinstance(leaf.rhs, tuple) and len(leaf.rhs) == 1:
        op = "!="
    kind = "date" if leaf.fact.is_year else leaf.fact.type
    said = _OF_TYPE.get(kind, {}).get(op, _SAID[op])
    for wished, is_so in () if wish else _IS_SO:
        said = said.replace(wished, is_so)
    right = _quoted(leaf, params) if kind in _WORDS else _right(leaf, params, named=True)
    return said.format(fact=leaf.fact.label, rhs=right)


def _quoted(leaf: Leaf, params: Params) -> str:
    """Choices and names between marks, so that they do not run into the verb: ««مالک» نیست»."""
    if isinstance(leaf.rhs, FactType | ParamType):
        return f"«{_right(leaf, params, named=True)}»"
    return _or(f"«{in_words(leaf.fact, value)}»" for value in leaf.rhs)


def in_words(fact: FactType, value: Value | None) -> str:
    """«۴٬۰۰۰٬۰۰۰ ریال», «۲ آذر ۱۴۰۵», «بله», the label of a code."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "بله" if value else "نه"
    if isinstance(value, date):
        return jalali.long_form(value)
    if isinstance(value, str):
        return dict(fact.choices).get(value, value)
    if fact.is_year:
        return jalali.persian_digits(str(value))
    unit = fact.unit or ("ریال" if fact.type == "money" else "")
    return f"{_number(value)} {unit}".rstrip()


def limits_in_words(fact: FactType) -> str:
    """«از ۱ تا ۱۰», «۰ ریال یا بیشتر»; "" where nothing bounds it."""
    least, most = in_words(fact, fact.least), in_words(fact, fact.most)
    if fact.least is not None and fact.most is not None:
        return f"از {least} تا {most}"
    if fact.least is not None:
        return f"{least} یا بیشتر"
    return "" if fact.most is None else f"{most} یا کمتر"


def _number(value: int | Decimal) -> str:
    figure = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return jalali.persian_digits(figure.replace(",", "٬").replace(".", "٫"))


def _reason(leaf: Leaf, outcome: Outcome, row: Row, params: Params) -> Reason:
    value = outcome.of(leaf)
    kind = _KINDS[value]
    told: str = getattr(leaf.texts, kind)
    if told:
        rhs = _right(leaf, params, row=row)
        text = told.format(fact=in_words(leaf.fact, row.get(leaf.fact.key)), rhs=rhs)
    else:
        text = f"{_bare(leaf, kind, params)}."
    compared = (leaf.rhs.key,) if isinstance(leaf.rhs, FactType) else ()
    return Reason(leaf.id, kind, text, leaf.texts.basis, (leaf.fact.key, *compared))


def _bare(leaf: Leaf, kind: Kind, params: Params) -> str:
    """Where the writer of a condition gave no sentence; values stay unsaid."""
    if kind == "ask":
        return unsettled(leaf, params)
    return stated(leaf, params, met=kind == "yes")


def _right(leaf: Leaf, params: Params, *, row: Row | None = None, named: bool = False) -> str:
    """The other side: a value in words; another fact by its name or by its value."""
    if isinstance(leaf.rhs, FactType):
        return leaf.rhs.label if named else in_words(leaf.rhs, (row or {}).get(leaf.rhs.key))
    if isinstance(leaf.rhs, ParamType):
        return in_words(leaf.fact, params.get(leaf.rhs.name))
    return _or(in_words(leaf.fact, value) for value in leaf.rhs)


def _or(words: Iterable[str]) -> str:
    *first, last = tuple(words) or ("",)
    return f"{'، '.join(first)} یا {last}" if first else last
