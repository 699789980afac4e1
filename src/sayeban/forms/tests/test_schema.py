"""The schema of a form takes what the form takes, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayeban.facts.public import FactType
from sayeban.forms.answering import problems
from sayeban.forms.document import WORDED, Answer
from sayeban.forms.parsing import read_form
from sayeban.forms.schema import json_schema, validator
from sayeban.forms.tests import drawn

CATALOGUE = {
    f"{kind}_fact": FactType(
        f"{kind}_fact",
        "text" if kind in WORDED else kind,  # type: ignore[arg-type]
        kind,
        choices=(("own", "مالک"), ("rent", "مستأجر")) if kind == "code" else (),
    )
    for kind in drawn.KINDS
    if kind not in ("codes", "document", "year")
}


def both(data: st.DataObject) -> tuple[bool, bool]:
    """Whether form and schema take drawn answers."""
    document = data.draw(drawn.document())
    form = read_form(document, CATALOGUE)
    answers = data.draw(drawn.answers(document))
    return not problems(form, answers), validator(json_schema(form)).is_valid(answers)


@pytest.mark.slow
@settings(max_examples=200)
@given(st.data())
def test_what_the_form_takes_the_schema_takes_and_the_other_way_round(data: st.DataObject) -> None:
    by_form, by_schema = both(data)
    assert by_form == by_schema


@pytest.mark.slow
def test_a_schema_that_forgets_what_is_hidden_is_seen() -> None:
    """The control: answers to questions that are not asked, and text that is none."""
    question = {"key": "a", "type": "bool", "label": "الف"}
    hidden = {"key": "b", "type": "text", "label": "ب"} | {
        "visible_if": {"id": "x", "fact": "a", "op": "=", "value": True}
    }
    sections = [{"key": "s", "title": "بخش", "questions": [question, hidden]}]
    form = read_form({"code": "form", "title": "فرم", "sections": sections}, {})
    schema = json_schema(form)
    answers: dict[str, Answer] = {"a": False, "b": "متن"}
    assert problems(form, answers).keys() == {"b"}
    assert not validator(schema).is_valid(answers)
    assert validator(schema | {"allOf": [True]}).is_valid(answers)
    assert not validator(schema).is_valid({"a": True, "b": "\u200c"})
    assert validator(schema).is_valid({"a": True, "b": "متن"})
