"""Whenever exemptions change, those that two institutions give at once are found (A-113).

A step of feed_log.append_changes, which alone writes exemptions, so that nothing escapes it.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.runtime.context import nationwide

# One of the two ended, or they share nothing any more.
_SETTLE = """
UPDATE exemptions_doublecover d SET how = 'ended', settled_at = %(at)s
FROM exemptions_exemption x, exemptions_exemption y
WHERE x.exemption_id = d.exemption_id AND y.exemption_id = d.other_id AND d.how <> 'ended'
  AND (d.exemption_id = ANY (%(changed)s) OR d.other_id = ANY (%(changed)s))
  AND NOT (x.ended_on IS NULL AND y.ended_on IS NULL
    AND (x.bill_id = y.bill_id OR x.household_id = y.household_id))
"""

# By publisher first, as the index of standing meters is; with one institution there is none.
_FIND = """
WITH others AS (SELECT DISTINCT publisher FROM exemptions_feed),
changed AS (
  SELECT * FROM exemptions_exemption
  WHERE exemption_id = ANY (%(changed)s) AND ended_on IS NULL
), met AS (
  SELECT x.exemption_id AS one, y.exemption_id AS two, 'meter' AS same
  FROM changed x JOIN others o ON o.publisher <> x.publisher
  JOIN exemptions_exemption y ON y.publisher = o.publisher AND y.utility = x.utility
    AND y.bill_id = x.bill_id AND y.ended_on IS NULL
  UNION ALL
  SELECT x.exemption_id, y.exemption_id, 'household'
  FROM changed x JOIN others o ON o.publisher <> x.publisher
  JOIN exemptions_exemption y ON y.household_id = x.household_id AND y.utility = x.utility
    AND y.publisher = o.publisher AND y.bill_id <> x.bill_id AND y.ended_on IS NULL
), sides AS (
  SELECT one, two, same FROM met UNION SELECT two, one, same FROM met
)
INSERT INTO exemptions_doublecover (exemption_id, other_id, utility, publisher, other_publisher,
  same, found_at, province, county, centre)
SELECT s.one, s.two, x.utility, x.publisher, y.publisher, s.same, %(at)s, x.province, x.county,
  x.centre
FROM sides s
JOIN exemptions_exemption x ON x.exemption_id = s.one
JOIN exemptions_exemption y ON y.exemption_id = s.two
ON CONFLICT DO NOTHING
"""


def compare_publishers(changed: list[str], at: datetime) -> None:
    """Settle what is over and flag to both sides what begins, for the exemptions `changed`."""
    given: dict[str, Any] = {"changed": changed, "at": at}
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_SETTLE, given)
        cursor.execute(_FIND, given)
