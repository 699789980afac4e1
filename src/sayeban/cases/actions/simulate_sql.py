"""Made-up histories of cases, set-based. They stand in the temp table `simulated` beforehand."""

from typing import Final

COLUMNS: Final = {
    "person_id": "bigint",
    "tracking_no": "text",
    "province": "text",
    "county": "text",
    "centre": "text",
}

PERSONS: Final = """
SELECT p.id, p.province, p.county, p.centre FROM people_person p
WHERE p.status IN ('', 'active') AND %(province)s IN ('', p.province)
  AND %(county)s IN ('', p.county) AND NOT EXISTS (SELECT FROM cases_case c
  WHERE c.person_id = p.id AND c.service_id = %(service)s AND c.closed_at IS NULL)
ORDER BY hashint8extended(p.id, 0) LIMIT %(most)s
"""

# Durations are spread as those of real offices: most near the target, a few much longer.
WALKS: Final = """
CREATE TEMP TABLE walks ON COMMIT DROP AS
WITH path AS (
  SELECT d.id, d.days, k.position
  FROM unnest(%(path)s::text[]) WITH ORDINALITY AS k(key, position)
  JOIN cases_stepdef d ON d.key = k.key WHERE d.version_id = %(version)s
), drawn AS MATERIALIZED (
  SELECT s.*, n.wd AS now, n.wd - floor(random() * %(days)s)::int AS born
  FROM simulated s JOIN cases_calendar n ON n.province = s.province AND n.day = %(today)s
), took AS MATERIALIZED (
  SELECT person_id, p.id AS definition_id, position, greatest(1, round(p.days * exp(0.5 *
    sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()))))::int AS days
  FROM drawn CROSS JOIN path p
)
SELECT d.*, t.definition_id, t.position, t.days,
  d.born + sum(t.days) OVER w - t.days AS starts, d.born + sum(t.days) OVER w AS ends,
  d.born + sum(t.days) OVER (PARTITION BY person_id) AS over
FROM drawn d JOIN took t USING (person_id)
WINDOW w AS (PARTITION BY person_id ORDER BY position)
"""

CASES: Final = """
INSERT INTO cases_case (tracking_no, person_id, service_id, version_id, channel, opened_at,
  opened_on, promised_days, promised_on, closed_at, closed_on, result, province, county, centre)
SELECT w.tracking_no, w.person_id, %(service)s, %(version)s, 'desk',
  (f.day + time '08:00') AT TIME ZONE 'Asia/Tehran', f.day, %(promised)s, p.day,
  (t.day + time '08:00') AT TIME ZONE 'Asia/Tehran', t.day,
  CASE WHEN t.day IS NULL THEN '' ELSE %(result)s END, w.province, w.county, w.centre
FROM walks w
JOIN cases_calendar f ON f.province = w.province AND f.working AND f.wd = w.born
JOIN cases_calendar p ON p.province = w.province AND p.working AND p.wd = w.born + %(promised)s
LEFT JOIN cases_calendar t ON t.province = w.province AND t.working AND t.wd = w.over
  AND w.over <= w.now
WHERE w.position = 1
ON CONFLICT (tracking_no) DO NOTHING
"""

STEPS: Final = """
INSERT INTO cases_step (case_id, service_id, definition_id, key, role, level, department, state,
  clock, opened_at, opened_on, days, due_on, closed_at, closed_on, outcome, province, county,
  centre)
SELECT c.id, c.service_id, d.id, d.key, d.role,
  CASE WHEN d.level = 'hq' THEN 'hq' WHEN d.level = 'province' OR c.county = '' THEN 'province'
    WHEN d.level = 'county' OR c.centre = '' THEN 'county' ELSE 'centre' END,
  d.department, CASE WHEN t.day IS NOT NULL THEN 'done' WHEN d.clock IN ('own', 'paused')
    THEN 'open' ELSE 'waiting' END,
  d.clock, (f.day + time '08:00') AT TIME ZONE 'Asia/Tehran', f.day, d.days, u.day,
  (t.day + time '08:00') AT TIME ZONE 'Asia/Tehran', t.day,
  CASE WHEN t.day IS NULL THEN '' ELSE (SELECT outcome FROM cases_transition x
    WHERE x.version_id = d.version_id AND x.step = d.key ORDER BY x.position LIMIT 1) END,
  c.province, c.county, c.centre
FROM walks w
JOIN cases_case c ON c.tracking_no = w.tracking_no AND c.person_id = w.person_id
JOIN cases_stepdef d ON d.id = w.definition_id
JOIN cases_calendar f ON f.province = w.province AND f.working AND f.wd = w.starts
JOIN cases_calendar u ON u.province = w.province AND u.working AND u.wd = w.starts + d.days
LEFT JOIN cases_calendar t ON t.province = w.province AND t.working AND t.wd = w.ends
  AND w.ends <= w.now
WHERE w.starts <= w.now
"""

EVENTS: Final = """
INSERT INTO cases_event (case_id, at, what, new, province, county, centre)
SELECT c.id, c.opened_at, 'opened', '', c.province, c.county, c.centre
FROM walks w
JOIN cases_case c ON c.tracking_no = w.tracking_no AND c.person_id = w.person_id
WHERE w.position = 1
UNION ALL
SELECT c.id, c.closed_at, 'closed', c.result, c.province, c.county, c.centre
FROM walks w
JOIN cases_case c ON c.tracking_no = w.tracking_no AND c.person_id = w.person_id
WHERE w.position = 1 AND c.closed_at IS NOT NULL
"""
