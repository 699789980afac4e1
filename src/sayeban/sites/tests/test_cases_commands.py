"""The catalogue of services and its cases by the command line."""

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from sayeban.accounts.public import Post
from sayeban.cases.public import seed_case_texts
from sayeban.cases.tests.makers import calendar_written, card
from sayeban.country.today import today_of
from sayeban.exemptions.tests.visiting import staff
from sayeban.facts.public import seed_facts
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sheets.public import write_tables
from sayeban.sites.cli.main import REFUSED
from sayeban.sites.samples.loading import samples
from sayeban.sites.tests.command_line import ANSWERS, OF_CASES, CommandLine, Thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(db: None, tmp_path: Path) -> Path:
    """A file of one service, in an installation with a calendar."""
    seed(today_of(NOW))
    calendar_written()
    with acting(OPERATOR, NOW):
        seed_case_texts(NOW)
        seed_facts()
    path = tmp_path / "services.json"
    path.write_text(json.dumps([card()]), encoding="utf-8")
    return path


def test_a_catalogue_is_judged_imported_published_and_exported_again(
    thread: Thread, services: Path, tmp_path: Path
) -> None:
    register(*(source_row(n) for n in range(1, 21)))
    staff("second", Post.HQ_DEPUTY, Unit.hq())
    assert thread.says("catalogue check", services) == {"services": 1, "problems": {}}
    right = thread.line.run("catalogue", "check", services)
    assert (right.code, "ایرادی ندارند" in right.out) == (0, True)
    assert thread.says("catalogue import", services)["changed"] == 1
    assert thread.says("catalogue import", services)["changed"] == 0
    told = thread.says("catalogue publish", "disability_card", "--as", "second")
    assert told["number"] == 1
    out = tmp_path / "again.json"
    thread.says("catalogue export", "--out", out)
    assert thread.says("catalogue import", out, "--publish")["changed"] == 0
    a_workbook(thread, tmp_path / "services.xlsx")
    made = thread.says(
        "cases simulate", "disability_card", "--cases", 15, "--days", 30, "--made-up"
    )
    assert made["cases"] == 15
    staff("writer", Post.HQ_EXPERT, Unit.hq())
    as_two = ("--as", "writer", "--second", "second")
    assert thread.says("catalogue samples", *as_two)["services"] == len(samples()) - 1
    assert thread.says("catalogue samples", *as_two)["services"] == 0
    assert thread.says("cases late")["measured"] > 0
    assert thread.says("cases redate")["steps"] == 0
    book = tmp_path / "desks.xlsx"
    heads = ("کد میز", "نام میز", "کد واحد", "شمار باجه‌ها", "شنبه", "یکشنبه")
    row = ("third", "میز", "0701", "2", "7:30 تا 13:00", "7:30 تا 13:00", "15")
    write_tables({"میزها": ((*heads, "دقیقهٔ هر وقت"), [row])}, book)
    assert thread.says("desk import", book, "--check") == {"desks": 1, "faults": []}
    thread.says("desk import", book)
    desks = thread.says("desk export", "--out", book)["desks"]
    assert (desks, thread.says("desk import", book)["same"]) == (1, 1)
    wrong = (*row[:3], "0", *row[4:])
    write_tables({"میزها": ((*heads, "دقیقهٔ هر وقت"), [wrong])}, book)
    code, refused = thread.line.told("desk", "import", book)
    assert (code != 0, "desk.file_faulty" in str(refused)) == (True, True)
    assert {(command, keys) for command in OF_CASES for keys in ANSWERS[command]} == thread.seen


def a_workbook(thread: Thread, path: Path) -> None:
    """The catalogue goes out as a workbook and says the same when it comes in."""
    assert thread.says("catalogue export", "--out", path)["services"] == 1
    same = {"new": 0, "changed": 0, "same": 1, "problems": {}, "faults": []}
    assert thread.says("catalogue import", path, "--check") == same
    assert thread.says("catalogue check", path)["problems"] == {}
    assert thread.says("catalogue import", path)["changed"] == 0
    book = openpyxl.load_workbook(path)
    cell_of(book["خدمات"], "عنوان خدمت").value = "کارت تازه"
    book.save(path)
    assert thread.says("catalogue import", path, "--check") == same | {"changed": 1, "same": 0}
    out = path.with_suffix(".json")
    assert thread.says("catalogue export", "--out", out)["services"] == 1
    [kept] = json.loads(out.read_text(encoding="utf-8"))
    assert kept["title"] != "کارت تازه"  # a look keeps nothing
    assert thread.says("catalogue import", path)["changed"] == 1
    cell_of(book["گام‌ها"], "روز کاری").value = "سه روز"
    book.save(path)
    refused = thread.line.refused("catalogue", "import", path)
    assert (refused["refused"], "گام‌ها" in refused["message"]) == ("service.file_faulty", True)
    code, told = thread.line.told("catalogue", "import", path, "--check")
    [fault] = told["faults"]
    assert code == REFUSED
    assert "روز کاری" in fault


def cell_of(sheet: Worksheet, label: str) -> Cell:
    """The first cell below a head."""
    (head,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == label)
    return sheet.cell(head.row + 1, head.column)


def test_what_no_case_could_follow_is_said_in_words(sayeban: CommandLine, services: Path) -> None:
    broken = {**card(), "start": "nowhere"}
    services.write_text(json.dumps(broken), encoding="utf-8")
    ended, told = sayeban.told("catalogue", "check", services)
    assert ended == REFUSED
    assert "گام آغاز" in told["problems"]["disability_card"][0]
    kept = sayeban.run("catalogue", "import", services)
    assert kept.code == 0
    looked = sayeban.run("catalogue", "import", services, "--check")
    assert looked.code == REFUSED
    for said in (kept.out, looked.out, sayeban.run("catalogue", "check", services).out):
        assert "۱ خدمت ایراد دارد" in said
        assert f"  {told['problems']['disability_card'][0]}" in said.splitlines()
        assert not {"{", "["} & set(said)
    assert "بی‌تغییر ۱" in looked.out
    refused = sayeban.refused("catalogue", "import", services, "--publish")
    assert refused["refused"] == "service.invalid"
    assert sayeban.refused("catalogue", "publish", "none")["refused"] == "service.unknown"
    for text, code in (("{", "file.json_faulty"), ("[1]", "service.file_unreadable")):
        services.write_text(text, encoding="utf-8")
        assert sayeban.refused("catalogue", "check", services)["refused"] == code
