"""Which lists of what stands are there, and which are to be made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import connection

from sayeban.country.today import TEHRAN, today_of
from sayeban.exemptions.models import FeedSnapshot

_EVENING: Final = time(20)

# A feed with what its open agreement lets a company read.
_OPEN: Final = """
SELECT f.feed_id, f.province, f.epoch, f.last_seq,
  ARRAY(SELECT unnest(o.columns) ORDER BY 1) AS columns
FROM exemptions_feed f
CROSS JOIN LATERAL organisations_open_feeds(f.utility, f.company, %(today)s) o
WHERE o.feed_id = f.feed_id
"""
_ONE: Final = f"SELECT * FROM ({_OPEN}) f WHERE f.feed_id = %(feed)s"

# Due is what has changed since the last evening's list, or since a list of the province came out.
_DUE: Final = f"""
SELECT f.feed_id FROM ({_OPEN}) f
LEFT JOIN LATERAL (
  SELECT s.made_at, s.as_of_seq FROM exemptions_feedsnapshot s
  WHERE s.feed_id = f.feed_id AND s.columns = f.columns AND s.epoch = f.epoch
  ORDER BY s.as_of_seq DESC LIMIT 1
) s ON true
WHERE s.made_at IS NULL OR (s.as_of_seq < f.last_seq AND (s.made_at < %(evening)s OR EXISTS (
  SELECT FROM exemptions_release r WHERE r.province = f.province AND r.published_at > s.made_at)))
ORDER BY f.feed_id
"""


@dataclass(frozen=True, slots=True)
class OpenLog:
    """A feed that has changes and an agreement in force; `columns` are sorted."""

    feed_id: str
    province: str
    epoch: str
    last_seq: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One list of what stands. `files` are as snapshot_files.write_files says them."""

    feed_id: str
    epoch: str
    as_of_seq: int
    made_at: datetime
    files: list[dict[str, Any]]

    def file(self, name: str) -> dict[str, Any] | None:
        """The file of this name."""
        return next((each for each in self.files if each["name"] == name), None)


def open_log(feed_id: str, today: date) -> OpenLog | None:
    """Where a feed stands that somebody may read today."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"feed": feed_id, "today": today})
        found = cursor.fetchone()
    if found is None:
        return None
    feed, province, epoch, last_seq, columns = found
    return OpenLog(feed, province, epoch, last_seq, tuple(columns))


def due_snapshots(at: datetime) -> list[str]:
    """The feeds of which a list is to be made: there is none yet, or something changed and it was
    made before the last evening or before the newest published list of its province.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"today": today_of(at), "evening": _evening(at)})
        return [feed for (feed,) in cursor.fetchall()]


def _evening(at: datetime) -> datetime:
    today = datetime.combine(today_of(at), _EVENING, tzinfo=TEHRAN)
    return today if today <= at else today - timedelta(days=1)


def snapshots_of(feed_id: str, columns: Collection[str]) -> list[Snapshot]:
    """The lists of a feed with exactly these columns, newest first."""
    found = FeedSnapshot.objects.filter(feed_id=feed_id, columns=sorted(columns))
    return [
        Snapshot(each.feed_id, each.epoch, each.as_of_seq, each.made_at, each.files)
        for each in found.order_by("-id")
    ]


def snapshot_names() -> Mapping[str, Collection[str]]:
    """The names of all files by feed."""
    named: dict[str, set[str]] = {}
    for feed, files in FeedSnapshot.objects.order_by("id").values_list("feed_id", "files"):
        named.setdefault(feed, set()).update(each["name"] for each in files)
    return named
