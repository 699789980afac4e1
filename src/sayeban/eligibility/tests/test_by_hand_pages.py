"""Decisions by hand by pages: beside the rule's own answer, over the next run, and taken back."""

from io import BytesIO
from zipfile import is_zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.eligibility.actions.run_rule import run_rule
from sayeban.eligibility.tests import makers
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    OLD,
    POOR,
    document,
    in_force,
    poverty_line,
)
from sayeban.eligibility.tests.test_decide import paper
from sayeban.eligibility.tests.test_pages import text, world
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import national_id, register, source_row
from sayeban.people.tests.makers import person as person_of
from sayeban.people.tests.test_pages import client, looks
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
LIST = "/rules/by-hand/"
ABADEH = Unit.of_county("0701")


@pytest.fixture
def found(world: None) -> int:
    """A person of Abadeh of 40 years and a poor household, and the rule that wants 60."""
    register(source_row(1, full_name="مریم کریمی", is_head=True))
    aged = person_of(1)
    assert aged.household_id
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("DELETE FROM facts_personrow; DELETE FROM facts_householdrow")
    makers.household(aged.household_id, aged.county, income_pc=1, centre=aged.centre)
    makers.person(aged.pk, aged.household_id, aged.county, age=40, centre=aged.centre)
    in_force(document())
    return aged.pk


@pytest.fixture
def head(found: int) -> Client:
    return client(Post.COUNTY_HEAD, Unit.of_county(person_of(1).county))


def decide(by: Client, found: int, **changed: object) -> int:
    sent = {
        "rule": "aged_support",
        "outcome": "yes",
        "reason": "بازدید منزل",
        "document": SimpleUploadedFile("p.png", paper(), "image/png"),
    }
    given = {name: value for name, value in (sent | changed).items() if value is not None}
    return by.post(f"{LIST}{found}/decide/", given).status_code


def test_a_head_decides_beside_what_the_rule_says_and_it_survives_a_run(
    head: Client, found: int
) -> None:
    shown = text(head, f"{LIST}{found}/")
    assert "نامشمول" in shown
    assert "مریم کریمی" in shown
    assert decide(head, found) == 303
    shown = text(head, f"{LIST}{found}/")
    assert "تصمیم دستی: <" in shown
    assert "بازدید منزل" in shown
    assert "نامشمول" in shown
    run_rule(actor=AUTHOR, at=NOW, code="aged_support")
    assert "در آخرین اجرا (۳ آذر ۱۴۰۵): مشمول" in text(head, f"{LIST}{found}/")
    assert ("rules.by_hand", 1) in [(purpose, rows) for purpose, _, rows in looks()]


def test_a_decision_is_taken_back_once(head: Client, found: int) -> None:
    decide(head, found)
    number = int(text(head, f"{LIST}{found}/").split(f"{LIST}{found}/")[1].split("/end/")[0])
    path = f"{LIST}{found}/{number}/end/"
    assert head.get(f"{LIST}papers/{number}/").status_code == 200
    assert head.post(path).status_code == 303
    assert "تصمیم دستی: <" not in text(head, f"{LIST}{found}/")
    assert head.post(path).status_code == 404
    assert "پایان‌یافته در" in text(head, f"{LIST}?state=ended")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": ""}, "بنویسید چرا"),
        ({"document": None}, "مدرکی را برگزینید"),
        ({"outcome": None}, "یکی را برگزینید"),
        ({"document": SimpleUploadedFile("p.png", b"no picture", "image/png")}, "سالم نیست"),
    ],
)
def test_what_is_lacking_is_said_and_the_rest_stays(
    head: Client, found: int, changed: dict[str, object], said: str
) -> None:
    sent = {
        "rule": "aged_support",
        "outcome": "yes",
        "reason": "بازدید دوم",
        "document": SimpleUploadedFile("p.png", paper(), "image/png"),
    }
    given = {name: value for name, value in (sent | changed).items() if value is not None}
    refused = head.post(f"{LIST}{found}/decide/", given)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    if "reason" not in changed:
        assert "بازدید دوم" in refused.content.decode()


def test_the_list_shows_both_answers_and_comes_as_a_workbook(head: Client, found: int) -> None:
    assert "در این فهرست تصمیم دستی نیست" in text(head, LIST)
    decide(head, found)
    shown = text(head, f"{LIST}?rule=aged_support&sort=rule")
    assert 'تصمیم دستی">مشمول</td>' in shown
    assert 'پاسخ قاعده">نامشمول</td>' in shown
    assert "در این فهرست تصمیم دستی نیست" in text(head, f"{LIST}?state=ended")
    before = len(looks())
    answer = head.get(f"{LIST}list.xlsx")
    assert is_zipfile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a FileResponse
    assert len(looks()) == before + 1


def test_a_decision_about_a_household_is_found_by_its_person(head: Client, found: int) -> None:
    poverty_line(5)
    in_force(document(POOR, code="poor_home", subject="household"))
    assert decide(head, found, rule="poor_home", outcome="no") == 303
    shown = text(head, LIST)
    assert f'href="{LIST}{found}/"' in shown


def test_a_person_is_found_by_number_with_a_look(head: Client, found: int) -> None:
    answer = head.post(LIST, {"identifier": national_id(1)})
    assert answer.status_code == 303
    assert answer["Location"] == f"{LIST}{found}/"
    assert ("by_hand.find", 1) in [(purpose, rows) for purpose, _, rows in looks()]
    refused = head.post(LIST, {"identifier": national_id(9)})
    assert refused.status_code == 422
    assert "در حوزهٔ شما یافت نشد" in refused.content.decode()
    assert head.post(LIST, {"identifier": ""}).status_code == 422


def test_who_is_of_another_place_or_post_sees_and_decides_nothing(head: Client, found: int) -> None:
    decide(head, found)
    other = client(Post.DIRECTOR_GENERAL, Unit.of_province("10"))
    assert other.get(f"{LIST}{found}/").status_code == 404
    assert decide(other, found) == 404
    assert "در این فهرست تصمیم دستی نیست" in text(other, LIST)
    worker = client(Post.COUNTY_EXPERT, Unit.of_county("0701"))
    assert worker.get(LIST).status_code == 403


def test_what_several_conditions_rest_on_is_said_once(head: Client, found: int) -> None:
    old = {**OLD, "no": "هنوز سالمند نیست."}
    in_force(document({"any": [{**old, "id": "a"}, {**old, "id": "b", "value": 61}]}, code="twice"))
    shown = text(head, f"{LIST}{found}/")
    assert shown.count("<li>هنوز سالمند نیست.</li>") == 1
