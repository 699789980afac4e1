"""An answer that becomes a fact of one writing alone is judged by it at every door."""

import pytest

from sayeban.country.jalali import persian_digits
from sayeban.facts.public import FactType
from sayeban.forms.answering import problems
from sayeban.forms.pages.fill.form import AnswerForm
from sayeban.forms.parsing import read_form
from sayeban.forms.schema import json_schema, validator

GOOD = "IR430120000000000000000001"
SHEBA = {"key": "account", "type": "text", "label": "شمارهٔ شبا", "fact": "iban"}
DOCUMENT = {
    "code": "form",
    "title": "فرم",
    "sections": [{"key": "s", "title": "بخش", "questions": [SHEBA]}],
}
FORM = read_form(DOCUMENT, {"iban": FactType("iban", "text", "شمارهٔ شبا")})


@pytest.mark.parametrize("given", ["5", GOOD[:-1], GOOD[:-1] + "2", GOOD.lower(), f"{GOOD} "])
def test_what_is_no_sheba_number_is_refused_by_form_and_schema(given: str) -> None:
    assert "شمارهٔ شبا درست نیست" in problems(FORM, {"account": given}).get("account", "")
    assert not validator(json_schema(FORM)).is_valid({"account": given})


def test_one_that_is_right_is_taken_by_both() -> None:
    assert not problems(FORM, {"account": GOOD})
    assert validator(json_schema(FORM)).is_valid({"account": GOOD})


@pytest.mark.parametrize(
    "typed", [GOOD.lower(), "IR43 0120 0000 0000 0000 0000 01", persian_digits(GOOD[2:])]
)
def test_a_box_takes_it_as_it_stands_on_a_card(typed: str) -> None:
    (question,) = FORM.questions
    box = AnswerForm(question, {"value": typed})  # type: ignore[arg-type]  # as a QueryDict
    assert box.is_valid()
    assert box.cleaned_data["value"] == GOOD
