"""Where the feeds of companies stand."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.organisations.public import AgreementFacts, agreements, by_feed

# Each feed with what stands in it by what the company said of it.
_STANDING: Final = """
SELECT f.feed_id, f.publisher, f.utility, f.province, f.company, f.last_seq,
  coalesce(c.standing, 0), coalesce(c.applied, 0), coalesce(c.rejected, 0),
  coalesce(c.waiting, 0), coalesce(c.ended, 0)
FROM exemptions_feed f LEFT JOIN (
  SELECT e.feed_id, count(*) FILTER (WHERE e.ended_on IS NULL) AS standing,
    count(*) FILTER (WHERE e.ended_on IS NULL AND e.receipt_status = 'succ'
      AND e.receipt_version = e.version) AS applied,
    count(*) FILTER (WHERE e.ended_on IS NULL AND e.receipt_status = 'rjct'
      AND e.receipt_version = e.version) AS rejected,
    count(*) FILTER (WHERE e.ended_on IS NULL AND (e.receipt_status NOT IN ('succ', 'rjct')
      OR e.receipt_version < e.version)) AS waiting,
    count(*) FILTER (WHERE e.ended_on IS NOT NULL) AS ended
  FROM exemptions_exemption e
  WHERE (%(company)s = '' OR e.feed_id IN (
    SELECT own.feed_id FROM exemptions_feed own
    WHERE own.utility = %(utility)s AND own.company = %(company)s
  )) AND (%(feeds)s::text[] IS NULL OR e.feed_id = ANY (%(feeds)s))
  GROUP BY 1
) c USING (feed_id)
WHERE (%(company)s = '' OR (f.utility = %(utility)s AND f.company = %(company)s))
  AND (%(feeds)s::text[] IS NULL OR f.feed_id = ANY (%(feeds)s))
ORDER BY f.province, f.utility, f.company, f.publisher
"""

_UNPUBLISHED: Final = "SELECT id FROM exemptions_release WHERE published_at IS NULL ORDER BY id"


@dataclass(frozen=True, slots=True)
class FeedState:
    """One feed: how many changes, how many exemptions stand, and what the company said of them.

    `waiting` got no final word yet for the version that stands. `agreement` is the state of the
    company's agreement, "" where there is none: then nobody reads the feed.
    """

    agreement: str
    feed_id: str
    publisher: str
    utility: str
    province: str
    company: str
    last_seq: int
    standing: int
    applied: int
    rejected: int
    waiting: int
    ended: int

    def as_json(self) -> dict[str, object]:
        """What the operator's command shows."""
        return asdict(self)


def feed_states(
    at: datetime, *, utility: str = "", company: str = "", feeds: list[str] | None = None
) -> list[FeedState]:
    """Every feed in the reader's scope, by province and utility; of one company, or these alone."""
    found = by_feed(agreements(at, utility=utility, company=company))
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"utility": utility, "company": company, "feeds": feeds})
        return [FeedState(_state(found.get(row[0])), *row) for row in cursor.fetchall()]


def feed_ids() -> frozenset[str]:
    """The names of the feeds in the reader's scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT feed_id FROM exemptions_feed")
        return frozenset(name for (name,) in cursor.fetchall())


def _state(agreement: AgreementFacts | None) -> str:
    return agreement.state if agreement else ""


def unpublished() -> list[int]:
    """Released lists that have not entered the feeds yet, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_UNPUBLISHED)
        return [number for (number,) in cursor.fetchall()]
