"""Data of a file in words: what is known, from where; what rests on data that are hidden."""

from collections.abc import Callable, Mapping
from typing import Final

from sayeban.design.parts import Tone
from sayeban.facts.conditions.sentences import Reason, in_words
from sayeban.facts.conditions.tree import FactType
from sayeban.facts.conditions.tree import Value as FactValue
from sayeban.facts.reads.catalogue import CataloguedFact
from sayeban.facts.rules import ORIGINS
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label

HIDDEN: Final = "محرمانه"
STATE_TONES: Final[Mapping[str, Tone]] = {
    "open": "warn",
    "referred": "info",
    "accepted": "ok",
    "rejected": "bad",
    "withdrawn": "mute",
}
"""How a contest stands."""
NOTHING: Final = "این مرجع چیزی نمی‌داند"
_UNASKED: Final = {
    "kept": "پروندهٔ افراد",
    "derived": "پروندهٔ افراد",
    "template": "محاسبه از داده‌های دیگر",
}
_PLACES: Final[Mapping[str, Callable[[str], Unit]]] = {
    "residence_province": Unit.of_province,
    "residence_county": Unit.of_county,
}


def said(fact: FactType, value: FactValue | None) -> str:
    """A value in Persian."""
    return NOTHING if value is None else in_words(fact, value)


def source(fact: CataloguedFact, origin: str = "", register: str = "") -> str:
    """Where a value comes from; without origin that of a value which no source said."""
    if not origin:
        return _UNASKED[fact.kind]
    if register == "contest":
        return f"{ORIGINS[origin]}: رسیدگی به اعتراض"
    if register and register == fact.register and fact.owner_unit:
        return f"{ORIGINS[origin]}: {fact.owner_unit}"
    return ORIGINS[origin]


def said_of(fact: CataloguedFact, told: FactValue | None) -> str:
    """A value in words; where somebody lives by its name."""
    if fact.key in _PLACES and isinstance(told, str):
        return unit_label(_PLACES[fact.key](told))
    return said(fact.type, told)


def said_to(reason: Reason, hidden: Mapping[str, CataloguedFact]) -> str:
    """The reason, or that it rests on what is hidden."""
    labels = [hidden[key].label for key in reason.facts if key in hidden]
    if not labels:
        return reason.text
    return f"این شرط بر دادهٔ محرمانه تکیه دارد: {'، '.join(labels)}."
