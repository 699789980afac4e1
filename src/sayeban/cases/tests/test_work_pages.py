"""The worklist and the page of a case: seen by place and post, ended step by step or as a set."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.write_note import ask_expert
from sayeban.cases.tests.makers import CENTRE, CLERK, NOW, open_step, opened
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.context import WEB_ROLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]


def looks() -> list[tuple[str, str, int]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SELECT purpose, subject, rows FROM audit_look ORDER BY id")
        found: list[tuple[str, str, int]] = cursor.fetchall()
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        return found


def test_the_worklist_shows_what_waits_for_the_post_and_keeps_the_look(clerk: Client) -> None:
    mine, done = opened(1), opened(2)
    advance(actor=CLERK, at=NOW, steps=[open_step(done.case_id).pk], outcome="complete")
    page = text_of(clerk, "/worklist/")
    assert mine.tracking_no in page
    assert done.tracking_no not in page
    assert done.tracking_no in text_of(visitor(Post.SOCIAL_WORKER, CENTRE), "/worklist/")
    assert ("work", "cases.work", 1) in looks()


def test_a_question_waits_on_the_page_of_who_answers_it(clerk: Client) -> None:
    case = opened()
    answers, asked = visitor(Post.LIAISON_EXPERT), "پروتز هم دارد؟"
    assert asked not in text_of(answers, "/worklist/")
    ask_expert(actor=CLERK, at=NOW, case_id=case.case_id, department="rehabilitation", text=asked)
    page = text_of(answers, "/worklist/")
    assert asked in page
    assert "پاسخ به پرسش همکاران" in text_of(answers, "/")
    assert asked not in text_of(clerk, "/worklist/")
    [href] = re.findall(rf"/cases/{case.case_id}/do/answer/[0-9]+/", page)
    assert answers.post(href, {"text": "بله، دارد"}).status_code == 303
    assert asked not in text_of(answers, "/worklist/")
    assert "پاسخ به پرسش همکاران" not in text_of(answers, "/")


def test_a_step_of_another_county_is_not_there() -> None:
    case = opened()
    far = visitor(Post.DESK_CLERK, Unit.of_county("1001"))
    assert case.tracking_no not in text_of(far, "/worklist/")
    assert far.get(f"/cases/{case.case_id}/").status_code == 404
    step = open_step(case.case_id).pk
    sent = far.post(f"/cases/{case.case_id}/steps/{step}/", {"outcome": "complete"})
    assert sent.status_code == 404


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", True),
        ("?service=disability_card&step=intake", True),
        ("?service=disability_card&step=visit", False),
        ("?state=waiting", False),
        ("?due=late", False),
        ("?whose=mine", False),
        ("?whose=free", True),
        ("?whose=nonsense&state=nonsense", True),
    ],
)
def test_the_list_is_narrowed(clerk: Client, query: str, there: bool) -> None:
    assert (opened().tracking_no in text_of(clerk, f"/worklist/{query}")) is there


def test_what_is_late_is_counted_and_said(clerk: Client) -> None:
    case = opened(at=NOW - timedelta(days=40))
    page = text_of(clerk, "/worklist/?due=late")
    assert case.tracking_no in page
    assert "روز گذشته" in page


def test_the_worklist_as_a_workbook(clerk: Client) -> None:
    opened()
    answer = clerk.get("/worklist/list.xlsx")
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert ("download", "cases.work", 1) in looks()


def test_a_case_says_where_it_stands_and_whose_turn_it_is(clerk: Client) -> None:
    case = opened()
    page = text_of(clerk, f"/cases/{case.case_id}/")
    for said in (case.tracking_no, "گام intake", "سازمان", "۱۵ آذر ۱۴۰۵", "عکس", "نرسیده"):
        assert said in page
    head = visitor(Post.COUNTY_HEAD)
    shown = text_of(head, f"/cases/{case.case_id}/")
    (file,) = re.findall(r'href="(/files/[^"]+)"', shown)
    back = f'<a class="back" href="/cases/{case.case_id}/">'
    assert back in text_of(head, file)
    bare = file.split("?")[0]
    for strange in ("https://example.ir/cases/1/", "/worklist/", "/nothing/", "//example.ir/"):
        said = text_of(head, f"{bare}?back={strange}")
        assert strange not in said.split("<main", 1)[1], "no address but of a desk or case"
    assert ("case", "cases.case", 1) in looks()


def test_a_step_ends_by_its_button_and_the_next_one_waits_for_another(clerk: Client) -> None:
    case = opened()
    here, step = f"/cases/{case.case_id}/", open_step(case.case_id).pk
    ended = clerk.post(f"{here}steps/{step}/", {"outcome": "complete"})
    assert ended["Location"] == f"{here}?done=case_advanced"
    page = text_of(clerk, here)
    assert "با همکار یا سمت دیگری است" in page
    assert "گام‌های انجام‌شده" in page


def test_a_reason_that_is_missing_is_asked_for(clerk: Client) -> None:
    case = opened()
    here, step = f"/cases/{case.case_id}/", open_step(case.case_id).pk
    answer = clerk.post(f"{here}steps/{step}/", {"outcome": "incomplete", "reason": ""})
    assert answer.status_code == 422
    assert "دلیل لازم است" in answer.content.decode()
    sent = {"outcome": "incomplete", "reason": "عکس نیست"}
    assert clerk.post(f"{here}steps/{step}/", sent).status_code == 303
    assert "عکس نیست" in text_of(clerk, here)


def test_of_two_who_end_a_step_the_second_is_told(clerk: Client) -> None:
    case = opened()
    step = open_step(case.case_id).pk
    advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")
    answer = clerk.post(f"/cases/{case.case_id}/steps/{step}/", {"outcome": "complete"})
    assert answer.status_code == 422
    assert "پیش‌تر انجام شده است" in answer.content.decode()


def test_many_steps_end_together(clerk: Client) -> None:
    steps = [open_step(opened(serial).case_id).pk for serial in (1, 2, 3)]
    chosen = clerk.post("/worklist/set/", {"step": steps})
    assert 'value="complete"' in chosen.content.decode()
    sent = clerk.post("/worklist/set/advance/", {"step": steps, "outcome": "complete"})
    assert sent["Location"] == "/worklist/?done=work_advanced"
    assert "کاری با این نشانه‌ها" in text_of(clerk, "/worklist/")


def test_a_set_with_one_that_cannot_is_refused_whole(clerk: Client) -> None:
    steps = [open_step(opened(serial).case_id).pk for serial in (1, 2)]
    advance(actor=CLERK, at=NOW, steps=steps[:1], outcome="complete")
    sent = clerk.post("/worklist/set/advance/", {"step": steps, "outcome": "complete"})
    assert sent.status_code == 422
    assert "پیش‌تر انجام شده است" in sent.content.decode()
    assert "گام intake" in text_of(clerk, "/worklist/")


def test_steps_that_have_no_outcome_alike_are_not_offered_one() -> None:
    visited, decided = opened(1), opened(2)
    for case in (visited, decided):
        advance(actor=CLERK, at=NOW, steps=[open_step(case.case_id).pk], outcome="complete")
    head = visitor(Post.COUNTY_HEAD)
    steps = [open_step(visited.case_id).pk, open_step(opened(3).case_id).pk]
    assert "نتیجهٔ یکسانی ندارند" in head.post("/worklist/set/", {"step": steps}).content.decode()


def test_nothing_that_was_chosen_is_said(clerk: Client) -> None:
    nothing = clerk.post("/worklist/set/", {"step": ["x"]})
    assert nothing["Location"] == "/worklist/?done=work_none_chosen"
