"""Statements that move sets of cases. Parameters: `at`, `today`, `actor`, and arrays."""

from typing import Final

# At which unit of the place of a case a step is done.
_LEVEL: Final = """
CASE WHEN d.level = 'hq' OR c.province = '' THEN 'hq'
  WHEN d.level = 'province' OR c.county = '' THEN 'province'
  WHEN d.level = 'county' OR c.centre = '' THEN 'county' ELSE 'centre' END
"""
_STATE: Final = "CASE d.clock WHEN 'own' THEN 'open' WHEN 'paused' THEN 'paused' ELSE 'waiting' END"

OPEN_STEPS: Final = f"""
WITH made AS (
  INSERT INTO cases_step (case_id, service_id, definition_id, key, round, role, level, department,
    state, clock, opened_at, opened_on, days, paused_on, due_on, province, county, centre)
  SELECT c.id, c.service_id, d.id, d.key,
    1 + coalesce((SELECT max(o.round) FROM cases_step o WHERE o.case_id = c.id AND o.key = d.key),
      0),
    d.role, {_LEVEL}, d.department, {_STATE}, d.clock, %(at)s, %(today)s, d.days,
    CASE WHEN d.clock = 'paused' THEN %(today)s::date END, t.day,
    c.province, c.county, c.centre
  FROM unnest(%(cases)s::bigint[], %(keys)s::text[]) AS w(case_id, key)
  JOIN cases_case c ON c.id = w.case_id AND c.closed_at IS NULL
  JOIN cases_stepdef d ON d.version_id = c.version_id AND w.key IN (d.key, d.parallel_with)
  JOIN cases_calendar f ON f.province = c.province AND f.day = %(today)s
  JOIN cases_calendar t ON t.province = c.province AND t.working AND t.wd = f.wd + d.days
  WHERE NOT EXISTS (SELECT FROM cases_step o
    WHERE o.case_id = c.id AND o.key IN (w.key, d.key) AND o.closed_at IS NULL)
  RETURNING id, case_id, definition_id, key, province, county, centre
), told AS (
  INSERT INTO cases_event (case_id, step_id, at, actor, what, new, province, county, centre)
  SELECT case_id, id, %(at)s, %(actor)s, 'step_opened', key, province, county, centre FROM made
)
SELECT made.id, made.case_id, d.tell FROM made
JOIN cases_stepdef d ON d.id = made.definition_id WHERE d.tell <> ''
"""
"""Open the step `keys[i]` of the case `cases[i]`, and those beside it, where they are not open.

Gives the steps of whose opening the client is told.
"""

END_STEPS: Final = """
UPDATE cases_step SET state = 'done', closed_at = %(at)s, closed_on = %(today)s,
  closed_by = %(actor)s, outcome = %(outcome)s, reason = %(reason)s, paused_on = NULL
WHERE id = ANY(%(steps)s)
"""

CLOSE_CASES: Final = """
WITH closed AS (
  UPDATE cases_case c SET closed_at = %(at)s, closed_on = %(today)s, result = w.result
  FROM unnest(%(cases)s::bigint[], %(results)s::text[]) AS w(case_id, result)
  WHERE c.id = w.case_id AND c.closed_at IS NULL
  RETURNING c.id, c.result, c.person_id, c.service_id, c.province, c.county, c.centre
), ended AS (
  UPDATE cases_step s SET state = 'done', closed_at = %(at)s, closed_on = %(today)s,
    outcome = 'ended', paused_on = NULL
  FROM closed WHERE s.case_id = closed.id AND s.closed_at IS NULL
), told AS (
  INSERT INTO cases_event (case_id, at, actor, what, new, reason, province, county, centre)
  SELECT id, %(at)s, %(actor)s, 'closed', result, %(reason)s, province, county, centre FROM closed
)
INSERT INTO runtime_event (name, key, payload, announced_at)
SELECT 'cases.closed', closed.id || '/' || %(at)s::timestamptz, jsonb_build_object(
  'case', closed.id::text, 'person', closed.person_id::text, 'service', v.code,
  'result', closed.result), now()
FROM closed JOIN cases_service v ON v.id = closed.service_id
ON CONFLICT (name, key) DO NOTHING
"""
"""Close the case `cases[i]` with `results[i]`; steps that are open end with it."""

STEP_EVENTS: Final = """
INSERT INTO cases_event (case_id, step_id, at, actor, what, old, new, reason, province, county,
  centre)
SELECT s.case_id, s.id, %(at)s, %(actor)s, %(what)s, s.key, w.new, %(reason)s,
  s.province, s.county, s.centre
FROM unnest(%(steps)s::bigint[], %(new)s::text[]) AS w(step_id, new)
JOIN cases_step s ON s.id = w.step_id
"""

# The time of the client is not the organisation's: what he took longer than the usual path
# counts on moves the promise.
CLIENT_TIME: Final = """
WITH took AS (
  SELECT s.case_id, sum(greatest(0, n.wd - f.wd - s.paused_days
    - CASE WHEN d.usual AND s.round = 1 THEN s.days ELSE 0 END)) AS days
  FROM cases_step s JOIN cases_stepdef d ON d.id = s.definition_id
  JOIN cases_calendar f ON f.province = s.province AND f.day = s.opened_on
  JOIN cases_calendar n ON n.province = s.province AND n.day = %(today)s
  WHERE s.id = ANY(%(steps)s) AND s.clock IN ('applicant', 'paused') AND s.paused_on IS NULL
  GROUP BY 1
)
UPDATE cases_case c SET paused_days = c.paused_days + took.days
FROM took WHERE c.id = took.case_id AND took.days > 0
"""

PROMISE: Final = """
WITH moved AS (
  UPDATE cases_case c SET promised_on = t.day
  FROM cases_case o, cases_calendar f, cases_calendar t
  WHERE o.id = c.id AND f.province = c.province AND f.day = c.opened_on
    AND t.province = c.province AND t.working AND t.wd = f.wd + c.promised_days + c.paused_days
    AND c.closed_at IS NULL AND t.day <> c.promised_on AND {which}
  RETURNING c.id, o.promised_on AS old, c.promised_on AS new, c.province, c.county, c.centre
), told AS (
  INSERT INTO cases_event (case_id, at, actor, what, old, new, reason, province, county, centre)
  SELECT id, %(at)s, %(actor)s, 'promised', old::text, new::text, %(reason)s,
    province, county, centre FROM moved
)
SELECT id, new FROM moved
"""
"""Move promised days to what `promised_days` and `paused_days` make; those that moved."""

REDATE: Final = """
UPDATE cases_step s SET due_on = t.day, late = 0
FROM cases_calendar f, cases_calendar t
WHERE f.province = s.province AND f.day = s.opened_on
  AND t.province = s.province AND t.working AND t.wd = f.wd + s.days + s.paused_days
  AND s.closed_at IS NULL AND s.due_on <> t.day AND {which}
"""
"""Move the due days of open steps to where their working days lie now."""

PAUSE: Final = """
UPDATE cases_step SET state = 'paused', clock = %(whose)s, paused_on = %(today)s
WHERE id = ANY(%(steps)s)
"""

RESUME: Final = """
WITH stood AS (
  SELECT s.id, s.case_id, d.clock, n.wd - f.wd AS days
  FROM cases_step s JOIN cases_stepdef d ON d.id = s.definition_id
  JOIN cases_calendar f ON f.province = s.province AND f.day = s.paused_on
  JOIN cases_calendar n ON n.province = s.province AND n.day = %(today)s
  WHERE s.id = ANY(%(steps)s)
), goes AS (
  UPDATE cases_step s SET paused_days = s.paused_days + stood.days, paused_on = NULL, late = 0,
    state = CASE WHEN stood.clock IN ('own', 'paused') THEN 'open' ELSE 'waiting' END,
    clock = CASE stood.clock WHEN 'paused' THEN 'own' ELSE stood.clock END
  FROM stood WHERE s.id = stood.id
)
UPDATE cases_case c SET paused_days = c.paused_days + longest.days
FROM (SELECT case_id, max(days) AS days FROM stood GROUP BY 1) longest
WHERE c.id = longest.case_id
"""
"""Let stopped clocks run: what they stood still counts neither for the step nor for the promise."""

# A stopped clock counts what it stood still, a step of the client what it stood open: both moved
# the promise or were on the usual path. The days of the step begin anew for who works on it.
ANSWERED: Final = """
WITH stood AS (
  SELECT s.id, s.case_id, s.paused_on IS NOT NULL AS stopped, n.wd - f.wd AS days
  FROM cases_step s
  JOIN cases_calendar f ON f.province = s.province AND f.day = coalesce(s.paused_on, s.opened_on)
  JOIN cases_calendar n ON n.province = s.province AND n.day = %(today)s
  WHERE s.id = ANY(%(steps)s)
), goes AS (
  UPDATE cases_step s SET state = 'open', clock = 'own', paused_on = NULL, late = 0,
    paused_days = CASE WHEN stood.stopped THEN s.paused_days + stood.days
      ELSE greatest(s.paused_days, stood.days) END
  FROM stood WHERE s.id = stood.id
)
UPDATE cases_case c SET paused_days = c.paused_days + stood.days
FROM stood WHERE c.id = stood.case_id AND stood.stopped
"""
"""The client has answered: his step is the organisation's to work on."""

REOPEN: Final = """
UPDATE cases_case c SET closed_at = NULL, closed_on = NULL, result = '', reopened_at = %(at)s,
  promised_days = n.wd - f.wd - c.paused_days + d.days_left
FROM cases_stepdef d, cases_calendar f, cases_calendar n
WHERE c.id = %(case)s AND d.version_id = c.version_id AND d.key = %(key)s
  AND f.province = c.province AND f.day = c.opened_on
  AND n.province = c.province AND n.day = %(today)s
"""

HAND_OVER: Final = "UPDATE cases_step SET assignee = %(colleague)s WHERE id = ANY(%(steps)s)"
