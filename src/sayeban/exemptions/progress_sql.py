"""Grouped figures of a campaign. Parameters: campaign and the unit's place, as in ladder_sql."""

from sayeban.exemptions.ladder_sql import PLACE, scope, words
from sayeban.exemptions.rules import STANDING_ASIDE, State

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

# Each file counts as often as it was sent.
REJECTS = f"""
SELECT {PLACE}, reason.key, sum(reason.value::int)::int
FROM exemptions_upload u
CROSS JOIN LATERAL jsonb_each_text(u.result -> 'reasons') reason
WHERE {scope("u")} GROUP BY {PLACE}, reason.key
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
