"""Questions of the desk that nobody answers are told to the expert, then to the heads."""

from datetime import datetime, timedelta

import pytest

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.cases.actions.evening_questions import tell_questions
from sayeban.cases.actions.keep_expert import name_expert
from sayeban.cases.actions.write_note import answer_question, ask_expert
from sayeban.cases.tests.makers import CLERK, COUNTY, NOW, of, opened
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]

DUE, AFTER = NOW + timedelta(days=2), NOW + timedelta(days=4)
"""Asked on a Tuesday: the time ends on Thursday, and Saturday is the next working day."""


def asks(case_id: int) -> int:
    about = {"case_id": case_id, "department": "rehabilitation", "text": "لازم است؟"}
    return ask_expert(actor=CLERK, at=NOW, **about)  # type: ignore[arg-type]


def told(template: str) -> set[int | None]:
    with acting(OPERATOR, NOW):
        found = Message.objects.filter(template=template).values_list("user_id", flat=True)
        return set(found)


def evening(at: datetime) -> int:
    return tell_questions(actor=OPERATOR, at=at)


def test_the_named_expert_then_the_heads_and_each_once() -> None:
    case = opened().case_id
    asks(case)
    expert = make_user("expert.a", Post.LIAISON_EXPERT, COUNTY).user_id or 0
    other = make_user("expert.b", Post.LIAISON_EXPERT, COUNTY).user_id
    heads = {
        make_user("head.a", Post.COUNTY_HEAD, COUNTY).user_id,
        make_user("desk.a", Post.DESK_HEAD, COUNTY).user_id,
    }
    far = make_user("head.b", Post.COUNTY_HEAD, Unit.of_county("1001")).user_id
    about = {"unit": COUNTY, "department": "rehabilitation", "user_id": expert}
    name_expert(actor=OPERATOR, at=NOW, **about)  # type: ignore[arg-type]
    assert evening(NOW) == 0
    assert [evening(DUE), evening(DUE)] == [1, 0]
    assert told("cases.question_1") == {expert}
    assert [evening(AFTER), evening(AFTER)] == [1, 0]
    assert told("cases.question_2") == heads
    assert {other, far}.isdisjoint(told("cases.question_1") | told("cases.question_2"))


def test_where_nobody_was_named_the_liaison_experts_of_the_unit_are_told() -> None:
    asks(opened().case_id)
    expert = make_user("expert.a", Post.LIAISON_EXPERT, COUNTY).user_id
    make_user("expert.b", Post.LIAISON_EXPERT, Unit.of_county("1001"))
    evening(DUE)
    assert told("cases.question_1") == {expert}


def test_an_answered_question_is_told_to_nobody() -> None:
    case = opened().case_id
    question = asks(case)
    make_user("expert.a", Post.LIAISON_EXPERT, COUNTY)
    liaison = of("liaison_expert", COUNTY, 16)
    answer_question(actor=liaison, at=NOW, case_id=case, question=question, text="آری")
    assert [evening(DUE), evening(AFTER)] == [0, 0]


def test_late_ones_stand_on_the_worklist_of_the_asker_and_of_the_head() -> None:
    said, before = "هنوز پاسخ نگرفته‌اند", NOW - timedelta(days=7)
    clerk, head = visitor(Post.DESK_CLERK), visitor(Post.COUNTY_HEAD)
    other = visitor(Post.DESK_CLERK, name="clerk.two")
    asker = of("desk_clerk", COUNTY, clerk.session["user_id"])
    case = opened(at=before).case_id
    about = {"case_id": case, "department": "rehabilitation"}
    ask_expert(actor=asker, at=NOW, text="پرسش امروز", **about)  # type: ignore[arg-type]
    assert said in text_of(clerk, "/worklist/")
    assert said not in text_of(head, "/worklist/")
    ask_expert(actor=asker, at=before, text="پرسش پیش", **about)  # type: ignore[arg-type]
    assert "روز گذشته" in text_of(clerk, "/worklist/")
    page = text_of(head, "/worklist/")
    assert "پرسش پیش" in page
    assert "پرسش امروز" not in page
    assert said not in text_of(other, "/worklist/")
    evening(NOW)
    assert "پرسش بی‌پاسخ یادآوری شد" in text_of(clerk, f"/cases/{case}/")
