"""Services found by the words that people use, the nearest first. Pure.

Nobody at a desk says the title of a service: he says what he lacks, as it is spoken, with endings
and with words that carry nothing. A word counts where it is one of the service, or one begins with
the other, and the more the fewer services it names: «بچه» is said of many, «جهیزیه» of one. What
is like no word of any service counts where one letter is wrong.
"""

from collections.abc import Iterable, Sequence
from math import log
from typing import Final, TypeVar

from sayeban.country.text import ZWNJ, match_key, normalize

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
        *("ندارم", "نداریم", "ندارد", "نداره", "ندارن", "نیست", "نیستم", "داره", "میشه", "میشود"),
        *("کنید", "بدهید", "بگیرم", "گرفتن", "میخواهم", "میخوام", "خواستم", "لازم", "بروم", "برم"),
    )
)
_SPOKEN: Final = {
    **dict.fromkeys(("بچم", "بچت", "بچش", "بچمون", "بچشون"), "بچه"),
    **dict.fromkeys(("خونم", "خونمون"), "خانه"),
}
"""Words that lose their last letter before an ending where they are spoken."""
_SHORTEST: Final = 3
"""Letters that two words share before one counts as an ending of the other."""
_LONGER: Final = 4
"""So many letters more an ending has at most."""
_MENDED: Final = 5
"""Letters of a word in which one may be wrong."""
_WHOLE: Final = 4
_BEGUN: Final = 2
_WRONG: Final = 1
_PHRASE: Final = 5


def ranked(words: str, rows: Iterable[tuple[T, Sequence[str]]]) -> list[T]:
    """The rows that hold some of the words, those that hold most first; all of them without words.

    A row comes with its texts. Of equals the order stays.
    """
    every = list(rows)
    asked = _carrying(_words(words))
    if not asked:
        return [row for row, _ in every]
    phrases = [[_words(text) for text in texts] for _, texts in every]
    points = [0.0] * len(every)
    for word in asked:
        for nth, weight in enumerate(_weighed(word, phrases)):
            points[nth] += weight
    said = _words(words)
    for nth, each in enumerate(phrases):
        # Words that people say together belong together, also those that carry nothing alone.
        if points[nth] and any(len(phrase) > 1 and _within(phrase, said) for phrase in each):
            points[nth] += _PHRASE
    found = sorted(range(len(every)), key=lambda nth: -points[nth])
    return [every[nth][0] for nth in found if points[nth]]


Word = frozenset[str]
"""One word with what it is made of: «کمک‌هزینه» is «کمک» and «هزینه» too."""


def _words(text: str) -> list[Word]:
    said = ((_key(word), word.split(ZWNJ)) for word in normalize(text).split())
    return [
        frozenset({key, *(_key(each) for each in parts if len(_key(each)) >= _SHORTEST)})
        for key, parts in said
        if key
    ]


def _key(word: str) -> str:
    """A word as it is compared: «خونه» is how «خانه» is spoken, «زندون» how «زندان» is."""
    key = match_key(word)
    return _SPOKEN.get(key, key.replace("ون", "ان"))


_SPOKEN_FILLERS: Final = frozenset(_key(word) for word in _FILLERS)


def _carrying(every: list[Word]) -> list[Word]:
    """The words that carry something; all of them where none does."""
    return [word for word in every if not word & _SPOKEN_FILLERS] or every


def _weighed(word: Word, rows: Sequence[Sequence[Sequence[Word]]]) -> list[float]:
    """What a word counts for each row."""
    own = [{each for phrase in row for each in _carrying(list(phrase))} for row in rows]
    alike = [max((_likeness(word, each) for each in words), default=0) for words in own]
    if not any(alike):
        alike = [_WRONG * any(_nearly(word, each) for each in words) for words in own]
    named = sum(1 for each in alike if each)
    return [each * log(1 + len(rows) / named) if each else 0 for each in alike]


def _within(phrase: Sequence[Word], said: Sequence[Word]) -> bool:
    return all(any(_likeness(word, each) for each in said) for word in phrase)


def _likeness(one: Word, other: Word) -> int:
    return max(_alike(each, word) for each in one for word in other)


def _alike(one: str, other: str) -> int:
    if one == other:
        return _WHOLE
    short, long = sorted((one, other), key=len)
    begun = len(short) >= _SHORTEST and len(long) - len(short) <= _LONGER
    return _BEGUN if begun and long.startswith(short) else 0


def _nearly(one: Word, other: Word) -> bool:
    return any(_one_wrong(each, word) for each in one for word in other)


def _one_wrong(one: str, other: str) -> bool:
    """Whether a letter is left out, too many, another, or two changed their places."""
    short, long = sorted((one, other), key=len)
    if len(short) < _MENDED or len(long) - len(short) > 1:
        return False
    if len(long) > len(short):
        return any(long[:nth] + long[nth + 1 :] == short for nth in range(len(long)))
    wrong = sum(a != b for a, b in zip(one, other, strict=True))
    swapped = (one[:nth] + one[nth + 1] + one[nth] + one[nth + 2 :] for nth in range(len(one) - 1))
    return wrong == 1 or other in swapped
