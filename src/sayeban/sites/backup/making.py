"""One backup, from the first byte to its name.

The base comes first, then a point at which the content is measured, then the journal past that
point. Files of the home come last: a row that names a document is committed after its file.
"""

import io
import json
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict
from pyrage.x25519 import Recipient

from sayeban.sites.backup import content, server, stored, vault
from sayeban.sites.backup.refusals import OtherDatabase, ToolFailed
from sayeban.sites.backup.repository import Backup, Repository, described
from sayeban.sites.backup.server import Server

BASE, JOURNAL, STORED = "base.tar.gz.age", "journal.tar.gz.age", "stored.tar.gz.age"
CONTENT, MANIFEST, LISTING = "content.json.age", "backup_manifest", "stored.json"
PUBLIC_KEY = Path("keys/backup.pub")
_SPOOL = "journal"
LAST = Path("last_backup.json")
"""What /metrics reads: a moment, not a promise."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup and what was measured of it."""

    backup: Backup
    rows: int
    tables: int
    removed: list[str]


@dataclass(frozen=True, slots=True)
class _Making:
    """What each step needs."""

    source: Server
    draft: Path
    to: Recipient
    major: int
    slot: str
    previous: Backup | None


def back_up(
    source: Server, home: Path, out: Path, at: datetime, *, full: bool, keep: int | None = None
) -> Made:
    """Make a backup of database and files into `out`: the changes since the last, or all of it.

    Afterwards older ones than the last `keep` full ones are removed (None: none are).

    It is full where it must be: the first, the first with a new key or after its journal was lost,
    and on servers that know no incremental ones.
    """
    to = vault.recipient(home / PUBLIC_KEY)
    repository = Repository(out)
    name = f"{at:%Y%m%dT%H%M%SZ}"
    with repository.making(name) as draft, server.connected(source) as connection:
        system, major = server.identifier(connection)
        previous = next(iter(repository.whole()[-1:]), None)
        if previous and previous.system != system:
            raise OtherDatabase(name=out.name)
        slot = repository.slot()
        held = server.hold_journal(connection, slot)
        if not held:
            shutil.rmtree(home / _SPOOL / slot, ignore_errors=True)
        other_key = previous is not None and previous.key != str(to)
        whole = full or not held or other_key or major < server.OLDEST_INCREMENTAL
        making = _Making(source, draft, to, major, slot, None if whole else previous)
        incremental = _base(making, repository)
        with content.at_a_quiet_moment(source.url) as (reader, point):
            measured = content.measure(reader) if reader else None
        _content(making, measured)
        journal = _journal(making, point.fetched_to, home)
        _stored(making, repository, home, previous if incremental else None)
        made = Backup(
            name=name,
            previous=previous.name if previous and incremental else "",
            system=system,
            major=major,
            lsn=point.lsn,
            ended=point.at,
            embedded=source.embedded,
            key=str(to),
            files=described(draft),
            measured=measured is not None,
        )
        repository.finish(draft, made)
        removed = [] if keep is None else repository.forget(keep)
    _forget(journal)
    (home / LAST).write_text(json.dumps({"name": name, "at": point.at}))
    found = measured or {}
    return Made(made, sum(int(rows) for rows, _ in found.values()), len(found), removed)


def _base(making: _Making, repository: Repository) -> bool:
    """Copy the data; whether it is only what changed since the previous backup."""
    since = repository.path(making.previous, MANIFEST) if making.previous else None
    target = making.draft / BASE
    try:
        manifest = server.copy_base(making.source, making.major, target, making.to, since)
    except ToolFailed as failed:
        if since is None:
            raise
        # The server's summaries of its journal do not reach back to the previous backup.
        print(f"{failed.english}\nfull backup instead", file=sys.stderr)
        since = None
        manifest = server.copy_base(making.source, making.major, target, making.to)
    (making.draft / MANIFEST).write_bytes(manifest)
    return since is not None


def _content(making: _Making, measured: content.Content | None) -> None:
    """What a rehearsal compares with, and as whom it asks."""
    parts = conninfo_to_dict(making.source.url)
    noted = {"database": parts["dbname"], "owner": parts["user"], "tables": measured}
    source = io.BytesIO(json.dumps(noted).encode())
    vault.seal(source, making.draft / CONTENT, making.to)


def _journal(making: _Making, until: str, home: Path) -> list[Path]:
    spool = home / _SPOOL / making.slot
    found = server.fetch_journal(making.source, making.major, making.slot, until, spool)
    members = [(path.name.removesuffix(".partial"), path) for path in found]
    vault.seal_files(members, making.draft / JOURNAL, making.to)
    return found


def _stored(making: _Making, repository: Repository, home: Path, previous: Backup | None) -> None:
    before = json.loads(repository.path(previous, LISTING).read_text()) if previous else {}
    now = stored.listing(home)
    members = [(path, home / path) for path in stored.fresh(now, before)]
    vault.seal_files(members, making.draft / STORED, making.to)
    (making.draft / LISTING).write_text(json.dumps(now))


def _forget(journal: list[Path]) -> None:
    """Fetched files are in the backup now; the last one grows on and is where the next begins."""
    for path in journal[:-1]:
        path.unlink()
