"""Questions that nobody can be asked are found before a form is published."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.forms.answering import asked
from sayeban.forms.document import Answer, FormDocument, Question
from sayeban.forms.parsing import read_form
from sayeban.forms.reaching import unreachable
from sayeban.forms.tests import drawn
from sayeban.forms.tests.makers import RENT, TENURE, WISH
from sayeban.forms.tests.test_parsing import condition, read
from sayeban.forms.tests.test_schema import CATALOGUE as DRAWN
from sayeban.forms.values import taken


def never(*questions: dict[str, Any]) -> list[str]:
    return [each.place for each in unreachable(read(*questions))]


def test_a_question_that_no_answer_shows_is_found() -> None:
    both = [condition(fact="tenure", op="=", value=value) for value in ("owner", "tenant")]
    both[1]["id"] = "d"
    assert never(TENURE, WISH | {"visible_if": {"all": both}}) == ["wish"]
    assert never(TENURE, WISH | {"visible_if": {"any": both}}) == []


def test_one_behind_a_hidden_question_is_found_and_one_beyond_a_limit() -> None:
    owner = WISH | {
        "visible_if": {
            "all": [
                condition(fact="tenure", op="=", value="owner"),
                {"id": "r", "fact": "rent_monthly", "op": "known"},
            ]
        }
    }
    assert never(TENURE, RENT, owner) == ["wish"]
    dear = WISH | {"visible_if": condition(fact="rent_monthly", op=">", value=500)}
    assert never(TENURE, RENT | {"limits": {"max": 500}}, dear) == ["wish"]
    assert never(TENURE, RENT | {"limits": {"max": 501}}, dear) == []


_FEW: dict[str, tuple[Answer, ...]] = {
    "bool": (True, False),
    "code": ("own", "rent"),
    "int": tuple(range(-5, 6)),
}


def brute(form: FormDocument) -> set[str]:
    """The questions that are asked with some of all answers there are."""
    found: set[str] = set()
    for values in product(*map(_possible, form.questions)):
        answers = dict(zip([each.key for each in form.questions], values, strict=True))
        found |= {each.key for each in asked(form, answers)}
    return found


def _possible(question: Question) -> list[Answer]:
    free = [None] if question.may_be_unknown or not question.required else []
    return [*(each for each in _FEW[question.kind] if taken(question, each)[0] == each), *free]


@pytest.mark.slow
@given(st.data())
def test_what_is_never_asked_is_what_no_answers_show(data: st.DataObject) -> None:
    form = read_form(data.draw(drawn.document(tuple(_FEW), 4)), DRAWN)
    named = {each.place for each in unreachable(form)}
    assert named == {each.key for each in form.questions} - brute(form)
