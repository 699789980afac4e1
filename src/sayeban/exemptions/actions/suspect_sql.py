"""Detection of violation candidates over the rows in temp table `touched` (A-113).

A bill id on two households is lawful only when every one of them declares it shared. Rows of the
phases of one campaign are compared: who moved since an earlier year is no suspect. What was
once cleared as one household or as shared, or confirmed, is not raised again for the same rows.
"""

from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.phases import FAMILY
from sayeban.exemptions.rules import BILL_KINDS

LIVE = f"r.state NOT IN ('leaving', 'outside', 'removed') AND r.campaign_id = ANY ({FAMILY})"

# Nearly every bill stands on one household alone; only of the others are the rows looked at.
SUSPECTS = f"""
CREATE TEMP TABLE suspects ON COMMIT DROP AS
WITH elsewhere AS MATERIALIZED (
  SELECT DISTINCT t.bill_id FROM exemptions_connection t
  WHERE t.row_id IN (SELECT row_id FROM touched) AND t.bill_id <> '' AND EXISTS (
    SELECT FROM exemptions_connection c
    WHERE c.bill_id = t.bill_id AND c.household_id <> t.household_id
      AND c.campaign_id = ANY ({FAMILY}))
)
SELECT bill_id AS subject,
  CASE WHEN bool_or(connection_type = 'shared') THEN 'shared_as_private' ELSE 'bill_taken' END
    AS kind
FROM (
  SELECT c.bill_id, c.household_id, c.connection_type
  FROM elsewhere e JOIN exemptions_connection c ON c.bill_id = e.bill_id
  JOIN exemptions_row r ON r.id = c.row_id AND {LIVE}
  WHERE c.connection_type <> 'none'
) g
GROUP BY bill_id
HAVING count(DISTINCT household_id) > 1 AND bool_or(connection_type <> 'shared')
UNION ALL
SELECT e.sha256, 'same_picture'
FROM exemptions_evidence e JOIN exemptions_row r ON r.id = e.row_id AND {LIVE}
WHERE e.sha256 IN (
    SELECT t.sha256 FROM exemptions_evidence t WHERE t.row_id IN (SELECT row_id FROM touched))
GROUP BY e.sha256 HAVING count(DISTINCT e.household_id) > 1
"""

SUSPECT_ROWS = f"""
CREATE TEMP TABLE suspect_rows ON COMMIT DROP AS
SELECT s.subject, s.kind, r.id AS row_id, c.utility, r.province, r.county, r.centre,
  r.collected_by AS author
FROM suspects s
JOIN exemptions_connection c ON c.bill_id = s.subject AND c.connection_type <> 'none'
JOIN exemptions_row r ON r.id = c.row_id AND {LIVE}
WHERE s.kind <> 'same_picture'
UNION ALL
SELECT s.subject, s.kind, r.id, e.utility, r.province, r.county, r.centre, r.collected_by
FROM suspects s
JOIN exemptions_evidence e ON e.sha256 = s.subject
JOIN exemptions_row r ON r.id = e.row_id AND {LIVE}
WHERE s.kind = 'same_picture'
"""

# A decision covers the rows that it held: with no new row there is nothing new to suspect.
FORGET_DECIDED = """
DELETE FROM suspects s WHERE NOT EXISTS (
  SELECT 1 FROM suspect_rows q
  WHERE q.subject = s.subject AND q.kind = s.kind AND NOT EXISTS (
    SELECT 1 FROM exemptions_candidaterow h JOIN exemptions_candidate d ON d.id = h.candidate_id
    WHERE d.subject = q.subject AND h.row_id = q.row_id AND h.utility = q.utility
      AND (d.state = 'confirmed'
           OR (d.state = 'cleared' AND d.why IN ('same_household', 'shared')))))
"""

# Open candidates that a touched row may have left or changed; what a company said is a reviewer's.
AFFECTED = """
CREATE TEMP TABLE affected ON COMMIT DROP AS
SELECT DISTINCT d.id, d.subject FROM exemptions_candidate d
JOIN exemptions_candidaterow h ON h.candidate_id = d.id
WHERE d.state = 'open' AND left(d.kind, 8) <> 'company.'
  AND h.row_id IN (SELECT row_id FROM touched)
"""

LET_GO = """
DELETE FROM exemptions_candidaterow h USING affected a
WHERE h.candidate_id = a.id AND h.row_id IN (SELECT row_id FROM touched)
  AND NOT EXISTS (SELECT 1 FROM exemptions_connection c
                  WHERE c.row_id = h.row_id AND c.bill_id = a.subject)
  AND NOT EXISTS (SELECT 1 FROM exemptions_evidence e
                  WHERE e.row_id = h.row_id AND e.sha256 = a.subject)
"""

SETTLE = """
UPDATE exemptions_candidate d SET state = 'cleared', why = 'corrected', decided_at = %(at)s
WHERE d.id IN (SELECT id FROM affected)
  AND NOT EXISTS (
    SELECT 1 FROM exemptions_candidaterow h
    JOIN exemptions_connection c ON c.row_id = h.row_id AND c.bill_id = d.subject
    WHERE h.candidate_id = d.id AND d.kind <> 'same_picture'
    HAVING count(DISTINCT c.household_id) > 1 AND bool_or(c.connection_type <> 'shared')
      AND bool_or(c.connection_type = 'shared') = (d.kind = 'shared_as_private'))
  AND NOT EXISTS (
    SELECT 1 FROM exemptions_candidaterow h
    JOIN exemptions_evidence e ON e.row_id = h.row_id AND e.sha256 = d.subject
    WHERE h.candidate_id = d.id AND d.kind = 'same_picture'
    HAVING count(DISTINCT e.household_id) > 1)
"""

OPEN = """
INSERT INTO exemptions_candidate (campaign_id, kind, subject, state, opened_at, province, county,
  centre)
SELECT %(campaign)s, s.kind, s.subject, 'open', %(at)s,
  CASE WHEN count(DISTINCT q.province) = 1 THEN min(q.province) ELSE '' END,
  CASE WHEN count(DISTINCT q.county) = 1 THEN min(q.county) ELSE '' END, ''
FROM suspects s JOIN suspect_rows q ON q.subject = s.subject AND q.kind = s.kind
GROUP BY s.kind, s.subject
ON CONFLICT (campaign_id, kind, subject) WHERE state = 'open'
DO UPDATE SET province = excluded.province, county = excluded.county
"""

HOLD = """
INSERT INTO exemptions_candidaterow (candidate_id, row_id, utility, author, province, county,
  centre)
SELECT DISTINCT d.id, q.row_id, q.utility, q.author, q.province, q.county, q.centre
FROM suspect_rows q
JOIN suspects s ON s.subject = q.subject AND s.kind = q.kind
JOIN exemptions_candidate d ON d.campaign_id = %(campaign)s AND d.kind = q.kind
  AND d.subject = q.subject AND d.state = 'open'
ON CONFLICT (candidate_id, row_id, utility) DO NOTHING
"""

MARK_TAKEN = f"""
UPDATE exemptions_row r SET flags = CASE WHEN b.held THEN r.flags || '{{bill_id.taken}}'
                                         ELSE array_remove(r.flags, 'bill_id.taken') END
FROM (
  SELECT i.row_id, EXISTS (
    SELECT 1 FROM exemptions_candidaterow h JOIN exemptions_candidate d ON d.id = h.candidate_id
    WHERE h.row_id = i.row_id AND d.state = 'open' AND d.kind IN ({words(BILL_KINDS)})) AS held
  FROM (SELECT row_id FROM touched
        UNION SELECT h.row_id FROM exemptions_candidaterow h
              JOIN exemptions_candidate d ON d.id = h.candidate_id
              JOIN exemptions_candidaterow t ON t.candidate_id = d.id
              WHERE t.row_id IN (SELECT row_id FROM touched)
        UNION SELECT row_id FROM suspect_rows) i
) b
WHERE r.id = b.row_id AND b.held <> ('bill_id.taken' = ANY (r.flags))
"""
