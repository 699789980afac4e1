"""Count the households of a bill month by what their company reported of them (A-007).

Counting reads every exemption of a utility, so it is done by the clock where something changed,
and pages read what was counted.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.rules_consumption import Month, month_of, months_between
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking

_FARTHEST: Final = timedelta(days=2 * 366)
"""What changed farther back than this is not counted again: bills are settled by then."""

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.consumption', 0))"

# A mark of a month that has not come yet waits for it; one that comes meanwhile is not seen.
_MARKS: Final = """
DELETE FROM exemptions_consumptionstale WHERE utility = %(utility)s AND since <= %(today)s
RETURNING since, coalesce(until, %(today)s)
"""
_UTILITIES: Final = """
SELECT utility FROM exemptions_consumptionstale WHERE since <= %(today)s
UNION SELECT f.utility FROM exemptions_feed f WHERE f.last_seq > 0 AND NOT EXISTS (
  SELECT FROM exemptions_consumptioncount c
  WHERE c.utility = f.utility AND c.month = %(month)s)
ORDER BY 1
"""
_FORGET: Final = (
    "DELETE FROM exemptions_consumptioncount WHERE utility = %(utility)s AND month = %(first)s"
)
# A household counts once: where it lives now and was answered last, or unanswered where it came
# to last. Its amounts are those of all its bills of the month, in the newest revision of each.
_COUNT: Final = """
WITH covered AS (
  SELECT e.exemption_id, e.household_id, e.feed_id, e.province, e.county, e.starts_on
  FROM exemptions_exemption e
  WHERE e.utility = %(utility)s AND e.starts_on <= %(last)s
    AND (e.ended_on IS NULL OR e.ended_on > %(first)s)
), newest AS (
  SELECT DISTINCT ON (r.exemption_id, r.period_end) r.exemption_id, r.period_end, r.tier,
    r.outcome, r.gross_amount, r.exempted_amount
  FROM exemptions_consumptionreport r
  WHERE r.feed_id IN (SELECT f.feed_id FROM exemptions_feed f WHERE f.utility = %(utility)s)
    AND r.period_end BETWEEN %(first)s AND %(last)s
  ORDER BY r.exemption_id, r.period_end, r.revision DESC
), said AS (
  SELECT c.feed_id, c.province, c.county, n.tier, n.outcome,
    sum(n.gross_amount) FILTER (WHERE n.exempted_amount IS NOT NULL) OVER household AS gross,
    sum(n.exempted_amount) FILTER (WHERE n.gross_amount IS NOT NULL) OVER household AS exempted,
    row_number() OVER (household ORDER BY n.period_end DESC NULLS LAST, c.starts_on DESC,
      c.exemption_id) AS place
  FROM covered c LEFT JOIN newest n USING (exemption_id)
  WINDOW household AS (PARTITION BY c.household_id)
)
INSERT INTO exemptions_consumptioncount (utility, month, feed_id, province, county, centre, tier,
  outcome, households, priced, gross, exempted)
SELECT %(utility)s, %(first)s, feed_id, province, county, '', coalesce(tier, 0),
  coalesce(outcome, ''), count(*), count(gross), coalesce(sum(gross), 0),
  coalesce(sum(exempted), 0)
FROM said WHERE place = 1 GROUP BY feed_id, province, county, tier, outcome
"""


@action("exemptions.count_consumption", operator=True, about=("utility",))
def count_consumption(*, actor: Actor, at: datetime, utility: str) -> int:
    """Count the months of a utility in which something changed, and this one; how many."""
    del actor
    today = today_of(at)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        cursor.execute(_MARKS, {"utility": utility, "today": today})
        months = {month_of(today)}
        for since, until in cursor.fetchall():
            months |= set(months_between(max(since, today - _FARTHEST), until))
        for month in sorted(months):
            _count(utility, month)
    return len(months)


def count_changed_consumption(*, at: datetime) -> int:
    """The same by the clock for each utility; where nothing changed, nothing is recorded."""
    with looking(SYSTEM):
        changed = _changed(today_of(at))
    return sum(count_consumption(actor=SYSTEM, at=at, utility=each) for each in changed)


def _changed(today: date) -> list[str]:
    """Utilities with marks, or without a count of this month."""
    with connection.cursor() as cursor:
        cursor.execute(_UTILITIES, {"today": today, "month": month_of(today).first})
        return [utility for (utility,) in cursor.fetchall()]


def _count(utility: str, month: Month) -> None:
    given: dict[str, Any] = {"utility": utility, "first": month.first, "last": month.last}
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, given)
        cursor.execute(_COUNT, given)
