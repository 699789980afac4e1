"""The welfare file, contests and the catalogue as pages."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.facts.public import sees_sensitive
from sayeban.facts.tests.makers import TODAY, put, standing, value
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW, person, register, rows_of, source_row
from sayeban.people.tests.test_pages import client, looks
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
COUNTY, FAR = Unit.of_county("0701"), Unit.of_county("0702")
YES = {"claimed": "yes", "reason": "رأی کمیسیون را دارد"}
DECIDED = {"decision": "accepted", "answer": "رأی دیده شد"}


@pytest.fixture(autouse=True)
def world(catalogue: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        register(source_row(1, full_name="زهرا کریمی", tenure="tenant"))
        him: Any = ("person", person(1).pk)
        long_ago = TODAY - timedelta(400)
        put(
            value(him, "is_student", True, origin="received", register="education", as_of=long_ago),
            value(him, "home_owner", False),
            value(him, "chronic_illness", True, origin="verified"),
        )
        put(value(him, "home_owner", True, as_of=TODAY - timedelta(9)))
        yield


def file_page() -> str:
    return f"/files/{person(1).pk}/"


def contest_page(fact: str = "home_owner") -> str:
    return f"{file_page()}contest/{standing(person(1).pk, fact)}/"


def opened(by: Client, **typed: Any) -> str:
    answer = by.post(contest_page(), {**YES, **typed})
    assert answer.status_code == 303
    return str(answer["Location"]).split("?", maxsplit=1)[0]


def text(by: Client, path: str) -> str:
    answer = by.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_file_says_of_each_datum_from_where_and_when() -> None:
    shown = text(client(), file_page())
    for word in ("زهرا کریمی", "دریافت از مرجع: آموزش و پرورش", "کهنه", "اظهار خود فرد"):
        assert word in shown
    assert "استیجاری" in shown
    assert "مقدارهای دیگر و پیشین" in shown
    assert ("welfare", "facts.file", 1) in looks()


def test_sensitive_data_are_for_those_who_keep_the_file() -> None:
    assert "محرمانه" not in text(client(), file_page())
    hidden = text(client(Post.DESK_CLERK), file_page())
    assert "محرمانه" in hidden
    answer = client(Post.DESK_HEAD).get(contest_page("chronic_illness"))
    assert answer.status_code == 403


def test_a_file_of_another_place_is_not_there() -> None:
    assert client(unit=FAR).get(file_page()).status_code == 404


def test_a_contest_is_taken_down_referred_and_decided_by_somebody_else() -> None:
    clerk, head = client(Post.DESK_CLERK), client(Post.COUNTY_HEAD)
    path = opened(clerk)
    assert "اعتراض باز" in text(clerk, file_page())
    assert "ثبت تصمیم" not in text(clerk, path)
    assert path in text(head, "/contests/")
    assert head.post(f"{path}decide/", {"decision": "accepted"}).status_code == 422
    assert head.post(f"{path}decide/", DECIDED).status_code == 303
    assert "رأی دیده شد" in text(clerk, path)
    assert rows_of("SELECT count(*) FROM facts_value WHERE origin = 'verified'") == [(2,)]
    assert path not in text(head, "/contests/")
    assert path in text(head, "/contests/?state=accepted")


def test_whoever_took_it_down_is_told_that_another_decides() -> None:
    head = client(Post.COUNTY_HEAD)
    path = opened(head)
    assert "تصمیم با همکار دیگری است" in text(head, path)
    refused = head.post(f"{path}decide/", DECIDED)
    assert refused.status_code == 422
    assert "همکار دیگری باید" in refused.content.decode()


def test_a_contest_is_taken_back_once() -> None:
    clerk = client(Post.DESK_CLERK)
    path = opened(clerk)
    assert clerk.post(f"{path}withdraw/").status_code == 303
    again = clerk.post(f"{path}withdraw/")
    assert again.status_code == 422
    assert "پایان یافته است" in again.content.decode()


def test_what_has_no_owner_offers_no_referral_and_what_has_one_does() -> None:
    head = client(Post.COUNTY_HEAD)
    path = opened(client(Post.DESK_CLERK))
    assert "پرسش از صاحب داده" not in text(head, path)
    assert head.post(f"{path}refer/").status_code == 422
    school = contest_page("is_student")
    answer = head.post(school, {"claimed": "no", "reason": "ترک تحصیل"})
    other = str(answer["Location"]).split("?", maxsplit=1)[0]
    assert "آموزش و پرورش" in text(head, other)
    assert head.post(f"{other}refer/").status_code == 303


def test_what_was_typed_wrong_is_said_at_its_box() -> None:
    answer = client().post(contest_page(), {"reason": ""})
    assert answer.status_code == 422
    for word in ("مقدار درست را بنویسید", "بنویسید چرا"):
        assert word in answer.content.decode()


def test_a_document_that_is_none_is_refused_and_nothing_is_kept() -> None:
    file = SimpleUploadedFile("x.pdf", b"no document")
    answer = client().post(contest_page(), {**YES, "document": file})
    assert answer.status_code == 422
    assert rows_of("SELECT count(*) FROM facts_contest") == [(0,)]


def test_a_contest_without_a_document_has_none() -> None:
    path = opened(client(Post.DESK_CLERK))
    assert client().get(f"{path}document").status_code == 404


def test_a_contest_of_another_place_is_not_there() -> None:
    path = opened(client(Post.DESK_CLERK))
    stranger = client(unit=FAR)
    for answer in (stranger.get(path), stranger.post(f"{path}withdraw/")):
        assert answer.status_code == 404
    mine = client(Post.COUNTY_HEAD)
    assert mine.get(f"{file_page()}contest/0/").status_code == 404


def test_the_catalogue_names_every_fact_with_its_register() -> None:
    shown = text(client(Post.SOCIAL_WORKER, Unit.of_centre("0701", "7011")), "/facts/")
    for word in ("rent_monthly", "سازمان ثبت احوال", "حساس", "محاسبه‌شده از داده‌های دیگر"):
        assert word in shown


def test_the_page_of_a_person_leads_to_his_welfare_file() -> None:
    assert f'href="{file_page()}"' in text(client(), f"/people/{person(1).pk}/")


def test_who_keeps_files_elsewhere_and_serves_here_sees_nothing_sensitive_here() -> None:
    posts = (Appointment("desk_clerk", COUNTY), Appointment("county_expert", FAR))
    both = Actor("user", "both", 9, posts)
    assert not sees_sensitive(both, COUNTY)
    assert not sees_sensitive(both, Unit.of_centre("0701", "7011"))
    assert sees_sensitive(both, FAR)


def test_the_page_says_what_a_decision_against_a_register_still_lacks() -> None:
    clerk, expert, head = map(client, (Post.DESK_CLERK, Post.COUNTY_EXPERT, Post.COUNTY_HEAD))
    answer = clerk.post(contest_page("is_student"), {"claimed": "no", "reason": "ترک تحصیل"})
    path = str(answer["Location"]).split("?", maxsplit=1)[0]
    assert "پرسش از آموزش و پرورش هنوز ثبت نشده است" in text(expert, path)
    assert "با رئیس شهرستان" in text(expert, path)
    assert "با رئیس شهرستان، استان یا ستاد است" not in text(head, path)
    for lacking in ("نخست از آن بپرسید", "پاسخ آن یا مدرکی لازم است"):
        refused = head.post(f"{path}decide/", DECIDED)
        assert refused.status_code == 422
        assert lacking in refused.content.decode()
        head.post(f"{path}refer/")
    assert "هنوز ثبت نشده است" not in text(head, path)
    assert head.post(f"{path}decide/", DECIDED | {"evidence": "نامهٔ ۱۲"}).status_code == 303
    assert "نامهٔ ۱۲" in text(clerk, path)
