"""The writes of a release: rows are staged, placed on the list and moved on (placing_sql)."""

from sayeban.exemptions.placing_sql import CONTENT, LINES, PLACED, WAITING_ROWS, quoted
from sayeban.exemptions.rules import STANDING_ASIDE
from sayeban.exemptions.rules_release import OUTSIDE, REMOVED

_STAGE = f"CREATE TEMP TABLE waiting ON COMMIT DROP AS {WAITING_ROWS}"

# Staged and counted first: with no figures about a campaign that was just loaded, the planner
# would take it for a few rows and join everything in loops.
STAGE = (
    "SET LOCAL work_mem = '64MB'",
    "DROP TABLE IF EXISTS pg_temp.waiting",
    _STAGE,
    "ANALYZE waiting",
)

PLACE = f"""
INSERT INTO exemptions_releaseline (exemption_id, release_id, row_id, household_id, utility,
  outcome, province, county, centre, tenancy_end, {", ".join(CONTENT)})
WITH {PLACED}, lines AS ({LINES})
SELECT CASE WHEN outcome = 'listed' THEN gen_random_uuid() END, %(release)s, lines.* FROM lines
"""

# Only a row that stands as it did when it was placed moves on; release.py compares the counts.
MOVE_ON = f"""
UPDATE exemptions_row r SET release_id = %(release)s,
  state = CASE WHEN l.outcome IN ({quoted(REMOVED)}) THEN 'removed'
               WHEN l.outcome IN ({quoted(OUTSIDE)}) THEN 'outside' ELSE 'released' END
FROM exemptions_releaseline l
WHERE l.release_id = %(release)s AND l.row_id = r.id AND l.utility = (%(utilities)s::text[])[1]
  AND l.outcome <> 'county.late' AND r.release_id IS NULL
  AND (r.state = 'province_approved'
    OR r.state IN ({quoted(STANDING_ASIDE)}) AND l.outcome IN ({quoted(REMOVED + OUTSIDE)}))
"""
