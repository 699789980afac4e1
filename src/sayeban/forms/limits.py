"""What a fact can be at all bounds the questions that ask for it, also of an older form. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from sayeban.facts.public import CataloguedFact, Value, written
from sayeban.forms.document import FormDocument, Question, Section

Bound = int | float | str | None


def narrowed(form: FormDocument, facts: Mapping[str, CataloguedFact]) -> FormDocument:
    """The form with the limits of the catalogue where its own are wider."""
    return replace(form, sections=tuple(_section(each, facts) for each in form.sections))


def _section(section: Section, facts: Mapping[str, CataloguedFact]) -> Section:
    return replace(section, questions=tuple(_question(each, facts) for each in section.questions))


def _question(question: Question, facts: Mapping[str, CataloguedFact]) -> Question:
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
