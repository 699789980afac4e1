"""What is no condition is refused with its place; what is one comes out as it went in."""

import json
import math
from typing import Any

import pytest

from sayeban.facts.conditions.parsing import dump
from sayeban.facts.conditions.refusals import ConditionInvalid
from sayeban.facts.conditions.tests.makers import leaf, tree
from sayeban.facts.conditions.tree import DEEPEST, MOST_LEAVES

OLD = leaf("old", "age", ">=", value=65)
TEXTS = {"yes": "{fact} بیش از {rhs} است", "no": "ن", "ask": "پ", "basis": "مادهٔ ۲۷"}


def nested(depth: int) -> dict[str, Any]:
    return {"not": nested(depth - 1)} if depth > 1 else OLD


def many(count: int) -> dict[str, Any]:
    return {"any": [leaf(f"n{n}", "age", "=", value=n) for n in range(count)]}


@pytest.mark.parametrize(
    "document",
    [
        OLD,
        OLD | TEXTS,
        {"all": [OLD, {"not": leaf("poor", "income", "<", param="poverty_line")}]},
        {"at_least": 1, "of": [leaf("d", "decile", "in", value=[1, 2.25, 1e11])]},
        {
            "any": [
                leaf("a", "born", "<", value="2001-02-03"),
                leaf("b", "rent", ">", other="income"),
            ]
        },
        leaf("k", "age", "known"),
        leaf("t", "city", "=", value="شهر ری نیم‌روز"),
        nested(DEEPEST),
        many(MOST_LEAVES),
    ],
)
def test_a_document_comes_out_as_it_went_in(document: object) -> None:
    assert dump(tree(json.loads(json.dumps(document)))) == document


@pytest.mark.parametrize(
    ("document", "place", "why"),
    [
        (None, "/", "باید یک شرط"),
        ([], "/", "باید یک شرط"),
        ({}, "/", "باید یک شرط"),
        ({"all": [OLD], "any": [OLD]}, "/", "باید یک شرط"),
        ({"all": OLD}, "/all", "باید یک شرط"),
        ({"any": [OLD, {"all": []}]}, "/any/1/all", "خالی"),
        (nested(DEEPEST + 1), "/not" * DEEPEST, "لایه"),
        (many(MOST_LEAVES + 1), f"/any/{MOST_LEAVES}/id", "بیش از ۶۲"),
        ({"at_least": 2, "of": [OLD]}, "/at_least", "at_least"),
        ({"at_least": 0, "of": [OLD]}, "/at_least", "at_least"),
        ({"at_least": True, "of": [OLD]}, "/at_least", "at_least"),
        ({"at_least": 1}, "/", "باید یک شرط"),
        ({"any": [OLD, OLD]}, "/any/1/id", "پیش‌تر"),
        (OLD | {"id": "Old"}, "/id", "حرف کوچک"),
        (OLD | {"id": None}, "/id", "حرف کوچک"),
        (OLD | {"else": 1}, "/", "کلید"),
        (OLD | {"fact": "wealth"}, "/fact", "فهرست داده‌ها"),
        (OLD | {"fact": ["age"]}, "/fact", "فهرست داده‌ها"),
        (OLD | {"op": "like"}, "/op", "شناخته نیست"),
        (leaf("x", "tenure", "<", value="owner"), "/op", "بزرگ‌تر"),
        (leaf("x", "is_head", ">=", value=True), "/op", "بزرگ‌تر"),
        (leaf("x", "age", "<"), "/", "درست یکی"),
        (OLD | {"param": "grown_up"}, "/", "درست یکی"),
        (leaf("x", "age", "known", value=1), "/value", "known"),
        (leaf("x", "age", "in", value=3), "/value", "فهرستی"),
        (leaf("x", "city", "in", value="ری"), "/value", "فهرستی"),
        (leaf("x", "age", "in", value=[]), "/value", "فهرستی"),
        (leaf("x", "age", "in", value=[1, 1]), "/value", "فهرستی"),
        (leaf("x", "age", "in", param="grown_up"), "/param", "فهرستی"),
        (leaf("x", "age", "in", value=list(range(201))), "/value", "فهرستی"),
        (leaf("x", "age", "in", value=[1, "2"]), "/value/1", "نوع داده"),
        (leaf("x", "income", "<", param="wealth_line"), "/param", "پارامتر"),
        (leaf("x", "income", "<", param=None), "/param", "پارامتر"),
        (leaf("x", "income", "<", param="grown_up"), "/param", "دو سمت"),
        (leaf("x", "income", "<", other="age"), "/other", "دو سمت"),
        (leaf("x", "city", "=", other="tenure"), "/other", "دو سمت"),
        (leaf("x", "age", "=", value=None), "/value", "نوع داده"),
        (leaf("x", "age", "=", value=True), "/value", "نوع داده"),
        (leaf("x", "age", "=", value=2**63), "/value", "نوع داده"),
        (leaf("x", "is_head", "=", value=1), "/value", "نوع داده"),
        (leaf("x", "decile", "=", value=math.nan), "/value", "نوع داده"),
        (leaf("x", "decile", "=", value=math.inf), "/value", "نوع داده"),
        (leaf("x", "decile", "=", value=1e-7), "/value", "نوع داده"),
        (leaf("x", "decile", "=", value=10**12), "/value", "نوع داده"),
        (leaf("x", "decile", "=", value="2"), "/value", "نوع داده"),
        (leaf("x", "born", "=", value="20010203"), "/value", "نوع داده"),
        (leaf("x", "born", "=", value="2001-02-30"), "/value", "نوع داده"),
        (leaf("x", "tenure", "=", value="lodger"), "/value", "نوع داده"),
        (leaf("x", "city", "=", value=""), "/value", "نوع داده"),
        (leaf("x", "city", "=", value="a\0b"), "/value", "نوع داده"),
        (leaf("x", "city", "=", value="\ud800"), "/value", "نوع داده"),
        (OLD | {"yes": "{fact.__class__}"}, "/yes", "متن"),
        (OLD | {"no": "{fact!r}"}, "/no", "متن"),
        (OLD | {"no": "{fact:>9}"}, "/no", "متن"),
        (OLD | {"ask": "{"}, "/ask", "متن"),
        (OLD | {"ask": "{}"}, "/ask", "متن"),
        (OLD | {"basis": "x" * 501}, "/basis", "متن"),
        (OLD | {"yes": ""}, "/yes", "متن"),
        (OLD | {"yes": 5}, "/yes", "متن"),
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(
    document: object, place: str, why: str
) -> None:
    with pytest.raises(ConditionInvalid) as refused:
        tree(document)
    assert refused.value.details["place"] == place
    assert why in refused.value.message


def test_a_place_is_said_in_words() -> None:
    with pytest.raises(ConditionInvalid) as refused:
        tree({"all": [OLD, {"not": leaf("x", "age", "like", value=1)}]})
    assert "(همهٔ این‌ها، شرط ۲، وارونه، مقایسه)" in refused.value.message
    assert "/" not in refused.value.message


def test_a_rule_speaks_and_does_not_conclude_from_what_is_not_known() -> None:
    assert dump(tree(OLD | TEXTS, rule=True)) == OLD | TEXTS
    with pytest.raises(ConditionInvalid, match="جمله‌های"):
        tree(OLD, rule=True)
    with pytest.raises(ConditionInvalid, match="known"):
        tree(leaf("k", "age", "known", **TEXTS), rule=True)
