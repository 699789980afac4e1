"""What companies sent back: listed and counted for a unit, and all of it for one row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sayeban.kit.units import Unit

PAGE: Final = 50
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list shows, "" is everything. `state` is "open" or how a correction was settled."""

    utility: str = ""
    code: str = ""
    state: str = OPEN


@dataclass(frozen=True, slots=True)
class SentBack:
    """One correction. `company` is its name, "" where it is known no more; `how` "" while open."""

    unit: Unit
    id: int
    company: str
    utility: str
    code: str
    message: str
    new_bill_id: str
    opened_at: datetime
    settled_at: datetime | None
    how: str
    key: UUID
    full_name: str
    state: str
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Word:
    """What a company said about one row. `settled`: it is answered."""

    company: str
    utility: str
    code: str
    message: str
    new_bill_id: str
    at: datetime
    settled: bool


# By the feed's name: the feed itself is its province's to see.
_COMPANY = """organisations_utilitycompany k
  ON (k.province, k.utility, k.code) = (split_part(s.feed_id, '.', 3), s.utility,
    split_part(s.feed_id, '.', 4))"""
# A correction keeps the place of its row (rejudge), and is found by it.
_BOUNDS = """r.campaign_id = %(campaign)s
  AND (%(province)s = '' OR c.province = %(province)s)
  AND (%(county)s = '' OR c.county = %(county)s)
  AND (%(centre)s = '' OR c.centre = %(centre)s)"""
_WITHIN = f"exemptions_correction c JOIN exemptions_row r ON r.id = c.row_id WHERE {_BOUNDS}"

# By the id: the newest first, which few ask beyond.
_LIST = f"""
SELECT c.id, coalesce(k.name, ''), c.utility, c.code, c.message, c.new_bill_id, c.opened_at,
  c.settled_at, c.how, r.key, r.full_name, r.state, r.missing <> '{{}}', r.province, r.county,
  r.centre
FROM exemptions_correction c JOIN exemptions_row r ON r.id = c.row_id
LEFT JOIN {_COMPANY.replace("s.", "c.")}
WHERE {_BOUNDS}
  AND (%(utility)s = '' OR c.utility = %(utility)s) AND (%(code)s = '' OR c.code = %(code)s)
  AND CASE %(state)s WHEN '' THEN true WHEN 'open' THEN c.settled_at IS NULL
      ELSE c.how = %(state)s END
  AND (%(after)s = 0 OR c.id < %(after)s)
ORDER BY c.id DESC LIMIT %(limit)s
"""
_COUNTS = f"""
SELECT coalesce(nullif(c.how, ''), 'open'), count(*) FROM {_WITHIN} GROUP BY 1
"""
OPEN_ROWS = f"SELECT count(DISTINCT c.row_id) FROM {_WITHIN} AND c.settled_at IS NULL"
"""Rows of a unit and below it with something open: of a campaign, province, county and centre."""
_WORDS = f"""
SELECT coalesce(k.name, ''), s.utility, s.code, s.message, s.new_bill_id, s.at, s.settled FROM (
  SELECT c.feed_id, c.utility, c.code, c.message, c.new_bill_id, c.opened_at AS at,
    c.settled_at IS NOT NULL AS settled
  FROM exemptions_correction c WHERE c.row_id = %(row)s
  UNION ALL
  SELECT n.feed_id, e.utility, n.kind, n.note, n.new_bill_id, n.at, false
  FROM exemptions_companynotice n JOIN exemptions_exemption e USING (exemption_id)
  WHERE e.row_id = %(row)s AND n.settled_at IS NULL AND NOT EXISTS (
    SELECT FROM exemptions_correction c WHERE c.exemption_id = n.exemption_id
      AND c.code = n.kind AND c.new_bill_id = n.new_bill_id AND c.settled_at IS NULL)
) s LEFT JOIN {_COMPANY}
ORDER BY s.settled, s.at DESC
"""


def _place(campaign: int, unit: Unit) -> dict[str, Any]:
    return {
        "campaign": campaign,
        **unit.columns,
    }


def corrections_of(
    campaign: int,
    unit: Unit,
    sought: Sought = Sought(),
    *,
    after: int = 0,
    limit: int | None = PAGE,
) -> tuple[list[SentBack], bool]:
    """Of a unit and those below it, newest first, behind the one with id `after`; and whether more
    follow. Without `limit` all of them."""
    asked = {"utility": sought.utility, "code": sought.code, "state": sought.state}
    bounds = {"after": after, "limit": limit + 1 if limit else None}
    with connection.cursor() as cursor:
        cursor.execute(_LIST, _place(campaign, unit) | asked | bounds)
        found = [_sent_back(line) for line in cursor.fetchall()]
    return found[:limit], bool(limit) and len(found) > (limit or 0)


def _sent_back(line: Sequence[Any]) -> SentBack:
    *known, province, county, centre = line
    return SentBack(Unit.of_place(province, county, centre), *known)


def correction_counts(campaign: int, unit: Unit) -> Mapping[str, int]:
    """How many are open and how many were settled in which way."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, _place(campaign, unit))
        return dict(cursor.fetchall())


def words_about(row_id: int) -> list[Word]:
    """All that companies said about a row that had to be mended, what is open first."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, {"row": row_id})
        return [Word(*line) for line in cursor.fetchall()]
