"""How long a service takes: what was measured where there is enough of it, else its own days."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from django.db import connection

from sayeban.cases.refusals import ServiceRetired, ServiceUnknown
from sayeban.kit.units import Unit

ENOUGH: Final = 30
"""Cases closed in the last 20 working days from which on a province's own durations are shown."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised for a case that opens now: `days` working days, so until `on`.

    `p50` and `p80`: half and eight of ten cases were over within so many working days ("own" of
    the province, "nation" of the country); None where too few were closed to say so ("target").
    The promise is the service's own days, or p80 where that is longer: what is not kept is not
    promised.
    """

    days: int
    on: date
    p50: int | None
    p80: int | None
    basis: Literal["own", "nation", "target"]


_ASKED = """
SELECT v.id, v.usual_days, v.legal_deadline_days, s.id, s.title, s.retired_at IS NOT NULL,
  m.province, m.p50, m.p80
FROM cases_service s
JOIN cases_serviceversion v ON v.service_id = s.id AND v.state = 'published'
LEFT JOIN LATERAL (
  SELECT province, p50, p80 FROM cases_duration
  WHERE service_id = s.id AND province IN (%(province)s, '') AND exits >= %(enough)s
    AND p50 IS NOT NULL
  ORDER BY province DESC LIMIT 1
) m ON true
WHERE s.code = %(service)s
"""
_DAY = """
SELECT t.day FROM cases_calendar f
JOIN cases_calendar t ON t.province = f.province AND t.working AND t.wd = f.wd + %(days)s
WHERE f.province = %(province)s AND f.day = %(day)s
"""


@dataclass(frozen=True, slots=True)
class Offered:
    """The version of a service that new cases take, with its promise in one unit."""

    service_id: int
    version_id: int
    title: str
    legal_deadline_days: int | None
    promise: Promise


def offered(service: str, unit: Unit, day: date) -> Offered:
    """What a new case gets; refuses service.unknown and service.retired."""
    asked: dict[str, str | int] = {"service": service, "province": unit.province, "enough": ENOUGH}
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, asked)
        row: tuple[Any, ...] | None = cursor.fetchone()
    if row is None:
        raise ServiceUnknown(service=service)
    version, usual, legal, service_id, title, retired, province, p50, p80 = row
    if retired:
        raise ServiceRetired(service=title)
    days = max(usual, p80 or 0)
    basis: Literal["own", "nation", "target"] = (
        "target" if province is None else "own" if province else "nation"
    )
    on = working_day(unit.province, day, days)
    return Offered(service_id, version, title, legal, Promise(days, on, p50, p80, basis))


def promise(service: str, unit: Unit, day: date) -> Promise:
    """How long the service takes from `day` on in a unit's province."""
    return offered(service, unit, day).promise


def working_day(province: str, start: date, days: int) -> date:
    """The working day that ends `days` working days after `start` in a province."""
    with connection.cursor() as cursor:
        cursor.execute(_DAY, {"province": province, "day": start, "days": days})
        found: tuple[date] | None = cursor.fetchone()
    assert found is not None, "the calendar is kept for three years ahead"
    return found[0]
