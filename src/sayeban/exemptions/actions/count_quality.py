"""Count again how good the data of worklists are of which something changed."""

from datetime import datetime

from django.db import connection

from sayeban.exemptions.models import QualityStale
from sayeban.exemptions.quality_sql import WORKLIST, figures, same
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking

# A mark that comes meanwhile is not seen and stays. Two at once would both count: see the lock.
_COUNT = f"""
WITH marks AS MATERIALIZED (
  DELETE FROM exemptions_qualitystale RETURNING {WORKLIST}
), stale AS MATERIALIZED (
  SELECT DISTINCT {WORKLIST} FROM marks
), old AS (
  DELETE FROM exemptions_qualitycount q USING stale s WHERE {same("q", "s")}
), new AS (
  INSERT INTO exemptions_qualitycount ({WORKLIST}, kind, name, rows, wrong)
  {figures("stale")}
)
SELECT count(*) FROM stale
"""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.quality', 0))"


@action("campaign.count_quality", operator=True)
def count_quality(*, actor: Actor, at: datetime) -> int:
    """Gives how many worklists were counted; no figure that is shown changes."""
    del actor, at
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        cursor.execute(_COUNT)
        return int(cursor.fetchone()[0])


def count_what_changed(*, at: datetime) -> int:
    """The same by the clock; where nothing changed, nothing is done and nothing recorded."""
    with looking(SYSTEM):
        if not QualityStale.objects.exists():
            return 0
    return count_quality(actor=SYSTEM, at=at)
