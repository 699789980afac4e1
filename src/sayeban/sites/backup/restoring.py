"""A whole home out of backups, and the rehearsal that proves them."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from pyrage.x25519 import Identity

from sayeban.country.jalali import persian_digits
from sayeban.sites import embedded_files
from sayeban.sites.backup import content, stored, vault
from sayeban.sites.backup.making import CONTENT, LISTING, STORED
from sayeban.sites.backup.recovering import laid_out, recovered
from sayeban.sites.backup.refusals import Differs, NotEmpty
from sayeban.sites.backup.repository import Backup, Repository, names
from sayeban.sites.embedded_files import Files

REHEARSAL = "sayeban-rehearsal-"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What was restored, and found equal where it had been `measured`."""

    backup: str
    files: int
    tables: int
    rows: int
    measured: bool

    @property
    def sentence(self) -> str:
        """What an operator writes into his book."""
        files, tables, rows = (
            persian_digits(f"{n:,}") for n in (self.files, self.tables, self.rows)
        )
        done = f"پشتیبان «{self.backup}» در پوشه‌ای جدا برگردانده شد: {files} فایل سالم است و"
        if self.measured:
            return f"{done} هر {tables} جدول با {rows} سطر همان است که هنگام پشتیبان‌گیری بود."
        return (
            f"{done} {tables} جدول با {rows} سطر خوانده شد. محتوای این پشتیبان هنگام ساختن آن"
            " سنجیده نشده بود، چون کسی پیوسته در حال ثبت بود؛ پس یکی بودن آن نشان داده نشد."
            " پشتیبان سنجیدهٔ بعدی را هم بیازمایید."
        )


def restore(
    folder: Path, with_key: Identity, into: Path, until: datetime | None
) -> dict[str, object]:
    """Fill the empty folder `into` with an installation as it was at `until` (None: the last).

    What fails leaves it empty, so that it can be tried again.
    Refuses restore.not_empty, backup.none, backup.damaged, backup.wrong_key, restore.not_reached.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise NotEmpty(name=into.name)
    repository = Repository(folder)
    chain = repository.chain(until)
    for each in {b.name: b for b in (*chain, *repository.since(chain[-1]))}.values():
        repository.check(each)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = {"recovery_target_time": until.isoformat()} if until else {}
    try:
        recovery = laid_out(repository, chain, with_key, into, durable=True)
        _files(repository, chain, with_key, into)
        with recovered(recovery, target):
            pass
    except BaseException:
        _empty(into)
        raise
    return {"restored": names(chain), "into": str(into), "until": until or chain[-1].ended}


def rehearse(folder: Path, with_key: Identity) -> Rehearsed:
    """Check every file of every backup, restore the last one aside, and compare its content.

    Refuses what `restore` refuses, and backup.differs.
    """
    repository = Repository(folder)
    chain = repository.chain()
    files = sum(repository.check(each) for each in repository.whole())
    last = chain[-1]
    noted = json.loads(vault.unseal(repository.path(last, CONTENT), with_key))
    with _scratch() as home:
        recovery = laid_out(repository, chain, with_key, home, durable=False)
        _files(repository, chain, with_key, home)
        target = {"recovery_target_lsn": last.lsn, "recovery_target_inclusive": "off"}
        with (
            recovered(recovery, target),
            psycopg.connect(recovery.dsn(noted["database"], noted["owner"])) as reader,
        ):
            found = content.measure(reader)
    if last.measured and (differing := content.differing(noted["tables"], found)):
        raise Differs(name=last.name, tables="، ".join(differing))
    rows = sum(int(rows) for rows, _ in found.values())
    return Rehearsed(last.name, files, len(found), rows, last.measured)


@contextmanager
def _scratch() -> Iterator[Path]:
    """A home that leaves nothing behind, also where another user's data lie outside of it."""
    with tempfile.TemporaryDirectory(prefix=REHEARSAL) as scratch:
        home = Path(scratch) / "home"
        home.mkdir(mode=0o700)
        try:
            yield home
        finally:
            _empty(home)


def _empty(home: Path) -> None:
    embedded_files.remove(Files(home.absolute()))
    for path in home.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _files(repository: Repository, chain: Sequence[Backup], with_key: Identity, home: Path) -> None:
    for each in chain:
        vault.unseal_files(repository.path(each, STORED), with_key, home)
    listed = json.loads(repository.path(chain[-1], LISTING).read_text())
    stored.keep_only(home, listed)
