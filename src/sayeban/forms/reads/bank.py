"""The questions that ask for facts: only what is still unknown is asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayeban.country.text import match_key
from sayeban.forms.document import Kind, Question
from sayeban.forms.models import BankQuestion
from sayeban.forms.parsing import kept_form
from sayeban.forms.reads.prefill import writable


@dataclass(frozen=True, slots=True)
class Needed:
    """The questions that would settle what is unknown, and the facts that no form asks for: a
    register or a visit settles those.
    """

    questions: tuple[Question, ...]
    unasked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BankLine:
    """A question of the bank: the fact that it asks for, and its words."""

    fact: str
    fact_label: str
    label: str
    kind: Kind
    help: str
    choices: tuple[str, ...]
    document: Mapping[str, Any]


def bank_with(word: str) -> list[BankLine]:
    """The questions of the bank in whose words `word` stands, all of them for "".

    A question whose fact was retired is not offered: no form may ask it.
    """
    facts, sought = writable(), match_key(word)
    lines = [
        _line(each.document, facts[each.fact].label)
        for each in BankQuestion.objects.order_by("fact")
        if each.fact in facts
    ]
    return [each for each in lines if sought in _words(each)]


def banked(fact: str) -> Mapping[str, Any] | None:
    """The question that asks for a fact, as a form takes it over; None where there is none."""
    return next((each.document for each in bank_with("") if each.fact == fact), None)


def _line(document: Mapping[str, Any], fact_label: str) -> BankLine:
    return BankLine(
        document["fact"],
        fact_label,
        document["label"],
        document["type"],
        document.get("help", ""),
        tuple(each["label"] for each in document.get("choices", ())),
        document,
    )


def _words(line: BankLine) -> str:
    said = (line.fact, line.fact_label, line.label, line.help, *line.choices)
    return match_key(" ".join(said))


def questions_about(missing: Iterable[Collection[str]]) -> Needed:
    """Each question once, for the facts that several rules do not know (facts.public.missing)."""
    wanted = sorted({fact for facts in missing for fact in facts})
    found = BankQuestion.objects.filter(fact__in=wanted).order_by("fact")
    documents = [each.document for each in found]
    section = {"key": "needed", "title": "آنچه هنوز دانسته نیست", "questions": documents}
    form = kept_form({"code": "needed", "title": section["title"], "sections": [section]})
    asked = {each.fact for each in form.questions}
    return Needed(form.questions, tuple(each for each in wanted if each not in asked))
