"""What is no fault of ours ends a command with a code and a sentence, never with a traceback."""

import argparse
import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from sayeban.sites import migrating
from sayeban.sites.cli.parser import parser
from sayeban.sites.embedded_refusals import DatabaseUnavailable
from sayeban.sites.tests.command_line import ANSWERS

pytestmark = pytest.mark.slow

# By name: its package shows the function of the same name.
cli = importlib.import_module("sayeban.sites.cli.main")
_NOBODY_LISTENS = "postgresql://somebody:secret@127.0.0.1:9/nothing"


def _run(url: str, home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", "from sayeban.sites.cli import main; main()", *arguments],
        env=os.environ | {"DATABASE_URL": url, "SAYEBAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def unnamed(tree: argparse.ArgumentParser) -> list[str]:
    """Commands that the help of the word above them leaves out, and those below them."""
    found = []
    for action in tree._actions:
        if isinstance(action, argparse._SubParsersAction):
            named = {each.dest for each in action._get_subactions() if each.help}
            found += [below.prog for name, below in action.choices.items() if name not in named]
            found += [prog for below in action.choices.values() for prog in unnamed(below)]
    return found


def test_help_names_every_command_with_what_it_does() -> None:
    tree = parser()
    assert unnamed(tree) == []
    shown = tree.format_help()
    for word in {command.split()[0] for command in ANSWERS}:
        assert re.search(rf"^    {word}\s", shown, re.MULTILINE)


def test_a_command_without_a_sentence_would_be_left_out() -> None:
    """Negative control."""
    tree = parser()
    (words,) = (each for each in tree._actions if isinstance(each, argparse._SubParsersAction))
    words.add_parser("silent")
    assert unnamed(tree) == ["sayeban silent"]


@pytest.mark.parametrize("url", [_NOBODY_LISTENS, "postgresql://host:port/x", "no address"])
def test_a_database_out_of_reach_is_refused_in_words(url: str, tmp_path: Path) -> None:
    done = _run(url, tmp_path, "campaign", "progress", "c1405", "--json")
    assert done.returncode == cli.REFUSED
    assert json.loads(done.stdout)["refused"] == "database.unavailable"
    assert "DATABASE_URL" in json.loads(done.stdout)["message"]
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stdout + done.stderr


@pytest.mark.django_db
def test_a_failed_migration_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    failed: subprocess.CompletedProcess[str] = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(migrating, "is_current", lambda _: False)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(DatabaseUnavailable, match="SAYEBAN_OWNER_URL"):
        migrating.ensure_migrated()


@pytest.mark.django_db
def test_a_migration_does_not_wait_behind_who_uses_a_table(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without its bound it would wait for as long as the table is held, and this test with it."""
    url = make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr(migrating, "is_current", lambda _: False)
    monkeypatch.setattr(migrating, "LOCK_SECONDS", 0.1)
    with psycopg.connect(url) as user:
        user.execute("LOCK TABLE django_migrations")
        with pytest.raises(DatabaseUnavailable, match=r"upgrade\.md"):
            migrating.ensure_migrated()
    assert "lock timeout" in capfd.readouterr().err


@pytest.mark.django_db
def test_a_file_that_the_user_named_is_refused_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "prepare", lambda: None)
    with pytest.raises(SystemExit) as left:
        cli.main(["company", "import", str(tmp_path / "none.csv")])
    assert left.value.code == cli.REFUSED
    assert "«none.csv» پیدا نشد" in capsys.readouterr().err


def test_a_file_of_ours_that_is_missing_is_a_fault_and_not_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        (tmp_path / "ours.sql").read_text()

    monkeypatch.setattr(cli, "prepare", broken)
    with pytest.raises(FileNotFoundError):
        cli.main(["company", "import", str(tmp_path / "other" / "none.csv")])
