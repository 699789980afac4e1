"""Many steps to a colleague in one act, and what was recorded just now taken back on its page."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.cases.models import Event
from sayeban.cases.tests.makers import COUNTY, NOW, open_step, opened
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]


def test_a_set_goes_to_a_colleague_with_the_reason(clerk: Client) -> None:
    colleague = make_user("desk.other", Post.DESK_CLERK, COUNTY)
    steps = [open_step(opened(serial).case_id).pk for serial in (1, 2, 3)]
    assert "سپردن همه" in clerk.post("/worklist/set/", {"step": steps}).content.decode()
    sent = {"step": steps, "colleague": str(colleague.user_id), "reason": "مرخصی"}
    answer = clerk.post("/worklist/set/hand-over/", sent)
    assert answer["Location"] == "/worklist/?done=work_given"
    assert {open_step_of(step) for step in steps} == {colleague.user_id}
    with acting(OPERATOR, NOW):
        told = Event.objects.filter(what="handed_over").values_list("reason", flat=True)
        assert list(told.order_by("id")) == ["مرخصی"] * 3


def open_step_of(step: int) -> int | None:
    with acting(OPERATOR, NOW):
        return Event.objects.get(step=step, what="step_opened").step.assignee  # type: ignore[union-attr]


def test_no_reason_and_no_colleague_change_nothing(clerk: Client) -> None:
    step = open_step(opened().case_id).pk
    answer = clerk.post("/worklist/set/hand-over/", {"step": [step]})
    assert answer.status_code == 422
    assert "دلیل سپردن را بنویسید" in answer.content.decode()
    assert open_step_of(step) is None


def test_somebody_of_another_post_is_not_offered(clerk: Client) -> None:
    other = make_user("worker.other", Post.COUNTY_EXPERT, COUNTY)
    step = open_step(opened().case_id).pk
    sent = {"step": [step], "colleague": str(other.user_id), "reason": "مرخصی"}
    assert clerk.post("/worklist/set/hand-over/", sent).status_code == 422
    assert open_step_of(step) is None


def test_what_was_recorded_is_taken_back_from_the_worklist(clerk: Client) -> None:
    case = opened()
    step = open_step(case.case_id).pk
    clerk.post("/worklist/set/advance/", {"step": [step], "outcome": "complete"})
    [href] = re.findall(r"/worklist/recorded/[0-9]+/", text_of(clerk, "/worklist/"))
    assert "پس گرفته می‌شود" in text_of(clerk, href)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        answer = clerk.post(href, {"reason": "پروندهٔ دیگری بود"})
        assert answer.status_code == 303
        page = text_of(clerk, href)
    assert "پس گرفته شد" in page
    assert open_step(case.case_id).pk == step
    page = text_of(clerk, f"/cases/{case.case_id}/")
    assert "نتیجهٔ گام پس گرفته شد" in page
    assert "پروندهٔ دیگری بود" in page
    assert "/worklist/recorded/" not in text_of(clerk, "/worklist/")


def test_the_time_for_it_ends(clerk: Client) -> None:
    step = open_step(opened().case_id).pk
    clerk.post("/worklist/set/advance/", {"step": [step], "outcome": "complete"})
    [href] = re.findall(r"/worklist/recorded/[0-9]+/", text_of(clerk, "/worklist/"))
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert "/worklist/recorded/" not in text_of(clerk, "/worklist/")
        assert "زمان پس گرفتن این نتیجه گذشته است" in text_of(clerk, href)
        assert clerk.post(href, {}).status_code == 422
    other = visitor(Post.DESK_CLERK, name="clerk.two").get(href)
    assert other["Location"] == "/worklist/?done=work_not_yours"
