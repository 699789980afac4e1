"""What is done with a case besides ending its steps: offered to whom it is due, and done."""

from datetime import timedelta

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.reads.case_file import CaseFile, case_file
from sayeban.cases.tests.makers import CENTRE, NOW, open_step, opened
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]


@pytest.fixture
def case_id() -> int:
    return opened().case_id


def deed(case_id: int, do: str, target: object = "case") -> str:
    return f"/cases/{case_id}/do/{do}/{target}/"


def file_of(case_id: int) -> CaseFile:
    with looking(OPERATOR):
        return case_file(case_id)


def test_a_note_is_written(clerk: Client, case_id: int) -> None:
    assert clerk.post(deed(case_id, "note"), {"text": ""}).status_code == 422
    sent = clerk.post(deed(case_id, "note"), {"text": "تلفن زد و گفت فردا می‌آید."})
    assert sent["Location"] == f"/cases/{case_id}/?done=case_done"
    assert "گفت فردا می‌آید" in text_of(clerk, f"/cases/{case_id}/")


def test_a_question_goes_to_a_department_and_is_answered(clerk: Client, case_id: int) -> None:
    asked = {"department": "rehabilitation", "text": "کمیسیون لازم است؟"}
    assert clerk.post(deed(case_id, "ask"), asked).status_code == 303
    (question,) = file_of(case_id).notes
    expert = visitor(Post.LIAISON_EXPERT)
    page = text_of(expert, f"/cases/{case_id}/")
    assert "پرسش از توان‌بخشی، تا ۵ آذر ۱۴۰۵" in page
    assert deed(case_id, "answer", question.id) in page
    assert expert.post(deed(case_id, "answer", question.id), {"text": "خیر"}).status_code == 303
    page = text_of(expert, f"/cases/{case_id}/")
    assert deed(case_id, "answer", question.id) not in page
    assert "از کارشناس رابط پرسیده شد" in page
    assert "کارشناس رابط پاسخ داد" in page
    assert "یادداشت نوشته شد" not in page


def test_a_document_is_marked_and_waived_with_a_reason_alone(clerk: Client, case_id: int) -> None:
    assert clerk.post(deed(case_id, "paper", "photo"), {"state": "waived"}).status_code == 422
    nothing = clerk.post(deed(case_id, "paper", "photo"), {})
    assert "یکی از چهار وضعیت را برگزینید." in nothing.content.decode()
    assert clerk.post(deed(case_id, "paper", "photo"), {"state": "received"}).status_code == 303
    assert [each.state for each in file_of(case_id).documents] == ["received"]
    assert clerk.get(deed(case_id, "paper", "other")).status_code == 404


def test_the_clock_is_stopped_and_runs_on(clerk: Client, case_id: int) -> None:
    step = open_step(case_id).pk
    sent = {"whose": "external", "reason": "پاسخ ثبت احوال"}
    assert clerk.post(deed(case_id, "pause", step), {"whose": "own"}).status_code == 422
    assert clerk.post(deed(case_id, "pause", step), sent).status_code == 303
    assert deed(case_id, "resume", step) in text_of(clerk, f"/cases/{case_id}/")
    assert clerk.post(deed(case_id, "resume", step)).status_code == 303
    assert file_of(case_id).open_steps[0].state == "open"


def test_a_step_is_given_to_a_colleague_and_is_then_his(clerk: Client, case_id: int) -> None:
    visitor(Post.DESK_CLERK, name="second.clerk")
    step = open_step(case_id).pk
    page = text_of(clerk, deed(case_id, "hand-over", step))
    assert "کاربر second.clerk" in page
    found = page.split('<option value="')
    colleague = next(o.split('"')[0] for o in found if "second.clerk" in o)
    sent = {"colleague": colleague, "reason": "مرخصی"}
    assert clerk.post(deed(case_id, "hand-over", step), sent).status_code == 303
    assert file_of(case_id).open_steps[0].assignee == int(colleague)
    assert clerk.post(deed(case_id, "hand-over", step), {"colleague": ""}).status_code == 422


def test_the_client_gives_up_and_a_head_opens_the_case_again(clerk: Client, case_id: int) -> None:
    assert clerk.post(deed(case_id, "withdraw"), {"reason": "پشیمان شد"}).status_code == 303
    page = text_of(clerk, f"/cases/{case_id}/")
    assert "انصراف متقاضی" in page
    assert deed(case_id, "reopen") not in page
    assert clerk.get(deed(case_id, "reopen")).status_code == 403
    head = visitor(Post.COUNTY_HEAD)
    assert head.get(deed(case_id, "withdraw")).status_code == 404
    again = {"step": "intake", "reason": "اعتراض وارد بود"}
    assert head.post(deed(case_id, "reopen"), again).status_code == 303
    assert "گام intake (دور ۲)" in text_of(clerk, f"/cases/{case_id}/")


def test_what_is_no_deed_and_a_step_of_another_are_not_there(clerk: Client, case_id: int) -> None:
    assert clerk.get(deed(case_id, "fly")).status_code == 404
    assert clerk.get(deed(case_id, "pause", 0)).status_code == 404
    assert clerk.get(deed(999, "note")).status_code == 404


def test_a_worker_is_not_offered_what_is_not_his(clerk: Client, case_id: int) -> None:
    worker = visitor(Post.SOCIAL_WORKER, CENTRE)
    step = open_step(case_id).pk
    assert deed(case_id, "pause", step) not in text_of(worker, f"/cases/{case_id}/")
    sent = {"whose": "external", "reason": "x"}
    assert worker.post(deed(case_id, "pause", step), sent).status_code == 422
    assert deed(case_id, "pause", step) in text_of(clerk, f"/cases/{case_id}/")


def test_a_case_that_is_late_says_so(clerk: Client) -> None:
    case = opened(2, at=NOW - timedelta(days=40))
    assert "از قول گذشته" in text_of(clerk, f"/cases/{case.case_id}/")
