"""Feeds against what companies said of them: by feed, county, reason, and how long nothing came.

Figures are sums of the kept counts, so they cost the same whatever the country holds; row-level
security bounds them to the reader's places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.models import Feed
from sayeban.exemptions.rules_unanswered import late_since
from sayeban.kit.units import Unit
from sayeban.organisations.public import agreements, by_feed

AGES: Final = (7, 14, 30)
"""Upper ends in days of the ages of what has no receipt; the last age has no end."""

# Of one line of the counts: how far the company is, for what stands and for what ended.
_SUMS: Final = """
  coalesce(sum(exemptions) FILTER (WHERE NOT ended), 0),
  coalesce(sum(exemptions) FILTER (WHERE NOT ended AND status IN ('rcvd', 'pdng')), 0),
  coalesce(sum(exemptions) FILTER (WHERE NOT ended AND status = 'succ'), 0),
  coalesce(sum(exemptions) FILTER (WHERE NOT ended AND status = 'rjct'), 0),
  coalesce(sum(exemptions) FILTER (WHERE NOT ended AND status = ''), 0),
  coalesce(sum(exemptions) FILTER (WHERE ended), 0),
  coalesce(sum(exemptions) FILTER (WHERE ended AND status = ''), 0),
  coalesce(sum(exemptions) FILTER (WHERE status = '' AND told_on <= %(late)s
    AND feed_id = ANY (%(owing)s)), 0)
"""
_BY: Final = f"""
SELECT {{by}}, {_SUMS} FROM exemptions_toldcount
WHERE %(feeds)s::text[] IS NULL OR feed_id = ANY (%(feeds)s)
GROUP BY 1 HAVING sum(exemptions) <> 0 ORDER BY 1
"""
_REASONS: Final = """
SELECT code, sum(exemptions) FROM exemptions_toldcount
WHERE feed_id = ANY (%(feeds)s) AND status = 'rjct' AND NOT ended
GROUP BY 1 HAVING sum(exemptions) <> 0 ORDER BY 2 DESC, 1
"""
_AGES: Final = f"""
SELECT width_bucket(%(today)s::date - told_on, ARRAY{[days + 1 for days in AGES]}), ended,
  sum(exemptions)
FROM exemptions_toldcount WHERE feed_id = ANY (%(feeds)s) AND status = ''
GROUP BY 1, 2 HAVING sum(exemptions) <> 0
"""
# Lines are cancelled by others: the oldest day of a group whose sum is not zero is what waits.
_LATE: Final = """
WITH lines AS (
  SELECT feed_id, told_on, sum(exemptions) AS exemptions FROM exemptions_toldcount
  WHERE status = '' AND told_on <= %(late)s AND feed_id = ANY (%(owing)s)
    AND (%(province)s = '' OR province = %(province)s) AND (%(county)s = '' OR county = %(county)s)
    AND (%(centre)s = '' OR centre = %(centre)s)
  GROUP BY 1, 2 HAVING sum(exemptions) <> 0
)
SELECT feed_id, sum(exemptions), min(told_on) FROM lines GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Said:
    """How far a company is with what it was told.

    `standing` = `received` + `applied` + `rejected` + `unanswered`; `ended` were revoked, of them
    `ends_unanswered` got no receipt. `late`: of both kinds what has waited longer than allowed.
    """

    standing: int = 0
    received: int = 0
    applied: int = 0
    rejected: int = 0
    unanswered: int = 0
    ended: int = 0
    ends_unanswered: int = 0
    late: int = 0

    def __add__(self, other: "Said") -> "Said":
        return Said(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a receipt since `since` or later."""

    feed_id: str
    exemptions: int
    since: date


def said_by_feed(at: datetime, feeds: Sequence[str] | None = None) -> dict[str, Said]:
    """Each feed that holds anything: of these, or all in the reader's scope."""
    return dict(_said("feed_id", None if feeds is None else list(feeds), at))


def said_by_county(feeds: Sequence[str], at: datetime) -> dict[str, Said]:
    """The feeds together by the code of the county."""
    return dict(_said("county", list(feeds), at))


def rejections(feeds: Sequence[str]) -> dict[str, int]:
    """What stands rejected by the code of the reason, the most frequent first."""
    with connection.cursor() as cursor:
        cursor.execute(_REASONS, {"feeds": list(feeds)})
        return {code: int(count) for code, count in cursor.fetchall()}


def ages(feeds: Sequence[str], today: date) -> list[tuple[int, int]]:
    """What has no receipt by AGES, one more for what is older: (grants, ends)."""
    found: dict[tuple[int, bool], int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_AGES, {"feeds": list(feeds), "today": today})
        for age, ended, count in cursor.fetchall():
            found[age, ended] = int(count)
    return [(found.get((age, False), 0), found.get((age, True), 0)) for age in range(len(AGES) + 1)]


def late_feeds(at: datetime, where: Unit | None = None) -> list[Waiting]:
    """Feeds in which something of the unit (None = the country) waits longer than allowed."""
    unit = where or Unit.hq()
    given: dict[str, Any] = {
        "late": late_since(today_of(at)),
        "owing": owing(at),
        **unit.columns,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATE, given)
        return [Waiting(feed, int(count), since) for feed, count, since in cursor.fetchall()]


def unanswered(publisher: str, where: Unit, at: datetime) -> int:
    """How much of a publisher's, in the unit and below, waits longer than allowed."""
    return sum(
        each.exemptions for each in late_feeds(at, where) if each.feed_id.split(".")[0] == publisher
    )


def owing(at: datetime) -> list[str]:
    """Feeds that have been open long enough for a receipt: who may not read yet is not late."""
    since = late_since(today_of(at))
    return [
        feed_id
        for feed_id, each in by_feed(agreements(at)).items()
        if each.delivers and each.ready_at and today_of(each.ready_at) <= since
    ]


def feeds_of(utility: str, company: str) -> list[str]:
    """The feeds of a company in the reader's scope."""
    found = Feed.objects.filter(utility=utility, company=company).order_by("feed_id")
    return list(found.values_list("feed_id", flat=True))


def _said(by: str, feeds: list[str] | None, at: datetime) -> Iterator[tuple[str, Said]]:
    given: dict[str, Any] = {"feeds": feeds, "late": late_since(today_of(at)), "owing": owing(at)}
    with connection.cursor() as cursor:
        cursor.execute(_BY.format(by=by), given)
        for key, *figures in cursor.fetchall():
            yield key, Said(*map(int, figures))
