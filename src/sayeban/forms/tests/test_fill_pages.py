"""A worker fills a form for a person, one question a page, without a script."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.facts.tests import makers as facts
from sayeban.forms.tests.makers import (
    CENTRE,
    RENT,
    TENURE,
    WISH,
    begin,
    put_in_force,
    say,
    seen,
    send,
)
from sayeban.forms.tests.visiting import client
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW, person, rows_of
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

BORN: dict[str, Any] = {"key": "since", "type": "date", "label": "از چه روزی؟", "required": False}
PAPER: dict[str, Any] = {
    "key": "paper",
    "type": "document",
    "label": "تصویر اجاره‌نامه",
    "required": False,
}
NEEDS: dict[str, Any] = {
    "key": "needs",
    "type": "codes",
    "label": "چه کم دارید؟",
    "choices": [{"code": "food", "label": "خوراک"}, {"code": "heat", "label": "گرما"}],
}
ROOMS: dict[str, Any] = {
    "key": "rooms",
    "type": "number",
    "label": "چند اتاق؟",
    "limits": {"min": 0.5},
}


@pytest.fixture(autouse=True)
def _world() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        facts.seeded()
        facts.household(1, full_name="زهرا کریمی")
        put_in_force()
        yield


@pytest.fixture
def worker() -> Client:
    return client(Post.SOCIAL_WORKER, CENTRE)


def begun(worker: Client, **sent: str) -> str:
    """The address of the task list of a form that was begun on its page."""
    given = {"code": "rent_help", "channel": "desk", **sent}
    answer = worker.post(f"/forms/for/{person(1).pk}/", given)
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def test_a_form_is_filled_question_by_question_and_sent(worker: Client) -> None:
    tasks = begun(worker, helper="دختر او")
    first = re.search(rf'href="({tasks}[0-9]+/)"', worker.get(tasks).content.decode())
    assert first
    question = worker.get(first[1]).content.decode()
    for shown in ("خانه‌ای که در آن زندگی می‌کنید", "برای زهرا کریمی", "با کمک دختر او"):
        assert shown in question
    second = worker.post(first[1], {"value": "tenant"})["Location"]
    assert second == f"{tasks}2/"
    optional = worker.post(second, {"value": "۳٬۰۰۰٬۰۰۰"})["Location"]
    assert optional == f"{tasks}3/", "what he need not answer is asked too"
    check = f"{tasks}check/"
    assert f'href="{check}"' in worker.get(optional).content.decode(), "he may go past it"
    assert f'href="{check}"' in worker.get(tasks).content.decode(), "and is not asked again"
    shown = worker.get(check).content.decode()
    assert "۳٬۰۰۰٬۰۰۰ ریال" in shown
    assert "استیجاری" in shown
    done = worker.post(check)["Location"]
    assert done == f"{tasks}done/?done=form_submitted"
    assert "فرم فرستاده شد" in worker.get(done).content.decode()
    assert rows_of("SELECT fact, value::text FROM facts_value ORDER BY fact") == [
        ("rent_monthly", "3000000"),
        ("tenure", '"tenant"'),
    ]
    for address in (tasks, first[1], check):
        assert worker.get(address)["Location"] in (tasks, f"{tasks}done/")


def test_a_hidden_question_is_skipped_and_not_shown(worker: Client) -> None:
    tasks = begun(worker)
    assert worker.post(f"{tasks}1/", {"value": "owner"})["Location"] == f"{tasks}3/"
    assert worker.get(f"{tasks}2/")["Location"] == tasks
    assert "اجارهٔ ماهانه" not in worker.get(f"{tasks}check/").content.decode()


def test_what_is_known_is_shown_with_its_source_and_confirmed(worker: Client) -> None:
    household = person(1).household_id or 0
    facts.put(facts.value(("household", household), "tenure", "tenant", origin="received"))
    tasks = begun(worker)
    card = worker.get(f"{tasks}1/").content.decode()
    for shown in ("استیجاری", "سامانهٔ املاک و اسکان، ۳ آذر ۱۴۰۵", "درست است", "اشتباه است"):
        assert shown in card
    assert 'type="radio"' not in card
    assert 'type="radio"' in worker.get(f"{tasks}1/?wrong=1").content.decode()
    assert worker.post(f"{tasks}1/", {"verdict": "right"})["Location"] == f"{tasks}2/"
    assert "تأیید آنچه ثبت بود" in worker.get(f"{tasks}check/").content.decode()


def test_what_he_does_not_know_is_kept_as_that(worker: Client) -> None:
    tasks = begun(worker)
    assert worker.post(f"{tasks}1/", {"verdict": "unknown"})["Location"] == f"{tasks}3/"
    assert "نمی‌داند" in worker.get(f"{tasks}check/").content.decode()
    refused = worker.post(f"{tasks}3/", {"verdict": "unknown"})
    assert refused.status_code == 422, "a wish is no fact"


@pytest.mark.parametrize(
    ("n", "sent", "sentence"),
    [
        (1, {}, "به این پرسش پاسخ دهید"),
        (1, {"value": "castle"}, "castle"),
        (1, {"verdict": "right"}, "به این پرسش پاسخ دهید"),
    ],
)
def test_a_wrong_answer_comes_back_with_a_sentence(
    worker: Client, n: int, sent: dict[str, str], sentence: str
) -> None:
    answer = worker.post(f"{begun(worker)}{n}/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({"value": ["food", "heat"]}, "خوراک، گرما"),
        ({"value": "۱٫۵"}, "۱٫۵"),
        ({"value_day": "۱", "value_month": "1", "value_year": "1405"}, "۱ فروردین ۱۴۰۵"),
    ],
)
def test_every_kind_of_question_has_its_box(
    worker: Client, sent: dict[str, object], shown: str
) -> None:
    kind = {"خوراک، گرما": NEEDS, "۱٫۵": ROOMS}.get(shown, BORN)
    put_in_force(kind, code="boxes")
    tasks = begun(worker, code="boxes")
    assert worker.get(f"{tasks}1/").status_code == 200
    assert worker.post(f"{tasks}1/", sent)["Location"] == f"{tasks}check/"
    assert shown in worker.get(f"{tasks}check/").content.decode()
    assert worker.get(f"{tasks}1/?from=check").status_code == 200


def test_numbers_that_are_none_are_refused(worker: Client) -> None:
    put_in_force(ROOMS, code="boxes")
    tasks = begun(worker, code="boxes")
    for typed in ("دو", "1e999", "0.1", "nan"):
        assert worker.post(f"{tasks}1/", {"value": typed}).status_code == 422, typed


def test_an_open_form_says_what_is_missing(worker: Client) -> None:
    tasks = begun(worker)
    answer = worker.post(f"{tasks}check/")
    assert answer.status_code == 422
    assert "هنوز پاسخ درستی ندارد" in answer.content.decode()


def test_a_changed_form_says_that_it_asks_the_new_alone(worker: Client) -> None:
    tasks = begun(worker)
    worker.post(f"{tasks}1/", {"value": "owner"})
    put_in_force(TENURE, RENT, WISH | {"required": True})
    shown = worker.get(tasks).content.decode()
    assert "فقط پرسش‌های تازه" in shown
    assert f'href="{tasks}3/"' in shown
    assert worker.post(f"{tasks}3/", {"value": "خانه"})["Location"] == f"{tasks}check/"


def test_looks_are_recorded_and_strangers_see_nothing(worker: Client) -> None:
    tasks = begun(worker)
    far = client(Post.COUNTY_HEAD, Unit.of_county("1001"))
    for address in (tasks, f"{tasks}1/", f"{tasks}check/", f"{tasks}done/"):
        assert far.get(address).status_code == 404
    assert far.get(f"/forms/for/{person(1).pk}/").status_code == 404
    assert worker.get(f"{tasks}99/").status_code == 404
    assert client(Post.OBSERVER, CENTRE).get(tasks).status_code == 403


def test_the_forms_of_a_person_stand_on_one_page(worker: Client) -> None:
    key = begin(person(1).pk)
    say(key, tenure="owner")
    send(key)
    assert seen(key).state == "submitted"
    begun(worker)
    shown = worker.get(f"/forms/for/{person(1).pk}/").content.decode()
    assert "فرستاده شد" in shown
    assert "نیمه‌کاره" in shown
    assert worker.post(f"/forms/for/{person(1).pk}/", {}).status_code == 422


SICK: dict[str, Any] = {
    "key": "chronic_illness",
    "fact": "chronic_illness",
    "type": "bool",
    "label": "بیماری مزمن دارید؟",
}
COUNTED: dict[str, Any] = {
    "key": "home_rooms",
    "fact": "home_rooms",
    "type": "int",
    "label": "خانه چند اتاق دارد؟",
}


def test_who_does_not_keep_the_file_is_shown_nothing_sensitive_and_confirms_nothing(
    worker: Client,
) -> None:
    put_in_force(SICK, code="health")
    him: facts.Subject = ("person", person(1).pk)
    facts.put(facts.value(him, "chronic_illness", True, origin="verified"))
    assert "درست است" in worker.get(f"{begun(worker, code='health')}1/").content.decode()
    clerk = client(Post.DESK_CLERK, Unit.of_county("0701"))
    tasks = begun(clerk, code="health")
    page = clerk.get(f"{tasks}1/").content.decode()
    assert "درست است" not in page
    assert "آنچه اکنون ثبت است" not in page
    assert clerk.post(f"{tasks}1/", {"verdict": "right"}).status_code == 422
    clerk.post(f"{tasks}1/", {"value": "yes"})
    assert "ثبت بود" not in clerk.get(f"{tasks}check/").content.decode()
    assert rows_of("SELECT origin, prefilled FROM forms_answer") == [("declared", None)]


def test_an_answer_beyond_what_the_fact_can_be_is_told_its_limits(worker: Client) -> None:
    put_in_force(COUNTED, code="home")
    tasks = begun(worker, code="home")
    refused = worker.post(f"{tasks}1/", {"value": "5000"})
    assert refused.status_code == 422
    assert "پاسخ باید از ۰ تا ۱٬۰۰۰ باشد" in refused.content.decode()
    assert worker.post(f"{tasks}1/", {"value": "۳"}).status_code == 303


def test_links_that_are_closed_to_him_are_not_shown(worker: Client) -> None:
    address = f"/forms/for/{person(1).pk}/"
    file = f'href="/people/{person(1).pk}/"'
    clerk = client(Post.DESK_CLERK, Unit.of_county("0701"))
    assert file in worker.get(address).content.decode()
    assert file not in clerk.get(address).content.decode()


def test_what_was_confirmed_says_of_which_day_it_was(worker: Client) -> None:
    household = person(1).household_id or 0
    facts.put(facts.value(("household", household), "tenure", "owner", origin="received"))
    tasks = begun(worker)
    worker.post(f"{tasks}1/", {"verdict": "right"})
    assert "تأیید آنچه ثبت بود، ۳ آذر ۱۴۰۵" in worker.get(f"{tasks}check/").content.decode()
