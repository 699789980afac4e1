"""Ids in the text of a company's short message (A-103). No Django here.

A text is a row of numbers, each with the letters that stand before it. A pattern is words and
places, such as «شناسه قبض {bill_id}»: it fits where the letters before a number end with its
words. Spelling, blanks, half-spaces, colons and lines do not count (country.text.match_key). One
look at each number, no searching back: no pattern can be slow.

What a place takes must prove itself: a bill id by its check digit and its service, a payment id
by the bill beside it. A number that is printed in parts counts as one only with all its digits.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from sayeban.country.formats import barcode26, bill_id, gas_subscription, payment_id
from sayeban.country.text import ascii_digits, identifier, match_key

LONGEST_TEXT: Final = 2000
LONGEST_PATTERN: Final = 200
PLACES: Final = ("bill_id", "payment_id", "number", "barcode")
_FULL: Final = 13
_FEWEST_LETTERS: Final = 2
_NUMBER_LENGTHS: Final = range(4, 16)
_PLACE: Final = re.compile(r"\{([^{}]*)\}")

PatternProblem = Literal["pattern.long", "pattern.places", "pattern.words"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern in force. `utility` and `company` are "" where it holds for any."""

    text: str
    utility: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One connection that a text names; `payment_id` and `number` are "" where it does not."""

    utility: str
    bill_id: str = ""
    payment_id: str = ""
    number: str = ""

    @property
    def rial(self) -> int | None:
        """The amount of the payment id."""
        return payment_id.amount(self.payment_id)


@dataclass(frozen=True, slots=True)
class Digits:
    """One run of digits, the letters since the one before, and whether nothing else is between."""

    text: str
    letters: str
    joined: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a place of a pattern took; `at` counts the numbers of the text."""

    place: str
    at: int
    text: str
    pattern: Pattern


def pattern_problem(text: str) -> PatternProblem | None:
    """Why a pattern could not be in force, None for a good one.

    It has one or two places; words before the first, which may lack only where the digits prove
    themselves: a bill id with its payment id, or a barcode. A number needs a word of its own.
    """
    if len(text) > LONGEST_PATTERN:
        return "pattern.long"
    words, places = _parts(text)
    known = len(places) in (1, 2) and set(places) <= set(PLACES) and not words[-1]
    if not known or len(set(places)) != len(places):
        return "pattern.places"
    proves_itself = places in (("bill_id", "payment_id"), ("barcode",))
    if len(words[0]) < _FEWEST_LETTERS and not (proves_itself and not words[0]):
        return "pattern.words"
    return None


@cache
def _parts(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of the words around the places, and the places."""
    pieces = _PLACE.split(text)
    return tuple(_letters(each) for each in pieces[::2]), tuple(pieces[1::2])


def _letters(text: str) -> str:
    return "".join(char for char in match_key(text) if char.isalpha())


def numbers_of(text: str) -> list[Digits]:
    """The numbers of a text in their order."""
    plain = ascii_digits(text)[:LONGEST_TEXT]
    found: list[Digits] = []
    end = 0
    for run in re.finditer("[0-9]+", plain):
        between = plain[end : run.start()]
        joined = bool(found) and identifier(between) == ""
        found.append(Digits(run[0], _letters(between), joined, run.start(), run.end()))
        end = run.end()
    return found


def read_text(text: str, patterns: Iterable[Pattern]) -> list[Found]:
    """The connections that a text names, in its order; each once."""
    digits = numbers_of(text)
    claims = [claim for pattern in patterns for claim in _claims(pattern, digits)]
    bills = _bills(claims)
    payments = [claim.text for claim in claims if claim.place == "payment_id"]
    numbers = _numbers(bills, claims)
    found = [
        Found(
            str(bill_id.utility_of(bill)),
            bill,
            next((each.zfill(_FULL) for each in payments if payment_id.valid(each, bill)), ""),
            _only(numbers.pop(bill, set())),
        )
        for bill in dict.fromkeys(bills.values())
    ]
    alone = [Found(utility, number=_only(texts)) for utility, texts in numbers.items()]
    named = Counter(each.number for each in alone if each.number)
    return found + [each for each in alone if named[each.number] == 1]


def read_barcode(code: str) -> Found | None:
    """The connection of a right barcode; None for that of another service, such as a telephone."""
    utility = bill_id.utility_of(code[:_FULL])
    return Found(utility, code[:_FULL], code[_FULL:]) if utility else None


def _claims(pattern: Pattern, numbers: Sequence[Digits]) -> Iterator[_Claim]:
    words, places = _parts(pattern.text)
    for at, number in enumerate(numbers):
        if not number.letters.endswith(words[0]):
            continue
        for first, after in _taken(places[0], numbers, at):
            if len(places) == 1:
                yield from _sound([_Claim(places[0], at, first, pattern)])
            elif after < len(numbers) and _follows(numbers[after], words[1]):
                for second, _ in _taken(places[1], numbers, after):
                    pair = [_Claim(places[0], at, first, pattern)]
                    yield from _sound([*pair, _Claim(places[1], after, second, pattern)])


def _follows(number: Digits, words: str) -> bool:
    return number.letters.endswith(words) if words else not number.letters


def _taken(place: str, numbers: Sequence[Digits], at: int) -> Iterator[tuple[str, int]]:
    """What a place may take from number `at` on, and the number after it."""
    least, full = (2 * _FULL,) * 2 if place == "barcode" else (6, _FULL)
    if place == "number":
        if len(numbers[at].text) in _NUMBER_LENGTHS:
            yield numbers[at].text, at + 1
        return
    text, after = numbers[at].text, at + 1
    if least <= len(text) <= full:
        yield text, after
    while after < len(numbers) and numbers[after].joined and len(text) < full:
        text, after = text + numbers[after].text, after + 1
        if len(text) == full:
            yield text, after


def _sound(claims: list[_Claim]) -> Iterator[_Claim]:
    """The claims of one match without what does not prove itself."""
    first = claims[0]
    if first.place == "barcode":
        if not barcode26.valid(first.text):
            return
        bill, payment = first.text[:_FULL], first.text[_FULL:]
        claims = [replace(first, place="bill_id", text=bill)]
        claims.append(replace(first, place="payment_id", text=payment))
    bare = not _parts(first.pattern.text)[0][0]
    if bare and not payment_id.valid(claims[-1].text, claims[0].text):
        return
    for claim in claims:
        if claim.place != "bill_id":
            yield claim
        elif bill_id.valid(claim.text) and _speaks_of(claim.pattern, claim.text):
            yield replace(claim, text=claim.text.zfill(_FULL))


def _speaks_of(pattern: Pattern, bill: str) -> bool:
    utility, company = bill_id.utility_of(bill), bill_id.company_code(bill)
    return (
        utility is not None
        and pattern.utility in ("", utility)
        and pattern.company in ("", company)
    )


def _bills(claims: Iterable[_Claim]) -> dict[int, str]:
    """The bill at each number. Of two readings of one number the payment id decides, else none."""
    readings: dict[int, dict[str, None]] = defaultdict(dict)
    payments = {claim.text for claim in claims if claim.place == "payment_id"}
    for claim in claims:
        if claim.place == "bill_id":
            readings[claim.at][claim.text] = None
    chosen = {}
    for at, texts in sorted(readings.items()):
        paid = [text for text in texts if any(payment_id.valid(each, text) for each in payments)]
        sure = paid if len(texts) > 1 else list(texts)
        if len(sure) == 1:
            chosen[at] = sure[0]
    return chosen


def _numbers(bills: Mapping[int, str], claims: Iterable[_Claim]) -> dict[str, set[str]]:
    """Numbers by their bill: the one before, else the first after that the pattern may speak of.

    In a text without any bill a number is kept by the utility that its pattern names.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.place != "number":
            continue
        before = [bill for at, bill in bills.items() if at < claim.at]
        order = [*reversed(before), *bills.values()]
        bill = next((each for each in order if _speaks_of(claim.pattern, each)), "")
        utility = bill_id.utility_of(bill) or claim.pattern.utility
        if utility == "gas" and not gas_subscription.valid(claim.text):
            continue
        if bill or (utility and not bills and not claim.pattern.company):
            found[bill or utility].add(claim.text)
    return found


def _only(texts: set[str]) -> str:
    """The text when there is one alone."""
    return next(iter(texts)) if len(texts) == 1 else ""
