"""Services found by the words that people use, the nearest first. Pure.

Nobody at a desk says the title of a service: he says what he lacks, with endings and with words
that carry nothing. A word counts where it is one of the service, or one begins with the other.
"""

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from sayeban.country.text import match_key, normalize

T = TypeVar("T")

_FILLERS: Final = frozenset(
    match_key(word)
    for word in (
        *(
            "من",
            "ما",
            "او",
            "که",
            "را",
            "رو",
            "از",
            "به",
            "در",
            "و",
            "یا",
            "با",
            "تا",
            "هم",
            "برای",
        ),
        *("یک", "یه", "این", "آن", "چه", "چی", "چطور", "چگونه", "کجا", "خیلی", "لطفا", "باید"),
        *("است", "هست", "هستم", "هستیم", "شده", "شد", "می", "دارم", "داریم", "دارد", "کنم"),
        *("کنید", "بدهید", "بگیرم", "گرفتن", "میخواهم", "میخوام", "خواستم", "لازم", "بروم", "برم"),
    )
)
_SHORTEST: Final = 3
"""Letters that two words share before one counts as an ending of the other."""
_LONGER: Final = 4
"""So many letters more an ending has at most."""
_WHOLE: Final = 4
_BEGUN: Final = 2
_PHRASE: Final = 5


def ranked(words: str, rows: Iterable[tuple[T, Sequence[str]]]) -> list[T]:
    """The rows that hold some of the words, those that hold most first; all of them without words.

    A row comes with its texts. Of equals the order stays.
    """
    asked = said(words)
    if not asked:
        return [row for row, _ in rows]
    found = [(_points(asked, texts), row) for row, texts in rows]
    found.sort(key=lambda each: -each[0])
    return [row for points, row in found if points]


def said(words: str) -> list[str]:
    """The words that carry something; all of them where none does."""
    every = _words(words)
    return [word for word in every if word not in _FILLERS] or every


def _words(text: str) -> list[str]:
    return [key for word in normalize(text).split() if (key := match_key(word))]


def _points(asked: Sequence[str], texts: Sequence[str]) -> int:
    phrases = [said(text) for text in texts]
    own = {word for phrase in phrases for word in phrase}
    points = sum(max((_likeness(word, each) for each in own), default=0) for word in asked)
    # Words that people say together belong together.
    together = any(
        phrase and all(any(_likeness(word, each) for each in asked) for word in phrase)
        for phrase in phrases
        if len(phrase) > 1
    )
    return points + _PHRASE * together if points else 0


def _likeness(one: str, other: str) -> int:
    if one == other:
        return _WHOLE
    short, long = sorted((one, other), key=len)
    begun = len(short) >= _SHORTEST and len(long) - len(short) <= _LONGER
    return _BEGUN if begun and long.startswith(short) else 0
