"""Settings that are kept as a document, in a few words: what was written, without its codes."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, Final

from sayeban.country.jalali import number
from sayeban.design.filters import fa
from sayeban.eligibility.public import read_aloud
from sayeban.facts.public import ConditionInvalid, FactType, parse

Facts = Mapping[str, FactType]
_LONGEST: Final = 400
_SHOWN_OF_A_KEY: Final = 16


def told_definition(name: str, value: Any, facts: Facts) -> str:  # noqa: ANN401 - as kept
    """What stands in such a column; "—" for nothing, JSON for what no column of today holds."""
    if not value:
        return "—"
    try:
        said = _TOLD[name](value, facts)
    except (AttributeError, KeyError, TypeError, ValueError):
        said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _choices(value: Any, facts: Facts) -> str:  # noqa: ANN401 - as kept
    del facts
    return "، ".join(label for _, label in value)


def _public_key(value: Any, facts: Facts) -> str:  # noqa: ANN401 - as kept
    del facts
    return f"اثر انگشت {sha256(value.encode()).hexdigest()[:_SHOWN_OF_A_KEY]}"


def _indicators(value: Any, facts: Facts) -> str:  # noqa: ANN401 - as kept
    return "؛ ".join(
        f"«{_label(each['fact'], facts)}» با وزن {number(each['weight'])}،"
        f" بیشترش {'توانگرتر' if each['richer'] == 'more' else 'نیازمندتر'}"
        for each in value
    )


def _terms(value: Any, facts: Facts) -> str:  # noqa: ANN401 - as kept
    return "؛ ".join(
        f"{each['label']}، {number(each['points'])} امتیاز، اگر {_aloud(each['tree'], facts)}"
        for each in value
    )


def _template(value: Any, facts: Facts) -> str:  # noqa: ANN401 - as kept
    match value:
        case {"count_members": tree}:
            return f"شمار اعضا با این شرط: {_aloud(tree, facts)}"
        case {"sum_members": str(key)}:
            whose = f" با این شرط: {_aloud(value['where'], facts)}" if "where" in value else ""
            share = "، تقسیم بر شمار اعضا" if value.get("per_member") else ""
            return f"جمع «{_label(key, facts)}» اعضا{whose}{share}"
        case {"of_head": str(key)}:
            return f"«{_label(key, facts)}» سرپرست"
        case {"received": str(service)}:
            months = f" در {fa(value['months'])} ماه گذشته" if "months" in value else ""
            return f"دریافت خدمت «{service}»{months}"
    raise ValueError


def _label(key: str, facts: Facts) -> str:
    return facts[key].label if key in facts else key


def _aloud(tree: Any, facts: Facts) -> str:  # noqa: ANN401 - as kept
    try:
        lines = read_aloud(parse(tree, facts), {})
    except ConditionInvalid:
        # It names what is no longer known, or a parameter of its rule.
        return json.dumps(tree, ensure_ascii=False)
    return "، ".join(line.text for line in lines)


_TOLD: Final[Mapping[str, Callable[[Any, Facts], str]]] = {
    "choices": _choices,
    "indicators": _indicators,
    "public_key": _public_key,
    "template": _template,
    "terms": _terms,
}
TOLD: Final = frozenset(_TOLD)
"""Columns that are changed where they stand: both, the old and the new, are told."""
