"""A backup whose making was killed never passes for a whole one (promises.md R15)."""

import signal
import subprocess
import sys
from dataclasses import asdict, replace

import pytest

from sayeban.sites.backup import making, restoring, vault
from sayeban.sites.backup.repository import Backup, described
from sayeban.sites.backup.tests.conftest import Installation

pytestmark = pytest.mark.slow

_PROGRAM = """
import importlib, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sayeban.sites.backup import making, repository, server, vault

url, copying, home, out, module, name, calls = sys.argv[1:]
found = importlib.import_module(f"sayeban.sites.backup.{module}")
real, left = getattr(found, name), [int(calls)]

def killing(*arguments, **named):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **named)

setattr(found, name, killing)
source = server.Server(url, copying, embedded=True)
making.back_up(source, Path(home), Path(out), datetime(2026, 11, 25, 21, tzinfo=UTC), full=False)
"""
POINTS = [
    ("server", "fetch_journal", 1),  # base and content, and no journal
    ("repository", "_to_disk", 1),  # everything but the name
]
MORE_POINTS = [
    ("vault", "encrypt_io", 1),  # before the base
    ("vault", "encrypt_io", 2),  # base, and no content
    ("vault", "encrypt_io", 3),  # the journal is fetched and not in the backup
    ("making", "described", 1),  # everything but the manifest
    ("repository", "_write", 2),  # manifest without its digest
]
ALL_POINTS = [*POINTS, *(pytest.param(each, marks=pytest.mark.full) for each in MORE_POINTS)]


def killed(installation: Installation, point: tuple[str, str, int]) -> int:
    server = installation.server
    arguments = [server.url, server.copying, str(installation.home), str(installation.out)]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments, *map(str, point)], check=False
    )
    return done.returncode


@pytest.mark.parametrize("point", ALL_POINTS)
def test_what_a_kill_leaves_is_no_backup_and_the_next_one_is_whole(
    installation: Installation, point: tuple[str, str, int]
) -> None:
    first = installation.back_up()
    installation.write("before the kill")
    assert killed(installation, point) == -signal.SIGKILL
    assert [p.name for p in installation.out.glob(".partial-*")] != []
    assert installation.repository.whole() == [first.backup]

    installation.write("after the kill")
    second = installation.back_up()
    assert [p.name for p in installation.out.glob(".partial-*")] == []
    assert installation.repository.whole() == [first.backup, second.backup]
    done = restoring.rehearse(installation.out, vault.identity(installation.key))
    assert done.rows == second.rows


def test_were_the_name_given_first_a_killed_backup_would_pass(installation: Installation) -> None:
    """Negative control: it is the order of the steps that keeps half a backup out."""
    first = installation.back_up()
    killed(installation, ("server", "fetch_journal", 1))
    (draft,) = installation.out.glob(".partial-*")
    name = draft.name.removeprefix(".partial-")
    half = replace(first.backup, name=name, files=described(draft))
    installation.repository.finish(draft, Backup(**asdict(half)))
    assert making.JOURNAL not in half.files
    assert installation.repository.whole()[-1].name == name
    assert installation.repository.check(half)
