"""What bounds a question beside its form: the catalogue of facts, the present year. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from sayeban.country import jalali
from sayeban.facts.public import CataloguedFact, Value, written
from sayeban.forms.document import FormDocument, Question, Section

Bound = int | float | str | None


def narrowed(form: FormDocument, facts: Mapping[str, CataloguedFact]) -> FormDocument:
    """The form with the limits of the catalogue where its own are wider."""
    return _each(form, lambda question: _within_fact(question, facts))


def asked_on(form: FormDocument, day: date) -> FormDocument:
    """The form as it is answered that day: a year that has not begun is no answer to «چه سالی؟»."""
    return _each(form, lambda question: until_year_of(question, day))


def until_year_of(question: Question, day: date) -> Question:
    """The question with the year of that day as its most where it asks for one."""
    if question.kind != "year":
        return question
    year, most = jalali.parts(day)[0], question.most
    return replace(question, most=min(year, most) if isinstance(most, int) else year)


def _each(form: FormDocument, changed: Callable[[Question], Question]) -> FormDocument:
    return replace(form, sections=tuple(_section(each, changed) for each in form.sections))


def _section(section: Section, changed: Callable[[Question], Question]) -> Section:
    return replace(section, questions=tuple(map(changed, section.questions)))


def _within_fact(question: Question, facts: Mapping[str, CataloguedFact]) -> Question:
    fact = facts.get(question.fact)
    if fact is None or (fact.type.least is None and fact.type.most is None):
        return question
    least, most = _bound(fact.type.least), _bound(fact.type.most)
    return replace(
        question,
        least=max((each for each in (question.least, least) if each is not None), default=None),
        most=min((each for each in (question.most, most) if each is not None), default=None),
    )


def _bound(value: Value | None) -> Bound:
    return None if value is None else written(value)
