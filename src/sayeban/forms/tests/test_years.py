"""A year is no amount: read without separators, and none that has not begun is an answer."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from sayeban.accounts.public import Post
from sayeban.facts.public import ConditionInvalid, Leaf, parse, stated
from sayeban.facts.tests import makers as facts
from sayeban.forms.actions.receive import Filled, receive
from sayeban.forms.answering import problems
from sayeban.forms.limits import asked_on
from sayeban.forms.parsing import read_form
from sayeban.forms.refusals import AnswerInvalid, SubmissionIncomplete
from sayeban.forms.schema import json_schema, validator
from sayeban.forms.seen import with_answers
from sayeban.forms.tests.makers import (
    CENTRE,
    WORKER,
    begin,
    document,
    put_in_force,
    say,
    seen,
    send,
)
from sayeban.forms.tests.visiting import client
from sayeban.forms.wording import in_words, told_form
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW, person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

YEAR: dict[str, Any] = {"key": "since", "type": "year", "label": "چه سالی؟"}
FORM = read_form(document(YEAR), {})
DAY = date(2026, 11, 24)  # 3 Azar 1405


@pytest.mark.parametrize("given", [1405, 1404, 1250])
def test_a_year_that_has_begun_is_taken(given: int) -> None:
    form = asked_on(FORM, DAY)
    assert not problems(form, {"since": given})
    assert validator(json_schema(form)).is_valid({"since": given})


@pytest.mark.parametrize("given", [1406, 1249, 95])
def test_another_is_refused_with_both_limits_written_as_years(given: int) -> None:
    form = asked_on(FORM, DAY)
    assert problems(form, {"since": given}) == {"since": "پاسخ باید از ۱۲۵۰ تا ۱۴۰۵ باشد."}
    assert not validator(json_schema(form)).is_valid({"since": given})


def test_the_form_s_own_limits_stay_where_they_are_narrower() -> None:
    form = read_form(document(YEAR | {"limits": {"min": 1370, "max": 1400}}), {})
    said = problems(asked_on(form, DAY), {"since": 1401})
    assert said == {"since": "پاسخ باید از ۱۳۷۰ تا ۱۴۰۰ باشد."}


def test_it_is_read_without_separators_and_a_number_with_them() -> None:
    (asked,) = FORM.questions
    assert in_words(asked, 1405) == "۱۴۰۵"
    (counted,) = read_form(document(YEAR | {"type": "int"}), {}).questions
    assert in_words(counted, 1405) == "۱٬۴۰۵"


@pytest.mark.parametrize(
    ("op", "said"),
    [(">=", "۱۴۰۰ یا پس از آن است"), ("<", "پیش از ۱۴۰۰ است"), ("=", "۱۴۰۰ است")],
)
def test_a_condition_reads_it_as_a_year(op: str, said: str) -> None:
    leaf = {"id": "a", "fact": "answer_since", "op": op, "value": 1400}
    tree = parse(leaf, with_answers({}, FORM), bounded=True)
    assert isinstance(tree, Leaf)
    assert stated(tree, {}) == f"پاسخ فرم: چه سالی؟ {said}"


@pytest.mark.parametrize("never", [95, 1249, 1500])
def test_a_condition_on_a_year_that_nobody_answers_is_refused(never: int) -> None:
    leaf = {"id": "a", "fact": "answer_since", "op": "=", "value": never}
    with pytest.raises(ConditionInvalid, match="از ۱۲۵۰ تا ۱۴۹۹"):
        parse(leaf, with_answers({}, FORM), bounded=True)


@pytest.fixture
def someone() -> Iterator[int]:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        facts.seeded()
        facts.household(1, full_name="زهرا کریمی")
        put_in_force(YEAR)
        yield person(1).pk


@pytest.mark.django_db
def test_no_door_keeps_a_year_to_come(someone: int) -> None:
    key = begin(someone)
    with pytest.raises(AnswerInvalid, match="تا ۱۴۰۵ باشد"):
        say(key, since=1406)
    say(key, since=1405)
    with looking(WORKER):
        told = told_form(key, sees_sensitive=True)
    assert told
    assert [each.answer for _, answers in told.sections for each in answers] == ["۱۴۰۵"]


@pytest.mark.django_db
def test_the_page_says_the_limits_and_the_next_page_shows_the_year_plainly(someone: int) -> None:
    key, worker = begin(someone), client(Post.SOCIAL_WORKER, CENTRE)
    refused = worker.post(f"/forms/fill/{key}/1/", {"value": "۱۴۰۶"})
    assert refused.status_code == 422
    assert "پاسخ باید از ۱۲۵۰ تا ۱۴۰۵ باشد." in refused.content.decode()
    taken = worker.post(f"/forms/fill/{key}/1/", {"value": "۱۴۰۵"}, follow=True)
    assert "۱۴۰۵" in taken.content.decode()
    assert "۱٬۴۰۵" not in taken.content.decode()


@pytest.mark.django_db
def test_of_an_older_version_a_year_to_come_is_asked_again_and_the_rest_is_kept(
    someone: int,
) -> None:
    wish = {"key": "wish", "type": "text", "label": "چه می‌خواهید؟"}
    put_in_force(YEAR, wish)
    key = uuid4()
    filled = Filled(key, "rent_help", 1, someone, "offline", {"since": 1406, "wish": "خانه"})
    came = receive(actor=WORKER, at=NOW, unit=CENTRE, filled=filled)
    assert (came.submitted, came.asked) == (False, (YEAR["label"],))
    assert seen(key).given == {"wish": "خانه"}


@pytest.mark.django_db
def test_a_number_of_a_draft_becomes_no_year_to_come(someone: int) -> None:
    put_in_force(YEAR | {"type": "int"})
    late, fit = begin(someone), begin(someone)
    say(late, since=1410)
    say(fit, since=1400)
    put_in_force(YEAR)
    with pytest.raises(SubmissionIncomplete):
        send(late)
    assert send(fit).given == {"since": 1400}


@pytest.mark.django_db
def test_the_schema_takes_the_years_that_the_form_takes(someone: int) -> None:
    expert = client(Post.HQ_EXPERT, Unit.hq())
    taken = validator(expert.get("/forms/rent_help/1/schema.json").json())
    assert taken.is_valid({"since": 1405})
    assert not taken.is_valid({"since": 1406})


@pytest.mark.django_db
def test_words_for_a_year_are_told_how_a_year_is_written(someone: int) -> None:
    key, worker = begin(someone), client(Post.SOCIAL_WORKER, CENTRE)
    refused = worker.post(f"/forms/fill/{key}/1/", {"value": "پارسال"})
    assert "سال را با چهار رقم بنویسید" in refused.content.decode()
