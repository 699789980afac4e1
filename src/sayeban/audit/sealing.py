"""Seals over the audit: batches of records under a signed root, each chained to the one before.

Who owns the tables can still change a row; he cannot do it unseen (promises.md P2). Only hashes of
records leave the database: whoever seals and verifies cannot read them.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sayeban.audit import merkle
from sayeban.audit.seals import (
    BEFORE_ALL,
    COLUMNS,
    SOURCES,
    START,
    Seal,
    ask,
    last_seal,
    leaves_of,
    seals_after,
)

Sign = Callable[[bytes], str]

BATCH = 4096
"""Records under one root at the most."""
PATIENCE_SECONDS = 20
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many records were sealed under how many roots. `busy`: writers did not end in time."""

    records: int
    batches: int
    head: str
    busy: bool


def seal(sign: Sign, at: datetime) -> Sealed:
    """Seal what is not sealed yet. Two at once wait for each other."""
    with transaction.atomic():
        ask("SELECT pg_advisory_xact_lock(hashtextextended('audit.seal', 0))")
        newest = _newest()
        last = last_seal()
        if not _settled():
            return Sealed(0, 0, last.head if last else "", busy=True)
        records = batches = 0
        for source in SOURCES:
            after = _sealed_up_to(source)
            while found := leaves_of(source, after, newest[source], BATCH):
                last = _add(sign, source, found, last, at)
                after = last.upto
                records, batches = records + len(found), batches + 1
    return Sealed(records, batches, last.head if last else "", busy=False)


def age(at: datetime) -> float | None:
    """Seconds since the last seal; None when there is none."""
    last = last_seal()
    return (at - last.sealed_at).total_seconds() if last else None


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
        previous=last.chained if last else BEFORE_ALL,
        sealed_at=at,
        signature="",
    )
    values = [getattr(fresh, name) for name in COLUMNS.split(", ")[:-1]]
    signature = sign(fresh.statement)
    ask("SELECT audit_seal(%s, %s, %s, %s, %s, %s, %s, %s, %s)", *values, signature)
    (added,) = seals_after(fresh.no - 1)
    return added


def _settled() -> bool:
    """Whether all who wrote records with lower numbers have ended: numbers come before commits."""
    writers = {row[0] for row in ask(_WRITERS)}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while writers:
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
        writers &= {row[0] for row in ask(_WRITERS)}
    return True


_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE relation IN ('audit_event'::regclass, 'audit_look'::regclass) AND granted
  AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def _newest() -> dict[str, int]:
    return {source: newest for source, newest in ask("SELECT * FROM audit_newest()")}


def _sealed_up_to(source: str) -> int:
    (row,) = ask("SELECT audit_sealed_up_to(%s)", source)
    return START if row[0] is None else int(row[0])
