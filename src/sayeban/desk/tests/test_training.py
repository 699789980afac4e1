"""Courses open the desk to clerks and the answering of questions to liaison experts."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.cases.public import answer_question, ask_expert, name_expert
from sayeban.cases.tests.makers import opened, published
from sayeban.desk.actions.train import train
from sayeban.desk.models import Training
from sayeban.desk.reads.staff import Trainee, staff_within
from sayeban.desk.tests.makers import COUNTY, NOW, PROVINCE, clerk, trained
from sayeban.desk.tests.test_pages import client
from sayeban.desk.workbook.training import COLUMNS, judged, typed_training, write_training
from sayeban.kit.refusals import Refusal
from sayeban.organisations.models import Department
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sheets.public import write_tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]
LIAISON = clerk(user_id=7020, post="liaison_expert")
HEAD = clerk(user_id=7009, post="desk_head")


def question() -> tuple[int, int]:
    published()
    with acting(OPERATOR, NOW):
        Department.objects.get_or_create(code="rehabilitation", defaults={"name": "توان‌بخشی"})
    case = opened().case_id
    asked = ask_expert(
        actor=clerk(), at=NOW, case_id=case, department="rehabilitation", text="پروتز هم دارد؟"
    )
    return case, asked


def test_a_liaison_answers_after_his_course_is_recorded() -> None:
    case, asked = question()
    given = {"at": NOW, "case_id": case, "question": asked, "text": "بله"}
    for course, place in (("", COUNTY), ("desk", COUNTY), ("liaison", PROVINCE)):
        if course:
            trained(7020, place, course)
        with pytest.raises(Refusal) as refused:
            answer_question(actor=LIAISON, **given)  # type: ignore[arg-type]
        assert refused.value.code == "note.not_trained"
    trained(7020, COUNTY, "liaison")
    assert answer_question(actor=LIAISON, **given)  # type: ignore[arg-type]


def test_who_is_no_liaison_needs_no_liaisons_course() -> None:
    case, asked = question()
    expert = clerk(user_id=7021, post="county_expert")
    about = {"unit": COUNTY, "department": "rehabilitation", "user_id": 7021}
    name_expert(actor=OPERATOR, at=NOW, **about)  # type: ignore[arg-type]
    assert answer_question(actor=expert, at=NOW, case_id=case, question=asked, text="بله")


def test_his_worklist_says_what_is_lacking() -> None:
    question()
    liaison = client(Post.LIAISON_EXPERT, course="")
    assert "دورهٔ کارشناس رابط برای شما ثبت نشده است" in liaison.get("/worklist/").content.decode()
    with acting(OPERATOR, NOW):
        user = next(each for each in staff() if each.course == "liaison").user_id
    trained(user, COUNTY, "liaison")
    shown = liaison.get("/worklist/").content.decode()
    assert "ثبت نشده است" not in shown
    assert "پاسخ دادن" in shown


def staff() -> list[Trainee]:
    with acting(OPERATOR, NOW):
        return staff_within(HEAD, NOW)


def test_each_sees_those_of_his_places(tmp_path: Path) -> None:
    make_user("here", Post.DESK_CLERK, COUNTY)
    make_user("above", Post.LIAISON_EXPERT, PROVINCE)
    assert [each.username for each in staff()] == ["here"]
    with acting(OPERATOR, NOW):
        whole = staff_within(clerk(PROVINCE, post="desk_head"), NOW)
    assert {each.username for each in whole} == {"here", "above"}


def book(path: Path, *rows: tuple[str, ...]) -> Path:
    write_tables({"آموزش": ([each.label_fa for each in COLUMNS], list(rows))}, path)
    return path


def test_courses_go_out_and_come_in_as_the_same(tmp_path: Path) -> None:
    user = make_user("here", Post.DESK_CLERK, COUNTY).user_id
    make_user("other", Post.DESK_CLERK, COUNTY)
    assert user
    day = date(2026, 11, 20)
    assert train(actor=HEAD, at=NOW, unit=COUNTY, course="desk", users=[user], on=day) == 1
    write_training(staff(), tmp_path / "out.xlsx")
    found = judged(typed_training(tmp_path / "out.xlsx"), staff(), NOW.date())
    assert [(each.course, each.on, each.users) for each in found.attended] == [
        ("desk", day, (user,))
    ]
    assert train(actor=HEAD, at=NOW, unit=COUNTY, course="desk", users=[user], on=day) == 0
    with pytest.raises(Refusal) as refused:
        train(actor=HEAD, at=NOW, unit=COUNTY, course="desk", users=[user], on=date(2026, 11, 25))
    assert refused.value.code == "date.in_future"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("nobody", "کار در میز خدمت", "", "۱۴۰۵/۰۸/۲۹", ""), "نام کاربری"),
        (("here", "کارشناس رابط", "", "۱۴۰۵/۰۸/۲۹", ""), "نام کاربری"),
        (("here", "آشپزی", "", "۱۴۰۵/۰۸/۲۹", ""), "دوره"),
        (("here", "کار در میز خدمت", "07", "۱۴۰۵/۰۸/۲۹", ""), "کد واحد"),
        (("here", "کار در میز خدمت", "", "دیروز", ""), "روز دوره"),
        (("here", "کار در میز خدمت", "", "۱۴۰۶/۰۱/۰۱", ""), "روز دوره"),
    ],
)
def test_each_fault_is_named_by_its_row(tmp_path: Path, row: tuple[str, ...], column: str) -> None:
    make_user("here", Post.DESK_CLERK, COUNTY)
    good = ("here", "کار در میز خدمت", "0701", "1405/08/29", "")
    typed = typed_training(book(tmp_path / "a.xlsx", good, row))
    found = judged(typed, staff(), NOW.date())
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, column)]
    assert found.attended == ()


def test_the_page_records_by_tick_and_by_file(tmp_path: Path) -> None:
    make_user("here", Post.DESK_CLERK, COUNTY)
    make_user("lia", Post.LIAISON_EXPERT, COUNTY)
    head = client(Post.DESK_HEAD)
    shown = head.get("/desk/training/").content.decode()
    key = next(each.key for each in staff() if each.username == "here")
    assert key in shown
    assert head.post("/desk/training/", {"users": key}).status_code == 303
    rows = ("lia", "کارشناس رابط", "", "۱۴۰۵/۰۸/۲۹", ""), ("here", "کار در میز خدمت", "", "", "")
    path = book(tmp_path / "in.xlsx", *rows)
    sent = {"book": SimpleUploadedFile("in.xlsx", path.read_bytes())}
    assert head.post("/desk/training/", sent).status_code == 303
    with acting(OPERATOR, NOW):
        assert Training.objects.filter(course="liaison").count() == 1
    wrong = book(tmp_path / "wrong.xlsx", ("x", "کارشناس رابط", "", "۱۴۰۵/۰۸/۲۹", ""))
    answer = head.post(
        "/desk/training/", {"book": SimpleUploadedFile("w.xlsx", wrong.read_bytes())}
    )
    assert answer.status_code == 422
    assert "هیچ چیز ثبت نشد" in answer.content.decode()
    assert head.post("/desk/training/", {}).status_code == 422
    assert head.get("/desk/training/training.xlsx").status_code == 200
