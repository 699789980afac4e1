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
# What is new is found before the first row is written: the table that grows is not looked into.
# Days are few, cases many: the Jalali month is reckoned once a day.
_KEEP: Final = """
WITH ended AS MATERIALIZED (
  SELECT id, person_id, service_id, version_id, channel, desk, result, opened_on,
    closed_at, closed_on, promised_on, paused_days, province, county, centre
  FROM cases_case c WHERE closed_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM desk_outcome o WHERE o.case_id = c.id)
), months AS MATERIALIZED (
  SELECT day, left(jalali(day), 7) AS month
  FROM (SELECT DISTINCT closed_on AS day FROM ended) d
)
INSERT INTO desk_outcome (case_id, service, desk_id, result, closed_at, closed_on, month, days,
  target, on_time, visits, referrals, province, county, centre)
SELECT c.id, s.code, coalesce(c.desk, t.desk), c.result, c.closed_at, c.closed_on, m.month,
  greatest(e.wd - b.wd - c.paused_days, 0), v.usual_days, c.closed_on <= c.promised_on,
  CASE WHEN t.visits > 0 OR c.channel <> 'desk' THEN coalesce(t.visits, 0) ELSE beside.visits END,
  greatest(r.places - 1, 0), c.province, c.county, c.centre
FROM ended c
JOIN months m ON m.day = c.closed_on
JOIN cases_service s ON s.id = c.service_id
JOIN cases_serviceversion v ON v.id = c.version_id
LEFT JOIN cases_calendar b ON b.province = c.province AND b.day = c.opened_on
LEFT JOIN cases_calendar e ON e.province = c.province AND e.day = c.closed_on
LEFT JOIN (
  SELECT case_id, count(*) AS visits, (array_agg(desk_id ORDER BY id))[1] AS desk
  FROM desk_ticket WHERE state IN ('called', 'done') AND case_id IN (SELECT id FROM ended)
  GROUP BY 1) t ON t.case_id = c.id
-- The second request of one visit: its person came, his number was noted for the first.
LEFT JOIN (
  SELECT DISTINCT desk_id, day, person_id, 1 AS visits FROM desk_ticket
  WHERE case_id IS NOT NULL AND state IN ('called', 'done')
    AND person_id IN (SELECT person_id FROM ended)) beside
  ON beside.desk_id = c.desk AND beside.day = c.opened_on AND beside.person_id = c.person_id
LEFT JOIN (
  SELECT case_id, count(DISTINCT (level, department)) AS places
  FROM cases_step WHERE case_id IN (SELECT id FROM ended) AND outcome <> '~taken_back'
  GROUP BY 1) r ON r.case_id = c.id
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
