"""Count and hash of each table at one point of the journal.

A restored server is brought to exactly this point, and must hold exactly this.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

Content = dict[str, list[str]]
"""Count of rows and hash by table, both as text."""

PATIENCE_SECONDS = 600
_PAUSE = 0.005
# Unlogged and temporary tables are in no backup. The parts of a table are counted with it.
_TABLES = """
SELECT c.relname, c.relforcerowsecurity FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relpersistence = 'p'
ORDER BY 1
"""
# A row's text must not depend on who asks. No order is needed: sorting costs more than hashing.
_SETTINGS = """
SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';
SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'
"""
_HASH = "SELECT count(*)::text, coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {} t"
# The tables' owner is bound by their row-level security, headquarters sees all of their rows.
_SEES_ALL = "sayeban_hq"


@dataclass(frozen=True, slots=True)
class Point:
    """Where the content was measured, when by the server's clock, and what must be fetched."""

    lsn: str
    at: str
    fetched_to: str


@contextmanager
def at_a_quiet_moment(url: str) -> "Iterator[tuple[psycopg.Connection[TupleRow] | None, Point]]":
    """A snapshot that holds exactly what the journal holds up to its point.

    A transaction is in the journal a moment before others see it, so that only a snapshot without
    any writer, between two equal positions of the journal, names its point. Nobody is held up;
    where no such moment comes in time there is a point all the same, and no snapshot of it.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    with psycopg.connect(url) as reader, psycopg.connect(url, autocommit=True) as other:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        while (lsn := _quiet(reader, other)) is None and time.monotonic() < deadline:
            reader.rollback()
            time.sleep(_PAUSE)
        yield reader if lsn else None, _marked(other, lsn or _position(other))


def measure(reader: "psycopg.Connection[TupleRow]") -> Content:
    """The content that a connection's transaction sees."""
    found: Content = {}
    reader.execute(_SETTINGS)
    for table, guarded in reader.execute(_TABLES).fetchall():
        reader.execute(f"SET LOCAL ROLE {_SEES_ALL if guarded else 'NONE'}")
        row = reader.execute(sql.SQL(_HASH).format(sql.Identifier(table))).fetchone()
        assert row
        found[table] = list(row)
    return found


def differing(one: Content, other: Content) -> list[str]:
    """The tables in which two contents differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _quiet(
    reader: "psycopg.Connection[TupleRow]", other: "psycopg.Connection[TupleRow]"
) -> str | None:
    """The position of the journal where the reader's snapshot stands, if it stands at one.

    The order counts: what was written before the position and holds no lock has ended, so the
    snapshot sees it; and nothing was written until the snapshot stood.
    """
    before = _position(other)
    alone = other.execute(_NOBODY_WRITES).fetchone()
    after = _position(reader)
    return after if alone == (True,) and after == before else None


def _position(connection: "psycopg.Connection[TupleRow]") -> str:
    row = connection.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
    assert row
    return str(row[0])


# Whoever has written holds the lock of his own number until others see that he has ended.
_NOBODY_WRITES = """
SELECT NOT EXISTS (
  SELECT FROM pg_locks WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND granted)
"""


def _marked(other: "psycopg.Connection[TupleRow]", lsn: str) -> Point:
    """Write past the point: recovery stops before a record, which must exist and be fetched."""
    mark = "SELECT pg_logical_emit_message(true, 'sayeban', 'backup')::text, clock_timestamp()"
    first = other.execute(mark).fetchone()
    other.execute(mark)
    assert first
    return Point(lsn, first[1].isoformat(), first[0])
