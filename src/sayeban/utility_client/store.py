"""What the program keeps: one SQLite file. Each step is one transaction of it."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS feed (
  feed_id TEXT PRIMARY KEY, epoch TEXT NOT NULL DEFAULT '', cursor TEXT NOT NULL DEFAULT '',
  seq INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS exemption (
  exemption_id TEXT PRIMARY KEY, feed_id TEXT NOT NULL, epoch TEXT NOT NULL,
  version INTEGER NOT NULL, bill_id TEXT NOT NULL, effective_from TEXT NOT NULL,
  ended_on TEXT, reason TEXT NOT NULL, record TEXT,
  answered INTEGER NOT NULL DEFAULT 0, said TEXT NOT NULL DEFAULT '',
  periods INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX IF NOT EXISTS exemption_of ON exemption (feed_id, exemption_id);
CREATE TABLE IF NOT EXISTS outgoing (
  n INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, path TEXT NOT NULL,
  body BLOB NOT NULL, accepted INTEGER, rejected INTEGER, problem TEXT NOT NULL DEFAULT '') STRICT;
"""
# `answered`: the version of which a receipt was written; `periods`: how many bills were reported.
_PUT: Final = """
INSERT INTO exemption
  (exemption_id, feed_id, epoch, version, bill_id, effective_from, ended_on, reason, record)
VALUES (:exemption_id, :feed_id, :epoch, :version, :bill_id, :effective_from, :ended_on, :reason,
  :record)
ON CONFLICT (exemption_id) DO UPDATE SET epoch = excluded.epoch, version = excluded.version,
  bill_id = iif(excluded.bill_id = '', bill_id, excluded.bill_id), reason = excluded.reason,
  effective_from = excluded.effective_from, ended_on = excluded.ended_on,
  record = excluded.record
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Up to where a feed was read; `cursor` is "" before the first page."""

    epoch: str = ""
    cursor: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to be sent, each time with the same key."""

    n: int
    key: str
    path: str
    body: bytes


class FeedBroken(Exception):
    """A page does not follow what was read before."""


class Store:
    """The file of one program."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, timeout=30, isolation_level=None)
        self._file.row_factory = sqlite3.Row
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.executescript(_TABLES)

    def close(self) -> None:
        self._file.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it stays or nothing."""
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield self._file
        except BaseException:
            self._file.execute("ROLLBACK")
            raise
        self._file.execute("COMMIT")

    def rows(self, question: str, *values: object) -> list[sqlite3.Row]:
        return self._file.execute(question, values).fetchall()

    def place(self, feed: str) -> Place:
        found = self.rows("SELECT epoch, cursor, seq FROM feed WHERE feed_id = ?", feed)
        return Place(*found[0]) if found else Place()

    def begin_anew(self, feed: str) -> None:
        """The numbers of the feed begin anew; what was answered and reported stays known."""
        with self.writing() as file:
            file.execute("DELETE FROM feed WHERE feed_id = ?", [feed])

    def apply(self, feed: str, before: Place, page: Mapping[str, Any]) -> int:
        """Changes and the place after them, together; how many.

        A page that another process has applied already is left out. Raises FeedBroken where a
        number is missing.
        """
        changes: Sequence[Mapping[str, Any]] = page["data"]
        numbers = [each["seq"] for each in changes]
        if numbers != list(range(before.seq + 1, before.seq + 1 + len(numbers))):
            raise FeedBroken(f"{feed}: after {before.seq} came {numbers[:1]}")
        with self.writing() as file:
            if self.place(feed) != before:
                return 0
            file.executemany(_PUT, [_row(feed, page["epoch"], each) for each in changes])
            file.execute(
                "INSERT OR REPLACE INTO feed (feed_id, epoch, cursor, seq) VALUES (?, ?, ?, ?)",
                [feed, page["epoch"], page["next_cursor"], before.seq + len(changes)],
            )
            if not page["has_more"]:
                # What the feed told before it began anew and tells no more.
                file.execute(
                    "DELETE FROM exemption WHERE feed_id = ? AND epoch <> ?",
                    [feed, page["epoch"]],
                )
        return len(changes)

    def take_snapshot(self, feed: str, place: Place, lines: Sequence[Mapping[str, Any]]) -> None:
        """What stands and the place after it, together.

        What stood and does so no more goes; what was answered and reported of the rest stays known.
        """
        with self.writing() as file:
            file.execute(
                "UPDATE exemption SET epoch = '' WHERE feed_id = ?"
                " AND (ended_on IS NULL OR epoch <> ?)",
                [feed, place.epoch],
            )
            file.executemany(_PUT, (_row(feed, place.epoch, each) for each in lines))
            file.execute("DELETE FROM exemption WHERE feed_id = ? AND epoch = ''", [feed])
            file.execute(
                "INSERT OR REPLACE INTO feed (feed_id, epoch, cursor, seq) VALUES (?, ?, ?, ?)",
                [feed, place.epoch, place.cursor, place.seq],
            )

    def waiting(self) -> list[Outgoing]:
        """What has not been answered, oldest first."""
        asked = "SELECT n, key, path, body FROM outgoing WHERE accepted IS NULL ORDER BY n"
        return [Outgoing(*row) for row in self.rows(asked)]

    def keep_answer(self, n: int, accepted: int, rejected: int) -> None:
        with self.writing() as file:
            file.execute(
                "UPDATE outgoing SET accepted = ?, rejected = ?, problem = '' WHERE n = ?",
                [accepted, rejected, n],
            )

    def keep_problem(self, n: int, code: str) -> None:
        """It stays to be sent: once its reason is gone it goes out under the same key."""
        with self.writing() as file:
            file.execute("UPDATE outgoing SET problem = ? WHERE n = ?", [code, n])


def _row(feed: str, epoch: str, change: Mapping[str, Any]) -> dict[str, object]:
    record = change["record"]
    return {
        "exemption_id": change["exemption_id"],
        "feed_id": feed,
        "epoch": epoch,
        "version": change["version"],
        "bill_id": record["service_point"]["bill_id"] if record else "",
        "effective_from": change["effective_from"],
        "ended_on": change["effective_from"] if change["op"] == "revoke" else None,
        "reason": change["reason"],
        "record": json.dumps(record, ensure_ascii=False) if record else None,
    }


def standing(store: Store) -> dict[str, dict[str, Any]]:
    """What is kept of each feed."""
    found = store.rows("""
        SELECT f.feed_id, f.seq,
          count(e.exemption_id) FILTER (WHERE e.ended_on IS NULL) AS standing,
          count(e.ended_on) AS ended, count(*) FILTER (WHERE e.said = 'rjct') AS rejected,
          count(*) FILTER (WHERE e.answered < e.version) AS unanswered
        FROM feed f LEFT JOIN exemption e USING (feed_id) GROUP BY f.feed_id ORDER BY f.feed_id
    """)
    return {row["feed_id"]: dict(zip(row.keys()[1:], tuple(row)[1:], strict=True)) for row in found}
