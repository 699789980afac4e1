"""Count again how good the data of worklists are of which something changed."""

from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.exemptions.models import QualityStale
from sayeban.exemptions.quality_sql import WORKLIST, figures, same
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking

MOST: Final = 200
"""Worklists that are counted at a time: one command is short, whatever an approval marked."""
_RUNS: Final = 50
# Those that wait longest come first, so that busy ones hold up no others.
# What is kept goes before the new comes: the same figure never stands twice.
# A mark that comes meanwhile is not seen and stays. Two at once would both count: see the lock.
_COUNT = f"""
WITH stale AS MATERIALIZED (
  SELECT {WORKLIST} FROM exemptions_qualitystale
  GROUP BY {WORKLIST} ORDER BY min(id) LIMIT %(most)s
), marks AS (
  DELETE FROM exemptions_qualitystale m USING stale s WHERE {same("m", "s")}
), old AS (
  DELETE FROM exemptions_qualitycount q USING stale s WHERE {same("q", "s")} RETURNING q.id
), new AS (
  INSERT INTO exemptions_qualitycount ({WORKLIST}, kind, name, rows, wrong)
  SELECT {WORKLIST}, kind, name, rows, wrong FROM ({figures("stale")}) f
  WHERE (SELECT count(*) FROM old) >= 0
)
SELECT count(*) FROM stale
"""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.quality', 0))"


@action("campaign.count_quality", operator=True)
def count_quality(*, actor: Actor, at: datetime) -> int:
    """Count at most MOST worklists and give how many; no figure that is shown changes."""
    del actor, at
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        cursor.execute(_COUNT, {"most": MOST})
        return int(cursor.fetchone()[0])


def count_what_changed(*, at: datetime) -> int:
    """The same by the clock, as long as marks are left: a page counts those again each time.

    Where nothing changed, nothing is done and nothing recorded.
    """
    counted = 0
    for _ in range(_RUNS):
        with looking(SYSTEM):
            if not QualityStale.objects.exists():
                break
        counted += count_quality(actor=SYSTEM, at=at)
    return counted
