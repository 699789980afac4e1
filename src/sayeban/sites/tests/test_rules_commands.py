"""A rule by the command line: judged, drafted, counted, run and explained."""

import json
from pathlib import Path

import pytest
from django.db import connection

from sayeban.accounts.public import Post
from sayeban.eligibility.tests.makers import OLD, document, facts_seeded
from sayeban.exemptions.tests.pictures import picture
from sayeban.exemptions.tests.visiting import staff
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import NOW, national_id, register, source_row
from sayeban.people.tests.makers import person as person_of
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.command_line import ANSWERS, OF_RULES, CommandLine, Thread

MEANS = {
    "title": "مدل نمونه",
    "indicators": [{"fact": "home_area", "weight": 1, "richer": "more"}],
    "legal_basis": "ساختگی",
    "valid_from": "1405/01/01",
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    facts_seeded()
    path = tmp_path / "rule.json"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return path


def aged_person(age: int) -> None:
    """A registered person with a row of his own."""
    register(source_row(1, full_name="مریم کریمی", is_head=True))
    found = person_of(1)
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO facts_personrow (subject_id, household_id, province, county, centre, age)"
            " VALUES (%s, %s, '07', %s, %s, %s)",
            [found.pk, found.household_id, found.county, found.centre, age],
        )


def test_a_rule_goes_from_its_file_to_the_reasons_of_a_person(
    thread: Thread, rule: Path, tmp_path: Path
) -> None:
    aged_person(40)
    assert thread.says("rules check", rule)["aloud"] == ["سن ۶۰ سال یا بیشتر باشد"]
    assert thread.says("rules import", rule)["revision"] == 1
    assert thread.says("rules import", rule)["changed"] is False
    counted = thread.says("rules impact", "aged_support")
    assert (counted["number"], counted["counts"]["enters"]) == (1, 0)
    book = tmp_path / "rules.xlsx"
    thread.says("rules workbook", "--out", book)
    assert [each["changed"] for each in thread.says("rules import", book)["drafts"]] == [False]
    assert len(thread.says("rules check", book)["rules"]) == 1
    staff("second", Post.HQ_DEPUTY, Unit.hq())
    thread.says("rules approve", "aged_support", "--revision", 1, "--as", "second")
    assert thread.says("rules run", "aged_support")["counts"]["no"] == 1
    [need] = thread.says("rules need", "aged_support")["counts"]
    assert (need["unit"], need["yes"], need["without"]) == ("07", 0, 0)
    for arguments in ((), ("--rule", "aged_support", "--on", "1405/09/01")):
        [decided] = thread.says("rules explain", national_id(1), *arguments)["decisions"]
        assert decided["outcome"] is False
        assert [each["id"] for each in decided["reasons"]] == ["old"]
    out = tmp_path / "again.json"
    assert thread.says("rules export", "aged_support") == document()
    thread.says("rules export", "aged_support", "--number", 1, "--out", out)
    assert json.loads(out.read_text("utf-8")) == document()
    a_number_and_an_end(thread, tmp_path)
    a_decision_by_hand(thread, tmp_path)
    a_model_of_means(thread, tmp_path)
    assert {(command, keys) for command in OF_RULES for keys in ANSWERS[command]} == thread.seen


def test_without_json_people_read_sentences(sayeban: CommandLine, rule: Path) -> None:
    aged_person(40)
    sayeban.run("rules", "import", rule)
    counted = sayeban.run("rules", "impact", "aged_support").out
    assert "همهٔ کشور: مشمول ۰، نامشمول ۱، نامعلوم ۰، وارد می‌شود ۰" in counted
    assert "  فارس: مشمول ۰، نامشمول ۱" in counted
    staff("second", Post.HQ_DEPUTY, Unit.hq())
    sayeban.run("rules", "approve", "aged_support", "--revision", 1, "--as", "second")
    assert "نسخهٔ ۱ قاعدهٔ aged_support" in sayeban.run("rules", "run", "aged_support").out
    mistyped = f"{national_id(1)[:9]}{(int(national_id(1)[9]) + 1) % 10}"
    refused = sayeban.refused("rules", "explain", mistyped)
    assert refused["refused"] == "person.digits_wrong"
    assert mistyped not in refused["message"]
    nobody = sayeban.refused("rules", "explain", national_id(2))
    assert nobody["refused"] == "subject.unknown"
    told = sayeban.run("rules", "explain", national_id(1)).out
    assert "حمایت از سالمندان (aged_support، نسخهٔ ۱): نامشمول" in told
    assert "  چون: " in told
    assert "  مشمول می‌شود اگر: " in told
    assert not {"{", "[", "false"} & set(counted + told)
    assert "outcome" not in told


def a_number_and_an_end(thread: Thread, folder: Path) -> None:
    """Both are entered by the installation and put in force by a person."""
    path = folder / "number.json"
    number = {"name": "age_line", "label": "سن", "type": "int", "value": 60}
    path.write_text(json.dumps(number | {"valid_from": "1405/01/01", "legal_basis": "ماده ۱"}))
    entered = thread.says("rules number", path)["number"]
    thread.says("rules approve-number", entered, "--as", "second")
    end = thread.says("rules end", "aged_support", "--on", "1499/01/01", "--reason", "قانون تازه")
    thread.says("rules approve-end", end["end"], "--as", "second")


def a_decision_by_hand(thread: Thread, folder: Path) -> None:
    """The head of his county decides otherwise than the rule, and takes it back."""
    paper = folder / "paper.png"
    paper.write_bytes(picture(200))
    staff("head", Post.COUNTY_HEAD, Unit.of_county(person_of(1).county))
    who = ("aged_support", national_id(1), "--as", "head")
    why = ("--yes", "--reason", "بازدید منزل", "--document", paper)
    decided = thread.says("rules by-hand", *who, *why)
    assert decided["outcome"] is True
    [found] = thread.says("rules explain", national_id(1))["decisions"]
    assert found["outcome"] is True
    again = thread.line.refused("rules", "by-hand", *who, *why)
    assert again["refused"] == "override.stands"
    assert thread.says("rules end-by-hand", *who)["decision"] == decided["decision"]
    [found] = thread.says("rules explain", national_id(1))["decisions"]
    assert found["outcome"] is False
    assert thread.line.refused("rules", "end-by-hand", *who)["refused"] == "override.unknown"


def a_model_of_means(thread: Thread, folder: Path) -> None:
    """Entered by the installation, put in force by a person; then deciles are estimated."""
    path = folder / "means.json"
    path.write_text(json.dumps(MEANS), encoding="utf-8")
    assert thread.line.refused("rules", "estimate")["refused"] == "means.unknown"
    entered = thread.says("rules means", path)
    assert entered["sample"] is True
    thread.says("rules approve-means", entered["means"], "--as", "second")
    assert (
        thread.says("rules estimate")["estimated"] == 0
    )  # too little is known of the one household


def test_a_decision_by_hand_is_made_where_the_file_is(
    sayeban: CommandLine, rule: Path, tmp_path: Path
) -> None:
    aged_person(40)
    sayeban.run("rules", "import", rule)
    paper = tmp_path / "paper.png"
    paper.write_bytes(picture(200))
    why = ("--no", "--reason", "بازدید", "--document", paper)
    for user, post, unit, code in (
        ("stranger", Post.COUNTY_HEAD, Unit.of_county("2301"), "subject.unknown"),
        ("clerk", Post.COUNTY_EXPERT, Unit.of_county(person_of(1).county), "access.denied"),
    ):
        staff(user, post, unit)
        who = ("aged_support", national_id(1), "--as", user)
        assert sayeban.refused("rules", "by-hand", *who, *why)["refused"] == code
    none = (*who, "--no", "--reason", "بازدید", "--document", tmp_path / "none.png")
    assert sayeban.refused("rules", "by-hand", *none)["refused"] == "file.missing"


def test_what_is_no_model_is_refused_in_words(sayeban: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "means.json"
    for wrong, code in (
        ([], "date.missing"),
        ({**MEANS, "valid_from": 5}, "date.invalid"),
        ({**MEANS, "indicators": {}}, "means.invalid"),
        ({**MEANS, "title": ""}, "means.invalid"),
    ):
        path.write_text(json.dumps(wrong), encoding="utf-8")
        assert sayeban.refused("rules", "means", path)["refused"] == code
    staff("second", Post.HQ_DEPUTY, Unit.hq())
    refused = sayeban.refused("rules", "approve-means", 7, "--as", "second")
    assert refused["refused"] == "means.unknown"


def test_what_is_no_number_is_refused_in_words(sayeban: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "number.json"
    path.write_text("[]")
    missing = sayeban.refused("rules", "number", path)
    assert (missing["refused"], "valid_from" in missing["message"]) == ("date.missing", True)
    path.write_text(json.dumps({"valid_from": "2026-03-21"}))
    assert sayeban.refused("rules", "number", path)["refused"] == "parameter.invalid"
    assert sayeban.refused("rules", "need", "no_rule")["refused"] == "rule.not_in_force"


def test_a_changed_draft_is_written_over_by_who_read_it(thread: Thread, rule: Path) -> None:
    thread.says("rules import", rule)
    rule.write_text(json.dumps(document({**OLD, "value": 65})), encoding="utf-8")
    refused = thread.line.refused("rules", "import", rule)
    assert refused["refused"] == "rule.changed_meanwhile"
    assert thread.says("rules import", rule, "--revision", 1)["revision"] == 2


def test_what_export_shows_check_reads_back(thread: Thread, rule: Path) -> None:
    thread.says("rules import", rule)
    for shown in (
        ("rules", "export", "aged_support"),
        ("rules", "export", "aged_support", "--json"),
    ):
        rule.write_text(thread.line.run(*shown).out, encoding="utf-8")
        assert thread.says("rules check", rule)["rule"] == "aged_support"
        assert thread.says("rules import", rule)["changed"] is False


def test_a_workbook_of_what_is_in_force_makes_no_drafts(
    thread: Thread, rule: Path, tmp_path: Path
) -> None:
    thread.says("rules import", rule)
    thread.says("rules impact", "aged_support")
    staff("second", Post.HQ_DEPUTY, Unit.hq())
    thread.says("rules approve", "aged_support", "--revision", 1, "--as", "second")
    book = tmp_path / "rules.xlsx"
    thread.says("rules workbook", "--out", book)
    same = {"rule": "aged_support", "number": 1, "revision": 0, "changed": False}
    assert thread.says("rules import", book)["drafts"] == [same]
    assert thread.says("rules import", rule) == same
    assert "پیش‌نویس نمی‌خواهد" in thread.line.run("rules", "import", rule).out
    rule.write_text(json.dumps(document({**OLD, "value": 65})), encoding="utf-8")
    assert thread.says("rules import", rule)["number"] == 2


def test_a_rule_is_checked_in_sentences_with_iranian_days(
    thread: Thread, rule: Path, tmp_path: Path
) -> None:
    wanted = [
        "قاعدهٔ «حمایت از سالمندان» (aged_support) ایرادی ندارد. اگر تأیید شود، از ۱ فروردین"
        " ۱۴۰۵ این شرط‌ها را می‌سنجد:",
        "  سن ۶۰ سال یا بیشتر باشد",
    ]
    assert thread.line.run("rules", "check", rule).out.splitlines() == wanted
    thread.says("rules import", rule)
    book = tmp_path / "rules.xlsx"
    thread.says("rules workbook", "--out", book)
    assert thread.line.run("rules", "check", book).out.splitlines() == wanted
    assert [each["rule"] for each in thread.says("rules check", book)["rules"]] == ["aged_support"]


def test_what_is_no_rule_is_refused_in_words(sayeban: CommandLine, rule: Path) -> None:
    rule.write_text("{", encoding="utf-8")
    assert sayeban.refused("rules", "check", rule)["refused"] == "file.json_faulty"
    rule.write_text("{}", encoding="utf-8")
    assert sayeban.refused("rules", "check", rule)["refused"] == "rule.invalid"
    unknown = document({**OLD, "fact": "nobody_knows"})
    rule.write_text(json.dumps(unknown), encoding="utf-8")
    assert sayeban.refused("rules", "import", rule)["refused"] == "condition.invalid"
    assert sayeban.refused("rules", "impact", "no_rule")["refused"] == "rule.unknown"
    assert sayeban.refused("rules", "run", "no_rule")["refused"] == "rule.not_in_force"
    assert sayeban.refused("rules", "explain", "9990000000")["refused"] == "person.digits_wrong"
