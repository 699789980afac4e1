"""Which lists of offices held one person's rows, and when: a look at one of them concerns him."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as the audit names it, and from when until when he stood in it (None: still)."""

    subject: str
    subject_id: str
    since: datetime
    until: datetime | None


# A row that moved stood in the lists of its office of before, as its history says; of its lines
# those where it only changed say nothing of that.
_STAYS: Final = """
WITH mine AS (
  SELECT r.id, k.code, k.opened_at, r.collected_at IS NOT NULL AS was_collected,
    (SELECT min(c.opened_at) FROM exemptions_correction c WHERE c.row_id = r.id) AS sent_back_at,
    r.province, r.county, r.centre
  FROM exemptions_row r JOIN exemptions_campaign k ON k.id = r.campaign_id
  WHERE r.person_id = %(person)s
), lines AS (
  SELECT m.id, ARRAY[h.province, h.county, h.centre] AS place, h.at AS until, h.id AS line
  FROM mine m JOIN runtime_history h ON h.table_name = 'exemptions_row' AND h.row_id = m.id
  UNION ALL SELECT id, ARRAY[province, county, centre], NULL, NULL FROM mine
), moves AS (
  SELECT *, lead(place) OVER (PARTITION BY id ORDER BY until, line) AS following FROM lines
)
SELECT k.code, k.was_collected, k.sent_back_at, m.place,
  coalesce(lag(m.until) OVER (PARTITION BY m.id ORDER BY m.until, m.line), k.opened_at), m.until
FROM moves m JOIN mine k USING (id) WHERE m.place IS DISTINCT FROM m.following
"""
_SAMPLES: Final = """
SELECT k.code, s.level, s.province, s.county, s.drawn_at
FROM exemptions_samplerow d JOIN exemptions_sample s ON s.id = d.sample_id
JOIN exemptions_row r ON r.id = d.row_id JOIN exemptions_campaign k ON k.id = r.campaign_id
WHERE r.person_id = %(person)s
"""

# Lists of moves and of ends of tenancies hold them for good, at the unit of before and at the new
# one.
_MOVING: Final = """
SELECT k.code, m.province, m.county, m.centre, m.since
FROM exemptions_row r JOIN exemptions_campaign k ON k.id = r.campaign_id
JOIN (
  SELECT row_id, came_province AS province, came_county AS county, came_centre AS centre,
    reported_at AS since FROM exemptions_move
  UNION ALL SELECT row_id, province, county, centre, reported_at FROM exemptions_move
  UNION ALL SELECT row_id, province, county, centre, asked_at FROM exemptions_tenancy
) m ON m.row_id = r.id
WHERE r.person_id = %(person)s
"""

# The lists of a company, which hold his meters from when the company was first told of one.
_TOLD: Final = """
SELECT e.utility || '/' || f.company, least(min(e.starts_on)::timestamptz, min(e.told_at))
FROM exemptions_exemption e JOIN exemptions_feed f USING (feed_id)
JOIN exemptions_row r ON r.id = e.row_id
WHERE r.person_id = %(person)s GROUP BY 1
"""


def lists_of(person_id: int) -> tuple[Listed, ...]:
    """Within the scope of the look that it runs in.

    The audit keeps of a list whose it was and how many persons it showed, not which: a page or a
    filtered part of his office's list counts as his.
    """
    return (
        *_stays(person_id),
        *_samples(person_id),
        *_moving(person_id),
        *_told(person_id),
    )


def _stays(person_id: int) -> Iterator[Listed]:
    with connection.cursor() as cursor:
        cursor.execute(_STAYS, {"person": person_id})
        for code, was_collected, sent_back_at, place, since, until in cursor.fetchall():
            own = Unit.of_place(*place)
            yield Listed("exemptions.calls", f"{code}/{own}", since, until)
            for unit in _above(own):
                yield Listed("exemptions.rows", f"{code}/{unit}", since, until)
                if was_collected:
                    yield Listed("exemptions.batch", f"{code}/{unit}", since, until)
                if sent_back_at and (until is None or sent_back_at < until):
                    back = max(since, sent_back_at)
                    yield Listed("exemptions.corrections", f"{code}/{unit}", back, until)


def _samples(person_id: int) -> Iterator[Listed]:
    """Under the office that drew it; the sample's own place is that of its batch."""
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLES, {"person": person_id})
        for code, level, province, county, since in cursor.fetchall():
            unit = Unit.of_county(county) if level == "county" else Unit.of_province(province)
            yield Listed("exemptions.sample", f"{code}/{unit}", since, None)


def _moving(person_id: int) -> Iterator[Listed]:
    with connection.cursor() as cursor:
        cursor.execute(_MOVING, {"person": person_id})
        for code, province, county, centre, since in cursor.fetchall():
            for unit in _above(Unit.of_place(province, county, centre)):
                yield Listed("exemptions.moves", f"{code}/{unit}", since, None)


def _told(person_id: int) -> Iterator[Listed]:
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, {"person": person_id})
        for company, since in cursor.fetchall():
            yield Listed("exemptions.told", company, since, None)


def _above(own: Unit) -> set[Unit]:
    """The unit and those that cover it."""
    above = {own, Unit.of_province(own.province), Unit.hq()}
    return above | {Unit.of_county(own.county)} if own.county else above
