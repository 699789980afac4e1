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

# The same of what companies said.
_TOLD = "feed_id, province, county, centre, ended, status, code, told_on"
_SUM_TOLD = f"""
WITH several AS MATERIALIZED (
  SELECT {_TOLD} FROM exemptions_toldcount
  GROUP BY {_TOLD} HAVING count(*) > 1 OR sum(exemptions) = 0
), gone AS (
  DELETE FROM exemptions_toldcount c USING several s
  WHERE (c.feed_id, c.county, c.centre, c.ended, c.status, c.code)
      = (s.feed_id, s.county, s.centre, s.ended, s.status, s.code)
    AND c.province = s.province AND c.told_on IS NOT DISTINCT FROM s.told_on
  RETURNING c.*
)
INSERT INTO exemptions_toldcount ({_TOLD}, exemptions)
SELECT {_TOLD}, sum(exemptions) FROM gone GROUP BY {_TOLD} HAVING sum(exemptions) <> 0
"""


@action("campaign.sum_counts", operator=True)
def sum_counts(*, actor: Actor, at: datetime) -> int:
    """Gives how many lines are left of what was several; no figure changes."""
    del actor, at
    left = 0
    with connection.cursor() as cursor:
        for statement in (_SUM, _SUM_TOLD):
            cursor.execute(statement)
            left += cursor.rowcount
    return left
