"""What is kept of a text that no pattern reads, so that somebody can write its pattern (A-103).

As little as that needs: the words right before each number, since they are what a pattern is made
of, and numbers of the same length that prove themselves where the true ones did. No number of the
message is kept; of other words, such as a name in the greeting, nothing but «…». A name that
stands right before an id stays: that is why headquarters alone sees the text, and only for days.
No Django here.
"""

import re
from collections.abc import Iterator
from typing import Final

from sayeban.country.formats import bill_id, mobile, national_id, payment_id
from sayeban.country.text import ascii_digits, normalize
from sayeban.exemptions.rules_texts import LONGEST_TEXT, Digits, numbers_of

_WORDS_BEFORE: Final = 3
_FEWEST_DIGITS: Final = 6
_LEFT_OUT: Final = "…"
_FULL: Final = 13
_TAIL: Final = 5  # company, service and check digit of a bill; year, period and checks of a payment
_FIGURES: Final = "12345678"
_LINK: Final = re.compile(r"(?:https?://|www[.])[^\s]*|[a-z0-9.-]+[.](?:ir|com|org)/[^\s]*", re.I)
_LINK_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?![A-Za-z0-9_=-])")


def worth_keeping(text: str) -> bool:
    """Whether a number as long as an id stands in the text."""
    return any(len(number.text) >= _FEWEST_DIGITS for number in numbers_of(text))


def without_persons(text: str) -> str:
    """The text as it is kept."""
    plain = ascii_digits(_LINK.sub(_short_link, text))[:LONGEST_TEXT]
    pieces, end = [], 0
    for number, made in _replaced(numbers_of(plain)):
        before = plain[end : number.start]
        pieces += [before if number.joined else _last_words(before, _most_words(number)), made]
        end = number.end
    return normalize("".join(pieces))


def _short_link(link: re.Match[str]) -> str:
    """A link without the words of its path: they may open somebody's bill."""
    host, slash, path = link[0].partition("://")[2].partition("/")
    if not link[0].startswith("http"):
        host, slash, path = link[0].partition("/")
    return host + slash + _LINK_WORD.sub("x", path)


def _most_words(number: Digits) -> int:
    """How many words before a number may be its label: none of what can be no id of a bill."""
    is_person = national_id.valid(number.text) or mobile.valid(number.text)
    return 0 if is_person or len(number.text) < _FEWEST_DIGITS else _WORDS_BEFORE


def _last_words(before: str, most: int) -> str:
    words = before.rsplit(None, most) if most else [before]
    if len(words) <= most or not before.strip():
        return before
    return f" {_LEFT_OUT}{before[len(words[0]) :] or ' '}"


def _replaced(numbers: list[Digits]) -> Iterator[tuple[Digits, str]]:
    """Each number with the digits that stand for it; parts of one id stay parts."""
    bills = [text for at in range(len(numbers)) for text in _readings(numbers, at)]
    bills = [text for text in bills if bill_id.valid(text) and bill_id.utility_of(text)]
    at = 0
    while at < len(numbers):
        made = next(filter(None, (_made(each, bills) for each in _readings(numbers, at))), "")
        made = made or "0" * len(numbers[at].text)
        while made:
            number = numbers[at]
            yield number, made[: len(number.text)]
            made, at = made[len(number.text) :], at + 1


def _readings(numbers: list[Digits], at: int) -> Iterator[str]:
    """The number alone, and with the parts that make it full."""
    text = numbers[at].text
    if len(text) <= _FULL:
        yield text
    for number in numbers[at + 1 :]:
        if not number.joined or len(text) >= _FULL:
            return
        text += number.text
        if len(text) == _FULL:
            yield text


def _made(text: str, bills: list[str]) -> str:
    """A made-up id of the same kind and length, "" for what proves nothing."""
    if text in bills:
        return _bill_like(text).zfill(len(text))
    of = next((bill for bill in bills if payment_id.valid(text, bill)), None)
    if of is None:
        return ""
    figures = _FIGURES[: len(text.lstrip("0")) - _TAIL]
    return payment_id.make(_bill_like(of), int(figures) * 1000, 5, 7).zfill(len(text))


def _bill_like(text: str) -> str:
    """The made-up bill of a bill: company and service stay, the file code is nobody's."""
    figures = _FIGURES[: max(1, len(text.lstrip("0")) - _TAIL)]
    utility, company = bill_id.utility_of(text), bill_id.company_code(text)
    assert utility
    assert company
    made = bill_id.make(int(figures), company, utility)
    return made[-len(text) :]
