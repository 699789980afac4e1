"""The disk of an installation fills up: refused in words before PostgreSQL stops (promises.md R13).

The disk is a tmpfs in a mount namespace of its own, and its processes are in one of their own too:
whatever happens there, all of it goes with the command. An ordinary user needs user namespaces.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.full]

_ROOT = Path(__file__).resolve().parents[2]
_ALONE = ("unshare", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child")
_AS_ROOT = () if os.geteuid() == 0 else ("--user", "--map-root-user")
_MOUNTED = 'mount -t tmpfs -o size=768m tmpfs "$1" && shift && exec "$@"'


def happened(folder: Path, scenario: str, *, left: int, most: int) -> dict[str, Any]:
    """What the scenario printed; `left`: megabytes to load into, `most`: the bound in per cent."""
    disk, books = folder / "disk", folder / "books"
    for path in (disk, books):
        path.mkdir()
    program = (sys.executable, "-m", "tests.disk.scenario", str(books))
    done = subprocess.run(
        [*_ALONE, *_AS_ROOT, "sh", "-c", _MOUNTED, "sh", str(disk), *program],
        cwd=_ROOT,
        env=os.environ
        | {
            "DATABASE_URL": "",
            "LEFT": str(left),
            "SAYEBAN_DISK_MOST": str(most),
            "SAYEBAN_HOME": str(disk / "home"),
            "SCENARIO": scenario,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_is_refused_in_words_and_goes_on_where_there_is_room_again(tmp_path: Path) -> None:
    found = happened(tmp_path, "room again", left=105, most=90)
    assert found["loaded"] > 0
    for told in ("told", "upload", "document"):
        assert "درصد پر است" in found[told], told
    assert (found["percent"], found["complaints"], found["files"]) == (90, 0, [])
    # What needs little goes on all the while.
    assert found["small"] == ""
    rows = found["rows"]["rows"]
    assert rows == found["rows"]["accepted"]
    assert rows % 500 == 0
    assert found["again"] == ""
    whole = (found["loaded"] + 1) * 1500
    assert found["after"] == {"rows": whole, "accepted": whole, "unfinished": 0}


def test_without_the_bound_the_server_finds_no_room_and_the_ballast_lets_it_start_again(
    tmp_path: Path,
) -> None:
    """The negative control of the bound, and of the ballast."""
    found = happened(tmp_path, "killed", left=40, most=101)
    assert found["complaints"] > 0
    assert "PostgreSQL" in found["without"]
    assert (found["with"], found["kept_after"]) == ("", 0)
    assert found["kept"] > 0
    # Whatever was acknowledged is there, and nothing by halves.
    after = found["after"]
    assert after["rows"] == after["accepted"] >= found["loaded"] * 1500
    assert after["rows"] % 500 == 0
