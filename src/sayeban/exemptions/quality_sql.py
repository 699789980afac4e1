"""How good the data of worklists are, counted, and kept so that nobody counts a country.

Figures are lines (campaign, worklist, kind, name, rows, wrong). Triggers mark worklists of which
something changed (models.QualityStale); those are counted when somebody looks, the others were
counted by `count_quality` before. Both by the same statement.
"""

from sayeban.exemptions.ladder_sql import PLACE, scope, words
from sayeban.exemptions.progress_sql import LIVE
from sayeban.exemptions.rules import OPEN_STATES, UTILITIES

WORKLIST = f"campaign_id, {PLACE}"
STEPS_A_DAY = 4
"""So fine are the days that rows waited."""


PROVED = """EXISTS (
  SELECT FROM exemptions_candidaterow h
  WHERE h.row_id = r.id AND h.utility = c.utility AND h.is_confirmed)"""
"""Whether a violation of the connection c of the row r is proved: it is delivered to nobody."""


def same(one: str, other: str, columns: str = WORKLIST) -> str:
    """Whether two aliases stand in the same worklist."""
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in columns.split(", "))


def figures(worklists: str) -> str:
    """The lines of all worklists that the table or CTE `worklists` names.

    ready: connections that are private or not known yet, of each utility of the campaign, by
    «utility company » where complete, else with what is missing behind it; it belongs to one
    utility ("gas.bill_id") or to the whole row ("location"). One thing alone is said, in this
    order, of rows that nobody collected ("pending") or that went back ("returned"), of a connection
    with a proved violation ("violation") and of what is left out with a reason ("no_data"). Counted
    before it is taken apart: many connections lack the same few things.
    error: checked rows by the level of the checking office. entry_method, source: the same by how
    they came; a row whose connections came in two ways counts in both.
    stage: rows by «level n», n steps of a day after the step before that is recorded; one that lies
    behind the approval is of another round.
    """
    return f"""
SELECT g.campaign_id, g.province, g.county, g.centre, 'ready' AS kind,
  concat_ws(' ', g.utility, g.company, coalesce(f.field, '')) AS name,
  sum(g.rows)::bigint AS rows, 0::bigint AS wrong
FROM (
  SELECT r.campaign_id, r.province, r.county, r.centre, u.utility,
    coalesce(c.company, '') AS company,
    CASE WHEN r.state IN ({words(OPEN_STATES)}) THEN ARRAY[r.state]
      WHEN {PROVED} THEN '{{violation}}' WHEN c.ready THEN '{{}}' WHEN r.missing = '{{}}' THEN NULL
      WHEN r.no_data_reason <> '' THEN '{{no_data}}' ELSE r.missing END AS lacks, count(*) AS rows
  FROM exemptions_row r JOIN {worklists} w ON {same("r", "w")}
  JOIN exemptions_campaign k ON k.id = r.campaign_id CROSS JOIN unnest(k.utilities) AS u (utility)
  LEFT JOIN exemptions_connection c ON c.row_id = r.id AND c.utility = u.utility
  WHERE {LIVE} AND coalesce(c.connection_type, '') IN ('', 'private')
  GROUP BY 1, 2, 3, 4, 5, 6, 7
) g
LEFT JOIN LATERAL unnest(g.lacks) AS f (field)
  ON split_part(f.field, '.', 1) = g.utility
  OR split_part(f.field, '.', 1) NOT IN ({words(UTILITIES)})
WHERE g.lacks = '{{}}' OR f.field IS NOT NULL
GROUP BY 1, 2, 3, 4, 6
UNION ALL
SELECT s.campaign_id, c.province, c.county, c.centre, v.kind, v.name, count(*),
  count(*) FILTER (WHERE NOT c.is_right)
FROM exemptions_sample s
JOIN exemptions_samplerow c ON c.sample_id = s.id AND c.is_right IS NOT NULL
JOIN {worklists} w ON s.campaign_id = w.campaign_id AND {same("c", "w", PLACE)}
CROSS JOIN LATERAL (
  SELECT 'error', s.level UNION ALL SELECT 'entry_method', unnest(c.entry_methods)
  UNION ALL SELECT 'source', unnest(c.sources)
) v (kind, name)
GROUP BY 1, 2, 3, 4, 5, 6
UNION ALL
SELECT r.campaign_id, r.province, r.county, r.centre, 'stage',
  concat_ws(' ', s.level, round(extract(epoch FROM s.ended - s.begun) * {STEPS_A_DAY} / 86400)),
  count(*), 0
FROM exemptions_row r JOIN {worklists} w ON {same("r", "w")}
CROSS JOIN LATERAL (VALUES
  ('centre', r.collected_at, r.centre_at),
  ('county', greatest(r.collected_at, r.centre_at), r.county_at),
  ('province', greatest(r.collected_at, r.centre_at, r.county_at), r.province_at)
) s (level, begun, ended)
WHERE s.ended >= s.begun
GROUP BY 1, 2, 3, 4, 6
"""


# The place is told of errors alone: they stand beside the unit that was checked. Where nothing is
# stale, nothing is counted whatever the planner makes of the joins: EXISTS is asked once, before.
QUALITY = f"""
WITH stale AS MATERIALIZED (
  SELECT DISTINCT {WORKLIST} FROM exemptions_qualitystale r WHERE {scope("r")}
), found AS (
  SELECT {WORKLIST}, kind, name, rows, wrong FROM exemptions_qualitycount r
  WHERE {scope("r")} AND NOT EXISTS (SELECT FROM stale s WHERE {same("s", "r")})
  UNION ALL SELECT * FROM ({figures("stale")}) fresh WHERE (SELECT EXISTS (SELECT FROM stale))
)
SELECT kind, name, CASE WHEN kind = 'error' THEN province ELSE '' END,
  CASE WHEN kind = 'error' THEN county ELSE '' END,
  CASE WHEN kind = 'error' THEN centre ELSE '' END, sum(rows)::bigint, sum(wrong)::bigint
FROM found GROUP BY 1, 2, 3, 4, 5
"""
