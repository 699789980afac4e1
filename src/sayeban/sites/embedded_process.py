"""The processes of an embedded PostgreSQL, found by the folder that they work in.

A number in postmaster.pid says little: after a crash or a restart of the machine it may be
nobody's, a dead child's that nobody waits for, or a stranger's.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def living(data: Path) -> int | None:
    """The process id of the server of a data folder, or None when it is not alive."""
    pid = _noted(data)
    if pid is None:
        return None
    return pid if _works_in(pid, data) else None


def forget_killed(data: Path) -> None:
    """Make way for a new server after the old one was killed.

    Orphans of the old one are told to quit, since they would hold its memory until their query
    ends. The file postmaster.pid stays, for the server reads in it which memory must be free;
    only the number of a process that is not the server is replaced by our own, which PostgreSQL
    takes for its starter and passes over.
    """
    if not PROC.exists() or living(data):
        return
    for orphan in _working_in(data):
        os.kill(orphan, signal.SIGQUIT)
    file = data / "postmaster.pid"
    if not file.exists():
        return
    lines = file.read_text().splitlines(keepends=True)
    if lines:
        file.write_text("".join([f"{os.getpid()}\n", *lines[1:]]))
    else:
        file.unlink()


def _noted(data: Path) -> int | None:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    return abs(int(lines[0])) if lines and lines[0].lstrip("-").isdigit() else None


def _works_in(pid: int, data: Path) -> bool:
    """A dead process that nobody waited for has no folder any more."""
    if not PROC.exists():
        return _exists(pid)
    try:
        return os.readlink(PROC / str(pid) / "cwd") == str(data)
    except OSError:
        return False


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False
    return True


def _working_in(data: Path) -> Iterator[int]:
    for entry in PROC.iterdir():
        if (
            entry.name.isdigit()
            and int(entry.name) != os.getpid()
            and _works_in(int(entry.name), data)
        ):
            yield int(entry.name)
