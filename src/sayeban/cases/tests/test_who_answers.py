"""A question is answered by the experts whom it was put to, and never by who asked it."""

import pytest
from django.test import Client

from sayeban.accounts.models import User
from sayeban.accounts.public import Post
from sayeban.cases.actions.keep_expert import name_expert
from sayeban.cases.actions.write_note import answer_question, ask_expert
from sayeban.cases.models import Note
from sayeban.cases.reads.questions import questions_for
from sayeban.cases.refusals_case import QuestionNotYours
from sayeban.cases.tests.makers import CLERK, COUNTY, HEAD, NOW, WORKER, of, opened
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]

LIAISON = of("liaison_expert", COUNTY, 16)
EXPERT = of("county_expert", COUNTY, 15)
DEPUTY = Actor("user", "deputy", 17, (Appointment("county_expert", COUNTY, holder=15),))


@pytest.fixture
def case() -> int:
    name_expert(actor=HEAD, at=NOW, unit=COUNTY, department="rehabilitation", user_id=15)
    return opened().case_id


def asks(actor: Actor, case: int, department: str = "rehabilitation") -> int:
    return ask_expert(actor=actor, at=NOW, case_id=case, department=department, text="لازم است؟")


def answers(actor: Actor, case: int, question: int) -> int:
    return answer_question(actor=actor, at=NOW, case_id=case, question=question, text="بله")


def answered() -> int:
    with acting(OPERATOR, NOW):
        return Note.objects.filter(kind="answer").count()


@pytest.mark.parametrize("actor", [LIAISON, EXPERT, DEPUTY, OPERATOR])
def test_the_named_expert_his_deputy_and_the_liaison_answer(case: int, actor: Actor) -> None:
    assert answers(actor, case, asks(CLERK, case))


@pytest.mark.parametrize("actor", [CLERK, HEAD, WORKER, of("county_expert", COUNTY, 18)])
def test_nobody_else_of_the_unit_answers(case: int, actor: Actor) -> None:
    question = asks(CLERK, case)
    with pytest.raises(QuestionNotYours) as refused:
        answers(actor, case, question)
    assert "هیچ‌کس به پرسش خودش پاسخ نمی‌دهد" in refused.value.message
    assert answered() == 0


@pytest.mark.parametrize(
    ("asker", "actor"), [(LIAISON, LIAISON), (EXPERT, EXPERT), (EXPERT, DEPUTY)]
)
def test_no_expert_answers_what_he_asked_himself(case: int, asker: Actor, actor: Actor) -> None:
    question = asks(asker, case)
    with pytest.raises(QuestionNotYours):
        answers(actor, case, question)
    with looking(actor):
        assert questions_for(actor) == []
    assert answered() == 0


def test_the_expert_of_one_department_is_not_asked_for_another(case: int) -> None:
    question = asks(CLERK, case, "social")
    with pytest.raises(QuestionNotYours):
        answers(EXPERT, case, question)
    assert answers(LIAISON, case, question)


def test_the_way_to_the_answer_is_shown_to_whom_it_opens(clerk: Client, case: int) -> None:
    me = of("desk_clerk", COUNTY, User.objects.get(username="desk.clerk").pk)
    page = f"/cases/{case}/"
    way = f"{page}do/answer/{asks(me, case)}/"
    assert "لازم است؟" in text_of(clerk, page)
    assert way not in text_of(clerk, page)
    for refused in (clerk.get(way), clerk.post(way, {"text": "بله"})):
        assert refused.status_code == 403
        assert "هیچ‌کس به پرسش خودش پاسخ نمی‌دهد" in refused.content.decode()
    assert answered() == 0
    liaison = visitor(Post.LIAISON_EXPERT)
    assert way in text_of(liaison, page)
    assert liaison.post(way, {"text": "بله"}).status_code == 303
