"""Headquarters writes what counts on a list; the page says it as everybody else reads it."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.facts.public import catalogue, seed_facts
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.support.models import PriorityRule
from sayeban.support.pages.priority_form import read_right

pytestmark = pytest.mark.django_db
PAGE = "/waiting/priorities/"
RULE = f"{PAGE}rule/?service="


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    with acting(OPERATOR, NOW):
        seed()
        seed_facts()


def client(post: Post, unit: Unit) -> Client:
    signed_in = enrolled(make_user(post.value.replace("_", "."), post, unit), NOW)
    made = Client()
    session = made.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    made.cookies["sayeban_session"] = session.session_key or ""
    return made


def first_of(kind: str) -> str:
    with acting(OPERATOR, NOW):
        return next(key for key, each in catalogue().items() if each.type == kind)


def rule() -> PriorityRule:
    with acting(OPERATOR, NOW):
        return PriorityRule.objects.get(service="")


def test_a_rule_is_written_a_condition_at_a_time_and_read_out() -> None:
    deputy, yes = client(Post.HQ_DEPUTY, Unit.hq()), first_of("bool")
    new = {"per_month": "2", "fact": yes, "op": "=", "value": "بله", "label": "اول", "points": "30"}
    assert deputy.post(RULE, new).status_code == 303
    second = {"per_month": "3", "points_0": "۲۰", "fact": first_of("int"), "op": ">="}
    more = second | {"value": "۳", "label": "دوم", "points": "10"}
    assert deputy.post(RULE, more).status_code == 303
    assert [(term["label"], term["points"]) for term in rule().terms] == [("اول", 20), ("دوم", 10)]
    assert rule().per_month == 3
    shown = client(Post.COUNTY_HEAD, Unit.of_county("0701")).get(PAGE).content.decode()
    assert "اول" in shown
    assert "تغییر این قاعده" not in shown
    gone = {"per_month": "3", "points_0": "", "points_1": "10"}
    assert deputy.post(RULE, gone).status_code == 303
    assert [term["label"] for term in rule().terms] == ["دوم"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": "شاید"}, "«بله» یا «نه»"),
        ({"label": ""}, "عنوان شرط را بنویسید"),
        ({"points": ""}, "امتیاز را بنویسید"),
        ({"points": "0"}, "عدد ۱ تا ۱۰۰۰"),
        ({"fact": "age", "op": ">", "value": "۵۰۰"}, "برای همه یک پاسخ دارد"),
    ],
)
def test_what_is_wrong_is_said_at_its_box(wrong: dict[str, str], said: str) -> None:
    deputy = client(Post.HQ_DEPUTY, Unit.hq())
    sent = {"per_month": "2", "fact": first_of("bool"), "op": "=", "value": "بله"}
    answer = deputy.post(RULE, sent | {"label": "ش", "points": "5"} | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with acting(OPERATOR, NOW):
        assert not PriorityRule.objects.filter(service="").exists()


def test_an_unknown_service_has_no_rule() -> None:
    assert client(Post.HQ_DEPUTY, Unit.hq()).get(f"{RULE}none").status_code == 404


def test_values_are_read_by_the_type_of_their_fact() -> None:
    with acting(OPERATOR, NOW):
        facts = catalogue()
    of = {each.type: each for each in facts.values()}
    assert read_right(of["date"], "۱۴۰۵/۰۹/۰۳") == "2026-11-24"
    assert read_right(of["date"], "سه‌شنبه") is None
    code, label = of["code"].choices[0]
    assert read_right(of["code"], label) == read_right(of["code"], code) == code
    assert read_right(of["int"], "۱٬۲۰۰") == 1200
    assert read_right(of["int"], "بسیار") is None
