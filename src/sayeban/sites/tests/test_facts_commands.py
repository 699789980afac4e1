"""sayeban facts: what show wrote is what define reads."""

import json
from pathlib import Path

import pytest

from sayeban.facts.tests import makers as facts
from sayeban.sites.tests.command_line import CommandLine

pytestmark = pytest.mark.django_db


def test_what_was_shown_is_defined_again_without_what_follows_from_files(
    sayeban: CommandLine, tmp_path: Path
) -> None:
    facts.seeded()
    written = sayeban.run("facts", "show", "--json").out
    listed = json.loads(written)["facts"]
    kept = [each for each in listed if each["kind"] != "derived"]
    assert 0 < len(kept) < len(listed)
    path = tmp_path / "facts.json"
    path.write_text(written, encoding="utf-8")
    assert json.loads(sayeban.run("facts", "define", path, "--json").out) == {"defined": len(kept)}
    assert json.loads(sayeban.run("facts", "show", "--json").out)["facts"] == listed


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "file.blank"),
        ("{", "file.json_faulty"),
        ('{"facts": 1}', "fact.invalid"),
        ("[1]", "fact.invalid"),
        # The control: in a list of somebody's own nothing is left aside.
        ('[{"kind": "derived"}]', "fact.invalid"),
    ],
)
def test_a_file_of_anything_else_is_refused(
    sayeban: CommandLine, tmp_path: Path, content: str, code: str
) -> None:
    path = tmp_path / "facts.json"
    path.write_text(content, encoding="utf-8")
    assert sayeban.refused("facts", "define", path)["refused"] == code
