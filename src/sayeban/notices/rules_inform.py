"""What a text to clients must not promise, and what it must say (A-003). Pure decisions.

Letters alone are compared, so that no half-space, vowel mark, stretched or Arabic letter and no
star between two letters hides a promise.
"""

import unicodedata
from collections.abc import Mapping
from itertools import groupby
from typing import Final

from sayeban.country import text

INFORM: Final = "inform."
"""The codes of texts to clients begin with it."""
GAPS: Final = 3
"""They may name the campaign {0}, the office {1} and the last day {2}."""

# Keyboards mix these up, and a reader does not see the difference.
_ALIKE: Final = str.maketrans(
    {"گ": "ک", "ڪ": "ک", "ې": "ی", "ێ": "ی", "ے": "ی", "ھ": "ه", "ہ": "ه"}
)


def _letters(words: str) -> str:
    """The letters and digits of a text without marks, blanks, signs and doubled letters."""
    plain = text.match_key(words).translate(_ALIKE)
    kept = (sign for sign in plain if unicodedata.category(sign)[0] in "LN")
    return "".join(sign for sign, _ in groupby(kept))


_PROMISES: Final[Mapping[str, str]] = {
    _letters(words): words
    for words in (
        "رایگان",
        "مجانی",
        "بدون هزینه",
        "بی‌هزینه",
        "بدون پرداخت",
        "صفر می‌شود",
        "صفر شد",
        "قبض صفر",
        "معاف شد",
        "معاف می‌شو",
        "معاف هستید",
        "معاف خواهید",
        "حذف شد",
        "حذف می‌شود",
        "پرداخت نکنید",
        "پول ندهید",
        "raygan",
        "rayegan",
        "majani",
        "free",
    )
}
_BENEFITS: Final = tuple(map(_letters, ("معاف", "تخفیف", "حذف هزینه")))
_CONDITION: Final = _letters("کم‌مصرف")


def is_inform(code: str) -> bool:
    """Whether the text of this code goes to clients."""
    return code.startswith(INFORM)


def promise(words: str) -> str:
    """The promise that a text makes, in plain spelling; "" for none."""
    said = _letters(words)
    return next((plain for key, plain in _PROMISES.items() if key in said), "")


def lacks_condition(words: str) -> bool:
    """Whether it speaks of the benefit and does not say that it is for low consumers alone."""
    said = _letters(words)
    return any(benefit in said for benefit in _BENEFITS) and _CONDITION not in said
