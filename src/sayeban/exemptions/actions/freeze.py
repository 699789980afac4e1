"""Every evening the figures of each worklist are kept as they stand (A-120, A-130)."""

from datetime import date, datetime

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.ladder_sql import PLACE, words
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.progress_sql import LIVE
from sayeban.exemptions.quality_sql import PROVED
from sayeban.exemptions.rules import OPEN_STATES
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_FREEZE = f"""
INSERT INTO exemptions_freeze (campaign_id, day, province, county, centre, figures)
SELECT %(campaign)s, %(day)s, s.province, s.county, s.centre,
  jsonb_build_object('by_state', s.by_state, 'ready', coalesce(c.ready, '{{}}'))
FROM (
  SELECT {PLACE}, jsonb_object_agg(state, n) AS by_state FROM (
    SELECT {PLACE}, state, count(*) AS n FROM exemptions_row r WHERE campaign_id = %(campaign)s
    GROUP BY {PLACE}, state) g
  GROUP BY {PLACE}
) s LEFT JOIN (
  SELECT {PLACE}, jsonb_object_agg(utility, n) AS ready FROM (
    SELECT r.province, r.county, r.centre, c.utility, count(*) AS n
    FROM exemptions_connection c JOIN exemptions_row r ON r.id = c.row_id AND {LIVE}
    WHERE r.campaign_id = %(campaign)s AND c.ready
      AND r.state NOT IN ({words(OPEN_STATES)}) AND NOT {PROVED}
    GROUP BY r.province, r.county, r.centre, c.utility) g
  GROUP BY {PLACE}
) c USING ({PLACE})
ON CONFLICT (campaign_id, day, province, county, centre) DO NOTHING
"""

# So that headquarters' board need not add up 40,000 lines: their sum, without a place.
_FREEZE_COUNTRY = """
INSERT INTO exemptions_freeze (campaign_id, day, province, county, centre, figures)
SELECT %(campaign)s, %(day)s, '', '', '', jsonb_object_agg(kind, figures) FROM (
  SELECT kind, jsonb_object_agg(name, n) AS figures FROM (
    SELECT k.key AS kind, f.key AS name, sum(f.value::int) AS n
    FROM exemptions_freeze e
    CROSS JOIN LATERAL jsonb_each(e.figures) k CROSS JOIN LATERAL jsonb_each_text(k.value) f
    WHERE e.campaign_id = %(campaign)s AND e.day = %(day)s AND e.province <> ''
    GROUP BY 1, 2) g
  GROUP BY kind) g
HAVING count(*) > 0
ON CONFLICT (campaign_id, day, province, county, centre) DO NOTHING
"""


@action("campaign.freeze", operator=True)
def freeze(*, actor: Actor, at: datetime) -> int:
    """Keep the day's figures of every campaign that runs; gives how many worklists were kept.

    Once a day: what is kept is never changed, so a second run on the same day keeps nothing.
    """
    today = today_of(at)
    kept = 0
    with connection.cursor() as cursor:
        for campaign in Campaign.objects.filter(starts__lte=today, closed_at=None).order_by("id"):
            cursor.execute(_FREEZE, {"campaign": campaign.pk, "day": today})
            kept += cursor.rowcount
            freeze_country(campaign.pk, today)
    return kept


def freeze_country(campaign_id: int, day: date) -> None:
    """Keep the sum of what was kept of one evening, inside a running command."""
    with connection.cursor() as cursor:
        cursor.execute(_FREEZE_COUNTRY, {"campaign": campaign_id, "day": day})
