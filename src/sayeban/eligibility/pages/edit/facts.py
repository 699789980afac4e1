"""The facts that a condition can be about, found by the words of their labels."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils.http import urlencode

from sayeban.country.text import match_key
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.eligibility.documents import facts_for
from sayeban.eligibility.rules import SUBJECTS
from sayeban.facts.public import TYPE_LABELS, FactType, catalogued
from sayeban.runtime.doors import Visit


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
    words = match_key(form.cleaned_data["q"] if form.is_valid() else "").split()
    lines = tuple(
        FactLine(
            *(each.label, key, f"?{urlencode({'fact': key})}"),
            *(SUBJECTS[each.subject], TYPE_LABELS[each.type]),
        )
        for key, each in facts.items()
        if all(word in match_key(each.label) for word in words)
    )
    return render(request, "eligibility/rule_fact.jinja", FactsPage(title, *back, form, lines))
