"""The facts that a condition can be about, found by the words of their labels."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpResponse
from django.utils.http import urlencode

from sayeban.country.text import ZWNJ, match_key
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.eligibility.documents import facts_for
from sayeban.eligibility.rules import SUBJECTS
from sayeban.facts.public import TYPE_LABELS, FactType, catalogued
from sayeban.runtime.doors import Visit

_ABSENT: Final = 2


class SearchForm(forms.Form):
    """Words of a label."""

    q = TextField(label="نام داده", required=False, max_length=100)


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact to choose."""

    label: str
    key: str
    href: str
    subject: str
    type: str


@dataclass(frozen=True, slots=True)
class FactsPage:
    """The facts that were found."""

    title: str
    back: str
    back_title: str
    form: SearchForm
    lines: tuple[FactLine, ...]


def facts_of_rule(subject: str) -> dict[str, FactType]:
    """What a rule about this subject may newly read: a retired fact no more."""
    standing = {key: each.type for key, each in catalogued().items() if not each.retired}
    return facts_for(standing, subject)


def choose_fact(
    request: Visit, title: str, back: tuple[str, str], facts: dict[str, FactType]
) -> HttpResponse:
    """The page to find a fact on; each of its links leads here again with the fact."""
    form = SearchForm(request.GET)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    asked = [key for word in typed.split() if (key := match_key(word))]
    found = {key: _nearness(asked, each.label) for key, each in facts.items()}
    lines = tuple(
        FactLine(
            *(each.label, key, f"?{urlencode({'fact': key})}"),
            *(SUBJECTS[each.subject], TYPE_LABELS[each.type]),
        )
        for key, each in sorted(facts.items(), key=lambda pair: found[pair[0]])
        if found[key] < _ABSENT
    )
    return render(request, "eligibility/rule_fact.jinja", FactsPage(title, *back, form, lines))


def _words(text: str) -> list[str]:
    """Each word whole, and what it is made of: «کسب‌وکار» is «کسب» and «وکار» too."""
    return [match_key(part) for word in text.split() for part in {word, *word.split(ZWNJ)}]


def _nearness(asked: list[str], label: str) -> int:
    """How near a label is to words: 0 where each is one of its words, 1 where one begins or holds
    it, _ABSENT where one is in none. No word lies across a space: «دهک» is not in «پروندهٔ کسب».
    """
    own = _words(label)
    return max((_of_one(word, own) for word in asked), default=0)


def _of_one(word: str, own: list[str]) -> int:
    if word in own:
        return 0
    return 1 if any(word in each for each in own) else _ABSENT
