"""All rules about one person: for a purpose that is kept, within the visitor's places."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.eligibility.tests.makers import POOR, document, in_force, leaf, poverty_line
from sayeban.eligibility.tests.test_by_hand_pages import decide, found, head
from sayeban.eligibility.tests.test_pages import text, world
from sayeban.kit.units import Unit
from sayeban.people.tests.test_pages import client, looks

__all__ = ["found", "head", "world"]

pytestmark = pytest.mark.django_db
ASKED = {"purpose": "answer"}


def page(found: int) -> str:
    return f"/rules/of/{found}/"


def told(by: Client, found: int) -> str:
    answer = by.post(page(found), ASKED)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_told_before_a_purpose_is_said(head: Client, found: int) -> None:
    before = looks()
    shown = text(head, page(found))
    assert "برای چه کاری؟" in shown
    assert "مریم کریمی" not in shown
    assert "نامشمول" not in shown
    assert looks() == before
    assert head.post(page(found), {}).status_code == 422
    assert "مریم کریمی" in told(head, found)
    assert ("explain.answer", 1) in [(purpose, rows) for purpose, _, rows in looks()]


def test_each_rule_says_its_answer_why_and_what_is_lacking(head: Client, found: int) -> None:
    poverty_line(5_000_000)
    in_force(document(POOR, code="poor_support", title="کمک معیشت"))
    rent = leaf("rent", "rent_monthly", ">", value=1)
    in_force(document(rent, code="rent_help", title="کمک اجاره"))
    shown = told(head, found)
    for word in ("aged_support", "poor_support", "rent_help"):
        assert word in shown
    # Each stands in a figure and at one rule; the third «نامعلوم» is the sentence of that rule.
    assert [shown.count(f">{word}<") for word in ("مشمول", "نامشمول", "نامعلوم")] == [2, 2, 3]
    assert "مشمول می‌شد اگر" in shown
    assert "با این داده‌ها روشن می‌شود" in shown


def test_a_decision_by_hand_is_the_answer_and_said_to_be_one(head: Client, found: int) -> None:
    assert decide(head, found) == 303
    shown = told(head, found)
    assert "این پاسخ تصمیم دستی است. دلیل: بازدید منزل" in shown
    assert "آنچه خود قاعده می‌گوید" in shown
    assert "مشمول می‌شد اگر" not in shown


def test_who_has_another_place_or_post_is_told_nothing(found: int) -> None:
    other = client(Post.COUNTY_HEAD, Unit.of_county("2301"))
    assert other.get(page(found)).status_code == 404
    assert other.post(page(found), ASKED).status_code == 404
    clerk = client(Post.DESK_CLERK, Unit.of_county("0701"))
    assert clerk.get(page(found)).status_code == 403


def test_his_own_page_leads_to_it(head: Client, found: int) -> None:
    assert page(found) in text(head, f"/people/{found}/")
