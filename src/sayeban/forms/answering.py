"""Answers to a whole form: what is asked at all, what is open, what is wrong. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sayeban.facts.public import Row, Value, evaluate
from sayeban.forms.document import Answer, FormDocument, Question
from sayeban.forms.values import UNANSWERED, taken

Answers = Mapping[str, Answer]
_NOT_ASKED: Final = "این پرسش با پاسخ‌های دیگر شما پرسیده نمی‌شود."
_NO_QUESTION: Final = "این فرم چنین پرسشی ندارد."


def asked(form: FormDocument, answers: Answers) -> tuple[Question, ...]:
    """The questions that these answers make visible, in their order.

    An answer counts for what comes after it where its own question is visible. What is not known
    shows nothing: only what is true does.
    """
    row: dict[str, Value | None] = {}
    found = []
    for question in form.questions:
        if is_asked(question, row):
            found.append(question)
            row[question.key] = as_value(question, answers.get(question.key))
    return tuple(found)


def is_asked(question: Question, row: Row) -> bool:
    """Whether a question is visible beside these values of those before it."""
    return question.visible_if is None or evaluate(question.visible_if, row).outcome is True


def as_value(question: Question, answer: Answer) -> Value | None:
    """What conditions see of an answer; None for a wrong one and for what none of them reads."""
    kept, wrong = taken(question, answer)
    if kept is None or wrong or isinstance(kept, list) or question.typed is None:
        return None
    if question.kind == "date":
        return date.fromisoformat(str(kept))
    return Decimal(str(kept)) if question.kind == "number" else kept  # type: ignore[return-value]


def open_questions(form: FormDocument, answers: Answers) -> tuple[Question, ...]:
    """The required questions without an answer."""
    return tuple(each for each in asked(form, answers) if each.required and each.key not in answers)


def kept_answers(form: FormDocument, answers: Answers) -> dict[str, Answer]:
    """The answers to what is asked: those of questions that became invisible are left out."""
    return {each.key: answers[each.key] for each in asked(form, answers) if each.key in answers}


def problems(form: FormDocument, answers: Answers) -> dict[str, str]:
    """What is wrong with each answer, by question; empty for answers that can be submitted."""
    shown = {each.key: each for each in asked(form, answers)}
    known = {each.key for each in form.questions}
    found = {
        key: _NOT_ASKED if key in known else _NO_QUESTION for key in answers if key not in shown
    }
    for key, question in shown.items():
        if key not in answers:
            found |= {key: UNANSWERED} if question.required else {}
        elif wrong := taken(question, answers[key])[1]:
            found[key] = wrong
    return found
