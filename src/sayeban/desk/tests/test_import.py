"""Desks as a workbook: out and in again is the same, each fault by its row, all or nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.tests.makers import card, published
from sayeban.desk.actions.import_desks import DeskLine, import_desks
from sayeban.desk.actions.keep_desk import seed_desks
from sayeban.desk.hours import DAYS
from sayeban.desk.models import Desk
from sayeban.desk.reads.desks import desk_named, desks
from sayeban.desk.reads.requests import titles
from sayeban.desk.tests.makers import COUNTY, NOW, PROVINCE, clerk
from sayeban.desk.tests.test_desks import TERMS
from sayeban.desk.tests.test_pages import client
from sayeban.desk.workbook.desks import COLUMNS, Desks, judged, typed_desks, write_desks
from sayeban.desk.workbook.preview import SAME, preview, units_of
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sheets.public import write_tables

pytestmark = pytest.mark.django_db
LABELS = [each.label_fa for each in COLUMNS]
ROW: dict[str, str] = {
    "code": "abadeh-2",
    "title": "میز دوم آباده",
    "unit": "شهرستان آباده",
    "address": "خیابان امام",
    "phone": "۰۷۱-۴۴۳۳",
    "counters": "۴",
    **dict.fromkeys(list(DAYS)[:5], "۷:۳۰ تا 13:00"),
    "day_5": "07:30-12:00",
    "day_6": "",
    "slot_minutes": "15",
    "services": "کارت معلولیت؛ letter",
}


@pytest.fixture(autouse=True)
def _world(desk: Desk) -> None:
    published(card(), card() | {"code": "letter", "title": "پاسخ به نامه"})


def book(path: Path, *rows: dict[str, str]) -> Path:
    cells = [[row[each.key] for each in COLUMNS] for row in rows]
    write_tables({"میزها": (LABELS, cells)}, path)
    return path


def read(path: Path) -> Desks:
    with acting(OPERATOR, NOW):
        return judged(typed_desks(path), units_of(desks()), titles())


def take(path: Path) -> tuple[int, int, int]:
    done = import_desks(actor=OPERATOR, at=NOW, lines=read(path).lines)
    return done.opened, done.changed, done.same


def test_what_goes_out_comes_in_as_the_same(tmp_path: Path) -> None:
    seed_desks(actor=OPERATOR, at=NOW)
    assert take(book(tmp_path / "new.xlsx", ROW)) == (1, 0, 0)
    with acting(OPERATOR, NOW):
        known = desks()
        write_desks(known, titles(), tmp_path / "out.xlsx")
        lines = read(tmp_path / "out.xlsx").lines
        assert {each.said for each in preview(lines, known)} == {SAME}
    assert take(tmp_path / "out.xlsx") == (0, 0, 37)
    with acting(OPERATOR, NOW):
        assert desks() == known
        made = desk_named("abadeh-2")
    assert (made.unit, made.phone, made.counters) == (COUNTY, "071-4433", 4)
    assert made.services == ("disability_card", "letter")


def test_the_comparison_sees_a_change(tmp_path: Path) -> None:
    """The control of the round trip."""
    take(book(tmp_path / "new.xlsx", ROW))
    changed = book(tmp_path / "changed.xlsx", ROW | {"phone": "", "day_5": "بسته"})
    with acting(OPERATOR, NOW):
        (becomes,) = preview(read(changed).lines, desks())
    assert becomes.changes == ("تلفن", "پنجشنبه")
    assert take(changed) == (0, 1, 0)
    with acting(OPERATOR, NOW):
        assert desk_named("abadeh-2").phone == ""


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"code": "آباده"}, "کد میز"),
        ({"code": "reports"}, "کد میز"),
        ({"title": ""}, "نام میز"),
        ({"unit": "شهرستان ناکجا"}, "کد واحد"),
        ({"unit": "ستاد"}, "کد واحد"),
        ({"code": "here", "unit": "07"}, "کد واحد"),
        ({"phone": "تلفن"}, "تلفن"),
        ({"counters": "61"}, "شمار باجه‌ها"),
        ({"day_0": "25:00 تا 26:00"}, "شنبه"),
        ({"day_5": "07:30 تا 07:30"}, "پنجشنبه"),
        ({"day_6": "صبح"}, "جمعه"),
        (dict.fromkeys(DAYS, ""), "شنبه"),
        ({"slot_minutes": "چهار"}, "دقیقهٔ هر وقت"),
        ({"services": "کارت پرواز"}, "خدمت‌ها"),
    ],
)
def test_each_fault_is_named_by_its_row_and_nothing_is_kept(
    tmp_path: Path, wrong: dict[str, str], column: str
) -> None:
    found = read(book(tmp_path / "a.xlsx", ROW, ROW | {"code": "third"} | wrong))
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, column)]
    assert found.lines == ()


def test_a_desk_stands_once_in_a_workbook_and_an_empty_one_says_so(tmp_path: Path) -> None:
    assert "ردیف 2" in read(book(tmp_path / "twice.xlsx", ROW, ROW)).faults[0].text
    assert read(book(tmp_path / "none.xlsx")).faults[0].row == 0


def test_the_command_itself_moves_no_desk_and_keeps_no_nonsense() -> None:
    for line, code in (
        (DeskLine("here", PROVINCE, TERMS), "desk.moved"),
        (DeskLine("new", COUNTY, replace(TERMS, counters=0)), "desk.hours_wrong"),
    ):
        with pytest.raises(Refusal) as refused:
            import_desks(actor=OPERATOR, at=NOW, lines=[line])
        assert refused.value.code == code
    head = clerk(user_id=7009, post="desk_head")
    with pytest.raises(Refusal) as refused:
        import_desks(actor=head, at=NOW, lines=[])
    assert refused.value.code == "access.denied"


def sent(by: Client, path: Path) -> HttpResponse:
    file = SimpleUploadedFile("desks.xlsx", path.read_bytes())
    answer: HttpResponse = by.post("/desk/import/", {"book": file})  # type: ignore[assignment]
    return answer


def test_the_page_shows_what_changes_before_it_is_kept(tmp_path: Path) -> None:
    deputy = client(Post.HQ_DEPUTY, Unit.hq(), course="")
    shown = sent(deputy, book(tmp_path / "new.xlsx", ROW)).content.decode()
    assert "تازه" in shown
    with acting(OPERATOR, NOW):
        assert not Desk.objects.filter(code="abadeh-2").exists()
    rows = shown.split('name="rows" value="', 1)[1].split('"', 1)[0].replace("&#34;", '"')
    assert deputy.post("/desk/import/", {"rows": rows}).status_code == 303
    listed = deputy.get("/desk/").content.decode()
    assert "میز دوم آباده" in listed
    again = deputy.get("/desk/desks.xlsx")
    path = tmp_path / "again.xlsx"
    path.write_bytes(b"".join(again.streaming_content))  # type: ignore[attr-defined]
    assert "چیزی برای ثبت نیست" in sent(deputy, path).content.decode()
    wrong = sent(deputy, book(tmp_path / "wrong.xlsx", ROW | {"counters": "0"}))
    assert wrong.status_code == 422
    assert "هیچ چیز ثبت نشد" in wrong.content.decode()
    for nonsense in ("", "x", "[[1]]"):
        assert deputy.post("/desk/import/", {"rows": nonsense}).status_code == 422
