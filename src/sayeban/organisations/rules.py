"""Words of the organisations' files and who may load them. Pure."""

from collections.abc import Mapping
from typing import Final

from sayeban.country import text
from sayeban.kit.posts import HQ_POSTS

HEADQUARTERS: Final = HQ_POSTS
AGREEMENT_ACTIVATORS: Final = frozenset({"hq_deputy"})
CALENDAR_KEEPERS: Final = HEADQUARTERS | {"director_general", "province_expert"}


def _keys(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {text.match_key(word): value for value, group in words.items() for word in group}


UTILITIES: Final[Mapping[str, str]] = _keys(
    {
        "water": ("water", "Water", "WATER", "آب", "آبفا", "آب و فاضلاب"),
        "electricity": ("electricity", "Electricity", "ELECTRICITY", "power", "برق", "توزیع برق"),
        "gas": ("gas", "Gas", "GAS", "گاز"),
    }
)
"""Match keys of the words for a utility."""

OPERATORS: Final[Mapping[str, str]] = _keys(
    {
        "unknown": ("", "unknown", "نامشخص"),
        "private": ("private", "خصوصی", "بخش خصوصی"),
        "charity": ("charity", "خیریه", "مؤسسه خیریه", "موسسه خیریه"),
        "ngo": ("ngo", "NGO", "سمن", "سازمان مردم‌نهاد", "مردم‌نهاد"),
        "state": ("state", "public", "دولتی"),
    }
)
"""Match keys of the words for who runs a centre (B-020)."""
WEEKDAYS: Final = (
    (5, "شنبه"),
    (6, "یکشنبه"),
    (0, "دوشنبه"),
    (1, "سه‌شنبه"),
    (2, "چهارشنبه"),
    (3, "پنجشنبه"),
    (4, "جمعه"),
)
"""By the number of date.weekday(), in the order of the week."""
