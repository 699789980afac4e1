"""The server that is backed up, through PostgreSQL's own programs.

A slot keeps the journal that the last backup has not seen yet; the server bounds it
(max_slot_wal_keep_size), and a slot that was lost makes the next backup a full one.
"""

import os
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow
from pyrage.x25519 import Recipient

from sayeban.sites.backup import vault
from sayeban.sites.backup.refusals import ReplicationRefused, ToolFailed
from sayeban.sites.embedded import BACKUP_ROLE
from sayeban.sites.embedded_programs import newest_from

_BLOCK = 512
_MANIFEST = "backup_manifest"
OLDEST_INCREMENTAL = 17
_NOT_ALLOWED = ("pg_hba.conf", "authentication failed", "WAL sender", "does not exist", "password")


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is: `url` of the owner of its tables, `copying` of a role that may replicate."""

    url: str
    copying: str
    embedded: bool


def from_environment(*, embedded: bool) -> Server:
    """The server of DATABASE_URL; `embedded` when we started it ourselves."""
    url = os.environ["DATABASE_URL"]
    if embedded:
        return Server(url, make_conninfo(url, user=BACKUP_ROLE), embedded)
    owner = os.environ.get("SAYEBAN_OWNER_URL") or url
    return Server(owner, os.environ.get("SAYEBAN_BACKUP_URL") or owner, embedded)


@contextmanager
def connected(server: Server) -> "Iterator[psycopg.Connection[TupleRow]]":
    """A connection of the role that may replicate. Refuses backup.not_allowed."""
    try:
        with psycopg.connect(server.copying, autocommit=True) as connection:
            found = connection.execute(
                "SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            if found != (True,):
                raise ReplicationRefused
            yield connection
    except psycopg.OperationalError as problem:
        raise ReplicationRefused from problem


def identifier(connection: "psycopg.Connection[TupleRow]") -> tuple[str, int]:
    """The number that tells this database from any other, and its major version."""
    row = connection.execute("SELECT system_identifier FROM pg_control_system()").fetchone()
    assert row
    return str(row[0]), connection.info.server_version // 10000


def hold_journal(connection: "psycopg.Connection[TupleRow]", slot: str) -> bool:
    """Have the server keep the journal from now on; False when it did not keep it until now."""
    found = connection.execute(
        "SELECT wal_status FROM pg_replication_slots WHERE slot_name = %s", [slot]
    ).fetchone()
    if found and found[0] != "lost":
        return True
    if found:
        connection.execute("SELECT pg_drop_replication_slot(%s)", [slot])
    connection.execute("SELECT pg_create_physical_replication_slot(%s, true)", [slot])
    return False


def copy_base(
    server: Server, major: int, target: Path, to: Recipient, since: Path | None = None
) -> bytes:
    """Stream a base backup into an encrypted file; gives its manifest.

    `since` is the manifest of the backup that it builds on; None copies everything.
    """
    command = ["-D", "-", "-F", "tar", "-X", "none", "-c", "fast", "--no-password"]
    command += [f"--incremental={since}"] if since else []
    program, environment = _program(server, major, "pg_basebackup")
    with subprocess.Popen(
        [*program, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as copying:
        assert copying.stdout
        assert copying.stderr
        passed = _ManifestKept(copying.stdout)
        vault.seal(vault.Compressed(passed), target, to)
        said = copying.stderr.read().decode(errors="replace")
    if copying.returncode:
        target.unlink()
        raise _failed("pg_basebackup", said)
    return bytes(passed.manifest)


def fetch_journal(server: Server, major: int, slot: str, until: str, into: Path) -> list[Path]:
    """Bring the journal up to `until` into a folder; gives its files in order.

    What a killed run fetched lies there already and is not asked for again.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    program, environment = _program(server, major, "pg_receivewal")
    done = subprocess.run(
        [
            *program,
            *("-D", str(into), "--slot", slot, f"--endpos={until}"),
            *("--no-loop", "--no-password", "--status-interval=1"),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    if done.returncode:
        raise _failed("pg_receivewal", done.stderr)
    return sorted(into.iterdir())


def _failed(program: str, said: str) -> ReplicationRefused | ToolFailed:
    if "connection to server" in said and any(word in said for word in _NOT_ALLOWED):
        return ReplicationRefused()
    return ToolFailed(program, said)


def _program(server: Server, major: int, name: str) -> tuple[list[str], Mapping[str, str]]:
    """The command line of a program; a password never stands on it, where others could read it."""
    parts: dict[str, Any] = dict(conninfo_to_dict(server.copying))
    password = parts.pop("password", None)
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C.UTF-8"}
    secret = {"PGPASSWORD": str(password)} if password else {}
    folder = newest_from(major, ours_first=server.embedded).folder
    return [str(folder / name), "-d", make_conninfo(**parts)], clean | secret


class _ManifestKept:
    """Reads an archive (tar) on and keeps its member backup_manifest."""

    def __init__(self, source: vault.Reader) -> None:
        self._source, self._header = source, bytearray()
        self._left = self._wanted = 0
        self.manifest = bytearray()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, as they came."""
        chunk = self._source.read(size)
        view = memoryview(chunk)
        while view:
            taken = self._content(view) if self._left else self._head(view)
            view = view[taken:]
        return chunk

    def _content(self, view: memoryview) -> int:
        taken = min(self._left, len(view))
        self.manifest += view[: min(taken, self._wanted)]
        self._wanted = max(self._wanted - taken, 0)
        self._left -= taken
        return taken

    def _head(self, view: memoryview) -> int:
        taken = min(_BLOCK - len(self._header), len(view))
        self._header += view[:taken]
        if len(self._header) == _BLOCK:
            if any(self._header):
                member = tarfile.TarInfo.frombuf(bytes(self._header), "utf-8", "surrogateescape")
                self._left = -(-member.size // _BLOCK) * _BLOCK
                self._wanted = member.size if member.name == _MANIFEST else 0
            self._header.clear()
        return taken
