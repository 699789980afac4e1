"""Put the kept counts together: of each worklist and state one line, so that reading stays fast."""

from datetime import datetime

from django.db import connection

from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

# What others add meanwhile is not seen and stays; of two sums at once the second finds the lines
# of the first one gone and adds nothing.
_SUM = """
WITH several AS MATERIALIZED (
  SELECT campaign_id, province, county, centre, state FROM exemptions_statecount
  GROUP BY campaign_id, province, county, centre, state
  HAVING count(*) > 1 OR sum(rows) = 0
), gone AS (
  DELETE FROM exemptions_statecount c USING several s
  WHERE (c.campaign_id, c.province, c.county, c.centre, c.state)
    = (s.campaign_id, s.province, s.county, s.centre, s.state)
  RETURNING c.*
)
INSERT INTO exemptions_statecount (campaign_id, province, county, centre, state, rows, informed)
SELECT campaign_id, province, county, centre, state, sum(rows), sum(informed) FROM gone
GROUP BY campaign_id, province, county, centre, state HAVING sum(rows) <> 0 OR sum(informed) <> 0
"""


@action("campaign.sum_counts", operator=True)
def sum_counts(*, actor: Actor, at: datetime) -> int:
    """Gives how many lines are left of what was several; no figure changes."""
    del actor, at
    with connection.cursor() as cursor:
        cursor.execute(_SUM)
        return int(cursor.rowcount)
