"""Answers of `sayeban rules` in Persian: what a rule says of a person, and of how many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sayeban.country.divisions import provinces
from sayeban.country.jalali import long_form, number
from sayeban.eligibility import public as eligibility
from sayeban.kit.wording import said_once

_SAID: Final = {True: "مشمول", False: "نامشمول", None: "هنوز معلوم نیست"}
_RUN: Final = {
    **{"yes": "مشمول", "no": "نامشمول", "unknown": "نامعلوم"},
    **{"by_hand": "با تصمیم دستی"},
}
_IMPACT: Final = {
    **{"yes": "مشمول", "no": "نامشمول", "unknown": "نامعلوم", "enters": "وارد می‌شود"},
    **{"leaves": "خارج می‌شود", "unsure": "نامعلوم می‌شود", "stays": "مشمول می‌ماند"},
}


def checked_lines(title: str, code: str, first: date, aloud: Iterable[str]) -> Iterator[str]:
    """A rule that can be kept: from when it would count, and what it asks for, read aloud."""
    yield (
        f"قاعدهٔ «{title}» ({code}) ایرادی ندارد. اگر تأیید شود، از {long_form(first)}"
        " این شرط‌ها را می‌سنجد:"
    )
    for line in aloud:
        yield f"  {line}"


def decided_lines(
    decisions: Sequence[eligibility.Decided], labels: Mapping[str, str]
) -> Iterator[str]:
    """Each rule with its answer and why; `labels` are of facts."""
    if not decisions:
        yield "در این روز قاعدهٔ نافذی نیست."
    for each in decisions:
        yield f"{each.title} ({each.code}، نسخهٔ {number(each.number)}): {_SAID[each.outcome]}"
        if each.by_hand:
            yield f"  تصمیم دستی است: {each.hand_reason}"
        for text in said_once(reason.text for reason in each.reasons):
            yield f"  چون: {text}"
        if each.change:
            yield f"  مشمول می‌شود اگر: {'؛ یا '.join(each.change)}"
        if each.missing:
            lacking = "، ".join(sorted(labels.get(key, key) for key in each.missing))
            yield f"  با این داده‌ها روشن می‌شود: {lacking}"


def run_lines(code: str, made: int, counts: Mapping[str, Any]) -> Iterator[str]:
    """What a run kept, by province."""
    yield f"نسخهٔ {number(made)} قاعدهٔ {code} دربارهٔ همه پرسیده شد."
    yield from _by_province(counts, _RUN)


def impact_lines(
    code: str, made: int, against: int | None, counts: Mapping[str, Any]
) -> Iterator[str]:
    """What a version would change, by province."""
    before = f"نسخهٔ {number(against)}" if against else "هنگامی که قاعده‌ای نبود"
    yield f"اثر نسخهٔ {number(made)} قاعدهٔ {code} در برابر {before}:"
    yield from _by_province(counts, _IMPACT)
    yield "چند نمونه با دلیل هر یک در صفحهٔ این نسخه است."


def _by_province(counts: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    yield f"همهٔ کشور: {_figures(counts, words)}"
    found = counts["provinces"]
    for each in provinces():
        if each.code in found:
            yield f"  {each.name}: {_figures(found[each.code], words)}"


def _figures(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return "، ".join(f"{word} {number(counts[key])}" for key, word in words.items())
