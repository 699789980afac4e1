"""What conditions outside a form see of its answers. Pure.

Each answer stands under `answer_` and the key of its question, also one that becomes no fact; so a
condition says whether it means what was answered in this request or what is known of the person.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sayeban.facts.public import FactType, Row, Value
from sayeban.forms.answering import Answers, as_value, asked
from sayeban.forms.document import FormDocument

_PREFIX: Final = "answer_"


def answer_types(form: FormDocument) -> dict[str, FactType]:
    """The answers of a form as facts that a condition may name."""
    return {
        f"{_PREFIX}{each.key}": replace(
            each.typed, key=f"{_PREFIX}{each.key}", label=f"پاسخ فرم: {each.label}"
        )
        for each in form.questions
        if each.typed is not None
    }


def answer_row(form: FormDocument, given: Answers, facts: Row) -> Row:
    """The row of `facts` with these answers; what was not asked or not answered is unknown.

    What a question says of a fact counts where nothing is known of it yet.
    """
    row: dict[str, Value | None] = dict(facts)
    for question in asked(form, given):
        value = as_value(question, given.get(question.key))
        row[f"{_PREFIX}{question.key}"] = value
        if question.fact and row.get(question.fact) is None:
            row[question.fact] = value
    return row


def with_answers(facts: Mapping[str, FactType], form: FormDocument | None) -> dict[str, FactType]:
    """The catalogue and the answers of a form; where a fact has such a name, the fact is meant."""
    return {**(answer_types(form) if form else {}), **facts}
