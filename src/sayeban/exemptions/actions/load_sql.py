"""The SQL of headquarters' load: one chunk stands in the temp table `incoming`.

Its columns are those of people's source (SOURCE_COLUMNS) plus ord, name_sort and flags (joined
by |). Parameters: campaign, load, me, at.
"""

from sayeban.exemptions.judging import IN_TARGET, STANDING
from sayeban.exemptions.rules import LOCKED_STATES

_LOCKED = ", ".join(f"'{state}'" for state in sorted(LOCKED_STATES))


def _changed(column: str, stored: str) -> str:
    """Headquarters says something and it is not what it said last time."""
    return f"(i.{column} <> '' AND i.{column} <> r.{stored})"


_DIFFERS = " OR ".join(
    [
        _changed("full_name", "full_name"),
        _changed("postal_code", "hq_postal_code"),
        _changed("mobile", "hq_mobile"),
        _changed("tenure", "hq_tenure"),
        _changed("status", "hq_status"),
        _changed("head_national_id", "hq_head"),
        _changed("file_number", "file_number"),
        _changed("address", "address"),
        "(i.province, i.county, i.centre) IS DISTINCT FROM (r.province, r.county, r.centre)",
        *(
            f"(i.{flag} IS NOT NULL AND i.{flag} IS DISTINCT FROM r.{flag})"
            for flag in ("has_file", "transfer_recipient", "resident_in_care")
        ),
    ]
)

FRESH = f"""
CREATE TEMP TABLE fresh ON COMMIT DROP AS
SELECT i.*, r.id AS row_id, coalesce(r.hq_postal_code, '') AS old_postal_code,
  coalesce(r.hq_mobile, '') AS old_mobile, coalesce(r.hq_tenure, '') AS old_tenure,
  coalesce(r.hq_status, '') AS old_status
FROM incoming i
LEFT JOIN exemptions_row r ON r.campaign_id = %(campaign)s AND r.national_id = i.national_id
WHERE r.id IS NULL OR (r.state NOT IN ({_LOCKED}) AND ({_DIFFERS}))
"""

# Rows before persons, in the order of their ids, as a collection locks them. What was approved
# while this load waited for it is locked to headquarters too.
# As arrays: of a table that has just been filled the planner knows nothing and would read all rows.
_KNOWN = "r.id = ANY (ARRAY(SELECT row_id FROM fresh WHERE row_id IS NOT NULL))"
LOCK_KNOWN = f"""
SELECT count(*) FROM (
  SELECT FROM exemptions_row r WHERE {_KNOWN} ORDER BY r.id FOR NO KEY UPDATE
) locked
"""
LEAVE_LOCKED = f"""
DELETE FROM fresh WHERE row_id = ANY (ARRAY(
  SELECT r.id FROM exemptions_row r WHERE {_KNOWN} AND r.state IN ({_LOCKED})))
"""

# What headquarters repeats is not said again, so that it never undoes a centre's correction.
PEOPLE = """
CREATE TEMP TABLE loaded_people ON COMMIT DROP AS
SELECT national_id, full_name, province, county, centre, head_national_id, file_number,
  CASE WHEN mobile = old_mobile THEN '' ELSE mobile END AS mobile,
  CASE WHEN postal_code = old_postal_code THEN '' ELSE postal_code END AS postal_code,
  CASE WHEN tenure = old_tenure THEN '' ELSE tenure END AS tenure,
  CASE WHEN status = old_status THEN '' ELSE status END AS status,
  CASE WHEN status = old_status THEN '' ELSE status_evidence END AS status_evidence,
  address, rural_district, village, has_file, transfer_recipient, resident_in_care,
  status_on, birth_date, tenancy_end
FROM fresh
"""

MERGE = """
INSERT INTO exemptions_row AS r (key, campaign_id, person_id, household_id, is_head, national_id,
  full_name, name_sort, postal_code, mobile, tenure, status, hq_postal_code, hq_mobile, hq_tenure,
  hq_status, hq_head, file_number, address, has_file, transfer_recipient, resident_in_care,
  load_flags, changed_at, changed_by, load_id, province, county, centre)
SELECT gen_random_uuid(), %(campaign)s, p.id, p.household_id, p.is_head, f.national_id,
  f.full_name, f.name_sort, f.postal_code, f.mobile, f.tenure, p.status, f.postal_code, f.mobile,
  f.tenure, f.status, f.head_national_id, f.file_number, f.address, p.has_file,
  p.transfer_recipient, p.resident_in_care, string_to_array(f.flags, '|'), %(at)s, %(me)s,
  %(load)s, f.province, f.county, f.centre
FROM fresh f
JOIN people_person p ON p.identifier_type = 'national_id' AND p.identifier = f.national_id
ORDER BY f.ord
ON CONFLICT (campaign_id, national_id) DO UPDATE SET
  full_name = coalesce(nullif(excluded.full_name, ''), r.full_name),
  name_sort = coalesce(nullif(excluded.name_sort, ''), r.name_sort),
  postal_code = CASE WHEN excluded.hq_postal_code IN ('', r.hq_postal_code) THEN r.postal_code
                     ELSE excluded.hq_postal_code END,
  mobile = CASE WHEN excluded.hq_mobile IN ('', r.hq_mobile) THEN r.mobile
                ELSE excluded.hq_mobile END,
  tenure = CASE WHEN excluded.hq_tenure IN ('', r.hq_tenure) THEN r.tenure
                ELSE excluded.hq_tenure END,
  status = excluded.status,
  hq_postal_code = coalesce(nullif(excluded.hq_postal_code, ''), r.hq_postal_code),
  hq_mobile = coalesce(nullif(excluded.hq_mobile, ''), r.hq_mobile),
  hq_tenure = coalesce(nullif(excluded.hq_tenure, ''), r.hq_tenure),
  hq_status = coalesce(nullif(excluded.hq_status, ''), r.hq_status),
  hq_head = coalesce(nullif(excluded.hq_head, ''), r.hq_head),
  file_number = coalesce(nullif(excluded.file_number, ''), r.file_number),
  address = coalesce(nullif(excluded.address, ''), r.address),
  has_file = excluded.has_file, transfer_recipient = excluded.transfer_recipient,
  resident_in_care = excluded.resident_in_care,
  person_id = excluded.person_id, household_id = excluded.household_id,
  is_head = excluded.is_head, load_flags = excluded.load_flags,
  version = r.version + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
  load_id = excluded.load_id,
  inherited_at = CASE WHEN r.collected_at IS NOT NULL
      AND (excluded.province, excluded.county, excluded.centre)
        IS DISTINCT FROM (r.province, r.county, r.centre)
    THEN excluded.changed_at ELSE r.inherited_at END,
  province = excluded.province, county = excluded.county,
  centre = excluded.centre
"""

TOUCHED = """
CREATE TEMP TABLE touched ON COMMIT DROP AS
SELECT r.id AS row_id, f.row_id IS NOT NULL AS existed
FROM fresh f JOIN exemptions_row r ON r.campaign_id = %(campaign)s
  AND r.national_id = f.national_id
"""

PERSONS = "SELECT r.person_id FROM exemptions_row r JOIN touched t ON t.row_id = r.id"

STAND_ASIDE = f"""
UPDATE exemptions_row r SET aside = w.code,
  state = CASE WHEN w.code IN ('deceased', 'exited') THEN 'leaving' ELSE 'outside' END
FROM (SELECT w.id, {STANDING} AS code FROM (
        SELECT r.*, {IN_TARGET} AS in_target FROM exemptions_row r
        WHERE r.id IN (SELECT row_id FROM touched WHERE NOT existed)) w) w
WHERE r.id = w.id AND w.code <> ''
"""

# A later phase takes over what the earlier one collected and approved for the household (A-042,
# A-149); what is suspected or found false there is collected anew.
REUSE_ROWS = f"""
CREATE TEMP TABLE reused ON COMMIT DROP AS
SELECT DISTINCT ON (n.id) n.id AS row_id, o.id AS old_id
FROM touched t JOIN exemptions_row n ON n.id = t.row_id AND NOT t.existed AND n.state = 'pending'
JOIN exemptions_row o ON o.household_id = n.household_id AND o.campaign_id = %(continues)s
  AND o.collected_by IS NOT NULL AND o.state IN ({_LOCKED}) AND o.no_data_reason = ''
WHERE NOT EXISTS (
  SELECT FROM exemptions_candidaterow h JOIN exemptions_candidate d ON d.id = h.candidate_id
  WHERE h.row_id = o.id AND (d.state = 'open' OR h.is_confirmed))
ORDER BY n.id, o.collected_at DESC, o.id
"""
LOCK_REUSED = """
SELECT pg_advisory_xact_lock(hashtextextended('exemptions.company/' || company, 0)) FROM (
  SELECT DISTINCT c.company FROM reused u JOIN exemptions_connection c ON c.row_id = u.old_id
  WHERE c.company <> '' ORDER BY c.company
) c
"""

REUSE = """
WITH taken AS (
  UPDATE exemptions_row n SET location = o.location, tenancy_end = o.tenancy_end,
    tenure = coalesce(nullif(n.tenure, ''), o.tenure),
    postal_code = coalesce(nullif(n.postal_code, ''), o.postal_code),
    collected_by = o.collected_by, collected_at = o.collected_at, inherited_at = %(at)s
  FROM reused u JOIN exemptions_row o ON o.id = u.old_id WHERE n.id = u.row_id
)
INSERT INTO exemptions_connection (row_id, campaign_id, household_id, province, county, centre,
  utility, connection_type, bill_id, number, company, channel, source, entry_method)
SELECT n.id, n.campaign_id, n.household_id, n.province, n.county, n.centre, c.utility,
  c.connection_type, c.bill_id, c.number, c.company, c.channel, c.source, 'reused'
FROM reused u JOIN exemptions_row n ON n.id = u.row_id
JOIN exemptions_connection c ON c.row_id = u.old_id
"""

COUNT_FLAGS = f"""
SELECT flag, count(*) FROM (
  SELECT unnest(string_to_array(i.flags, '|') || array_remove(ARRAY[
    CASE WHEN r.status = 'deceased' THEN 'deceased' END,
    CASE WHEN r.status = 'exited' THEN 'exited' END,
    CASE WHEN r.resident_in_care THEN 'resident_in_care' END,
    CASE WHEN {IN_TARGET} IS FALSE THEN 'not_target_group' END,
    CASE WHEN r.state IN ({_LOCKED}) THEN 'row.locked' END], NULL)
  ) AS flag
  FROM incoming i JOIN exemptions_row r ON r.campaign_id = %(campaign)s
    AND r.national_id = i.national_id
) f GROUP BY flag
"""

# A new row of which nothing was collected needs no judging; its household's head may have been.
UNTOUCH_NEW = """
DELETE FROM touched t USING exemptions_row r
WHERE r.id = t.row_id AND NOT t.existed AND r.collected_by IS NULL AND r.is_head
"""

# A row that was handed out to be mended and is not right yet keeps its place on the board.
RETURN = """
UPDATE bad b SET file = x.file_name, sheet = x.sheet, row_no = x.row_no,
  first_sheet = x.first_sheet, first_row_no = x.first_row_no
FROM exemptions_rejectedrow x
WHERE x.id = b.key AND x.campaign_id = %(campaign)s AND x.superseded_at IS NULL
"""

REJECT = """
INSERT INTO exemptions_rejectedrow (campaign_id, load_id, file_name, sheet, row_no, reasons,
  national_id, name_key, province, county, first_sheet, first_row_no, typed)
SELECT %(campaign)s, %(load)s, b.file, b.sheet, b.row_no, string_to_array(b.reasons, '|'),
  b.national_id, b.name_key, b.province, b.county, b.first_sheet, b.first_row_no, b.typed
FROM bad b
ON CONFLICT (campaign_id, file_name, sheet, row_no, national_id) WHERE superseded_at IS NULL
DO NOTHING
"""

_SAME = "b.typed = x.typed AND b.reasons = array_to_string(x.reasons, '|')"
_AT = "(b.file, b.sheet, b.row_no) = (x.file_name, x.sheet, x.row_no)"
_NAMESAKE = """o.campaign_id = %(campaign)s AND o.province = x.province
    AND x.county IN ('', o.county)"""

# A rejected row that stands in this file as it did before stays. Any other is superseded by the
# row that names it (a mended one, right or not), by a good row of the same person, by whatever now
# stands in its place of the same file, by its copy in another file, and by the only new person of
# its name in its place. Who was rejected as another's duplicate may be somebody else with a wrong
# id: then only his name tells that the person who came is he.
SUPERSEDE = f"""
WITH board AS MATERIALIZED (
  SELECT x.*, 'national_id.duplicate' = ANY (x.reasons) AS repeats
  FROM exemptions_rejectedrow x
  WHERE x.campaign_id = %(campaign)s AND x.superseded_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM bad b WHERE {_AT} AND {_SAME}
                    AND b.national_id = x.national_id)
), wrong_ids AS MATERIALIZED (
  SELECT * FROM board WHERE name_key <> ''
    AND reasons && ARRAY['national_id.missing', 'national_id.check_digit',
      'national_id.duplicate']
), newcomers AS MATERIALIZED (
  SELECT x.id, count(*) AS rows, bool_and(o.load_id = %(load)s AND o.version = 1
    AND o.national_id IN (SELECT national_id FROM good)) AS only_new
  FROM wrong_ids x JOIN exemptions_row o ON o.name_sort = x.name_key AND {_NAMESAKE}
  GROUP BY x.id
), waiting AS MATERIALIZED (
  SELECT x.id, count(*) AS rows FROM wrong_ids x JOIN exemptions_rejectedrow o
    ON o.name_key = x.name_key AND o.superseded_at IS NULL AND {_NAMESAKE}
  GROUP BY x.id
), gone AS (
  SELECT x.id FROM board x JOIN good g ON g.key = x.id
  UNION ALL
  SELECT x.id FROM board x JOIN bad b ON b.key = x.id
  UNION ALL
  SELECT x.id FROM board x JOIN good g ON g.national_id = x.national_id
  WHERE x.national_id <> '' AND (NOT x.repeats OR g.name_sort = x.name_key
    AND NOT EXISTS (SELECT 1 FROM bad b WHERE b.national_id = x.national_id))
  UNION ALL
  SELECT x.id FROM board x JOIN good g ON (g.sheet, g.row_no) = (x.sheet, x.row_no)
  WHERE x.file_name = %(file)s
  UNION ALL
  SELECT x.id FROM board x JOIN bad b ON {_AT}
  UNION ALL
  SELECT x.id FROM board x JOIN bad b ON {_SAME}
  UNION ALL
  SELECT n.id FROM newcomers n JOIN waiting w USING (id) WHERE n.only_new AND n.rows = 1
    AND w.rows = 1
)
UPDATE exemptions_rejectedrow x SET superseded_at = %(at)s, superseded_by_id = %(load)s
WHERE x.id IN (SELECT id FROM gone)
"""
