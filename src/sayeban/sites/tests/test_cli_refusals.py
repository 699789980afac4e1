"""What the command line says when a command is wrong, refused, or not this user's to give."""

from pathlib import Path

import pytest

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.kit.units import Unit
from sayeban.organisations.models import UtilityCompany
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.commands.days import DateUnreadable
from sayeban.sites.commands.staff import UnknownPost
from sayeban.sites.tests.command_line import CommandLine, commands, is_persian

pytestmark = pytest.mark.django_db


@pytest.fixture
def line_alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line without a place to work in: wrong usage is seen before."""
    return CommandLine(capsys, monkeypatch)


TERMS = ("--title", "معافیت", "--starts", "1405/09/01")
CENTRE, COUNTY, FARS = (
    Unit.of_centre("0701", "7011"),
    Unit.of_county("0701"),
    Unit.of_province("07"),
)


# Wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "fly",
        "campaign",
        "campaign open c1 --title T",
        "campaign extend c1 --days many",
        "campaign open c1 --title T --starts 1405/09/01 --benefit gift",
        "campaign sample c1 --unit 0701 --as u --out a.xlsx --results b.xlsx",
        "campaign declare c1 --unit 0701",
        "campaign progress c1 --unit",
        "staff add u --post hq_expert --unit hq --colour red",
        "reset",
        "company import",
    ],
    ids=str,
)
def test_wrong_usage_leaves_with_64_and_a_persian_sentence(
    line_alone: CommandLine, arguments: str
) -> None:
    answer = line_alone.run(*arguments.split())
    assert (answer.code, answer.out) == (64, "")
    sentence = answer.err.strip().splitlines()[-1]
    assert is_persian(sentence.partition("نوشته نشده است.")[2]), sentence


@pytest.mark.parametrize("command", commands())
def test_every_command_takes_json(command: str) -> None:
    assert any("--json" in each.option_strings for each in commands()[command]._actions)


# Refused as a whole: exit 2, {"refused": code, "message": …}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("campaign", "load", "c1405", "nowhere.xlsx"), "file.missing"),
        (("campaign", "collect", "c1405", "nowhere", "--as", "worker"), "file.missing"),
        (("company", "import", "nowhere.csv"), "file.missing"),
        (("campaign", "open", "c1405", *TERMS), "campaign.taken"),
        (("campaign", "open", "a/b", *TERMS), "campaign.invalid"),
        (("campaign", "open", "c2", "--title", "T", "--starts", "1405/13/01"),
         DateUnreadable.code),
        (("campaign", "extend", "c1405", "--days", "0"), "campaign.extension_invalid"),
        (("campaign", "close", "none"), "campaign.unknown"),
        (("campaign", "progress", "c1405", "--unit", "9999"), "unit.unknown"),
        (("campaign", "violations", "c1405", "--clear", "1", "--as", "head"),
         "candidate.why_missing"),
        (("campaign", "violations", "c1405", "--clear", "x", "--why", "shared", "--as", "head"),
         "violation.unknown"),
        (("campaign", "declare", "c1405", "--unit", "0701", "--as", "nobody"), "user.unknown"),
        (("staff", "add", "u", "--post", "king", "--unit", "hq"), UnknownPost.code),
        (("staff", "add", "u", "--post", "centre_head", "--unit", "hq"), "post.wrong_level"),
        (("staff", "disable", "nobody"), "user.unknown"),
        (("package", "verify", "nowhere"), "package.unsigned"),
        (("demo-data", "--households", "10", "--out", "nowhere"), "demo.too_few"),
    ],
    ids=str,
)  # fmt: skip
def test_a_refusal_leaves_with_2_its_code_and_its_sentence(
    sayeban: CommandLine, campaign: Campaign, arguments: tuple[str, ...], code: str
) -> None:
    make_user("head", Post.COUNTY_HEAD, COUNTY, NOW)
    make_user("worker", Post.SOCIAL_WORKER, CENTRE, NOW)
    assert sayeban.refused(*arguments)["refused"] == code
    told = sayeban.run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert is_persian(told.err)


@pytest.mark.parametrize("content", [b"no workbook", b"", b"PK\x03\x04torn"], ids=str)
def test_a_file_that_is_no_workbook_is_refused_by_every_command_that_takes_one(
    sayeban: CommandLine, campaign: Campaign, tmp_path: Path, content: bytes
) -> None:
    make_user("worker", Post.SOCIAL_WORKER, CENTRE, NOW)
    make_user("head", Post.COUNTY_HEAD, COUNTY, NOW)
    make_user("expert", Post.COUNTY_EXPERT, COUNTY, NOW)
    book = tmp_path / "a.xlsx"
    book.write_bytes(content)
    for arguments in (
        ("campaign", "load", "c1405", book),
        ("campaign", "collect", "c1405", book, "--as", "worker"),
        ("campaign", "approve", "c1405", "--unit", "0701", "--return", book, "--as", "head"),
        ("campaign", "sample", "c1405", "--unit", "0701", "--results", book, "--as", "expert"),
        *((group, "import", book) for group in ("company", "people", "divisions", "centre")),
        ("staff", "import", book),
    ):
        assert sayeban.refused(*arguments)["refused"] == "file.unreadable", arguments


def test_a_folder_in_the_place_of_a_file_is_refused(
    sayeban: CommandLine, campaign: Campaign, tmp_path: Path
) -> None:
    assert sayeban.refused("campaign", "load", "c1405", tmp_path)["refused"] == "file.missing"


def test_a_report_gets_its_folder_or_nothing_is_loaded(
    sayeban: CommandLine, campaign: Campaign, tmp_path: Path
) -> None:
    book = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])
    load = ("campaign", "load", "c1405", book, "--report")
    below_a_file = book / "report.xlsx"
    assert sayeban.run(*load, below_a_file).code == 2
    with acting(OPERATOR, NOW):
        assert not Row.objects.exists()
    assert sayeban.run(*load, tmp_path / "new" / "report.xlsx").code == 0
    assert (tmp_path / "new" / "report.xlsx").exists()


def test_a_blocked_approval_names_each_block(sayeban: CommandLine, campaign: Campaign) -> None:
    make_user("head", Post.CENTRE_HEAD, CENTRE, NOW)
    makers.row(campaign, CENTRE, state="pending")
    place = ("campaign", "approve", "c1405", "--unit", "centre:7011", "--as", "head")
    answer = sayeban.refused(*place)
    assert list(answer) == ["refused", "message", "approved", "returned", "blocked"]
    assert answer["blocked"] == [{"code": "pending", "unit": "centre:7011", "count": 1}]
    assert "pending" in sayeban.run(*place).err


def test_rejected_rows_do_not_refuse_a_load(
    sayeban: CommandLine, campaign: Campaign, tmp_path: Path
) -> None:
    book = hq_book(tmp_path / "a.xlsx", [line(national_id(1)), line("9990000010"), line("")])
    answer = sayeban.run("campaign", "load", "c1405", book, "--json")
    assert answer.code == 0
    assert answer.json["rows"] == 3
    assert answer.json["reasons"] == {"national_id.check_digit": 1, "national_id.missing": 1}
    assert "a.xlsx" in answer.err, "progress goes to stderr"


def test_without_json_the_answer_is_read_by_people(
    sayeban: CommandLine, campaign: Campaign
) -> None:
    answer = sayeban.run("campaign", "extend", "c1405", "--days", "1")
    assert answer.out.splitlines()[0] == "campaign: c1405"


# --as: exactly this user's rights; without it the operator's


@pytest.mark.parametrize(
    ("post", "unit", "arguments"),
    [
        (Post.SOCIAL_WORKER, CENTRE, ("campaign", "open", "c2", *TERMS)),
        (Post.PROVINCE_EXPERT, FARS, ("campaign", "extend", "c1405", "--days", "1")),
        (Post.DIRECTOR_GENERAL, FARS, ("campaign", "close", "c1405")),
        (Post.COUNTY_HEAD, COUNTY, ("campaign", "load", "c1405", "BOOK")),
        (Post.COUNTY_EXPERT, COUNTY, ("campaign", "split", "c1405", "--out", "OUT")),
        (Post.COUNTY_EXPERT, COUNTY, ("campaign", "receive", "c1405", "--unit", "0702")),
        (Post.SOCIAL_WORKER, CENTRE, ("campaign", "train", "c1405", "--centre", "7011",
                                      "--worker", "me")),
        (Post.COUNTY_HEAD, COUNTY, ("campaign", "declare", "c1405", "--unit", "0702")),
        (Post.COUNTY_HEAD, COUNTY, ("campaign", "sample", "c1405", "--unit", "0701")),
        (Post.COUNTY_HEAD, COUNTY, ("campaign", "approve", "c1405", "--unit", "centre:7011")),
        (Post.HQ_DEPUTY, Unit.hq(), ("campaign", "release", "c1405", "--province", "07",
                                     "--out", "OUT")),
        (Post.HQ_EXPERT, Unit.hq(), ("campaign", "violations", "c1405", "--confirm", "1",
                                     "--row", "9990000017")),
        (Post.SOCIAL_WORKER, CENTRE, ("company", "import", "COMPANIES")),
        (Post.COUNTY_EXPERT, COUNTY, ("staff", "add", "u", "--post", "observer", "--unit", "0701")),
        (Post.COUNTY_EXPERT, COUNTY, ("staff", "disable", "me")),
    ],
    ids=str,
)  # fmt: skip
def test_as_holds_the_rights_of_that_user_and_no_more(
    sayeban: CommandLine, campaign: Campaign, tmp_path: Path, post: Post, unit: Unit,
    arguments: tuple[str, ...],
) -> None:  # fmt: skip
    make_user("me", post, unit, NOW)
    companies = tmp_path / "c.csv"
    companies.write_text("code,utility,province,name\n307,gas,07,گاز فارس\n")
    files = {
        "BOOK": hq_book(tmp_path / "a.xlsx", [line(national_id(1))]),
        "COMPANIES": companies,
        "OUT": tmp_path / "out",
    }
    said = [files.get(each, each) for each in arguments]
    assert sayeban.refused(*said, "--as", "me")["refused"] == "access.denied"
    with acting(OPERATOR, NOW):
        assert not Row.objects.exists()
        assert not UtilityCompany.objects.exists()
        assert Campaign.objects.get().days == campaign.days
    assert not files["OUT"].exists()


def test_what_a_user_may_not_the_operator_may(sayeban: CommandLine, campaign: Campaign) -> None:
    make_user("me", Post.PROVINCE_EXPERT, FARS, NOW)
    extend = ("campaign", "extend", "c1405", "--days", "1")
    assert sayeban.run(*extend, "--as", "me").code == 2
    assert sayeban.run(*extend).code == 0


def test_progress_shows_a_user_his_own_places_alone(
    sayeban: CommandLine, campaign: Campaign
) -> None:
    make_user("me", Post.COUNTY_EXPERT, COUNTY, NOW)
    makers.row(campaign, CENTRE)
    makers.row(campaign, Unit.of_centre("0702", "7021"))
    shown = ("campaign", "progress", "c1405", "--unit", "07", "--json")
    assert sum(sayeban.run(*shown).json["by_state"].values()) == 2
    assert sum(sayeban.run(*shown, "--as", "me").json["by_state"].values()) == 1


def test_a_disabled_user_lends_nobody_his_rights(sayeban: CommandLine) -> None:
    make_user("me", Post.HQ_EXPERT, Unit.hq(), NOW)
    sayeban.run("staff", "disable", "me")
    refused = sayeban.refused("campaign", "open", "c2", *TERMS, "--as", "me")
    assert refused["refused"] == "user.disabled"


# Passwords


def test_a_piped_password_is_taken_and_never_shown(sayeban: CommandLine) -> None:
    add = ("staff", "add", "u", "--post", "hq_expert", "--unit", "hq", "--password-stdin")
    answer = sayeban.run(*add, "--json", typed="one long password 7\n")
    assert answer.json == {"user": "u", "post": "hq_expert", "unit": "hq"}
    assert "password 7" not in answer.out + answer.err


def test_without_one_a_password_is_drawn_and_shown_once(sayeban: CommandLine) -> None:
    add = ("staff", "add", "u", "--post", "hq_expert", "--unit", "hq", "--json")
    assert len(sayeban.run(*add).json["one_time_password"]) >= 12


def test_an_empty_pipe_gives_no_password_so_one_is_drawn(sayeban: CommandLine) -> None:
    add = ("staff", "add", "u", "--post", "hq_expert", "--unit", "hq", "--password-stdin")
    assert "one_time_password" in sayeban.run(*add, "--json", typed="").json
