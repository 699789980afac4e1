"""A data folder out of a chain of backups, brought up to a point of the journal.

The server that recovers has settings of its own and lets nobody in by the network; nothing in the
data folder changes but what recovery itself changes.
"""

import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping
from pyrage.x25519 import Identity

from sayeban.sites import embedded_files
from sayeban.sites.backup import vault
from sayeban.sites.backup.making import BASE, JOURNAL
from sayeban.sites.backup.refusals import NotReached, ToolFailed
from sayeban.sites.backup.repository import Backup, Repository
from sayeban.sites.embedded_files import MB, PORT, Files
from sayeban.sites.embedded_programs import Programs, SystemUser, programs, system_user

_SECONDS = 24 * 60 * 60
_PAUSE = 0.1
_MEMORY = 1024 * MB
_CONFIG, _DOOR, _JOURNAL = "sayeban-recovery.conf", "sayeban-recovery.hba", "journal-restored"
_TOO_SHORT = "recovery ended before configured recovery target was reached"


@dataclass(frozen=True, slots=True)
class Recovery:
    """A home that is being filled, and as whom its server runs."""

    files: Files
    user: SystemUser
    found: Programs
    durable: bool

    @property
    def journal(self) -> Path:
        """Where the server finds its journal; its own user must reach it."""
        return self.files.data.parent / _JOURNAL

    def dsn(self, database: str, role: str) -> str:
        """How the server is reached while it lets in whoever reaches its private folder."""
        return make_conninfo(host=str(self.files.socket), port=PORT, dbname=database, user=role)


def laid_out(
    repository: Repository,
    chain: Sequence[Backup],
    with_key: Identity,
    home: Path,
    *,
    durable: bool,
) -> Recovery:
    """Write the data folder of `home` from a chain and the journal beside it; starts nothing.

    `durable`: it must survive a loss of power; a rehearsal must not.
    """
    files = Files(home.absolute())
    user = system_user(files.data)
    embedded_files.place_data(files, user)
    embedded_files.place_socket(files, user)
    work = files.data.parent / "restoring"
    parts = [_unpacked(repository, each, with_key, work) for each in chain]
    found = programs(parts[0])
    recovery = Recovery(files, user, found, durable)
    if len(parts) > 1:
        sync = () if durable else ("--no-sync",)
        _run(found, "pg_combinebackup", *sync, *map(str, parts), "-o", str(files.data))
    else:
        parts[0].rename(files.data)
    _run(found, "pg_verifybackup", "-n", str(files.data))
    shutil.rmtree(work)
    for each in repository.since(chain[-1]):
        vault.unseal_files(repository.path(each, JOURNAL), with_key, recovery.journal)
    return recovery


@contextmanager
def recovered(recovery: Recovery, target: Mapping[str, str]) -> Iterator[None]:
    """The server, recovered up to `target` (settings of PostgreSQL; none: all of the journal).

    Refuses restore.not_reached, backup.failed.
    """
    data, user = recovery.files.data, recovery.user
    (data / "recovery.signal").touch()
    (data / _DOOR).write_text("local all all trust\n")
    (data / _CONFIG).write_text(_settings(recovery, target))
    for path in (data, *data.rglob("*"), recovery.journal, *recovery.journal.iterdir()):
        user.take(path)
    options = f"-c config_file={shlex.quote(str(data / _CONFIG))}"
    log = recovery.files.log
    try:
        started = _ctl(recovery, "-l", str(log), "-t", str(_SECONDS), "-o", options, "start")
        if started.returncode or not _open(recovery):
            said = log.read_text(errors="replace")[-2000:] if log.exists() else started.stderr
            raise NotReached(said) if _TOO_SHORT in said else ToolFailed("postgres", said)
        yield
    finally:
        _ctl(recovery, "-m", "fast", "stop")
        for name in (_CONFIG, _DOOR):
            (data / name).unlink()
        shutil.rmtree(recovery.journal)


def _open(recovery: Recovery) -> bool:
    """Wait until recovery has ended: True when the server lets somebody in, False when it died."""
    dsn = recovery.dsn("postgres", "postgres").encode()
    while (answer := Ping(PGconn.ping(dsn))) is Ping.REJECT:
        time.sleep(_PAUSE)
    return answer is Ping.OK


def _unpacked(repository: Repository, backup: Backup, with_key: Identity, work: Path) -> Path:
    folder = work / backup.name
    folder.mkdir(mode=0o700, parents=True)
    vault.unseal_files(repository.path(backup, BASE), with_key, folder)
    return folder


def _settings(recovery: Recovery, target: Mapping[str, str]) -> str:
    files = recovery.files
    # No look at the server before it is recovered: its settings need not reach the old ones.
    more = {
        "hot_standby": "off",
        "hba_file": str(files.data / _DOOR),
        "restore_command": f"cp {shlex.quote(str(recovery.journal))}/%f %p",
        "recovery_target_action": "promote",
        "fsync": "on" if recovery.durable else "off",
        **target,
    }
    lines = [f"{name} = {embedded_files.quoted(value)}\n" for name, value in more.items()]
    text = embedded_files.settings(files, _MEMORY, major=recovery.found.major)
    return text + "".join(lines)


def _ctl(recovery: Recovery, *command: str) -> "subprocess.CompletedProcess[str]":
    program = str(recovery.found.folder / "pg_ctl")
    return recovery.user.run(program, "-D", str(recovery.files.data), "-w", *command)


def _run(found: Programs, program: str, *arguments: str) -> None:
    """Run a program on files; as root too, for they are still the caller's."""
    done = SystemUser().run(str(found.folder / program), *arguments)
    if done.returncode:
        raise ToolFailed(program, done.stderr)
