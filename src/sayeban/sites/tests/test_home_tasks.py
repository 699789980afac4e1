"""The first page says what waits in cases: steps, late ones, and answers to one's questions."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from sayeban.accounts.models import User
from sayeban.accounts.public import Post
from sayeban.cases.public import answer_question, ask_expert, write_note
from sayeban.cases.tests.makers import COUNTY, NOW, of, opened, published
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.country.jalali import persian_digits
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed

pytestmark = pytest.mark.django_db
NOTHING = "اکنون کاری در انتظار شما نیست"


@pytest.fixture(autouse=True)
def _world(settings: Settings, db: None) -> Iterator[None]:
    settings.LIAISON_TRAINED = "sayeban.cases.tests.makers.trained"
    with time_machine.travel(NOW, tick=False):
        seed(date(2026, 11, 23))
        published()
        yield


def test_open_and_late_steps_are_counted_with_their_way() -> None:
    clerk = visitor(Post.DESK_CLERK)
    assert NOTHING in text_of(clerk, "/")
    opened()
    page = text_of(clerk, "/")
    assert NOTHING not in page
    assert "۱ گام" in page
    assert "مهلتشان گذشته" not in page
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        late = text_of(visitor(Post.COUNTY_HEAD), "/")
    assert "/worklist/?due=late" in late
    assert "گام‌هایی که مهلتشان گذشته است" in late


def test_more_steps_cost_no_more_questions_to_the_database() -> None:
    clerk = visitor(Post.DESK_CLERK)
    opened()
    text_of(clerk, "/")
    counts = []
    for serial in (2, 3):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text_of(clerk, "/")
        counts.append(len(asked))
        opened(serial)
    assert counts[0] == counts[1]


def test_an_answer_is_told_to_who_asked_until_he_went_on() -> None:
    clerk = visitor(Post.DESK_CLERK)
    me = of("desk_clerk", COUNTY, User.objects.get(username="desk.clerk").pk)
    case_id = opened().case_id
    question = ask_expert(
        actor=me, at=NOW, case_id=case_id, department="rehabilitation", text="پروتز هم دارد؟"
    )
    assert "پاسخ گرفت" not in text_of(clerk, "/")
    liaison = of("liaison_expert", COUNTY, 16)
    answer_question(actor=liaison, at=NOW, case_id=case_id, question=question, text="بله")
    page = text_of(clerk, "/")
    assert "پرسش شما دربارهٔ «کارت معلولیت» پاسخ گرفت" in page
    assert f"/cases/{case_id}/" in page
    write_note(actor=me, at=NOW + timedelta(minutes=1), case_id=case_id, text="دیدم")
    assert "پاسخ گرفت" not in text_of(clerk, "/")


def test_the_find_box_knows_tracking_numbers_of_ones_own_places() -> None:
    made = opened()
    head = visitor(Post.COUNTY_HEAD)
    sought = {"text": persian_digits(made.tracking_no), "reason": ""}
    page = head.post("/find/", sought).content.decode()
    assert f'<a href="/cases/{made.case_id}/">کارت معلولیت</a>' in page
    assert "دلیل جستجو را برگزینید" not in page
    other = visitor(Post.COUNTY_HEAD, Unit.of_county("1001"), "other.head")
    assert f"/cases/{made.case_id}/" not in other.post("/find/", sought).content.decode()


def test_headquarters_has_services_rules_and_forms_in_its_menu() -> None:
    ways = ("/services/", "/rules/", "/forms/")
    menus = {}
    for post, unit in ((Post.HQ_EXPERT, Unit.hq()), (Post.COUNTY_EXPERT, COUNTY)):
        page = text_of(visitor(post, unit), "/")
        menu = page.split("<main")[0]
        menus[post] = [way for way in ways if f'href="{way}"' in menu]
    assert menus == {Post.HQ_EXPERT: list(ways), Post.COUNTY_EXPERT: []}
