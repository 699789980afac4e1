"""How good the data of a campaign are: readiness, errors, rows left out, lead times (A-009, A-103).

Live figures of the unit and what lies below it (quality_sql).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sayeban.exemptions import progress_sql as sql
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.quality_sql import QUALITY, STEPS_A_DAY
from sayeban.exemptions.reads.error_rates import (
    WAYS,
    ErrorRate,
    Rejects,
    rates_by_level,
    rates_by_way,
    rejects_by_unit,
)
from sayeban.exemptions.reads.standing import ask, child_of
from sayeban.exemptions.rules import place_of_utility
from sayeban.exemptions.rules_ladder import LEVELS
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit

_PARTS = (0.1, 0.5, 0.9)
Figure = tuple[Any, ...]
"""Name, place (of errors), rows, of them wrong."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Connections of one company ("" = no bill id yet): complete, or missing what (quality_sql)."""

    utility: str
    company: str
    complete: int
    missing: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stage:
    """How long rows waited for the approval of one level after the step before it, in days.

    `rows` went through it: one in ten within `tenth`, half within `median`, nine in ten within
    `ninth`.
    """

    level: str
    rows: int
    tenth: float
    median: float
    ninth: float

    def as_json(self) -> dict[str, object]:
        """The figures for `--json`."""
        days = {"median_days": round(self.median, 2), "ninth_days": round(self.ninth, 2)}
        return {"level": self.level, "rows": self.rows, **days}


@dataclass(frozen=True, slots=True)
class Quality:
    """`ready` has each utility of the campaign, `errors` the checked units directly below.

    `ways` is by kind of error_rates.WAYS, `stages` holds levels that approved something.
    """

    ready: Mapping[str, int]
    readiness: tuple[Readiness, ...]
    errors: Mapping[Unit, tuple[ErrorRate, ...]]
    ways: Mapping[str, tuple[ErrorRate, ...]]
    rejects: tuple[Rejects, ...]
    stages: tuple[Stage, ...]


def quality(campaign: Campaign, where: Unit) -> Quality:
    """The figures of `where`; row-level security bounds them to the reader's places."""
    parameters = place_of(campaign.pk, where)
    found: dict[str, list[Figure]] = defaultdict(list)
    for kind, *figure in ask(QUALITY, parameters):
        found[kind].append(tuple(figure))
    readiness = _readiness(found["ready"])
    return Quality(
        ready={
            utility: sum(r.complete for r in readiness if r.utility == utility)
            for utility in campaign.utilities
        },
        readiness=readiness,
        errors=_errors(where, found["error"]),
        ways=rates_by_way(
            (kind, name, checked, wrong)
            for kind in WAYS
            for name, *_, checked, wrong in found[kind]
        ),
        rejects=rejects_by_unit(ask(sql.REJECTS, parameters), partial(child_of, where)),
        stages=_stages(found["stage"]),
    )


def _readiness(found: Iterable[Figure]) -> tuple[Readiness, ...]:
    missing: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for name, *_, count, _ in found:
        utility, company, field = name.split(" ")
        missing[utility, company][field] = count
    return tuple(
        Readiness(utility, company, missing[utility, company].pop("", 0), missing[utility, company])
        for utility, company in sorted(missing, key=lambda of: (place_of_utility(of[0]), of[1]))
    )


def _errors(where: Unit, found: Iterable[Figure]) -> dict[Unit, tuple[ErrorRate, ...]]:
    checks: dict[Unit, Counter[tuple[str, str]]] = defaultdict(Counter)
    for level, province, county, centre, checked, wrong in found:
        sums = checks[child_of(where, Unit.of_place(province, county, centre))]
        sums[level, "checked"] += checked
        sums[level, "wrong"] += wrong
    return {unit: rates_by_level(checks[unit]) for unit in sorted(checks, key=str)}


def _stages(found: Iterable[Figure]) -> tuple[Stage, ...]:
    waits: dict[str, Counter[int]] = defaultdict(Counter)
    for name, *_, rows, _ in found:
        level, steps = name.split(" ")
        waits[level][int(steps)] += rows
    return tuple(
        Stage(level, waits[level].total(), *(_within(waits[level], part) for part in _PARTS))
        for level in LEVELS
        if level in waits
    )


def _within(waits: Counter[int], part: float) -> float:
    """The days within which this part of the rows went on."""
    wanted, passed = part * waits.total(), 0
    for steps in sorted(waits):
        passed += waits[steps]
        if passed >= wanted:
            break
    return steps / STEPS_A_DAY
