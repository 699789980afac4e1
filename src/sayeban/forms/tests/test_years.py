"""A year is no amount: read without separators, and none that has not begun is an answer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from sayeban.accounts.public import Post
from sayeban.facts.tests import makers as facts
from sayeban.forms.answering import problems
from sayeban.forms.limits import asked_on
from sayeban.forms.parsing import read_form
from sayeban.forms.refusals import AnswerInvalid
from sayeban.forms.schema import json_schema, validator
from sayeban.forms.tests.makers import CENTRE, WORKER, begin, document, put_in_force, say
from sayeban.forms.tests.visiting import client
from sayeban.forms.wording import in_words, told_form
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
