"""Each evening what was closed is written down for the reports, set-based."""

from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_FORGET: Final = """
DELETE FROM desk_outcome o USING cases_case c
WHERE c.id = o.case_id AND c.closed_at IS DISTINCT FROM o.closed_at
"""
# Days are few, cases many: the Jalali month is reckoned once a day.
_KEEP: Final = """
WITH months AS MATERIALIZED (
  SELECT day, left(jalali(day), 7) AS month
  FROM (SELECT DISTINCT closed_on AS day FROM cases_case WHERE closed_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM desk_outcome o WHERE o.case_id = cases_case.id)) d
)
INSERT INTO desk_outcome (case_id, service, desk_id, result, closed_at, closed_on, month, days,
  target, on_time, visits, referrals, province, county, centre)
SELECT c.id, s.code, coalesce(c.desk, t.desk), c.result, c.closed_at, c.closed_on, m.month,
  greatest(e.wd - b.wd - c.paused_days, 0), v.usual_days, c.closed_on <= c.promised_on,
  CASE WHEN t.visits > 0 OR c.channel <> 'desk' THEN t.visits ELSE beside.visits END,
  greatest(r.places - 1, 0), c.province, c.county, c.centre
FROM cases_case c
JOIN months m ON m.day = c.closed_on
JOIN cases_service s ON s.id = c.service_id
JOIN cases_serviceversion v ON v.id = c.version_id
LEFT JOIN cases_calendar b ON b.province = c.province AND b.day = c.opened_on
LEFT JOIN cases_calendar e ON e.province = c.province AND e.day = c.closed_on
CROSS JOIN LATERAL (
  SELECT count(*) AS visits, (array_agg(desk_id ORDER BY id))[1] AS desk
  FROM desk_ticket WHERE case_id = c.id AND state IN ('called', 'done')) t
-- The second request of one visit: its person came, his number was noted for the first.
LEFT JOIN LATERAL (
  SELECT 1 AS visits FROM desk_ticket
  WHERE t.visits = 0 AND desk_id = c.desk AND day = c.opened_on AND person_id = c.person_id
    AND case_id IS NOT NULL AND state IN ('called', 'done') LIMIT 1) beside ON true
CROSS JOIN LATERAL (
  SELECT count(DISTINCT (level, department)) AS places
  FROM cases_step WHERE case_id = c.id) r
WHERE c.closed_at IS NOT NULL AND NOT EXISTS (SELECT FROM desk_outcome o WHERE o.case_id = c.id)
"""


@action("desk.keep_outcomes", operator=True)
def keep_outcomes(*, actor: Actor, at: datetime) -> int:
    """Write down how requests ended that are not written yet; how many. Again it writes none.

    A request that was opened again since is taken out until it ends anew.
    """
    del actor, at
    with connection.cursor() as cursor:
        cursor.execute(_FORGET)
        cursor.execute(_KEEP)
        return int(cursor.rowcount)
