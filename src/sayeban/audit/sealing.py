"""Seals over the audit: batches of records under a signed root, each chained to the one before.

Who owns the tables can still change a row; he cannot do it unseen (promises.md P2). Only hashes of
records leave the database: whoever seals and verifies cannot read them.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from sayeban.audit import merkle
from sayeban.audit.refusals import (
    HeadUnreadable,
    RecordChanged,
    RecordDeleted,
    RecordInserted,
    SealForged,
    SealMissing,
)
from sayeban.kit.refusals import Refusal

Sign = Callable[[bytes], str]
Signed = Callable[[bytes, str], bool]

SOURCES = ("event", "look")
BATCH = 4096
"""Records under one root at the most."""
PATIENCE_SECONDS = 20
_PAUSE = 0.02
_START = -(2**63)
_BEFORE_ALL = bytes(merkle.SIZE)
_COLUMNS = "no, source, upto, ids, leaves, root, previous, sealed_at, signature"


@dataclass(frozen=True, slots=True)
class Seal:
    """Batch `no`: the records of one table up to id `upto`, from where its last batch ended."""

    no: int
    source: str
    upto: int
    ids: list[int]
    leaves: bytes
    root: bytes
    previous: bytes
    sealed_at: datetime
    signature: str

    @property
    def statement(self) -> bytes:
        """What is signed."""
        said = {
            "no": self.no,
            "source": self.source,
            "upto": self.upto,
            "ids": hashlib.sha256(json.dumps(self.ids).encode()).hexdigest(),
            "root": self.root.hex(),
            "previous": self.previous.hex(),
            "at": int(self.sealed_at.timestamp() * 1_000_000),
        }
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()

    @property
    def chained(self) -> bytes:
        """What the next seal names as the one before it."""
        return hashlib.sha256(self.statement + self.signature.encode()).digest()

    @property
    def head(self) -> str:
        """Number and hash, to be noted outside: the chain cannot be cut off behind it."""
        return f"{self.no}:{self.chained.hex()}"

    @property
    def split(self) -> list[bytes]:
        """The leaves, one a record."""
        return [self.leaves[i : i + merkle.SIZE] for i in range(0, len(self.leaves), merkle.SIZE)]


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many records were sealed under how many roots. `busy`: writers did not end in time."""

    records: int
    batches: int
    head: str
    busy: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """Every seal and every sealed record is as it was; `unsealed` records wait for a seal."""

    batches: int
    records: int
    unsealed: int
    head: str


def seal(sign: Sign, at: datetime) -> Sealed:
    """Seal what is not sealed yet. Two at once wait for each other."""
    with transaction.atomic():
        _ask("SELECT pg_advisory_xact_lock(hashtextextended('audit.seal', 0))")
        newest = _newest()
        last = _last()
        if not _settled():
            return Sealed(0, 0, last.head if last else "", busy=True)
        records = batches = 0
        for source in SOURCES:
            after = _sealed_up_to(source)
            while found := _leaves(source, after, newest[source], BATCH):
                last = _add(sign, source, found, last, at)
                after = last.upto
                records, batches = records + len(found), batches + 1
    return Sealed(records, batches, last.head if last else "", busy=False)


def verify(signed: Signed, head: str = "") -> Verified:
    """Go through all seals and sealed records; refuses with the first that differs.

    `head` is one that was noted outside of the database.
    """
    noted = _noted(head)
    ends = dict.fromkeys(SOURCES, _START)
    before, number, records, shown = _BEFORE_ALL, 0, 0, ""
    for each in _seals():
        number += 1
        if each.no != number:
            raise SealMissing(batch=number)
        if not _genuine(each, before, signed):
            raise SealForged(batch=number)
        if problem := _difference(each, ends[each.source]):
            raise problem
        before, shown = each.chained, each.head
        if noted.get(number, shown) != shown:
            raise SealMissing(batch=number)
        ends[each.source] = each.upto
        records += len(each.ids)
    if any(no > number for no in noted):
        raise SealMissing(batch=number + 1)
    return Verified(number, records, _count_after(ends), shown)


def age(at: datetime) -> float | None:
    """Seconds since the last seal; None when there is none."""
    last = _last()
    return (at - last.sealed_at).total_seconds() if last else None


def _noted(head: str) -> dict[int, str]:
    if not head:
        return {}
    number, _, digest = head.partition(":")
    if not number.isascii() or not number.isdecimal() or len(digest) != 2 * merkle.SIZE:
        raise HeadUnreadable(typed=head)
    return {int(number): head}


def _genuine(each: Seal, before: bytes, signed: Signed) -> bool:
    return (
        each.previous == before
        and len(each.ids) == len(each.split)
        and merkle.root(each.split) == each.root
        and signed(each.statement, each.signature)
    )


def _difference(each: Seal, after: int) -> Refusal | None:
    """The first record of a genuine batch that is not as it was sealed."""
    sealed = dict(zip(each.ids, each.split, strict=True))
    now = dict(_leaves(each.source, after, each.upto, None))
    for record in sorted(sealed.keys() | now.keys()):
        about: dict[str, str | int] = {
            "record": str(record),
            "source": each.source,
            "batch": each.no,
        }
        if record not in now:
            return RecordDeleted(**about)
        if record not in sealed:
            return RecordInserted(**about)
        if now[record] != sealed[record]:
            return RecordChanged(**about)
    return None


def _add(
    sign: Sign, source: str, found: list[tuple[int, bytes]], last: Seal | None, at: datetime
) -> Seal:
    ids, leaves = [i for i, _ in found], [leaf for _, leaf in found]
    fresh = Seal(
        no=last.no + 1 if last else 1,
        source=source,
        upto=ids[-1],
        ids=ids,
        leaves=b"".join(leaves),
        root=merkle.root(leaves),
        previous=last.chained if last else _BEFORE_ALL,
        sealed_at=at,
        signature="",
    )
    values = [getattr(fresh, name) for name in _COLUMNS.split(", ")[:-1]]
    signature = sign(fresh.statement)
    _ask("SELECT audit_seal(%s, %s, %s, %s, %s, %s, %s, %s, %s)", *values, signature)
    (added,) = _seals(fresh.no - 1)
    return added


def _settled() -> bool:
    """Whether all who wrote records with lower numbers have ended: numbers come before commits."""
    writers = {row[0] for row in _ask(_WRITERS)}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while writers:
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
        writers &= {row[0] for row in _ask(_WRITERS)}
    return True


_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE relation IN ('audit_event'::regclass, 'audit_look'::regclass) AND granted
  AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def _newest() -> dict[str, int]:
    return {source: newest for source, newest in _ask("SELECT * FROM audit_newest()")}


def _sealed_up_to(source: str) -> int:
    (row,) = _ask("SELECT audit_sealed_up_to(%s)", source)
    return _START if row[0] is None else int(row[0])


def _count_after(ends: dict[str, int]) -> int:
    (row,) = _ask("SELECT audit_count_after(%s, %s)", *(ends[source] for source in SOURCES))
    return int(row[0])


def _leaves(source: str, after: int, upto: int, most: int | None) -> list[tuple[int, bytes]]:
    found = _ask("SELECT id, leaf FROM audit_leaves(%s, %s, %s, %s)", source, after, upto, most)
    return [(number, bytes(leaf)) for number, leaf in found]


def _last() -> Seal | None:
    (row,) = _ask("SELECT max(no) FROM audit_seals(0, NULL)")
    return next(_seals(row[0] - 1)) if row[0] else None


def _seals(after: int = 0) -> Iterator[Seal]:
    """The seals behind number `after`, some at a time."""
    while found := _ask(f"SELECT {_COLUMNS} FROM audit_seals(%s, 64)", after):
        for row in found:
            each = Seal(*row)
            yield each
            after = each.no


def _ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
