"""The one writer of feeds: numbers changes without a hole and keeps where each exemption stands.

Whatever ends or begins an exemption stages its changes here (staged) and appends them (append).
Numbers are given under one lock a feed that is held to the end of the transaction, so a reader
never sees a number whose predecessors are still on their way (promises.md R9).
"""

import secrets
from collections.abc import Collection

from django.db import connection

from sayeban.exemptions.actions.compare_publishers import compare_publishers

TABLE = "feed_staged"

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.feed/' || %s, 0))"

_STAGE = f"""
DROP TABLE IF EXISTS pg_temp.{TABLE};
CREATE TEMP TABLE {TABLE} (
  n bigint GENERATED ALWAYS AS IDENTITY, feed_id text, province text, county text, centre text,
  bill_id text, row_id bigint, household_id bigint, op text, exemption_id uuid, version bigint,
  supersedes uuid, reason text, effective_from date, effective_until date, decided_at timestamptz,
  record jsonb, seq bigint
) ON COMMIT DROP
"""

_NUMBER = f"""
UPDATE {TABLE} s SET seq = f.last_seq + o.place
FROM exemptions_feed f,
  (SELECT n, row_number() OVER (PARTITION BY feed_id ORDER BY n) AS place FROM {TABLE}) o
WHERE f.feed_id = s.feed_id AND o.n = s.n
"""

_CHANGES = f"""
INSERT INTO exemptions_feedchange (feed_id, seq, province, county, centre, op, exemption_id,
  version, supersedes, reason, effective_from, effective_until, decided_at, record)
SELECT feed_id, seq, province, county, centre, op, exemption_id, version, supersedes, reason,
  effective_from, effective_until, decided_at, record
FROM {TABLE}
"""

# In the order in which receipts lock them, so that the two do not wait for each other.
_HELD = f"""
SELECT count(*) FROM (
  SELECT FROM exemptions_exemption e
  WHERE e.exemption_id IN (SELECT exemption_id FROM {TABLE} WHERE op <> 'grant')
  ORDER BY e.exemption_id FOR UPDATE
) held
"""

# Ends come before beginnings: a meter is exempted once at a time, also where two households change
# their bill ids with each other.
_LET_GO = f"""
UPDATE exemptions_exemption e SET ended_on = s.effective_from
FROM {TABLE} s WHERE s.exemption_id = e.exemption_id AND s.op <> 'grant'
  AND (s.op = 'revoke' OR s.bill_id <> e.bill_id OR s.row_id <> e.row_id)
"""
_CHANGED = f"""
UPDATE exemptions_exemption e SET version = s.version, seq = s.seq,
  province = s.province, county = s.county, centre = s.centre, row_id = s.row_id,
  household_id = s.household_id, bill_id = s.bill_id, told_at = s.decided_at,
  ended_on = CASE WHEN s.op = 'revoke' THEN s.effective_from END
FROM {TABLE} s WHERE s.exemption_id = e.exemption_id AND s.op <> 'grant'
"""

_GRANTED = f"""
INSERT INTO exemptions_exemption (exemption_id, feed_id, publisher, utility, bill_id, row_id,
  household_id, version, seq, starts_on, told_at, province, county, centre)
SELECT s.exemption_id, s.feed_id, f.publisher, f.utility, s.bill_id, s.row_id, s.household_id,
  s.version, s.seq, s.effective_from, s.decided_at, s.province, s.county, s.centre
FROM {TABLE} s JOIN exemptions_feed f USING (feed_id) WHERE s.op = 'grant'
"""

# Of what ended nothing is left to mend, and what its company noticed is answered.
_SETTLED = (
    f"""
UPDATE exemptions_correction c SET settled_at = s.decided_at, how = 'ended'
FROM {TABLE} s WHERE s.exemption_id = c.exemption_id AND c.settled_at IS NULL AND s.op = 'revoke'
""",
    f"""
UPDATE exemptions_companynotice n SET settled_at = s.decided_at
FROM {TABLE} s WHERE s.exemption_id = n.exemption_id AND n.settled_at IS NULL AND s.op = 'revoke'
""",
)

_COUNTED = f"""
UPDATE exemptions_feed f SET last_seq = s.last
FROM (SELECT feed_id, max(seq) AS last FROM {TABLE} GROUP BY 1) s WHERE s.feed_id = f.feed_id
"""

_TOUCHED = f"SELECT array_agg(exemption_id), max(decided_at) FROM {TABLE}"


def ends_sql(reason: str, day: str) -> str:
    """Stages the ends of exemptions `e`; which ones, what follows says. Parameter at."""
    return f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, reason, effective_from, decided_at)
SELECT e.feed_id, e.province, e.county, e.centre, e.bill_id, e.row_id, e.household_id, 'revoke',
  e.exemption_id, e.version + 1, {reason}, {day}, %(at)s
"""


def lock_feeds(feeds: Collection[str]) -> None:
    """Make sure that the feeds are there and hold their numbers until the transaction ends.

    A feed is called publisher.utility.province.company. Always in one order, so that two who lock
    several do not wait for each other.
    """
    with connection.cursor() as cursor:
        for feed in sorted(set(feeds)):
            publisher, utility, province, company = feed.split(".")
            cursor.execute(_LOCK, [feed])
            cursor.execute(
                "INSERT INTO exemptions_feed"
                " (feed_id, publisher, utility, province, company, epoch)"
                " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [feed, publisher, utility, province, company, secrets.token_hex(4)],
            )


def stage_changes() -> None:
    """An empty table of changes, filled by the caller with SQL in the order of their numbers.

    Several changes of one exemption are not staged together.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)


def append_changes() -> int:
    """Number what is staged and write it; how many. The feeds are locked by the caller before."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD)
        cursor.execute(_NUMBER)
        cursor.execute(_CHANGES)
        appended: int = cursor.rowcount
        for step in (_LET_GO, _CHANGED, _GRANTED, *_SETTLED, _COUNTED):
            cursor.execute(step)
        cursor.execute(_TOUCHED)
        changed, at = cursor.fetchone() or ([], None)
    if at is not None:
        compare_publishers(changed, at)
    return appended
