"""Answers of `sayeban rules` in Persian: what a rule says of a person, and of how many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
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

_NEED: Final = {"yes": "مشمول", "without": "مشمول و بی‌پرونده", "unknown": "نامعلوم"}


@dataclass(frozen=True, slots=True)
class Known:
    """A datum on which an answer rests, in words. `as_of` is None for what people's files say now;
    one that is stale counts as unknown.
    """

    fact: str
    label: str
    value: str
    source: str
    as_of: date | None
    stale: bool


def checked_lines(title: str, code: str, first: date, aloud: Iterable[str]) -> Iterator[str]:
    """A rule that can be kept: from when it would count, and what it asks for, read aloud."""
    yield (
        f"قاعدهٔ «{title}» ({code}) ایرادی ندارد. اگر تأیید شود، از {long_form(first)}"
        " این شرط‌ها را می‌سنجد:"
    )
    for line in aloud:
        yield f"  {line}"


def explained_lines(
    typed: str,
    day: date,
    answers: Sequence[tuple[eligibility.Decided, Sequence[Known]]],
    labels: Mapping[str, str],
) -> Iterator[str]:
    """Each rule with its answer, why, and the data that this rests on; `labels` are of facts.

    The person is named as whoever asks named him.
    """
    yield f"پاسخ قاعده‌ها دربارهٔ {typed} در {long_form(day)}:"
    if not answers:
        yield "در این روز قاعدهٔ نافذی نیست."
    for each, known in answers:
        yield f"{each.title} ({each.code}، نسخهٔ {number(each.number)}): {_SAID[each.outcome]}"
        if each.by_hand:
            yield f"  تصمیم دستی است: {each.hand_reason}"
        for text in said_once(reason.text for reason in each.reasons):
            yield f"  چون: {text}"
        yield from map(_known_line, known)
        if each.change:
            yield f"  مشمول می‌شود اگر: {'؛ و '.join(each.change)}"
        if each.missing:
            lacking = "، ".join(sorted(labels.get(key, key) for key in each.missing))
            yield f"  با این داده‌ها روشن می‌شود: {lacking}"


def _known_line(each: Known) -> str:
    when = long_form(each.as_of) if each.as_of else "اکنون"
    stale = "؛ کهنه شده است و به کار نمی‌رود" if each.stale else ""
    return f"  بر پایهٔ «{each.label}: {each.value}»، از کجا: {each.source}، کی: {when}{stale}"


def drafted_lines(drafts: Iterable[eligibility.Drafted]) -> Iterator[str]:
    """Each draft, and what the second person writes to approve just this one."""
    for each in drafts:
        if not each.revision:
            yield f"قاعدهٔ {each.code} همان نسخهٔ {number(each.number)} است و پیش‌نویس نمی‌خواهد."
            continue
        same = "نوشته شد" if each.changed else "تغییری نکرد"
        yield (
            f"پیش‌نویس قاعدهٔ {each.code} (نسخهٔ {number(each.number)}، ویرایش"
            f" {number(each.revision)}) {same}."
            f" نفر دوم آن را با --revision {each.revision} تأیید می‌کند."
        )


def written_lines(what: str, out: Path) -> Iterator[str]:
    """Where something was written."""
    yield f"{what} در «{out}» نوشته شد."


def approved_lines(what: str) -> Iterator[str]:
    """What a second person let count."""
    yield f"{what} تأیید شد."


def waiting_lines(what: str, made: int, command: str) -> Iterator[str]:
    """What was entered, and how the second person names it."""
    yield f"{what} ثبت شد. نفر دوم آن را با {command} {made} تأیید می‌کند."


def need_lines(code: str, run_id: int, counts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """How many are entitled without a case, by province as `unit`; `run_id` 0 is that none is."""
    if not run_id:
        yield f"قاعدهٔ {code} هنوز دربارهٔ همه پرسیده نشده است. نخست rules run را به کار ببرید."
        return
    whole = {key: sum(each[key] for each in counts) for key in _NEED}
    yield f"همهٔ کشور: {_figures(whole, _NEED)}"
    found = {each["unit"]: each for each in counts}
    yield from _provinces(found, _NEED)


def by_hand_lines(code: str, outcome: bool | None) -> Iterator[str]:
    """What was decided otherwise than the rule; None is that the rule itself counts again."""
    if outcome is None:
        yield f"تصمیم دستی پایان یافت و دوباره پاسخ خود قاعدهٔ {code} به کار می‌آید."
        return
    yield f"تصمیم دستی دربارهٔ قاعدهٔ {code} ثبت شد: {_SAID[outcome]}."


def estimated_lines(changed: int) -> Iterator[str]:
    """How many households have another estimate than before."""
    yield f"برآورد {number(changed)} خانوار تغییر کرد." if changed else "هیچ برآوردی تغییر نکرد."


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
    yield from _provinces(counts["provinces"], words)


def _provinces(found: Mapping[str, Mapping[str, int]], words: Mapping[str, str]) -> Iterator[str]:
    for each in provinces():
        if each.code in found:
            yield f"  {each.name}: {_figures(found[each.code], words)}"


def _figures(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return "، ".join(f"{word} {number(counts[key])}" for key, word in words.items())
