"""A question about an end that was taken back takes no answer, and the next end asks again."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from sayeban.cases.public import advance, take_back
from sayeban.cases.tests.makers import CLERK, HEAD, WORKER, open_step, opened, published
from sayeban.desk.actions.survey import answer_by_sms, answer_survey, ask_survey, record_survey
from sayeban.desk.models import Desk, Survey
from sayeban.desk.reads.surveys import ToAsk, to_ask
from sayeban.desk.tests.makers import COUNTY, NOW, clerk
from sayeban.kit.refusals import Refusal
from sayeban.notices.public import outbox
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

MOBILE = "+989120000000"
AT = [NOW + timedelta(minutes=minutes) for minutes in range(6)]


@pytest.fixture
def case(desk: Desk) -> int:
    """A request that was closed and asked about; its closing was taken back."""
    del desk
    published()
    found = opened(at=AT[0]).case_id
    for actor, outcome in ((CLERK, "complete"), (WORKER, "seen")):
        advance(actor=actor, at=AT[0], steps=[open_step(found).pk], outcome=outcome)
    close(found, AT[1])
    assert ask_survey(actor=SYSTEM, at=AT[2], case_id=found)
    return found


def close(case_id: int, at: datetime) -> None:
    sure = {"without_documents": True, "reason": "عکس را دیدم"}
    advance(actor=HEAD, at=at, steps=[open_step(case_id).pk], outcome="approve", **sure)  # type: ignore[arg-type]


def undo(case_id: int) -> None:
    take_back(actor=HEAD, at=AT[3], done_at=AT[1])


def question() -> Survey:
    with acting(OPERATOR, NOW):
        return Survey.objects.get()


def asked() -> int:
    with acting(OPERATOR, NOW):
        return len([row for row in outbox() if "یک رقم بفرستید" in row.text])


def test_without_taking_back_each_way_answers(case: int) -> None:
    """Control: the same question takes its answer."""
    assert [each.case_id for each in waits()] == [case]
    assert answer_by_sms(actor=SYSTEM, at=AT[4], mobile=MOBILE, words="9")
    assert question().face == 3


def waits() -> list[ToAsk]:
    with acting(OPERATOR, NOW):
        return list(to_ask(COUNTY))


def test_after_taking_back_no_way_answers(case: int) -> None:
    undo(case)
    assert not answer_by_sms(actor=SYSTEM, at=AT[4], mobile=MOBILE, words="9")
    key, number = question().key, question().pk
    with pytest.raises(Refusal, match="دوباره در دست بررسی") as refused:
        answer_survey(actor=SYSTEM, at=AT[4], key=key, face=3)
    assert refused.value.code == "survey.too_early"
    with pytest.raises(Refusal, match="دوباره در دست بررسی"):
        record_survey(actor=clerk(), at=AT[4], unit=COUNTY, survey_id=number, face=3, mode="phone")
    assert (question().face, question().answered_at) == (None, None)
    assert waits() == []


def test_the_page_says_so_and_keeps_nothing(case: int) -> None:
    undo(case)
    page = f"/survey/{question().key}/"
    answer = Client().post(page, {"face": "3"})
    assert answer.status_code == 422
    assert "پس از پایان آن باز از شما می" in answer.content.decode()
    assert question().face is None


def test_a_key_answers_the_question_of_another_request_that_is_closed(case: int) -> None:
    undo(case)
    with acting(OPERATOR, NOW):
        other = Survey.objects.create(
            case_id=10**9,
            service="letter",
            closed_on=NOW.date(),
            mobile=MOBILE,
            asked_at=AT[0],
            province="07",
            county="0701",
        )
    assert answer_by_sms(actor=SYSTEM, at=AT[4], mobile=MOBILE, words="7")
    with acting(OPERATOR, NOW):
        assert Survey.objects.get(pk=other.pk).face == 1
        assert Survey.objects.get(case_id=case).face is None


def test_closed_again_it_is_asked_again_once_and_takes_the_answer(case: int) -> None:
    undo(case)
    close(case, AT[4])
    assert [ask_survey(actor=SYSTEM, at=AT[5], case_id=case) for _ in range(2)] == [True, False]
    assert (question().asked_at, asked()) == (AT[5], 2)
    assert answer_by_sms(actor=SYSTEM, at=AT[5], mobile=MOBILE, words="9")
    assert question().face == 3


def test_who_answered_before_is_not_asked_again(case: int) -> None:
    answer_survey(actor=SYSTEM, at=AT[2], key=question().key, face=2)
    undo(case)
    close(case, AT[4])
    assert not ask_survey(actor=SYSTEM, at=AT[5], case_id=case)
    assert (question().face, asked()) == (2, 1)
