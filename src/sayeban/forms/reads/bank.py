"""The questions that ask for facts: only what is still unknown is asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sayeban.forms.document import Question
from sayeban.forms.models import BankQuestion
from sayeban.forms.parsing import kept_form


@dataclass(frozen=True, slots=True)
class Needed:
    """The questions that would settle what is unknown, and the facts that no form asks for: a
    register or a visit settles those.
    """

    questions: tuple[Question, ...]
    unasked: tuple[str, ...]


def questions_about(missing: Iterable[Collection[str]]) -> Needed:
    """Each question once, for the facts that several rules do not know (facts.public.missing)."""
    wanted = sorted({fact for facts in missing for fact in facts})
    found = BankQuestion.objects.filter(fact__in=wanted).order_by("fact")
    documents = [each.document for each in found]
    section = {"key": "needed", "title": "آنچه هنوز دانسته نیست", "questions": documents}
    form = kept_form({"code": "needed", "title": section["title"], "sections": [section]})
    asked = {each.fact for each in form.questions}
    return Needed(form.questions, tuple(each for each in wanted if each not in asked))
