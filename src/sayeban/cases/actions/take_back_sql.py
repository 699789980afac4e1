"""Statements that take an outcome back. Parameters: `at`, `today`, `actor`, `done_at`, arrays."""

from typing import Final

from sayeban.cases.rules import TAKEN_BACK

LOCK_CASES: Final = """
SELECT FROM cases_case WHERE id IN (SELECT case_id FROM cases_event
  WHERE at = %(done_at)s AND actor = %(actor)s AND what = 'advanced')
ORDER BY id FOR UPDATE
"""

TOLD: Final = """
SELECT s.case_id, 'cases.' || d.tell || '/' || s.id
FROM cases_step s JOIN cases_stepdef d ON d.id = s.definition_id
WHERE s.case_id = ANY(%(cases)s) AND s.opened_at = %(done_at)s AND d.tell NOT IN ('', 'opened')
UNION ALL
SELECT e.case_id, 'cases.promised/' || e.case_id || '/' || e.new FROM cases_event e
WHERE e.case_id = ANY(%(cases)s) AND e.at = %(done_at)s AND e.what = 'promised'
UNION ALL
SELECT c.id, 'cases.closed/' || c.id || '/' || %(done_text)s FROM cases_case c
WHERE c.id = ANY(%(cases)s) AND c.closed_at = %(done_at)s
"""
"""(case, key of a notice) that the outcome had the client told."""

# What the end of the step once gave the client as his own time, by the days of then.
CLIENT_TIME: Final = """
WITH took AS (
  SELECT s.case_id, sum(greatest(0, n.wd - f.wd - s.paused_days
    - CASE WHEN d.usual AND s.round = 1 THEN s.days ELSE 0 END)) AS days
  FROM cases_step s JOIN cases_stepdef d ON d.id = s.definition_id
  JOIN cases_calendar f ON f.province = s.province AND f.day = s.opened_on
  JOIN cases_calendar n ON n.province = s.province AND n.day = s.closed_on
  WHERE s.id = ANY(%(steps)s) AND s.clock IN ('applicant', 'paused')
  GROUP BY 1
)
UPDATE cases_case c SET paused_days = c.paused_days - took.days
FROM took WHERE c.id = took.case_id AND took.days > 0
"""

# The number of the round is free again: nobody worked in it.
CLOSE_OPENED: Final = f"""
UPDATE cases_step SET state = 'done', closed_at = %(at)s, closed_on = %(today)s,
  closed_by = %(actor)s, outcome = '{TAKEN_BACK}', key = key || '~' || id, paused_on = NULL
WHERE case_id = ANY(%(cases)s) AND opened_at = %(done_at)s AND closed_at IS NULL
"""

OPEN_ENDED: Final = """
UPDATE cases_step SET state = CASE clock WHEN 'own' THEN 'open' ELSE 'waiting' END,
  closed_at = NULL, closed_on = NULL, closed_by = NULL, outcome = '', reason = ''
WHERE id = ANY(%(steps)s)
  OR case_id = ANY(%(cases)s) AND closed_at = %(done_at)s AND outcome = 'ended'
"""

OPEN_CASES: Final = """
UPDATE cases_case SET closed_at = NULL, closed_on = NULL, result = ''
WHERE id = ANY(%(cases)s) AND closed_at = %(done_at)s
RETURNING id
"""

# Nobody above is to hear of an end that was none, unless he heard of it already.
UNANNOUNCE: Final = """
UPDATE runtime_event SET delivered_at = %(at)s
WHERE name = 'cases.closed' AND delivered_at IS NULL
  AND key = ANY(SELECT id || '/' || %(done_at)s::timestamptz FROM unnest(%(cases)s::bigint[]) AS id)
"""
