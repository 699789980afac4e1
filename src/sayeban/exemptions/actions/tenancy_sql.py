"""The SQL of ends of tenancies and of moves that nobody finished: set-based, run each evening.

Parameters: today, at, and the days of rules_move. A household with an open move is left to it.
"""

from sayeban.exemptions.actions.feed_log import TABLE, ends_sql
from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.rules_move import (
    GRACE_DAYS,
    MOVE_DAYS,
    NOTICE_DAYS,
    OPEN_MOVES,
    day_sql,
)

_STANDS = """EXISTS (SELECT FROM exemptions_exemption e
  WHERE e.row_id = r.id AND e.ended_on IS NULL)"""
_MOVES = f"""EXISTS (SELECT FROM exemptions_move m WHERE m.campaign_id = r.campaign_id
  AND m.household_id = r.household_id AND m.state IN ({words(OPEN_MOVES)}))"""

# What is asked no more: nothing stands, the household owns, or another end became known.
PASS = f"""
UPDATE exemptions_tenancy t SET state = 'passed', answered_at = %(at)s
FROM exemptions_row r WHERE r.id = t.row_id AND t.state = 'asked'
  AND (r.tenure <> 'tenant' OR r.tenancy_end IS DISTINCT FROM t.ends_on OR NOT {_STANDS})
"""
ASK = f"""
INSERT INTO exemptions_tenancy (row_id, campaign_id, household_id, province, county, centre,
  ends_on, mobile, asked_at)
SELECT r.id, r.campaign_id, r.household_id, r.province, r.county, r.centre, r.tenancy_end,
  coalesce(nullif(o.mobile, ''), r.mobile), %(at)s
FROM exemptions_row r
LEFT JOIN people_household h ON h.id = r.household_id
LEFT JOIN people_person o ON o.id = h.head_id AND o.status NOT IN ('deceased', 'exited')
WHERE r.tenure = 'tenant' AND r.tenancy_end <= %(today)s + {NOTICE_DAYS} AND {_STANDS}
  AND NOT {_MOVES}
ORDER BY r.id
ON CONFLICT (row_id, ends_on) DO NOTHING
RETURNING id, mobile, ends_on, province, county, centre, campaign_id
"""

# Asked late, a tenancy is given its days of grace all the same.
_OVER = f"""t.state = 'asked' AND NOT {_MOVES}
  AND greatest(t.ends_on, (t.asked_at AT TIME ZONE 'Asia/Tehran')::date) + {GRACE_DAYS}
    < %(today)s"""
_UNANSWERED = f"""
FROM exemptions_tenancy t JOIN exemptions_row r ON r.id = t.row_id
JOIN exemptions_exemption e ON e.row_id = r.id AND e.ended_on IS NULL
JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
WHERE {_OVER}
"""
_LATE = f"""m.state IN ({words(OPEN_MOVES)}) AND m.ended_on IS NULL
  AND (m.reported_at AT TIME ZONE 'Asia/Tehran')::date + {MOVE_DAYS} < %(today)s"""
_UNFINISHED = f"""
FROM exemptions_move m
JOIN exemptions_row r ON r.campaign_id = m.campaign_id AND r.household_id = m.household_id
  AND (r.province, r.county, r.centre) = (m.came_province, m.came_county, m.came_centre)
JOIN exemptions_exemption e ON e.row_id = r.id AND e.ended_on IS NULL
JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
WHERE {_LATE}
"""


def _steps(of: str, reason: str, day: str, write: str) -> tuple[str, str, str]:
    """Which feeds, what is staged, and what is written beside it."""
    ends = f"{ends_sql(reason, day)}{of} AND e.feed_id = ANY (%(feeds)s) ORDER BY e.feed_id, e.seq"
    return f"SELECT DISTINCT e.feed_id {of}", ends, write


LEASES = _steps(
    _UNANSWERED,
    "'lease_ended'",
    day_sql("t.ends_on", "c.effective_from"),
    f"""UPDATE exemptions_tenancy t SET state = 'ended', answered_at = %(at)s
    FROM exemptions_row r WHERE r.id = t.row_id AND {_OVER}""",
)
MOVES = _steps(
    _UNFINISHED,
    "'relocated'",
    day_sql("m.moved_on", "c.effective_from"),
    f"UPDATE exemptions_move m SET ended_on = %(today)s WHERE {_LATE}",
)

STANDING_FEEDS = """
SELECT DISTINCT e.feed_id FROM exemptions_exemption e
WHERE e.row_id = %(row)s AND e.ended_on IS NULL
"""
PROLONG = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, reason, effective_from, effective_until, decided_at, record)
SELECT e.feed_id, e.province, e.county, e.centre, e.bill_id, e.row_id, e.household_id, 'amend',
  e.exemption_id, e.version + 1, 'correction', %(today)s, %(new_end)s, %(at)s,
  c.record || jsonb_build_object('version', e.version + 1, 'effective_from', %(today)s::date)
FROM exemptions_exemption e
JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
WHERE e.row_id = %(row)s AND e.ended_on IS NULL ORDER BY e.feed_id, e.seq
"""
ROW = """
UPDATE exemptions_row r SET tenancy_end = %(new_end)s, version = r.version + 1,
  changed_at = %(at)s, changed_by = %(me)s
FROM exemptions_row o WHERE o.id = %(row)s AND r.household_id = o.household_id
  AND r.campaign_id = o.campaign_id AND r.tenure = 'tenant'
  AND (r.province, r.county, r.centre) = (o.province, o.county, o.centre)
"""
CORRECTION = """
CREATE TEMP TABLE corrections ON COMMIT DROP AS
SELECT r.person_id, r.household_id, NULL::text AS mobile, NULL::text AS postal_code,
  NULL::text AS tenure, %(new_end)s::date AS tenancy_end, NULL::text AS status,
  NULL::text AS status_evidence
FROM exemptions_row r WHERE r.id = %(row)s
"""
# Of a number that several households gave, nobody knows which of them answers.
ASKED_OF = """
SELECT min(t.id) FROM exemptions_tenancy t
WHERE t.state = 'asked' AND t.mobile = %(mobile)s HAVING count(*) = 1
"""
