"""Statements of the evening: who is late, and how long cases take. Parameters: `at`, `today`."""

from typing import Final

# Only time of the organisation is late. Due days are working days, so the few days of a province
# at which a stage begins say nearly all.
_STAGE: Final = """
CASE WHEN s.due_on <= k.four AND k.wd - t.wd >= s.days * 0.3 THEN 4 WHEN s.due_on <= k.three THEN 3
  WHEN s.due_on <= k.due THEN 2 ELSE 1 END
"""
LATE: Final = f"""
WITH cut AS MATERIALIZED (
  SELECT n.province, n.wd, soon.day AS soon, due.day AS due, three.day AS three, four.day AS four
  FROM cases_calendar n
  JOIN cases_calendar soon ON soon.province = n.province AND soon.working AND soon.wd = n.wd + 2
  JOIN cases_calendar due ON due.province = n.province AND due.working AND due.wd = n.wd
  JOIN cases_calendar three ON three.province = n.province AND three.working
    AND three.wd = n.wd - 3
  JOIN cases_calendar four ON four.province = n.province AND four.working AND four.wd = n.wd - 4
  WHERE n.day = %(today)s
), raised AS (
  UPDATE cases_step s SET late = {_STAGE}
  FROM cut k, cases_calendar t
  WHERE k.province = s.province AND s.due_on <= k.soon
    AND t.province = s.province AND t.day = s.due_on
    AND s.closed_at IS NULL AND s.state = 'open' AND s.late < {_STAGE}
  RETURNING s.id, s.case_id, s.late, s.level, s.role, s.assignee, s.province, s.county, s.centre
), told AS (
  INSERT INTO cases_event (case_id, step_id, at, actor, what, new, province, county, centre)
  SELECT case_id, id, %(at)s, %(actor)s, 'late', late::text, province, county, centre FROM raised
)
SELECT late, level, province, county, centre, role, assignee, count(*)
FROM raised GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
"""Raise steps to the stage of lateness that they have reached, and count them by who is told."""

# A step that is late takes its own days once more; one that is not, what is left of them. The day
# moves with them: `promised_days` are counted from the opening, and those that are left from today.
NEW_DAYS: Final = """
WITH cut AS MATERIALIZED (
  SELECT n.province, n.wd, x.day FROM cases_calendar n
  JOIN cases_calendar x ON x.province = n.province AND x.working AND x.wd = n.wd + 1
  WHERE n.day = %(today)s
), due AS MATERIALIZED (
  SELECT c.id, c.promised_on, k.wd FROM cases_case c
  JOIN cut k ON k.province = c.province AND c.promised_on <= k.day
  WHERE c.closed_at IS NULL
), rest AS (
  SELECT due.id, due.promised_on, due.wd, max(d.days_left - CASE
    WHEN due.wd - f.wd - s.paused_days >= s.days THEN 0
    ELSE due.wd - f.wd - s.paused_days END) AS days
  FROM due JOIN cases_step s ON s.case_id = due.id
  JOIN cases_stepdef d ON d.id = s.definition_id
  JOIN cases_calendar f ON f.province = s.province AND f.day = s.opened_on
  WHERE s.closed_at IS NULL AND s.clock IN ('own', 'external')
  GROUP BY 1, 2, 3
), moved AS (
  UPDATE cases_case c
  SET promised_days = rest.wd - f.wd - c.paused_days + rest.days, promised_on = t.day
  FROM rest, cases_calendar f, cases_calendar t
  WHERE c.id = rest.id AND f.province = c.province AND f.day = c.opened_on
    AND t.province = c.province AND t.working AND t.wd = rest.wd + rest.days
    AND rest.wd - f.wd - c.paused_days + rest.days > c.promised_days
  RETURNING c.id, rest.promised_on AS old, c.promised_on AS new, c.province, c.county, c.centre
), told AS (
  INSERT INTO cases_event (case_id, at, actor, what, old, new, reason, province, county, centre)
  SELECT id, %(at)s, %(actor)s, 'promised', old::text, new::text, %(reason)s,
    province, county, centre FROM moved WHERE old <> new
)
SELECT id, new, old <> new FROM moved
"""
"""Give cases whose day is about to pass the days that are still needed: (case, its day, whether
it moved)."""

WINDOW: Final = 20
"""Working days of which exits and exposure are counted."""

# A period life table: at each age in working days, how many of those who were under way at that
# age during the window were closed. Who gave up left without an end of the work.
MEASURE: Final = f"""
WITH lives AS (
  SELECT c.service_id, c.province, f.wd AS born, coalesce(t.wd, n.wd) AS last, n.wd AS now,
    c.closed_on IS NOT NULL AND c.result <> 'withdrawn' AS exits
  FROM cases_case c
  JOIN cases_calendar n ON n.province = c.province AND n.day = %(today)s
  JOIN cases_calendar f ON f.province = c.province AND f.day = c.opened_on
  LEFT JOIN cases_calendar t ON t.province = c.province AND t.day = c.closed_on
  WHERE c.province <> '' AND (c.closed_on IS NULL OR t.wd > n.wd - {WINDOW})
), points AS (
  SELECT service_id, province, greatest(0, now - {WINDOW - 1} - born) AS age, 1 AS comes, 0 AS exits
  FROM lives
  UNION ALL SELECT service_id, province, last - born + 1, -1, 0 FROM lives
  UNION ALL SELECT service_id, province, last - born, 0, 1 FROM lives WHERE exits
), ages AS (
  SELECT service_id, coalesce(province, '') AS province, age, sum(comes) AS comes,
    sum(exits) AS exits
  FROM points GROUP BY GROUPING SETS ((service_id, province, age), (service_id, age))
), risks AS (
  SELECT service_id, province, age, exits,
    sum(comes) OVER (PARTITION BY service_id, province ORDER BY age) AS at_risk
  FROM ages
), tables AS (
  SELECT service_id, province, age, exits, exp(sum(ln(greatest(1e-12,
    1 - CASE WHEN at_risk > 0 THEN exits / at_risk ELSE 0 END)::float8))
    OVER (PARTITION BY service_id, province ORDER BY age)) AS left_over
  FROM risks
)
INSERT INTO cases_duration (service_id, province, counted_on, exits, p50, p80)
SELECT service_id, province, %(today)s, sum(exits), min(age) FILTER (WHERE left_over <= 0.5 + 1e-9),
  min(age) FILTER (WHERE left_over <= 0.2 + 1e-9)
FROM tables GROUP BY 1, 2
ON CONFLICT (service_id, province) DO UPDATE SET counted_on = excluded.counted_on,
  exits = excluded.exits, p50 = excluded.p50, p80 = excluded.p80
"""

FORGET: Final = "DELETE FROM cases_duration WHERE counted_on < %(today)s"
"""Of services without a case in the window nothing is known any more."""
