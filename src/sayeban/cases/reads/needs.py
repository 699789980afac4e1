"""Whom a rule says yes of and who has no case of its services: need that nobody asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from sayeban.cases.models import ServiceVersion
from sayeban.eligibility.public import DECIDED, FoundByRule
from sayeban.facts.public import source_of
from sayeban.kit.units import Unit

# A case that was withdrawn is no answer to the need; every other one, open or ended, is.
_SERVED: Final = """
EXISTS (SELECT FROM cases_case c WHERE c.service_id = ANY(%(services)s)
  AND c.result <> 'withdrawn' AND {whose})
"""
_WHOSE: Final = {
    "person": "c.person_id = d.subject_id",
    "household": (
        "c.person_id IN (SELECT m.id FROM {members} m WHERE m.household_id = d.subject_id)"
    ),
}
_COUNTS: Final = """
SELECT {place}, count(*) FILTER (WHERE outcome),
  count(*) FILTER (WHERE outcome AND NOT served), count(*) FILTER (WHERE outcome IS NULL)
FROM (SELECT d.*, d.outcome AND {served} AS served FROM ({decided}) d) told
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_NAMED: Final = """
SELECT d.subject_id, d.province, d.county, d.centre FROM ({decided}) d
WHERE d.outcome AND NOT {served}
ORDER BY d.province, d.county, d.centre, d.subject_id LIMIT %(most)s
"""
_PLACES: Final = {
    "hq": "province, '' AS county, '' AS centre",
    "province": "province, county, '' AS centre",
    "county": "province, county, centre",
}
_ANY_OF: Final = """
SELECT DISTINCT ON (household_id) household_id, id FROM {members}
WHERE household_id = ANY(%s) ORDER BY household_id, id
"""


@dataclass(frozen=True, slots=True)
class NeedCount:
    """Of one unit: how many have a yes, how many of them no case, and of how many it is unknown."""

    unit: Unit
    yes: int
    without: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Needy:
    """One with a yes and without a case. `person_id` is he himself, or one of the household."""

    subject_id: int
    person_id: int | None
    unit: Unit


def services_of(found: FoundByRule) -> dict[int, str]:
    """Published services that ask the rule, or that it names itself: titles by id."""
    published = ServiceVersion.objects.filter(state="published", service__retired_at=None)
    asking = published.filter(rule_code=found.code).values_list("service_id", "service__title")
    named = published.filter(service__code=found.service or None)
    return dict(asking) | dict(named.values_list("service_id", "service__title"))


def need_counts(found: FoundByRule, level: str) -> list[NeedCount]:
    """By province, county or centre, whatever lies below a unit of this level; names nobody."""
    place = _PLACES.get(level, _PLACES["county"])
    rows = _asked(_COUNTS.replace("{place}", place), found)
    return [
        NeedCount(Unit.of_place(province, county, centre), *counts)
        for province, county, centre, *counts in rows
    ]


def without_case(found: FoundByRule, most: int) -> list[Needy]:
    """At most so many within the reader's places. The caller records the look with its purpose."""
    rows = _asked(_NAMED, found, most=most)
    persons = _persons([subject for subject, *_ in rows], found.subject)
    return [Needy(subject, persons.get(subject), Unit.of_place(*place)) for subject, *place in rows]


def _asked(sql: str, found: FoundByRule, **given: Any) -> list[tuple[Any, ...]]:
    whose = _WHOSE[found.subject].format(members=source_of("person"))
    told = {"run": found.run_id, "services": list(services_of(found)), **given}
    with connection.cursor() as cursor:
        cursor.execute(sql.format(served=_SERVED.format(whose=whose), decided=DECIDED), told)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _persons(subjects: Sequence[int], kind: str) -> dict[int, int]:
    if kind == "person":
        return {subject: subject for subject in subjects}
    with connection.cursor() as cursor:
        cursor.execute(_ANY_OF.format(members=source_of("person")), [list(subjects)])
        return dict(cursor.fetchall())
