"""The embedded PostgreSQL: for development, the demo, tests and a single office.

It listens on a socket in a private folder only, asks for a password (scram) that lies beside it,
and works with role `sayeban`: no superuser, so that row-level security holds for it too.
Source: performance.md (Embedded PostgreSQL), promises.md R2.
"""

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from sayeban.sites import ballast, embedded_files, embedded_process
from sayeban.sites.embedded_files import PORT, Files
from sayeban.sites.embedded_programs import (
    Programs,
    SystemUser,
    programs,
    readable_by,
    system_user,
)
from sayeban.sites.embedded_refusals import Cause, DatabaseUnavailable

ROLE = "sayeban"
BACKUP_ROLE = "sayeban_backup"
_HBA = f"local all all scram-sha-256\nlocal replication {BACKUP_ROLE} scram-sha-256\n"
# After a crash the server replays its journal before it answers.
START_SECONDS = 600
# Processes of a killed server still hold its shared memory for a moment.
LEFTOVER_SECONDS = 60
# A server that lives but has lost its socket is started again after this.
SILENT_SECONDS = 30
PAUSE = 0.1


@dataclass(frozen=True)
class Status:
    """Whether the server answers, its process id (None: no process), and where it listens."""

    running: bool
    pid: int | None
    socket: Path


def ensure_running(home: Path) -> str:
    """Start the server of `home` when none runs, leave it running, and return its DSN.

    Safe from several processes at once. Raises DatabaseUnavailable.
    """
    with _locked(home) as files:
        if not (files.made and _ping(files) is Ping.OK):
            _start_or_wait(files)
        return _dsn(files)


def stop(home: Path) -> None:
    """Stop the server of `home` cleanly; open transactions are rolled back. None runs: nothing."""
    with _locked(home) as files:
        _stop(files)


def status(home: Path) -> Status:
    """What is known of the server of `home`; starts nothing."""
    files = Files(home.absolute())
    pid = embedded_process.living(files.data)
    running = files.made and _ping(files) is Ping.OK
    return Status(running=running, pid=pid, socket=files.socket)


def reset(home: Path) -> None:
    """Stop the server and remove its data, password and log; other files of `home` stay."""
    with _locked(home) as files:
        _stop(files)
        embedded_files.remove(files)


@contextmanager
def _locked(home: Path) -> Iterator[Files]:
    files = Files(home.absolute())
    files.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with files.lock.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield files


def _dsn(files: Files, database: str = "sayeban") -> str:
    return make_conninfo(
        host=str(files.socket), port=PORT, user=ROLE, dbname=database, passfile=str(files.pgpass)
    )


def _ping(files: Files) -> Ping:
    return Ping(PGconn.ping(_dsn(files).encode()))


def _start_or_wait(files: Files) -> None:
    """Bring a server up whatever state an earlier one left: none, starting, killed, unreachable."""
    user = system_user(files.data)
    embedded_files.place_data(files, user)
    embedded_files.place_socket(files, user)
    if files.made and user.uid is None and files.data.stat().st_uid != os.geteuid():
        raise DatabaseUnavailable(Cause.NOT_OURS)
    found = readable_by(user, programs(files.data), files.data.parent)
    if not files.made:
        _make(files, user, found)
    if embedded_process.living(files.data) and not _answers_in(files, SILENT_SECONDS):
        _pg_ctl(files, user, found, "stop", "-m", "fast")
    if _ping(files) is not Ping.OK:
        _start(files, user, found)
        _allow_backups(files, user, found)
    _check_persian(files, user, found)


def _make(files: Files, user: SystemUser, found: Programs) -> None:
    """initdb, role and database; the folder gets its name when all is there."""
    new = files.data.with_name("pgdata.new")
    embedded_files.clear(new)
    options = ("--locale=C.UTF-8", "--locale-provider=libc", "--encoding=UTF8", "--data-checksums")
    initdb = str(found.folder / "initdb")
    made = user.run(initdb, "-D", str(new), "-U", "postgres", "-A", "reject", *options)
    if made.returncode:
        raise DatabaseUnavailable(Cause.NOT_MADE, made.stderr)
    with (new / "postgresql.conf").open("a") as file:
        file.write("include_if_exists = 'sayeban.conf'\n")
    password = embedded_files.write_password(files, ROLE)
    as_superuser = (
        f"CREATE ROLE {ROLE} LOGIN CREATEDB CREATEROLE PASSWORD '{password}'",
        f"CREATE DATABASE sayeban OWNER {ROLE}",
        "CREATE EXTENSION pg_trgm",
        *_backup_role(files),
    )
    _single(new, user, found, as_superuser)
    embedded_files.write(new / "pg_hba.conf", _HBA, user)
    new.rename(files.data)


def _backup_role(files: Files) -> tuple[str, ...]:
    """The role that may copy the server and owns nothing."""
    password = embedded_files.write_password(files, BACKUP_ROLE)
    return (
        f"DROP ROLE IF EXISTS {BACKUP_ROLE}",
        f"CREATE ROLE {BACKUP_ROLE} LOGIN REPLICATION PASSWORD '{password}'",
    )


def _single(data: Path, user: SystemUser, found: Programs, statements: Sequence[str]) -> None:
    """A single-user server takes one statement a line and needs no password."""
    single = (str(found.folder / "postgres"), "--single", "-D", str(data))
    filled = user.run(*single, "-c", "exit_on_error=on", "postgres", text="\n".join(statements))
    if filled.returncode:
        raise DatabaseUnavailable(Cause.NOT_MADE, filled.stderr)


def _allow_backups(files: Files, user: SystemUser, found: Programs) -> None:
    """A server that an earlier version made knows no role for backups.

    It has started, so no process of a killed one holds its memory: it gets the role and starts
    again.
    """
    if (files.data / "pg_hba.conf").read_text() != _HBA:
        _pg_ctl(files, user, found, "stop", "-m", "fast")
        _single(files.data, user, found, _backup_role(files))
        embedded_files.write(files.data / "pg_hba.conf", _HBA, user)
        _start(files, user, found)


def _start(files: Files, user: SystemUser, found: Programs) -> None:
    """Start, again and again while processes of a killed server hold its memory."""
    if shutil.disk_usage(files.data).free < ballast.LEAST and ballast.give_back(files.home):
        print(ballast.GIVEN_BACK, file=sys.stderr)
    embedded_process.forget_killed(files.data)
    embedded_files.clear_socket(files)
    settings = embedded_files.settings(files, major=found.major)
    embedded_files.write(files.data / "sayeban.conf", settings, user)
    deadline = time.monotonic() + LEFTOVER_SECONDS
    while True:
        if files.log.exists():
            files.log.replace(files.log.with_name("postgres.log.1"))
        _pg_ctl(files, user, found, "-l", str(files.log), "start")
        if _answers_in(files, 1):
            return
        said = files.log.read_text(errors="replace")[-2000:] if files.log.exists() else ""
        if "still in use" not in said or time.monotonic() > deadline:
            raise DatabaseUnavailable(Cause.NOT_STARTED, said)
        time.sleep(PAUSE)


def _stop(files: Files) -> None:
    if embedded_process.living(files.data):
        user = system_user(files.data)
        found = readable_by(user, programs(files.data), files.data.parent)
        stopped = _pg_ctl(files, user, found, "stop", "-m", "fast")
        if stopped:
            raise DatabaseUnavailable(Cause.NOT_STOPPED, stopped)


def _pg_ctl(files: Files, user: SystemUser, found: Programs, *command: str) -> str:
    """Run pg_ctl and wait for its end; returns what it said when it failed, else ""."""
    program = (str(found.folder / "pg_ctl"), "-D", str(files.data), "-w", "-t", str(START_SECONDS))
    ended = user.run(*program, *command)
    return ended.stderr or ended.stdout if ended.returncode else ""


def _answers_in(files: Files, seconds: float) -> bool:
    """Whether the server answers within `seconds`; one that still recovers gets longer."""
    now = time.monotonic()
    silent, recovering = now + seconds, now + START_SECONDS
    while (answer := _ping(files)) is not Ping.OK:
        if time.monotonic() > (recovering if answer is Ping.REJECT else silent):
            return False
        time.sleep(PAUSE)
    return True


def _check_persian(files: Files, user: SystemUser, found: Programs) -> None:
    """pg_trgm silently finds nothing in Persian under a wrong locale (domain.md 3.2)."""
    with psycopg.connect(_dsn(files, "postgres")) as connection:
        row = connection.execute("SELECT show_trgm('سلام') <> '{}'").fetchone()
    if row != (True,):
        _pg_ctl(files, user, found, "stop", "-m", "fast")
        raise DatabaseUnavailable(Cause.NO_PERSIAN)
