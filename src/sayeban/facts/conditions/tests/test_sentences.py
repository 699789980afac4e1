"""What the citizen reads: words of the rule, Persian digits, units, Jalali dates."""

from datetime import date
from decimal import Decimal

import pytest

from sayeban.facts.conditions.evaluating import evaluate
from sayeban.facts.conditions.sentences import Reason, changes, clause, in_words, sentences
from sayeban.facts.conditions.tests.makers import CATALOGUE, leaf, tree
from sayeban.facts.conditions.tree import Leaf, Row, Value

TENURE = leaf("x", "tenure", "in", value=["owner", "tenant"])
DECILE = leaf("x", "decile", "in", value=[1, 2, 3.5])
LINE = {"poverty_line": 60_000_000}
POOR = leaf(
    "poor",
    "income",
    "<",
    param="poverty_line",
    yes="درآمد ماهانه {fact} زیر خط فقر {rhs} است.",
    no="درآمد ماهانه {fact} از خط فقر {rhs} کمتر نیست.",
    ask="درآمد هنوز استعلام نشده است.",
    basis="مادهٔ ۲۷",
)


@pytest.mark.parametrize(
    ("income", "kind", "text"),
    [
        (4_000_000, "yes", "درآمد ماهانه ۴٬۰۰۰٬۰۰۰ ریال زیر خط فقر ۶۰٬۰۰۰٬۰۰۰ ریال است."),
        (60_000_000, "no", "درآمد ماهانه ۶۰٬۰۰۰٬۰۰۰ ریال از خط فقر ۶۰٬۰۰۰٬۰۰۰ ریال کمتر نیست."),
        (None, "ask", "درآمد هنوز استعلام نشده است."),
    ],
)
def test_a_reason_speaks_in_the_words_of_the_rule(income: int | None, kind: str, text: str) -> None:
    row: Row = {"income": income}
    (found,) = sentences(tree(POOR), evaluate(tree(POOR), row, LINE), row, LINE)
    assert found == Reason("poor", kind, text, "مادهٔ ۲۷", ("income",))  # type: ignore[arg-type]


def test_another_fact_is_told_by_its_value_and_an_unknown_one_by_name() -> None:
    dear = leaf("dear", "rent", ">", other="income", yes="{fact} / {rhs}", ask="{fact} / {rhs}")
    for row, text in (
        ({"rent": 9, "income": 5}, "۹ ریال / ۵ ریال"),
        ({"rent": 9}, "۹ ریال / نامعلوم"),
    ):
        (found,) = sentences(tree(dear), evaluate(tree(dear), row), row)
        assert found.text == text


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (70, "سن ۶۵ سال یا بیشتر است."),
        (30, "سن کمتر از ۶۵ سال است."),
        (None, "هنوز معلوم نیست که سن ۶۵ سال یا بیشتر است یا نه."),
    ],
)
def test_without_a_sentence_the_condition_is_told(age: int | None, text: str) -> None:
    old = tree(leaf("old", "age", ">=", value=65))
    assert sentences(old, evaluate(old, {"age": age}), {"age": age})[0].text == text


def test_a_change_is_told_as_what_would_have_to_be() -> None:
    both = tree({"all": [POOR, {"not": leaf("lone", "members", "=", value=1)}]})
    outcome = evaluate(both, {"income": 70_000_000, "members": 1}, LINE)
    assert changes(both, outcome, LINE) == (
        "درآمد ماهانه کمتر از ۶۰٬۰۰۰٬۰۰۰ ریال باشد",
        "شمار اعضا ۱ نفر نباشد",
    )


@pytest.mark.parametrize(
    ("one", "met", "said"),
    [
        (leaf("x", "age", "<=", value=1200), True, "سن ۱٬۲۰۰ سال یا کمتر باشد"),
        (leaf("x", "age", "<=", value=12), False, "سن بیشتر از ۱۲ سال باشد"),
        (leaf("x", "age", ">", value=12), False, "سن ۱۲ سال یا کمتر باشد"),
        (leaf("x", "age", "<", value=12), False, "سن ۱۲ سال یا بیشتر باشد"),
        (leaf("x", "age", ">=", value=12), False, "سن کمتر از ۱۲ سال باشد"),
        (leaf("x", "age", "=", value=12), False, "سن ۱۲ سال نباشد"),
        (leaf("x", "age", "!=", value=12), False, "سن ۱۲ سال باشد"),
        (leaf("x", "age", "known"), True, "سن معلوم باشد"),
        (leaf("x", "age", "known"), False, "سن معلوم نباشد"),
        (leaf("x", "is_head", "=", value=True), True, "پاسخ «سرپرست خانوار» بله باشد"),
        (leaf("x", "is_head", "=", value=True), False, "پاسخ «سرپرست خانوار» نه باشد"),
        (leaf("x", "is_head", "!=", value=True), True, "پاسخ «سرپرست خانوار» نه باشد"),
        (leaf("x", "is_head", "known"), True, "پاسخ «سرپرست خانوار» معلوم باشد"),
        (leaf("x", "born", "<", value="1979-02-11"), True, "تاریخ تولد پیش از ۲۲ بهمن ۱۳۵۷ باشد"),
        (
            leaf("x", "born", "<", other="widowed_on"),
            False,
            "تاریخ تولد تاریخ فوت همسر یا پس از آن باشد",
        ),
        (
            leaf("x", "tenure", "in", value=["owner", "tenant"]),
            True,
            "نوع سکونت «مالک» یا «مستأجر» باشد",
        ),
        (
            leaf("x", "decile", "in", value=[1, 2, 3.5]),
            False,
            "دهک هیچ‌یک از این‌ها نباشد: ۱، ۲ یا ۳٫۵",
        ),
        (leaf("x", "decile", "not_in", value=[1]), False, "دهک ۱ باشد"),
    ],
)
def test_a_leaf_in_words_of_its_own(one: object, met: bool, said: str) -> None:
    found = tree(one)
    assert isinstance(found, Leaf)
    assert clause(found, {}, met=met) == said


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("is_head", False, "نه"),
        ("age", -3, "-۳ سال"),
        ("decile", Decimal("10.000000"), "۱۰"),
        ("decile", Decimal("1234.50"), "۱٬۲۳۴٫۵"),
        ("tenure", "owner", "مالک"),
        ("tenure", "gone", "gone"),
        ("city", "ری", "ری"),
        ("born", date(2026, 3, 21), "۱ فروردین ۱۴۰۵"),
        ("income", None, "نامعلوم"),
        ("income", 0, "۰ ریال"),
    ],
)
def test_values_in_words(fact: str, value: Value | None, said: str) -> None:
    assert in_words(CATALOGUE[fact], value) == said
