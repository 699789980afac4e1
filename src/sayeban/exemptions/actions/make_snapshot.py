"""Write the list of what stands in a feed, for the company that may read it."""

from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.models import FeedSnapshot
from sayeban.exemptions.reads.snapshots import open_log, snapshot_names
from sayeban.exemptions.refusals_feed import FeedUnknown
from sayeban.exemptions.snapshot_files import sweep_snapshots, write_files
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

KEPT: Final = 3
"""So many lists of a feed are kept: a company that takes one in pieces needs hours for it."""

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.snapshot/' || %s, 0))"


@action("exemptions.make_snapshot", posts=rights.HEADQUARTERS, operator=True, about=("feed_id",))
def make_snapshot(*, actor: Actor, at: datetime, feed_id: str) -> bool:
    """Make the list of a feed's last change with the columns of its agreement, once.

    False where it is there already. Refuses feed.unknown where nobody may read the feed, and
    disk.full.
    """
    del actor
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [feed_id])
    log = open_log(feed_id, today_of(at))
    if log is None:
        raise FeedUnknown
    stood = {
        "feed_id": feed_id,
        "columns": list(log.columns),
        "epoch": log.epoch,
        "as_of_seq": log.last_seq,
    }
    if FeedSnapshot.objects.filter(**stood).exists():
        return False
    files = write_files(feed_id, log.last_seq, log.columns)
    FeedSnapshot.objects.create(province=log.province, made_at=at, files=files, **stood)
    newest = FeedSnapshot.objects.filter(feed_id=feed_id).order_by("-id")[:KEPT]
    kept = list(newest.values_list("pk", flat=True))
    FeedSnapshot.objects.filter(feed_id=feed_id).exclude(pk__in=kept).delete()
    return True


@action("exemptions.forget_snapshots", operator=True)
def forget_snapshots(*, actor: Actor, at: datetime) -> int:
    """Remove files of an earlier day that no list names any more; how many."""
    del actor
    return sweep_snapshots(at, snapshot_names())
