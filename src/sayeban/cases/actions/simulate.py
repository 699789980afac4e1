"""Made-up histories for demonstrations and benches: cases that went the usual way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import polars as pl
from django.db import connection

from sayeban.cases import definition
from sayeban.cases.actions import simulate_sql as sql
from sayeban.cases.actions.moving import run
from sayeban.cases.judging import usual_path
from sayeban.cases.models import ServiceVersion
from sayeban.cases.refusals import (
    ServiceUnknown,
    SimulateCases,
    SimulateDays,
    SimulateUnconfirmed,
)
from sayeban.cases.tracking import draw
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.bulk import stage

MOST_CASES: Final = 1_000_000
MOST_DAYS_BACK: Final = 400
"""The calendar reaches two years back."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """How many cases and steps were made."""

    cases: int
    steps: int

    def as_json(self) -> dict[str, int]:
        """What the operator's command shows."""
        return {"cases": self.cases, "steps": self.steps}


@action("cases.simulate", operator=True, about=("service",))
def simulate(
    *,
    actor: Actor,
    at: datetime,
    service: str,
    cases: int,
    days: int = 120,
    confirmed: bool = False,
    unit: Unit = Unit.hq(),  # noqa: B008 - a frozen value
) -> Simulated:
    """Open up to `cases` cases of persons of `unit` over the last `days` working days.

    They went the usual way, each in its own time; nobody is told. `confirmed`: it is known that
    persons of this register get made-up cases. Refuses service.unknown, simulate.cases,
    simulate.days and, when all that is right, simulate.unconfirmed.
    """
    del actor
    version = _version(service)
    if not 0 < cases <= MOST_CASES:
        raise SimulateCases(most=MOST_CASES)
    if not 0 < days <= MOST_DAYS_BACK:
        raise SimulateDays(most=MOST_DAYS_BACK)
    if not confirmed:
        raise SimulateUnconfirmed
    place = {"province": unit.province, "county": unit.county}
    persons = run(sql.PERSONS, {"service": version.service_id, "most": cases, **place})
    return simulate_for(version, persons, at, days)


def simulate_for(
    version: ServiceVersion, persons: Iterable[tuple[Any, ...]], at: datetime, days: int
) -> Simulated:
    """The same for these (id, province, county, centre), inside a running command."""
    rows = [(person, draw(), *place) for person, *place in persons]
    texts = dict.fromkeys(list(sql.COLUMNS)[1:], pl.String)
    schema = {"person_id": pl.Int64, **texts}
    stage("simulated", sql.COLUMNS, pl.DataFrame(rows, schema=schema, orient="row"))
    given = _given(version, at, days)
    with connection.cursor() as cursor:
        cursor.execute(sql.WALKS, given)
        cursor.execute("ANALYZE walks")
        # Of what was written in this transaction nobody has counted the rows yet: row by row the
        # calendar would be read again for each walk.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(sql.CASES, given)
        cases = int(cursor.rowcount)
        cursor.execute(sql.STEPS, given)
        steps = int(cursor.rowcount)
        cursor.execute(sql.EVENTS)
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
        cursor.execute("DROP TABLE walks")
    return Simulated(cases, steps)


def _version(service: str) -> ServiceVersion:
    found = ServiceVersion.objects.filter(service__code=service, state="published").first()
    if found is None:
        raise ServiceUnknown(service=service)
    return found


def _given(version: ServiceVersion, at: datetime, days: int) -> dict[str, Any]:
    document = definition.read(version.document)
    path = usual_path(document)
    assert path is not None, "a published service has a usual way"
    return {
        "path": list(path),
        "version": version.pk,
        "service": version.service_id,
        "promised": version.usual_days,
        "result": document.ways(path[-1])[0].result,
        "days": days,
        "today": today_of(at),
    }
