"""The SQL of a release: the set-based twin of rules_release.place_all.

Parameters: campaign (id), province, release (id), utilities, without, mobile ("gas" where every
gas company asks for the mobile, "gas/307" where one does). Runs nationwide, since a household's
head, a confirmed case or an earlier list may lie in another province.
"""

from collections.abc import Iterable

from sayeban.exemptions.ladder_sql import WAITED_FOR
from sayeban.exemptions.phases import FAMILY
from sayeban.exemptions.rules_release import FINISHED


def quoted(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


# What a company sent back comes with the list after its approval, and no list waits for it.
_SCOPE = f"""r.campaign_id = %(campaign)s AND r.province = %(province)s AND r.release_id IS NULL
  AND {WAITED_FOR.format(finished=quoted(FINISHED))}"""

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.release/' || %(campaign)s, 0))"

# By county ("" = the province's own worklist): rows that wait for a place, and those unfinished.
WAITING = f"""
SELECT r.county, count(*), count(*) FILTER (WHERE r.state NOT IN ({quoted(FINISHED)}))
FROM exemptions_row r WHERE {_SCOPE} GROUP BY r.county ORDER BY r.county
"""

OPEN_CANDIDATES = f"""
SELECT r.county, count(DISTINCT r.id)
FROM exemptions_candidate c
JOIN exemptions_candidaterow h ON h.candidate_id = c.id
JOIN exemptions_row r ON r.id = h.row_id
WHERE c.campaign_id = %(campaign)s AND c.state = 'open' AND {_SCOPE}
  AND r.state = 'province_approved' AND r.county <> ALL (%(without)s::text[])
GROUP BY r.county ORDER BY r.county
"""

# A status or a place in care that became known after the last judging counts as well: nobody who
# died, left or lives in care is ever delivered. The occupant is the head of the
# household where he is known by name and lives there.
WAITING_ROWS = f"""
SELECT r.id AS row_id, r.household_id, r.province, r.county, r.centre, r.is_head, r.national_id,
  r.full_name, r.mobile, r.tenure, r.tenancy_end, r.postal_code, r.address, r.location,
  r.no_data_reason, r.missing,
  CASE WHEN 'deceased' IN (r.aside, p.status) THEN 'deceased'
       WHEN 'exited' IN (r.aside, p.status) THEN 'exited'
       WHEN r.aside = '' AND p.resident_in_care THEN 'resident_in_care'
       ELSE r.aside END AS why,
  o.identifier AS head_id, o.full_name AS head_name, o.mobile AS head_mobile
FROM exemptions_row r LEFT JOIN people_person p ON p.id = r.person_id
LEFT JOIN people_household h ON h.id = r.household_id
LEFT JOIN people_person o ON o.id = h.head_id AND o.identifier_type = 'national_id'
  AND o.full_name <> '' AND o.status NOT IN ('deceased', 'exited')
  AND o.resident_in_care IS NOT TRUE
WHERE {_SCOPE}
"""

_OUTCOME = """
    CASE WHEN s.county = ANY (%(without)s::text[]) THEN 'county.late'
         WHEN s.why <> '' THEN s.why
         WHEN v.row_id IS NOT NULL THEN 'candidate.confirmed'
         WHEN s.no_data_reason <> '' AND s.missing <> '{}' THEN 'not_collected'
         WHEN s.location = 'rural_unconnected' OR c.connection_type IS NULL
           OR c.connection_type NOT IN ('private', 'shared') THEN 'no_connection'
         WHEN c.connection_type = 'shared' THEN 'connection.shared'
         WHEN c.bill_id = '' THEN 'not_collected'
         WHEN k.is_here IS NULL THEN 'company.unknown'
         WHEN NOT k.is_here THEN 'company.other_province'
         WHEN d.bill_id IS NOT NULL THEN 'same_meter'
         ELSE 'listed' END"""

CONTENT = {
    "company": "f.company",
    "occupant_id": "coalesce(s.head_id, s.national_id)",
    "occupant_name": "coalesce(s.head_name, s.full_name)",
    "mobile": (
        "CASE WHEN f.utility = ANY (%(mobile)s::text[])"
        " OR f.utility || '/' || f.company = ANY (%(mobile)s::text[])"
        " THEN coalesce(nullif(s.head_mobile, ''), s.mobile) ELSE '' END"
    ),
    "tenure": "s.tenure",
    "bill_id": "f.bill_id",
    "number": "f.number",
    "postal_code": "s.postal_code",
    "address": "left(s.address, 300)",
    "settlement": "CASE s.location WHEN 'urban' THEN 'urban' WHEN 'rural' THEN 'rural' ELSE '' END",
}
_LISTED_ONLY = ",\n  ".join(
    f"CASE WHEN f.outcome = 'listed' THEN {value} ELSE '' END AS {name}"
    for name, value in CONTENT.items()
)

# The connections come by an array of rows: a join would read those of the whole country. A bill
# names its company, so only lists that have one of this province's can have delivered it. A line
# whose row came back from a company and does not stand there any more delivers nothing. Where a
# household moved after a list, its feeds know better: the meter that it left is free, the one that
# a move brought is delivered.
PLACED = f"""connections AS MATERIALIZED (
  SELECT row_id, utility, connection_type, bill_id, number FROM exemptions_connection
  WHERE row_id = ANY (ARRAY(SELECT row_id FROM waiting))
), companies AS MATERIALIZED (
  SELECT utility, code, bool_or(province = %(province)s) AS is_here
  FROM organisations_utilitycompany GROUP BY utility, code
), violations AS MATERIALIZED (
  SELECT DISTINCT h.row_id, h.utility
  FROM exemptions_candidate c JOIN exemptions_candidaterow h ON h.candidate_id = c.id
  WHERE c.campaign_id = %(campaign)s AND h.is_confirmed
), moved AS MATERIALIZED (
  SELECT r.id AS row_id, max(coalesce(m.decided_at, m.ended_on)) AS at
  FROM exemptions_move m JOIN exemptions_row r USING (campaign_id, household_id)
  WHERE m.campaign_id = ANY ({FAMILY}) AND (m.state = 'approved' OR m.ended_on IS NOT NULL)
  GROUP BY r.id
), delivered AS MATERIALIZED (
  SELECT l.utility, l.bill_id
  FROM exemptions_release x JOIN exemptions_releaseline l ON l.release_id = x.id
  WHERE x.campaign_id = ANY ({FAMILY}) AND l.outcome = 'listed' AND EXISTS (
    SELECT FROM jsonb_to_recordset(x.result -> 'companies') AS e (utility text, code text)
    JOIN companies k USING (utility, code) WHERE k.is_here)
  AND (l.row_id NOT IN (SELECT c.row_id FROM exemptions_correction c) OR EXISTS (
    SELECT FROM exemptions_row r WHERE r.id = l.row_id AND r.release_id = l.release_id))
  AND NOT EXISTS (SELECT FROM moved v WHERE v.row_id = l.row_id AND v.at > x.at)
  UNION SELECT e.utility, e.bill_id
  FROM moved v JOIN exemptions_exemption e ON e.row_id = v.row_id AND e.ended_on IS NULL
  JOIN exemptions_row r ON r.id = v.row_id AND r.release_id IS NOT NULL
), placed AS (
  SELECT s.row_id, s.is_head, u.utility, coalesce(c.number, '') AS number, c.bill_id,
    substr(c.bill_id, 9, 3) AS company, {_OUTCOME} AS judged
  FROM waiting s
  CROSS JOIN unnest(%(utilities)s::text[]) AS u (utility)
  LEFT JOIN connections c ON c.row_id = s.row_id AND c.utility = u.utility
  LEFT JOIN companies k ON k.utility = u.utility AND k.code = substr(c.bill_id, 9, 3)
  LEFT JOIN violations v ON v.row_id = s.row_id AND v.utility = u.utility
  LEFT JOIN delivered d ON d.utility = u.utility AND d.bill_id = c.bill_id
), final AS (
  SELECT p.*, CASE WHEN p.judged = 'listed' AND row_number() OVER (
      PARTITION BY p.utility, p.judged = 'listed', p.bill_id ORDER BY p.is_head DESC, p.row_id
    ) > 1 THEN 'same_meter' ELSE p.judged END AS outcome
  FROM placed p
)
"""

LINES = f"""
SELECT s.row_id, s.household_id, f.utility, f.outcome, s.province, s.county, s.centre,
  CASE WHEN f.outcome = 'listed' AND s.tenure = 'tenant' THEN s.tenancy_end END
    AS tenancy_end,
  {_LISTED_ONLY}
FROM final f
JOIN waiting s ON s.row_id = f.row_id
"""

# What somebody signs, in one number: it tells two lists apart, it proves nothing to a stranger.
_MARK = (
    "sum(hashtextextended(concat_ws('|', row_id, utility, outcome, tenancy_end,"
    f" {', '.join(CONTENT)}), 0)::numeric)::text"
)
_SUMMED = f"SELECT utility, company, outcome, count(*), {_MARK}"

# The lines that a release would write now, by utility, company (where listed) and place.
PREVIEW = f"""
WITH waiting AS MATERIALIZED ({WAITING_ROWS}), {PLACED}, lines AS MATERIALIZED ({LINES})
{_SUMMED},
  (SELECT count(DISTINCT household_id) FROM lines WHERE outcome = 'listed')
FROM lines GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
PLACED_NOW = f"""
{_SUMMED} FROM exemptions_releaseline WHERE release_id = %(release)s
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""

COUNTS = """
SELECT utility, outcome, count(*) FROM exemptions_releaseline
WHERE release_id = %(release)s GROUP BY utility, outcome
"""

HOUSEHOLDS = """
SELECT count(DISTINCT household_id) FROM exemptions_releaseline
WHERE release_id = %(release)s AND outcome = 'listed'
"""
