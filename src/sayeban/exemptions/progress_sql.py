"""Grouped figures of a campaign. Parameters: campaign and the unit's place, as in ladder_sql."""

from sayeban.exemptions.ladder_sql import PLACE, scope, words
from sayeban.exemptions.rules import STANDING_ASIDE, UTILITIES, State

LIVE = f"r.state NOT IN ({words(STANDING_ASIDE | {State.REMOVED})})"

# Kept by triggers (models.StateCount): counting the rows of the country takes seconds.
STATES = f"""
SELECT {PLACE}, state, sum(rows)::bigint, sum(informed)::bigint
FROM exemptions_statecount r WHERE {scope("r")}
GROUP BY {PLACE}, state HAVING sum(rows) <> 0
"""

# The same for who sees no single centre: those of a county stand together as the centre "*".
STATES_BY_COUNTY = f"""
SELECT province, county, CASE WHEN centre <> '' THEN '*' ELSE '' END, state, sum(rows)::bigint,
  sum(informed)::bigint
FROM exemptions_statecount r WHERE {scope("r")}
GROUP BY 1, 2, 3, 4 HAVING sum(rows) <> 0
"""

# What is missing belongs to one utility ("gas.bill_id") or to the whole row ("location"). Counted
# before it is taken apart: millions of connections lack the same few things.
READINESS = f"""
SELECT g.utility, g.company, CASE WHEN g.ready THEN '' ELSE f.field END, sum(g.rows)::bigint
FROM (
  SELECT c.utility, c.company, c.ready, CASE WHEN c.ready THEN '{{}}' ELSE r.missing END AS missing,
    count(*) AS rows
  FROM exemptions_connection c
  JOIN exemptions_row r ON r.id = c.row_id AND {LIVE}
  WHERE {scope("r")} AND c.connection_type IN ('', 'private')
  GROUP BY 1, 2, 3, 4
) g
LEFT JOIN LATERAL unnest(g.missing) AS f (field)
  ON split_part(f.field, '.', 1) = g.utility
  OR split_part(f.field, '.', 1) NOT IN ({words(UTILITIES)})
WHERE g.ready OR f.field IS NOT NULL
GROUP BY 1, 2, 3
"""

ERRORS = f"""
SELECT c.province, c.county, c.centre, s.level, count(*), count(*) FILTER (WHERE NOT c.is_right)
FROM exemptions_samplerow c
JOIN exemptions_sample s ON s.id = c.sample_id AND {scope("s")}
WHERE c.is_right IS NOT NULL
GROUP BY 1, 2, 3, 4
"""

# A row whose connections came in two ways counts in both.
WAYS = f"""
SELECT w.kind, w.name, count(*), count(*) FILTER (WHERE NOT c.is_right)
FROM exemptions_samplerow c
JOIN exemptions_sample s ON s.id = c.sample_id AND {scope("s")}
CROSS JOIN LATERAL (
  SELECT 'entry_method', unnest(c.entry_methods) UNION ALL SELECT 'source', unnest(c.sources)
) w (kind, name)
WHERE c.is_right IS NOT NULL
GROUP BY 1, 2
"""

# Each file counts as often as it was sent.
REJECTS = f"""
SELECT {PLACE}, reason.key, sum(reason.value::int)::int
FROM exemptions_upload u
CROSS JOIN LATERAL jsonb_each_text(u.result -> 'reasons') reason
WHERE {scope("u")} GROUP BY {PLACE}, reason.key
"""

# From the step before that is recorded; one that lies behind the approval is of another round.
STAGES = f"""
SELECT s.level, count(*), percentile_cont(ARRAY[0.1, 0.5, 0.9]) WITHIN GROUP (
  ORDER BY extract(epoch FROM s.ended - s.begun)::float8 / 86400)
FROM exemptions_row r
CROSS JOIN LATERAL (VALUES
  ('centre', r.collected_at, r.centre_at),
  ('county', greatest(r.collected_at, r.centre_at), r.county_at),
  ('province', greatest(r.collected_at, r.centre_at, r.county_at), r.province_at)
) s (level, begun, ended)
WHERE {scope("r")} AND s.ended >= s.begun
GROUP BY s.level
"""

# Who reminded the head of each late unit last, and when.
REMINDED = f"""
SELECT DISTINCT ON (m.province, m.county, m.centre)
  m.province, m.county, m.centre, m.day, m.at, coalesce(u.full_name, '')
FROM exemptions_reminder m LEFT JOIN accounts_user u ON u.id = m.by
WHERE {scope("m")} ORDER BY m.province, m.county, m.centre, m.day DESC
"""

# What each collector entered, and which of it was proved wrong; the author stays the author, and
# what has none counts for its unit alone.
RATES = f"""
SELECT {PLACE}, author,
  count(*) FILTER (WHERE NOT is_wrong) + count(DISTINCT row_id) FILTER (WHERE is_elsewhere),
  count(DISTINCT row_id) FILTER (WHERE is_wrong)
FROM (
  SELECT {PLACE}, r.collected_by AS author, r.id AS row_id, false AS is_wrong,
    false AS is_elsewhere
  FROM exemptions_row r WHERE {scope("r")} AND r.collected_by IS NOT NULL
  UNION ALL
  SELECT r.province, r.county, r.centre, h.author, r.id, true,
    h.author IS NULL OR r.collected_by IS DISTINCT FROM h.author
  FROM exemptions_candidaterow h JOIN exemptions_row r ON r.id = h.row_id
  WHERE {scope("r")} AND h.is_confirmed
) found GROUP BY {PLACE}, author
"""

FROZEN = f"""
SELECT f.day, kind.key, figure.key, sum(figure.value::int)::int
FROM exemptions_freeze f
CROSS JOIN LATERAL jsonb_each(f.figures) kind
CROSS JOIN LATERAL jsonb_each_text(kind.value) figure
WHERE {scope("f")} AND (f.province = '') = (%(province)s = '')
GROUP BY 1, 2, 3 ORDER BY 1
"""
