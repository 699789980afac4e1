"""What a command writes is what its file is named; of another name nothing is written."""

import json
from pathlib import Path

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
