"""Statements that move running cases to the version in force. Parameters: `service`, `steps`."""

from typing import Final

STANDING: Final = """
SELECT d.key, max(d.title), count(*), bool_or(d.parallel_with <> ''),
  bool_and(n.id IS NOT NULL), bool_or(s.state = 'paused')
FROM cases_step s JOIN cases_case c ON c.id = s.case_id
JOIN cases_service v ON v.id = c.service_id AND v.code = %(service)s
JOIN cases_serviceversion w ON w.service_id = v.id AND w.state = 'published'
JOIN cases_stepdef d ON d.id = s.definition_id
LEFT JOIN cases_stepdef n ON n.version_id = w.id AND n.key = d.key
  AND n.parallel_with = d.parallel_with
WHERE s.closed_at IS NULL AND c.version_id <> w.id
GROUP BY 1 ORDER BY 1
"""
"""Open steps of cases on older versions: key, title, how many, whether one beside another, whether
the new version has it, whether the clock of some stands still."""

# A few thousand cases at a time, each of them whole.
CHOOSE: Final = """
SELECT c.id FROM cases_case c
JOIN cases_service v ON v.id = c.service_id AND v.code = %(service)s
JOIN cases_serviceversion w ON w.service_id = v.id AND w.state = 'published'
WHERE c.closed_at IS NULL AND c.version_id <> w.id
ORDER BY c.id LIMIT %(most)s FOR NO KEY UPDATE OF c
"""

MOVE: Final = """
WITH target AS (
  SELECT v.id AS service_id, w.id, w.number FROM cases_service v
  JOIN cases_serviceversion w ON w.service_id = v.id AND w.state = 'published'
  WHERE v.code = %(service)s
), moved AS (
  UPDATE cases_case c SET version_id = target.id
  FROM target, cases_case o JOIN cases_serviceversion was ON was.id = o.version_id
  WHERE o.id = c.id AND c.id = ANY(%(cases)s)
  RETURNING c.id, was.number AS old, target.number AS new, target.id AS version_id,
    c.province, c.county, c.centre
), map AS (
  SELECT * FROM unnest(%(old)s::text[], %(new)s::text[]) AS m(old, new)
), steps AS (
  UPDATE cases_step s SET definition_id = d.id, key = d.key, role = d.role,
    department = d.department, days = d.days,
    clock = CASE WHEN s.state = 'paused' OR d.clock = 'paused' THEN s.clock ELSE d.clock END,
    state = CASE WHEN s.state = 'paused' OR d.clock = 'paused' THEN s.state
      WHEN d.clock = 'own' THEN 'open' ELSE 'waiting' END,
    level = CASE WHEN d.level = 'hq' THEN 'hq'
      WHEN d.level = 'province' OR s.county = '' THEN 'province'
      WHEN d.level = 'county' OR s.centre = '' THEN 'county' ELSE 'centre' END,
    round = CASE WHEN d.key = s.key THEN s.round ELSE 1 + coalesce((SELECT max(o.round)
      FROM cases_step o WHERE o.case_id = s.case_id AND o.key = d.key), 0) END
  FROM moved, map JOIN cases_stepdef d ON d.key = map.new
  WHERE s.case_id = moved.id AND d.version_id = moved.version_id AND s.key = map.old
    AND s.closed_at IS NULL
  RETURNING s.id
), told AS (
  INSERT INTO cases_event (case_id, at, actor, what, old, new, province, county, centre)
  SELECT id, %(at)s, %(actor)s, 'migrated', old::text, new::text, province, county, centre
  FROM moved
)
SELECT id FROM steps
"""
"""Move the cases with their open steps, which become those that the map names; these steps."""
