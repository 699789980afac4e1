"""Data of a file in words: what is known, from where, since when."""

from typing import Final

from sayeban.design.parts import Tone
from sayeban.facts.conditions.sentences import in_words
from sayeban.facts.conditions.tree import FactType
from sayeban.facts.conditions.tree import Value as FactValue
from sayeban.facts.reads.catalogue import CataloguedFact
from sayeban.facts.rules import ORIGINS

HIDDEN: Final = "محرمانه"
NOTHING: Final = "این مرجع چیزی نمی‌داند"
STATE_TONES: Final[dict[str, Tone]] = {
    "open": "warn",
    "referred": "info",
    "accepted": "ok",
    "rejected": "bad",
    "withdrawn": "mute",
}
_UNASKED: Final = {
    "kept": "پروندهٔ افراد",
    "derived": "پروندهٔ افراد",
    "template": "محاسبه از داده‌های دیگر",
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
