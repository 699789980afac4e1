"""The document of a form, as it is kept and handed out. Pure."""

from typing import Any

from sayeban.facts.public import dump
from sayeban.forms.document import FormDocument, Question, longest


def write_form(form: FormDocument) -> dict[str, Any]:
    """The document of a form; `read_form` gives the form back."""
    return {
        "code": form.code,
        "title": form.title,
        "sections": [
            {
                "key": each.key,
                "title": each.title,
                "questions": [write_question(question) for question in each.questions],
            }
            for each in form.sections
        ],
    }


def write_question(question: Question) -> dict[str, Any]:
    """The document of one question; what stands at its default is left out."""
    limits = {"min": question.least, "max": question.most, "max_length": None}
    if question.longest != longest(question.kind, question.fact):
        limits["max_length"] = question.longest
    told: dict[str, Any] = {
        "key": question.key,
        "fact": question.fact or None,
        "type": question.kind,
        "label": question.label,
        "required": question.required,
    }
    rest: dict[str, Any] = {
        "help": question.help,
        "pictogram": question.pictogram,
        "choices": [{"code": each.code, "label": each.label} for each in question.choices],
        "limits": {name: value for name, value in limits.items() if value is not None},
        "sensitive": question.sensitive,
        "visible_if": dump(question.visible_if) if question.visible_if else None,
    }
    return told | {name: value for name, value in rest.items() if value}
