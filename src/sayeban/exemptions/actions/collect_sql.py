"""The SQL of collection: judge a staged batch, write it, let household members follow the head.

The batch stands in the temp table `typed`, one line a typed row (collect_in_bulk.TYPED).
Parameters are those of judging.py and: campaign, me, at, closed, confirming, and the worklist as
province, county, centre.
"""

from sayeban.exemptions.judging import (
    COMPANIES,
    FLAGS,
    IN_TARGET,
    MISSING,
    OF_COMPANIES,
    STANDING,
    STATE,
    company_state,
    ready,
)
from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.rules import (
    FOLLOWED_STATES,
    GATHERED_STATES,
    LOCKED_STATES,
    PREFILLED_CORRECTABLE,
    UTILITIES,
)
from sayeban.exemptions.stored import CONTENT, FACTS, connection_facts, pivot, untouched

_ROW_FACTS = "r.postal_code, r.mobile, r.tenure, r.status, r.tenancy_end, r.location, r.remarks"
_WORKLIST = """r.campaign_id = %(campaign)s AND r.key IN (SELECT key FROM typed)
  AND (r.province, r.county, r.centre) = (%(province)s, %(county)s, %(centre)s)"""

# Right after a load the planner knows nothing of the rows and expects one: with these indexes even
# the plan for one row takes a batch of 100,000 in its stride.
INDEX_TYPED = "CREATE INDEX ON typed (key)"
INDEX_TOUCHED = ("CREATE INDEX ON touched (row_id)", "ANALYZE touched")

# Bills of one company are judged one batch at a time: two batches that name the same bill at once
# would not see each other otherwise. The stored bills count too, since leaving one settles a case.
LOCK_COMPANIES = f"""
SELECT pg_advisory_xact_lock(hashtextextended('exemptions.company/' || company, 0)) FROM (
  SELECT DISTINCT substr(bill, 9, 3) AS company FROM (
    {" UNION ALL ".join(f"SELECT {u}_bill AS bill FROM typed" for u in UTILITIES)}
    UNION ALL SELECT c.bill_id FROM exemptions_connection c JOIN exemptions_row r
      ON r.id = c.row_id AND {_WORKLIST}
  ) b WHERE bill <> '' ORDER BY company
) c
"""

# In the order of their ids, so that two uploads of one sheet wait for each other and never cross;
# what the first one wrote is read by MATCH, a statement of its own.
LOCK_ROWS = f"""
SELECT count(*) FROM (
  SELECT FROM exemptions_row r WHERE {_WORKLIST} ORDER BY r.id FOR NO KEY UPDATE
) locked
"""

MATCH = f"""
CREATE TEMP TABLE stored ON COMMIT DROP AS
SELECT r.id AS row_id, r.key, r.national_id, r.version, r.changed_by, r.state, r.person_id,
  r.household_id, r.is_head, r.collected_by, r.flags, {_ROW_FACTS}, r.no_data_reason,
  c.row_id IS NOT NULL AS has_connections, {connection_facts("c")}
FROM exemptions_row r
LEFT JOIN ({pivot("SELECT i.id FROM exemptions_row i JOIN typed t ON t.key = i.key")}) c
  ON c.row_id = r.id
WHERE {_WORKLIST}
"""

_TOLD = {
    **{n: f"coalesce(t.{n}, s.{n})" for n in PREFILLED_CORRECTABLE},
    **{n: f"t.{n}" for n in ("tenancy_end", "location", "remarks", "no_data_reason")},
    **{f"{u}_{fact}": f"t.{u}_{fact}" for u in UTILITIES for fact in FACTS},
    **{
        f"{u}_type": "CASE WHEN t.location = 'rural_unconnected'"
        f" AND t.{u}_type = '' AND t.{u}_bill = '' AND t.{u}_number = '' THEN 'none'"
        f" ELSE t.{u}_type END"
        for u in UTILITIES
    },
}
_OWN = ("mobile", "status", "remarks")
_MERGED = {
    name: value if name in _OWN else f"CASE WHEN s.follows THEN s.{name} ELSE {value} END"
    for name, value in _TOLD.items()
}
"""What a row would hold: column to its value. A member whose head's row is collected has the
head's dwelling and connections, whatever is typed beside his name (note 4)."""
_FOLLOWS = f"""
NOT s.is_head AND EXISTS (
  SELECT FROM exemptions_row h WHERE h.household_id = s.household_id
    AND h.campaign_id = %(campaign)s AND h.is_head AND h.state IN ({words(FOLLOWED_STATES)}))"""
_IS_SAME = (
    f"({', '.join(_MERGED[name] for name in CONTENT)})"
    f" IS NOT DISTINCT FROM ({', '.join(f's.{name}' for name in CONTENT)})"
)
# Who saves a single row on its page says that it is right: a returned one is handed in again, one
# that somebody else had collected is his from now on.
_CONFIRMABLE = f"""(j.state = 'returned'
        OR j.state IN ({words(GATHERED_STATES)}) AND j.collected_by IS DISTINCT FROM %(me)s)"""

_DOCUMENTS = ", ".join(
    f"count(*) FILTER (WHERE e.utility = '{u}') AS {u}_documents" for u in UTILITIES
)
_HAS_DOCUMENTS = ", ".join(f"coalesce(d.{u}_documents, 0) AS {u}_documents" for u in UTILITIES)


def wide(table: str, source: str, rows: str) -> str:
    """Judge the lines of `source` into a temp table: missing, flags, standing, state, readiness.

    `source` is a FROM item with alias j that has the columns of the merged batch and row_id; `rows`
    is a subquery of these ids.
    """
    # OFFSET 0 keeps the stages apart: merged, each use of `missing` would compute it again. What is
    # written in the order of the stored rows walks through tables and indexes once.
    return f"""
CREATE TEMP TABLE {table} ON COMMIT DROP AS
WITH {COMPANIES}, documents AS MATERIALIZED (
  SELECT e.row_id, {_DOCUMENTS} FROM exemptions_evidence e WHERE e.row_id IN ({rows})
  GROUP BY e.row_id
)
SELECT w.*, {STATE} AS new_state FROM (
  SELECT w.*, {FLAGS} AS flags, {STANDING} AS aside,
    {", ".join(f"{ready(u)} AS {u}_ready" for u in UTILITIES)}
  FROM (
    SELECT w.*, {MISSING} AS missing,
      {", ".join(company_state(u, f"w.{u}_bill", f"k{u}") for u in UTILITIES)}
    FROM (
      SELECT j.*, r.province, r.county, r.centre, r.is_head, r.has_file, r.transfer_recipient,
        r.resident_in_care, {IN_TARGET} AS in_target, {_HAS_DOCUMENTS}
      FROM {source} LEFT JOIN exemptions_row r ON r.id = j.row_id
      LEFT JOIN documents d ON d.row_id = j.row_id
    ) w
    {OF_COMPANIES}
    OFFSET 0
  ) w
  OFFSET 0
) w ORDER BY w.row_id
"""


# What is looked for in every line stands first: the columns before it are what reading it costs.
# Rows of earlier days hold a number beside «ندارد»: a worksheet that shows it is no mistake of who
# sends it back. Every other reject is of a cell that nobody can read, which passes for a blank one.
_JUDGED = f"""(SELECT
  CASE
    WHEN j.row_id IS NOT NULL
      AND (j.reject = '' AND (j.is_same OR j.is_untouched)
        OR j.reject = 'connection.contradicts' AND j.is_untouched)
      AND string_to_array(j.typed_flags, '|') <@ j.old_flags
      AND NOT (%(confirming)s AND {_CONFIRMABLE}) THEN 'unchanged'
    WHEN %(closed)s THEN 'worklist.closed'
    WHEN j.row_id IS NULL OR j.is_repeated THEN 'row.unknown_key'
    WHEN j.stored_version > j.sheet_version AND j.changed_by IS DISTINCT FROM %(me)s
      THEN 'row.conflict'
    WHEN j.state IN ({words(LOCKED_STATES)}) THEN 'row.locked'
    ELSE j.reject END AS verdict, j.*
FROM (
  SELECT t.ord, s.row_id, t.is_repeated, t.reject, t.typed_flags, t.sheet_version,
    {untouched("t", "s")} AS is_untouched, {_IS_SAME} AS is_same,
    s.version AS stored_version, s.changed_by, s.state, s.person_id, s.household_id,
    s.collected_by, s.has_connections,
    s.postal_code AS old_postal_code, s.mobile AS old_mobile, s.tenure AS old_tenure,
    s.status AS old_status, s.tenancy_end AS old_tenancy_end, s.flags AS old_flags,
    {", ".join(f"{value} AS {name}" for name, value in _MERGED.items())}
  FROM typed t
  LEFT JOIN (SELECT s.*, {_FOLLOWS} AS follows FROM stored s) s
    ON s.key = t.key AND (t.national_id = '' OR t.national_id = s.national_id)
  OFFSET 0
) j) j"""
JUDGE = wide("judged", _JUDGED, "SELECT row_id FROM stored")

UPDATE_ROWS = """
UPDATE exemptions_row r SET
  postal_code = w.postal_code, mobile = w.mobile, tenure = w.tenure, status = w.status,
  tenancy_end = w.tenancy_end, location = w.location, remarks = w.remarks,
  no_data_reason = w.no_data_reason, aside = w.aside, missing = w.missing,
  flags = w.flags || string_to_array(w.typed_flags, '|'),
  state = w.new_state,
  collected_by = CASE WHEN w.new_state IN ('collected', 'uncollectable') THEN %(me)s
                      ELSE r.collected_by END,
  collected_at = CASE WHEN w.new_state IN ('collected', 'uncollectable') THEN %(at)s
                      ELSE r.collected_at END,
  approved_by = NULL, approved_at = NULL,
  version = r.version + 1, changed_at = %(at)s, changed_by = %(me)s
FROM judged w WHERE r.id = w.row_id AND w.verdict = ''
"""

_LINES = ", ".join(
    f"('{u}', w.{u}_type, w.{u}_bill, w.{u}_number, w.{u}_channel, w.{u}_source, w.{u}_method,"
    f" w.{u}_company_state, w.{u}_ready)"
    for u in UTILITIES
)

_CONNECTIONS = f"""
INSERT INTO exemptions_connection AS c (row_id, campaign_id, household_id, province, county,
  centre, utility, connection_type, bill_id, number, company, channel, source, entry_method,
  company_state, ready)
SELECT w.row_id, %(campaign)s, w.household_id, w.province, w.county, w.centre, v.utility, v.type,
  v.bill, v.number, substr(v.bill, 9, 3), v.channel, v.source, v.method, v.company_state, v.ready
FROM judged w CROSS JOIN LATERAL (VALUES {_LINES})
  AS v (utility, type, bill, number, channel, source, method, company_state, ready)
WHERE w.verdict = '' AND"""
_TYPED = "(v.type <> '' OR v.bill <> '' OR v.number <> '')"

UPSERT_CONNECTIONS = f"""{_CONNECTIONS} w.has_connections AND ({_TYPED}
  OR EXISTS (SELECT FROM exemptions_connection o
             WHERE o.row_id = w.row_id AND o.utility = v.utility))
ON CONFLICT (row_id, utility) DO UPDATE SET
  connection_type = excluded.connection_type, bill_id = excluded.bill_id,
  number = excluded.number, company = excluded.company, channel = excluded.channel,
  source = excluded.source, entry_method = excluded.entry_method,
  company_state = excluded.company_state, ready = excluded.ready, copied = false
WHERE (c.connection_type, c.bill_id, c.number, c.channel, c.source, c.company_state, c.ready)
  IS DISTINCT FROM (excluded.connection_type, excluded.bill_id, excluded.number,
    excluded.channel, excluded.source, excluded.company_state, excluded.ready)
"""
# Most rows are collected once and have none yet; a plain insert takes a third less than the above.
INSERT_CONNECTIONS = f"{_CONNECTIONS} NOT w.has_connections AND {_TYPED}"

# What was corrected of the person or the dwelling, for package people.
CORRECTIONS = """
CREATE TEMP TABLE corrections ON COMMIT DROP AS
SELECT w.person_id, w.household_id,
  nullif(w.mobile, w.old_mobile) AS mobile,
  nullif(w.postal_code, w.old_postal_code) AS postal_code,
  nullif(w.tenure, w.old_tenure) AS tenure,
  CASE WHEN w.tenancy_end IS DISTINCT FROM w.old_tenancy_end THEN w.tenancy_end END AS tenancy_end,
  nullif(w.status, w.old_status) AS status,
  CASE WHEN w.status <> w.old_status THEN 'worksheet' END AS status_evidence
FROM judged w
WHERE w.verdict = ''
  AND (w.mobile, w.postal_code, w.tenure, w.status, w.tenancy_end) IS DISTINCT FROM
  (w.old_mobile, w.old_postal_code, w.old_tenure, w.old_status, w.old_tenancy_end)
"""

FORGET = (
    "DROP TABLE IF EXISTS pg_temp.typed, pg_temp.stored, pg_temp.judged,"
    " pg_temp.corrections, pg_temp.touched"
)
TOUCHED = "CREATE TEMP TABLE touched ON COMMIT DROP AS SELECT row_id FROM judged WHERE verdict = ''"
# How many rows there are is enough for a good plan, so a glance at a few of them is enough too.
# Compiling these expressions costs more than it saves.
PLAN = (
    "SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true),"
    " set_config('default_statistics_target', '1', true)"
)
LOOK = (JUDGE, "ANALYZE judged (row_id, verdict)")
_WRITTEN = (UPDATE_ROWS, UPSERT_CONNECTIONS, INSERT_CONNECTIONS)
WRITE = (*LOOK, *_WRITTEN, TOUCHED, *INDEX_TOUCHED, CORRECTIONS)
