"""The folder of backups, and which of them are whole.

DIR/repository.json        the name of the slot that keeps the journal for this folder
DIR/lock                   held while a backup is made
DIR/.partial-NAME          a backup that is being made, or whose making was killed
DIR/NAME/manifest.json     what was backed up, with the sha256 of every other file of it
DIR/NAME/manifest.sha256   of the manifest itself, written last
DIR/NAME/*.age             base, journal, stored files and content, encrypted
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sayeban.sites.backup import vault
from sayeban.sites.backup.refusals import Damaged, NoBackup, Running

_PARTIAL = ".partial-"
_MANIFEST, _DIGEST = "manifest.json", "manifest.sha256"


@dataclass(frozen=True, slots=True)
class Backup:
    """One whole backup. `lsn` is the point of the journal at which its content was `measured`,
    or would have been if somebody had not always been writing.

    `previous` names the backup that an incremental one builds on; "" for a full one. `ended` is
    the server's clock at that point. `key` is the public half of the one that opens it. `files`
    maps each file of it to sha256 and size.
    """

    name: str
    previous: str
    system: str
    major: int
    lsn: str
    ended: str
    embedded: bool
    key: str
    files: Mapping[str, Mapping[str, Any]]
    measured: bool = True


class Repository:
    """A folder of backups."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def whole(self) -> list[Backup]:
        """The backups that were finished, oldest first. Refuses backup.damaged for a manifest."""
        names = sorted(p.parent.name for p in self.folder.glob(f"[0-9]*/{_DIGEST}"))
        return [self._read(name) for name in names]

    def path(self, backup: Backup, name: str) -> Path:
        """Where a file of a backup lies."""
        return self.folder / backup.name / name

    def check(self, backup: Backup) -> int:
        """Compare every file with the manifest; gives their number. Refuses backup.damaged."""
        for name, noted in backup.files.items():
            path = self.path(backup, name)
            if not path.is_file() or asdict(vault.sealed(path)) != noted:
                raise Damaged(name=f"{backup.name}/{name}")
        return len(backup.files)

    def chain(self, until: datetime | None = None) -> list[Backup]:
        """The last backup that ended before `until` and all that it builds on, full one first.

        Refuses backup.none.
        """
        known = {each.name: each for each in self.whole()}
        fit = [b for b in known.values() if not until or datetime.fromisoformat(b.ended) <= until]
        if not fit:
            raise NoBackup(name=self.folder.name)
        found = [fit[-1]]
        while found[0].previous:
            if found[0].previous not in known:
                raise Damaged(name=found[0].previous)
            found.insert(0, known[found[0].previous])
        return found

    def since(self, backup: Backup) -> list[Backup]:
        """A backup and the later ones that its key opens: their journals continue it."""
        return [b for b in self.whole() if b.name >= backup.name and b.key == backup.key]

    def slot(self) -> str:
        """The name of this folder's slot, drawn once: two folders must not share one."""
        path = self.folder / "repository.json"
        if not path.exists():
            path.write_text(json.dumps({"slot": f"sayeban_{secrets.token_hex(6)}"}))
        slot: str = json.loads(path.read_text())["slot"]
        return slot

    @contextmanager
    def making(self, name: str) -> Iterator[Path]:
        """A folder for a new backup, alone; what killed ones left is removed first."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Running(name=self.folder.name) from None
            for left in self.folder.glob(f"{_PARTIAL}*"):
                shutil.rmtree(left)
            draft = self.folder / f"{_PARTIAL}{name}"
            draft.mkdir(mode=0o700)
            try:
                yield draft
            finally:
                shutil.rmtree(draft, ignore_errors=True)

    def finish(self, draft: Path, backup: Backup) -> None:
        """Give a complete draft its name; before this it counts for nothing."""
        manifest = json.dumps(asdict(backup), indent=1).encode()
        _write(draft / _MANIFEST, manifest)
        _write(draft / _DIGEST, hashlib.sha256(manifest).hexdigest().encode())
        _to_disk(draft)
        draft.rename(self.folder / backup.name)
        _to_disk(self.folder)

    def forget(self, keep: int) -> list[str]:
        """Remove all before the last `keep` full ones (at least one); gives their names.

        What a later one builds on stays, whatever its age.
        """
        known = {each.name: each for each in self.whole()}
        full = [name for name, each in known.items() if not each.previous]
        needed = {name for name in known if name >= full[-max(keep, 1) :][0]} if full else {*known}
        for name in sorted(needed):
            while name := known[name].previous if name in known else "":
                needed.add(name)
        gone = sorted(known.keys() - needed)
        for name in gone:
            # Half removed it must not look like a damaged one; the next backup removes the rest.
            left = self.folder / f"{_PARTIAL}{name}"
            (self.folder / name).rename(left)
            shutil.rmtree(left)
        return gone

    def _read(self, name: str) -> Backup:
        path = self.folder / name / _MANIFEST
        content = path.read_bytes() if path.exists() else b""
        digest = (self.folder / name / _DIGEST).read_text(errors="replace")
        if hashlib.sha256(content).hexdigest() != digest:
            raise Damaged(name=f"{name}/{_MANIFEST}")
        return Backup(**json.loads(content))


def described(draft: Path) -> dict[str, dict[str, Any]]:
    """sha256 and size of every file in a draft."""
    return {path.name: asdict(vault.sealed(path)) for path in sorted(draft.iterdir())}


def names(backups: Sequence[Backup]) -> list[str]:
    """For a person to read."""
    return [each.name for each in backups]


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
