"""A document becomes a form, or every problem in it is named."""

from typing import Any

import pytest
from hypothesis import given

from sayeban.forms.document import FormDocument
from sayeban.forms.parsing import read_form
from sayeban.forms.refusals import FormInvalid
from sayeban.forms.tests import drawn
from sayeban.forms.tests.makers import CATALOGUE, RENT, TENURE, WISH, document
from sayeban.forms.tests.test_schema import CATALOGUE as DRAWN
from sayeban.forms.writing import write_form


def read(*questions: dict[str, Any]) -> FormDocument:
    return read_form(document(*questions), CATALOGUE)


def problems_of(given: object) -> list[tuple[str, str]]:
    with pytest.raises(FormInvalid) as refused:
        read_form(given, CATALOGUE)
    return [(each.place, each.why) for each in refused.value.found]


def condition(**given: Any) -> dict[str, Any]:
    return {"id": "c", **given}


def test_a_question_takes_the_choices_of_its_fact() -> None:
    assert read().questions[0].codes == ("owner", "tenant", "other")


@given(drawn.document())
def test_a_form_is_written_as_it_was_read(drawn_document: dict[str, Any]) -> None:
    form = read_form(drawn_document, DRAWN)
    assert read_form(write_form(form), DRAWN) == form


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (WISH | {"key": "Wish"}, "کلید پرسش"),
        (WISH | {"key": "tenure"}, "دو پرسش"),
        (WISH | {"type": "colour"}, "نوع پرسش شناخته"),
        (WISH | {"label": " "}, "متن پرسش"),
        (WISH | {"label": "a\0"}, "متن پرسش"),
        (WISH | {"colour": "red"}, "کلید colour"),
        (WISH | {"fact": "income"}, "فهرست داده‌ها"),
        (WISH | {"fact": "rent_monthly"}, "نوع دادهٔ آن"),
        (WISH | {"required": "no"}, "required"),
        (WISH | {"pictogram": "dragon"}, "تصویر"),
        (WISH | {"choices": [{"code": "a", "label": "الف"}]}, "گزینه تنها"),
        (WISH | {"type": "code"}, "گزینه‌های پرسش"),
        (WISH | {"type": "code", "choices": [{"code": "a", "label": "الف"}] * 2}, "دو گزینه"),
        (WISH | {"limits": {"min": 1}}, "کمینه یا بیشینه"),
        (WISH | {"limits": {"max_length": 10**6}}, "بیشترین طول"),
        (RENT | {"key": "b", "limits": {"min": 2, "max": 1}}, "کمینه از بیشینه"),
        (RENT | {"key": "b", "limits": {"min": -1}}, "کمینه یا بیشینه"),
        (WISH | {"visible_if": condition(fact="wish", op="known")}, "به «wish» نگاه"),
        (WISH | {"visible_if": condition(fact="income", op="known")}, "شرط نمایش"),
        (WISH | {"visible_if": {"all": []}}, "شرط نمایش"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_at_its_key(
    question: dict[str, Any], why: str
) -> None:
    ((place, said),) = problems_of(document(TENURE, question))
    assert place in (question["key"], "home")
    assert why in said


def test_choices_that_the_fact_does_not_know_are_refused() -> None:
    strange = TENURE | {"choices": [{"code": "castle", "label": "کاخ"}]}
    assert problems_of(document(strange)) == [("tenure", "گزینه‌ای دارد که دادهٔ آن نمی‌شناسد.")]


def test_of_a_text_a_condition_asks_whether_it_is_known() -> None:
    named = WISH | {"key": "why", "visible_if": condition(fact="wish", op="=", value="نان")}
    assert problems_of(document(WISH, named))[0][0] == "why"
    read(WISH, named | {"visible_if": condition(fact="wish", op="known")})


def test_a_condition_compares_with_a_value_and_counts_among_few() -> None:
    twice = RENT | {"key": "two", "visible_if": condition(fact="rent_monthly", op="<", other="z")}
    other = twice | {"key": "z", "visible_if": None}
    assert "با یک مقدار" in problems_of(document(TENURE, RENT, other, twice))[0][1]
    many = [{"id": f"c{n}", "fact": "tenure", "op": "known"} for n in range(9)]
    counted = WISH | {"visible_if": {"at_least": 2, "of": many}}
    assert "at_least" in problems_of(document(TENURE, counted))[0][1]


def test_two_questions_that_wait_for_each_other_are_named() -> None:
    first = WISH | {"key": "a", "visible_if": condition(fact="b", op="known")}
    second = WISH | {"key": "b", "visible_if": condition(fact="a", op="known")}
    assert problems_of(document(first, second))[0] == (
        "a",
        "شرط آن به «b» نگاه می‌کند که پیش از آن پرسیده نمی‌شود.",
    )


@pytest.mark.parametrize(
    "given",
    [
        *(None, [], "فرم", {}, {"code": "x1", "title": "ب", "sections": [None]}),
        *(document() | {"x": 1}, document() | {"code": "X"}),
        document() | {"sections": [{"key": "k", "title": "ب"}]},
    ],
)
def test_what_is_no_form_is_refused(given: object) -> None:
    assert problems_of(given)


def test_many_problems_are_counted() -> None:
    wrong = [WISH | {"key": f"q{n}", "type": "colour"} for n in range(9)]
    with pytest.raises(FormInvalid, match="و ۳ مورد دیگر"):
        read(*wrong)
