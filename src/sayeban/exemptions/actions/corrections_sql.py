"""The SQL of corrections: who is sent back, what is settled, which rows return (issue 4 section 3).

Parameters: feed ("" = every feed), at.
"""

from sayeban.exemptions.ladder_sql import utility_place, words
from sayeban.exemptions.rules_correction import (
    PUT_BACK,
    RECEIPT_WORDS,
    SUSPICIONS,
    WORDS,
)


def _case(column: str, found: dict[str, str]) -> str:
    lines = " ".join(f"WHEN '{code}' THEN '{said}'" for code, said in found.items())
    return f"CASE {column} {lines} END"


_ASKED = "(%(feed)s = '' OR e.feed_id = %(feed)s)"

# Of one that ended nothing is left to mend; a company that took the version after all is content.
ENDED = f"""
UPDATE exemptions_correction c SET settled_at = %(at)s, how = 'ended'
FROM exemptions_exemption e
WHERE c.settled_at IS NULL AND e.exemption_id = c.exemption_id AND e.ended_on IS NOT NULL
  AND {_ASKED}
"""
NOTICES_ENDED = f"""
UPDATE exemptions_companynotice n SET settled_at = %(at)s
FROM exemptions_exemption e
WHERE n.settled_at IS NULL AND e.exemption_id = n.exemption_id AND e.ended_on IS NOT NULL
  AND {_ASKED}
"""
ACCEPTED = f"""
CREATE TEMP TABLE accepted ON COMMIT DROP AS
WITH settled AS (
  UPDATE exemptions_correction c SET settled_at = %(at)s, how = 'accepted'
  FROM exemptions_exemption e
  WHERE c.settled_at IS NULL AND c.source = 'receipt' AND e.exemption_id = c.exemption_id
    AND e.receipt_status = 'succ' AND e.receipt_version = e.version AND {_ASKED}
  RETURNING c.row_id, c.row_version
) SELECT row_id, min(row_version) AS row_version FROM settled GROUP BY row_id
"""

# Nobody touched it since it came back and nothing else is asked: it stands on its list again.
STANDS_AGAIN = """
UPDATE exemptions_row r SET state = 'released', returned_reason = '', returned_at = NULL,
  release_id = (SELECT max(l.release_id) FROM exemptions_releaseline l
    WHERE l.row_id = r.id AND l.outcome <> 'county.late')
FROM accepted a
WHERE r.id = a.row_id AND r.state = 'returned' AND r.returned_by IS NULL
  AND r.version = a.row_version AND NOT EXISTS (
    SELECT FROM exemptions_correction c WHERE c.row_id = r.id AND c.settled_at IS NULL)
"""

# Every rejection that stands and every notice that nobody settled, one of each exemption. What was
# said before the last correction of it was settled is answered.
SENT_BACK = f"""
  SELECT DISTINCT ON (s.exemption_id) s.* FROM (
    SELECT e.exemption_id, 'receipt' AS source, e.receipt_code AS code, '' AS new_bill_id,
      e.receipt_at AS said_at, m.message
    FROM exemptions_exemption e
    LEFT JOIN LATERAL (SELECT r.message FROM exemptions_companyreceipt r
      WHERE r.exemption_id = e.exemption_id AND r.counts ORDER BY r.id DESC LIMIT 1) m ON true
    WHERE e.ended_on IS NULL AND e.receipt_status = 'rjct' AND e.receipt_version = e.version
      AND e.receipt_code IN ({words(RECEIPT_WORDS)}) AND {_ASKED}
      AND NOT EXISTS (SELECT FROM exemptions_correction c
        WHERE c.exemption_id = e.exemption_id AND c.settled_at >= e.receipt_at)
    UNION ALL
    SELECT n.exemption_id, 'notice', n.kind, n.new_bill_id, n.at, n.note
    FROM exemptions_companynotice n JOIN exemptions_exemption e USING (exemption_id)
    WHERE n.settled_at IS NULL AND e.ended_on IS NULL AND {_ASKED}
  ) s
  WHERE NOT EXISTS (SELECT FROM exemptions_correction c
    WHERE c.exemption_id = s.exemption_id AND c.settled_at IS NULL)
  ORDER BY s.exemption_id, s.source DESC, s.said_at DESC"""

OPENED = f"""
CREATE TEMP TABLE opened ON COMMIT DROP AS
WITH opened AS (
  INSERT INTO exemptions_correction (exemption_id, feed_id, utility, row_id, row_version, version,
    source, code, message, new_bill_id, opened_at, province, county, centre)
  SELECT s.exemption_id, e.feed_id, e.utility, e.row_id, r.version, e.version, s.source, s.code,
    coalesce(s.message, ''), s.new_bill_id, %(at)s, r.province, r.county, r.centre
  FROM ({SENT_BACK}) s
  JOIN exemptions_exemption e USING (exemption_id) JOIN exemptions_row r ON r.id = e.row_id
  ORDER BY s.exemption_id
  ON CONFLICT (exemption_id) WHERE settled_at IS NULL DO NOTHING
  RETURNING row_id
) SELECT DISTINCT row_id FROM opened
"""
LOCK = """
SELECT count(*) FROM (SELECT FROM exemptions_row WHERE id IN (SELECT row_id FROM opened)
  ORDER BY id FOR NO KEY UPDATE) locked
"""

# «شرکت گاز فارس (گاز): شناسهٔ قبض را نشناخت.», of each utility that is open.
_REASON = f"""
  SELECT c.row_id, string_agg(concat(coalesce(k.name, 'شرکت'), ' (',
    {_case("c.utility", {"gas": "گاز", "electricity": "برق", "water": "آب"})}, '): ',
    {_case("c.code", dict(WORDS))}, '.'), ' ' ORDER BY {utility_place("c.utility")}, c.id) AS said
  FROM exemptions_correction c JOIN exemptions_feed f USING (feed_id)
  LEFT JOIN organisations_utilitycompany k
    ON (k.utility, k.code, k.province) = (f.utility, f.company, f.province)
  WHERE c.settled_at IS NULL AND c.row_id IN (SELECT row_id FROM opened)
  GROUP BY c.row_id"""

# What was typed stays and can be corrected; the sheet that the collector has still fits.
PUT_BACK_ROWS = f"""
UPDATE exemptions_row r SET state = 'returned', release_id = NULL, approved_by = NULL,
  approved_at = NULL, approval_id = NULL, returned_by = NULL, returned_at = %(at)s,
  returned_reason = w.said
FROM ({_REASON}) w
WHERE r.id = w.row_id AND (r.state IN ({words(PUT_BACK)})
    OR r.state = 'returned' AND r.returned_by IS NULL)
  AND r.campaign_id IN (SELECT id FROM exemptions_campaign WHERE closed_at IS NULL)
"""

# A suspicion of one row and utility, once, whatever was decided about it then.
_SUSPECTED = f"""
  SELECT DISTINCT e.row_id, e.utility, e.bill_id, {_case("s.code", dict(SUSPICIONS))} AS kind
  FROM (
    SELECT e.exemption_id, e.receipt_code AS code FROM exemptions_exemption e
    WHERE e.receipt_status = 'rjct' AND e.receipt_version = e.version AND {_ASKED}
    UNION ALL
    SELECT n.exemption_id, n.kind FROM exemptions_companynotice n
    JOIN exemptions_exemption e USING (exemption_id) WHERE n.settled_at IS NULL AND {_ASKED}
  ) s JOIN exemptions_exemption e USING (exemption_id)
  WHERE e.ended_on IS NULL AND s.code IN ({words(SUSPICIONS)})"""
SUSPECTED = f"""
WITH doubted AS MATERIALIZED (
  SELECT DISTINCT ON (r.campaign_id, q.kind, q.bill_id) q.kind, q.bill_id, q.utility, r.*
  FROM ({_SUSPECTED}) q JOIN exemptions_row r ON r.id = q.row_id
  JOIN exemptions_campaign p ON p.id = r.campaign_id AND p.closed_at IS NULL
  WHERE NOT EXISTS (SELECT FROM exemptions_candidaterow h
    JOIN exemptions_candidate d ON d.id = h.candidate_id
    WHERE h.row_id = r.id AND h.utility = q.utility AND d.kind = q.kind)
  ORDER BY r.campaign_id, q.kind, q.bill_id, r.id
), made AS (
  INSERT INTO exemptions_candidate (campaign_id, kind, subject, state, opened_at, province, county,
    centre)
  SELECT campaign_id, kind, bill_id, 'open', %(at)s, province, county, '' FROM doubted
  ON CONFLICT (campaign_id, kind, subject) WHERE state = 'open' DO NOTHING
  RETURNING id, campaign_id, kind, subject
)
INSERT INTO exemptions_candidaterow (candidate_id, row_id, utility, author, province, county,
  centre)
SELECT m.id, d.id, d.utility, d.collected_by, d.province, d.county, d.centre
FROM made m JOIN doubted d
  ON (d.campaign_id, d.kind, d.bill_id) = (m.campaign_id, m.kind, m.subject)
"""
