"""Conditions of ways are put together from facts; problems stand beside the step they are of."""

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.cases.reads.catalogue import service
from sayeban.cases.tests.makers import NOW
from sayeban.cases.tests.visiting import HQ, text_of, visitor
from sayeban.facts.public import seed_facts
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service", "now")]

PAGE = "/services/disability_card/condition/transitions/1/"


@pytest.fixture
def now(settings: Settings) -> object:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def writer(service: None) -> Client:
    del service
    with acting(OPERATOR, NOW):
        seed_facts()
    return visitor(Post.HQ_EXPERT, HQ)


def guard() -> dict[str, object] | None:
    with looking(OPERATOR):
        file = service("disability_card")
        draft = max(each.number for each in file.versions)
        return service("disability_card", draft).document.transitions[0].guard


def revision() -> int:
    with looking(OPERATOR):
        return service("disability_card").revision


def adds(client: Client, fact: str, op: str, value: str, **more: str) -> int:
    sent = {"do": "add", "fact": fact, "op": op, "value": value, **more}
    return client.post(PAGE, {**sent, "revision": revision()}).status_code


def test_a_condition_is_picked_written_and_read_aloud(writer: Client) -> None:
    assert "شرطی ندارد" in text_of(writer, PAGE)
    assert "مقایسه" in text_of(writer, f"{PAGE}?fact=age")
    assert adds(writer, "age", ">=", "۱۸") == 303
    found = guard()
    assert found is not None
    assert (found["fact"], found["op"], found["value"]) == ("age", ">=", 18)
    assert found["yes"]
    page = text_of(writer, PAGE)
    assert "۱۸" in page
    assert "شرط دارد" in text_of(writer, "/services/disability_card/edit/")


def test_a_value_that_fits_the_fact_alone_is_taken(writer: Client) -> None:
    assert adds(writer, "age", ">=", "بسیار") == 422
    assert adds(writer, "age", "", "18") == 422
    assert guard() is None


def test_several_are_joined_loosened_and_taken_away(writer: Client) -> None:
    adds(writer, "age", ">=", "18")
    adds(writer, "age", "<", "60", no="بالای شصت سال است.")
    found = guard()
    assert found is not None
    assert [each["id"] for each in found["all"]] == ["age", "age_2"]  # type: ignore[attr-defined]
    assert found["all"][1]["no"] == "بالای شصت سال است."  # type: ignore[index]
    writer.post(PAGE, {"do": "word:any", "revision": revision()})
    assert "any" in (guard() or {})
    assert writer.post(PAGE, {"do": "remove:9", "revision": revision()}).status_code == 422
    writer.post(PAGE, {"do": "remove:0", "revision": revision()})
    writer.post(PAGE, {"do": "clear", "revision": revision()})
    assert guard() is None


def test_of_two_editors_the_second_is_told_and_what_he_wrote_stays(writer: Client) -> None:
    before = revision()
    adds(writer, "age", ">=", "18")
    sent = {"do": "add", "fact": "age", "op": "<", "value": "60", "revision": before}
    late = writer.post(PAGE, {**sent, "no": "بالای شصت سال است."})
    assert late.status_code == 422
    assert "همکار دیگری این پیش‌نویس را" in late.content.decode()
    assert "بالای شصت سال است." in late.content.decode()
    found = guard()
    assert found is not None
    assert "all" not in found


def test_what_a_part_says_elsewhere_keeps_its_condition(writer: Client) -> None:
    adds(writer, "age", ">=", "18")
    typed = {"revision": revision(), "step": "intake", "label": "کامل", "to": "visit"}
    path = "/services/disability_card/edit/transitions/1/"
    assert "JSON" not in text_of(writer, path)
    assert writer.post(path, typed).status_code == 303
    assert guard() is not None


def test_a_problem_stands_beside_its_step_and_the_picture_follows(writer: Client) -> None:
    page = "/services/disability_card/edit/"
    writer.post(f"{page}steps/2/remove/", {"revision": 1})
    text = text_of(writer, page)
    row = text.split("گام intake</a>", 1)[1].split("</tr>", 1)[0]
    assert "به گام «ask» می‌رود که نیست" in row
    assert "گامی که نیست" in text.split("<svg", 1)[1]
    assert "به گام «ask»" not in text.split("گام decide</a>", 1)[1].split("</tr>", 1)[0]


def test_the_identity_sheet_speaks_persian(writer: Client) -> None:
    page = text_of(writer, "/services/disability_card/")
    sheet = page.split("شناسنامهٔ خدمت</h2>", 1)[1].split("نسخه‌ها</h2>", 1)[0]
    assert "گام intake" in sheet
    assert ">intake<" not in sheet
    assert "disability_card" not in sheet


def test_what_is_no_part_is_not_there(writer: Client) -> None:
    assert writer.get(PAGE.replace("/1/", "/99/")).status_code == 404
    assert writer.get(PAGE.replace("transitions", "steps")).status_code == 404
    assert visitor(Post.DESK_CLERK).get(PAGE).status_code == 403
