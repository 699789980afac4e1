"""The installed `sayeban` as operators run it, on an embedded database in a home of its own."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from sayeban.sites import embedded
from sayeban.sites.commands import site
from sayeban.sites.commands.demo_home import demo_home
from sayeban.sites.tests.command_line import ANSWERS, is_persian

pytestmark = pytest.mark.slow
TOO_LONG = 180


class Installation:
    """Commands in one folder; without DATABASE_URL they work on the database of its home."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / ".sayeban"

    def run(self, *arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        kept = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
        return subprocess.run(
            [str(Path(sys.executable).with_name("sayeban")), *arguments],
            cwd=self.folder,
            env={name: value for name, value in kept.items() if not name.startswith("SAYEBAN_")},
            input=typed,
            capture_output=True,
            text=True,
            timeout=TOO_LONG,
            check=False,
        )

    def says(self, *arguments: str, typed: str = "") -> dict[str, Any]:
        done = self.run(*arguments, "--json", typed=typed)
        assert done.returncode == 0, done
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path)
    yield made
    made.run("stop")
    embedded.reset(made.home)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def lives(pid: str) -> bool:
    """Whether it still runs; one that ended has no command line, though nobody may have asked."""
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and command.read_bytes() != b""


def test_wrong_usage_starts_no_database(installation: Installation) -> None:
    done = installation.run("campaign", "open")
    assert (done.returncode, done.stdout) == (64, "")
    assert is_persian(done.stderr)
    assert not installation.home.exists()


def test_an_installation_lives_from_its_first_command_to_its_reset(
    installation: Installation,
) -> None:
    # The first command makes the database by itself and leaves it running.
    companies = installation.folder / "c.csv"
    companies.write_text("code,utility,province,name\n307,gas,07,گاز فارس\n", encoding="utf-8")
    assert installation.says("company", "import", str(companies))["accepted"] == 1
    assert embedded.status(installation.home).running
    add = ("staff", "add", "boss", "--post", "hq_deputy", "--unit", "hq", "--password-stdin")
    added = installation.says(*add, typed="one long password 7\n")
    assert added == {"user": "boss", "post": "hq_deputy", "unit": "hq"}

    refused = installation.run("campaign", "close", "none", "--as", "boss", "--json")
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["refused"] == "campaign.unknown"

    # Web and worker start, the page answers, and starting again starts nothing twice.
    port = free_port()
    started = installation.says("start", "--port", str(port))
    assert " ".join(started) in ANSWERS["start"]
    with urllib.request.urlopen(f"{started['url']}/healthz", timeout=10) as page:  # noqa: S310
        assert page.status == 200
    pids = [(installation.home / f"{name}.pid").read_text() for name in ("web", "worker")]
    installation.says("start", "--port", str(port))
    assert [(installation.home / f"{name}.pid").read_text() for name in ("web", "worker")] == pids

    # Stopping keeps the data, resetting removes them and nothing else of the folder.
    assert installation.says("stop") == {"stopped": ["worker", "web", "database"]}
    assert not any(lives(pid) for pid in pids)
    assert installation.says("company", "import", str(companies))["unchanged"] == 1
    assert installation.run("reset").returncode == 64
    assert installation.says("reset", "--yes") == {"removed": str(installation.home)}
    assert companies.exists()
    assert not embedded.status(installation.home).running
    assert not (installation.home / "pgdata").exists()


@pytest.mark.full
def test_an_installation_is_backed_up_and_restored_into_another_home(
    installation: Installation,
) -> None:
    companies = installation.folder / "c.csv"
    companies.write_text("code,utility,province,name\n307,gas,07,گاز فارس\n", encoding="utf-8")
    installation.says("company", "import", str(companies))
    backups, key = str(installation.folder / "backups"), str(installation.folder / "key.txt")

    refused = installation.run("backup", "--out", backups, "--json")
    assert json.loads(refused.stdout)["refused"] == "backup.no_key"
    beside = installation.run("backup", "--new-key", str(installation.home / "key"), "--json")
    assert json.loads(beside.stdout)["refused"] == "backup.key_beside"
    assert " ".join(installation.says("backup", "--new-key", key)) in ANSWERS["backup"]

    made = installation.says("backup", "--out", backups)
    assert (" ".join(made), made["kind"]) == (ANSWERS["backup"][0], "full")
    found = installation.says("verify-backup", backups, "--key", key)
    assert (found["backup"], found["rows"]) == (made["backup"], made["rows"])
    assert is_persian(found["says"])

    wrong = installation.run("verify-backup", backups, "--key", str(companies), "--json")
    assert json.loads(wrong.stdout)["refused"] == "backup.key_unreadable"
    into = ("--into", str(installation.folder / "new"))
    when = ("restore", "--from", backups, "--key", key, *into, "--until", "yesterday", "--json")
    assert json.loads(installation.run(*when).stdout)["refused"] == "date.invalid"

    restored = installation.says("restore", "--from", backups, "--key", key, *into)
    assert " ".join(restored) in ANSWERS["restore"]
    moved = Installation(installation.folder)
    installation.run("stop")
    installation.home.rename(installation.folder / "lost")
    (installation.folder / "new").rename(moved.home)
    assert moved.says("company", "import", str(companies))["unchanged"] == 1
    assert moved.says("audit", "verify")["batches"] == 0


def test_a_site_that_does_not_answer_is_said_so_with_its_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(site, "_START_SECONDS", 0.5)
    with pytest.raises(site.SiteNotUp):
        site._wait(f"http://127.0.0.1:{free_port()}")


def test_a_database_of_somebody_else_is_neither_stopped_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYEBAN_HOME", str(tmp_path))
    assert site.reset(Namespace()) == {"removed": str(tmp_path)}
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_demo_has_a_home_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYEBAN_HOME", raising=False)
    assert demo_home() == Path(".sayeban-demo").absolute()
    monkeypatch.setenv("SAYEBAN_HOME", "elsewhere")
    assert demo_home() == Path("elsewhere").absolute()
