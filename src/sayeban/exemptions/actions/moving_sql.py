"""The SQL of moves: a household's rows go to the new dwelling, its exemptions end and begin.

Runs nationwide inside a command. `moving` is a temp table of the row ids that go along.
"""

from sayeban.exemptions.actions.feed_log import TABLE, ends_sql
from sayeban.exemptions.rules import UTILITIES
from sayeban.exemptions.rules_move import day_sql
from sayeban.exemptions.stored import COLUMNS

# Those of the household that live at the unit of the move's row, in one order.
MOVING = """
CREATE TEMP TABLE moving ON COMMIT DROP AS
SELECT r.id FROM exemptions_row r JOIN exemptions_row m ON m.id = %(row)s
WHERE r.campaign_id = m.campaign_id AND r.household_id = m.household_id
  AND (r.province, r.county, r.centre) = (m.province, m.county, m.centre)
ORDER BY r.id FOR NO KEY UPDATE OF r
"""

# Bills of one company are judged one batch at a time, as in collect_sql.
LOCK_COMPANIES = """
SELECT pg_advisory_xact_lock(hashtextextended('exemptions.company/' || company, 0))
FROM (SELECT DISTINCT company FROM unnest(%(companies)s::text[]) company ORDER BY 1) c
"""

# Judged anew as something that was just collected; it is released again when it is told.
ROWS = """
UPDATE exemptions_row r SET province = %(province)s, county = %(county)s, centre = %(centre)s,
  postal_code = %(postal_code)s, address = %(address)s, location = %(location)s,
  tenure = %(tenure)s, tenancy_end = nullif(%(tenancy_end)s, '')::date, no_data_reason = '',
  mobile = CASE WHEN r.id = %(row)s AND %(mobile)s <> '' THEN %(mobile)s ELSE r.mobile END,
  state = 'collected', collected_by = %(author)s, collected_at = %(collected_at)s,
  approved_by = %(me)s, approved_at = %(at)s, returned_reason = '',
  version = r.version + 1, changed_at = %(at)s, changed_by = %(me)s
WHERE r.id IN (SELECT id FROM moving)
"""
_LINES = ", ".join(
    f"('{u}', {', '.join(f'%({u}_{fact})s' for fact in COLUMNS)})" for u in UTILITIES
)
CONNECTIONS = f"""
INSERT INTO exemptions_connection AS c (row_id, campaign_id, household_id, province, county,
  centre, utility, {", ".join(COLUMNS.values())}, company, copied)
SELECT r.id, r.campaign_id, r.household_id, r.province, r.county, r.centre, v.*,
  substr(v.bill, 9, 3), r.id <> %(row)s
FROM exemptions_row r CROSS JOIN (VALUES {_LINES})
  AS v (utility, {", ".join(COLUMNS)})
WHERE r.id IN (SELECT id FROM moving) AND v.utility = ANY (%(utilities)s)
ON CONFLICT (row_id, utility) DO UPDATE SET
  {", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS.values(), "company", "copied"))},
  ready = false
"""
RELEASED = """
UPDATE exemptions_row r SET state = 'released', release_id = coalesce(r.release_id,
  (SELECT max(l.release_id) FROM exemptions_releaseline l WHERE l.row_id = r.id))
WHERE r.id IN (SELECT id FROM moving)
"""

_AWAY = "({0}.status IN ('deceased', 'exited') OR {0}.resident_in_care IS TRUE)"
# As a release places a line and names its occupant (placing_sql): the head where he is known by
# name and lives there. No line where nobody of the household is covered any more.
LINES = f"""
SELECT c.utility, c.company, gen_random_uuid()::text, r.household_id::text,
  coalesce(o.identifier, r.national_id), coalesce(o.full_name, r.full_name),
  CASE WHEN c.utility || ':mobile' = ANY (%(required)s)
      OR c.utility || '/' || c.company || ':mobile' = ANY (%(required)s)
    THEN coalesce(nullif(o.mobile, ''), r.mobile) ELSE '' END,
  r.tenure, coalesce(r.tenancy_end::text, ''), c.bill_id, c.number, r.postal_code,
  left(r.address, 300),
  CASE r.location WHEN 'urban' THEN 'urban' WHEN 'rural' THEN 'rural' ELSE '' END, r.county
FROM exemptions_row r JOIN exemptions_connection c ON c.row_id = r.id
JOIN people_person p ON p.id = r.person_id
LEFT JOIN people_household h ON h.id = r.household_id
LEFT JOIN people_person o ON o.id = h.head_id AND o.identifier_type = 'national_id'
  AND o.full_name <> '' AND NOT {_AWAY.format("o")}
WHERE r.id = %(row)s AND c.utility = ANY (%(utilities)s) AND c.connection_type = 'private'
  AND c.bill_id <> '' AND c.company_state = 'known'
  AND p.status <> 'exited' AND r.aside NOT IN ('exited', 'not_target_group')
  AND NOT EXISTS (SELECT FROM exemptions_candidaterow v
    JOIN exemptions_candidate k ON k.id = v.candidate_id
    WHERE v.row_id = r.id AND v.utility = c.utility AND v.is_confirmed)
ORDER BY c.utility
"""
COVERED = f"""
SELECT p.status <> 'exited' AND (NOT {_AWAY.format("p")} OR EXISTS (
  SELECT FROM people_household h JOIN people_person o ON o.id = h.head_id
  WHERE h.id = p.household_id AND o.identifier_type = 'national_id' AND NOT {_AWAY.format("o")}))
FROM exemptions_row r JOIN people_person p ON p.id = r.person_id WHERE r.id = %(row)s
"""

STANDING_FEEDS = """
SELECT DISTINCT e.feed_id FROM exemptions_exemption e
WHERE e.row_id IN (SELECT id FROM moving) AND e.ended_on IS NULL
"""
ENDS = f"""{ends_sql("'relocated'", day_sql("%(on)s::date", "c.effective_from"))}
FROM exemptions_exemption e
JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
WHERE e.row_id IN (SELECT id FROM moving) AND e.ended_on IS NULL ORDER BY e.feed_id, e.seq
"""
# From the day on which the old one ends; where that is past, from today.
BEGINS = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, supersedes, reason, effective_from, effective_until, decided_at, record)
SELECT %(feed)s, r.province, r.county, r.centre, %(bill_id)s, r.id, r.household_id, 'grant',
  %(exemption_id)s, 1, (SELECT s.exemption_id FROM {TABLE} s
    WHERE s.feed_id = %(feed)s AND s.op = 'revoke' ORDER BY s.n LIMIT 1),
  'new_cover', %(day)s, r.tenancy_end, %(at)s, %(record)s::jsonb
FROM exemptions_row r WHERE r.id = %(row)s
"""
FROM_DAY = f"SELECT coalesce(max(effective_from), %(today)s) FROM {TABLE} WHERE op = 'revoke'"
