"""Files that commands of services and rules read and write are what they are named."""

import json
from pathlib import Path
from string import ascii_letters

import openpyxl
import pytest

from sayeban.eligibility.tests.makers import document, facts_seeded
from sayeban.sites.tests.command_line import CommandLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule(tmp_path: Path, sayeban: CommandLine) -> str:
    """The code of a rule with a draft."""
    facts_seeded()
    path = tmp_path / "rule.json"
    path.write_text(json.dumps(document()), encoding="utf-8")
    assert sayeban.run("rules", "import", path).code == 0
    return "aged_support"


@pytest.mark.parametrize("name", ["x.csv", "x", "x.xls"])
@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("rules", "export", "aged_support"), (".json", ".xlsx")),
        (("rules", "workbook"), (".xlsx",)),
        (("catalogue", "export"), (".json", ".xlsx")),
        (("desk", "export"), (".xlsx",)),
    ],
    ids=" ".join,
)
def test_another_ending_is_refused_and_nothing_is_written(
    sayeban: CommandLine,
    tmp_path: Path,
    rule: str,
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    name: str,
) -> None:
    out = tmp_path / "new" / name
    refused = sayeban.refused(*words, "--out", out)
    assert refused["refused"] == "out.kind_unknown"
    assert all(kind in refused["message"] for kind in (name, *kinds))
    assert not out.parent.exists()


def test_a_rule_is_written_as_its_file_is_named_and_read_again(
    sayeban: CommandLine, tmp_path: Path, rule: str
) -> None:
    text, book = tmp_path / "again.json", tmp_path / "again.XLSX"
    for out in (text, book):
        assert sayeban.told("rules", "export", rule, "--out", out)[1] == {
            "rule": rule,
            "out": str(out),
        }
    assert json.loads(text.read_text("utf-8")) == document()
    assert len(openpyxl.load_workbook(book).sheetnames) == 2
    [judged] = sayeban.told("rules", "check", book)[1]["rules"]
    assert judged["rule"] == rule
    [drafted] = sayeban.told("rules", "import", book)[1]["drafts"]
    assert drafted["changed"] is False


@pytest.mark.parametrize(
    ("name", "content", "command", "said"),
    [
        *(
            (*file, command, said)
            for command in ("catalogue import", "catalogue check", "rules check", "rules import")
            for *file, said in (
                ("c.xlsx", b"", "این فایل خالی است"),
                ("c.xlsx", b"no workbook", "کارپوشهٔ اکسل نیست"),
                ("c.json", b"", "خالی است"),
                ("c", b"PK\x03\x04rest", "کارپوشهٔ اکسل یا فایلی فشرده است"),
                ("c.xls", b"\xd0\xcf\x11\xe0", "قالب قدیمی یا رمزدار"),
            )
        ),
        ("r.xlsx", b"", "rules number", "خالی است"),
        ("r.xlsx", b"x", "rules means", "از روی نامش کارپوشهٔ اکسل است"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(
    sayeban: CommandLine, tmp_path: Path, name: str, content: bytes, command: str, said: str
) -> None:
    facts_seeded()
    path = tmp_path / name
    path.write_bytes(content)
    refused = sayeban.refused(*command.split(), path)
    assert said in refused["message"]
    assert refused["refused"] in {"file.unreadable", "file.blank", "file.not_json"}


@pytest.mark.parametrize("command", ["import", "check"])
def test_a_file_without_a_service_is_said_to_be_one(
    sayeban: CommandLine, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "none.json"
    path.write_text("[]")
    assert sayeban.refused("catalogue", command, path)["refused"] == "service.file_empty"
    book = tmp_path / "none.xlsx"
    assert sayeban.run("catalogue", "export", "--out", book).code == 0
    assert sayeban.refused("catalogue", command, book)["refused"] == "service.file_empty"


def test_a_list_that_is_no_text_is_refused(sayeban: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_bytes(b"\xff\xfe\x00")
    asked = ("registers", "ask", "civil_identity", "--purpose", "double", "--file", path)
    assert sayeban.refused(*asked)["refused"] == "file.not_text"


def test_why_nothing_can_be_written_is_said_in_persian(
    sayeban: CommandLine, tmp_path: Path
) -> None:
    for out in (tmp_path / "x.json", Path("/proc/x.json"), tmp_path / "file" / "x.json"):
        (tmp_path / "x.json").mkdir(exist_ok=True)
        (tmp_path / "file").touch()
        message = sayeban.refused("catalogue", "export", "--out", out)["message"]
        assert not set(message.partition("(")[2].partition(")")[0]) & set(ascii_letters), message
