"""Everything that the daily report of a campaign says: standing, readiness, errors, lead times.

Live figures of the unit and what lies below it, by set-based grouped queries (A-120, A-130, A-141).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sayeban.exemptions import progress_sql as sql
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.batch import unit_at
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.error_rates import (
    ErrorRate,
    Rejects,
    rates_by_level,
    rates_by_way,
    rejects_by_unit,
)
from sayeban.exemptions.reads.standing import (
    LateUnit,
    ProgressLine,
    Standing,
    ask,
    child_of,
    place_of,
    standing,
)
from sayeban.exemptions.rules_ladder import LEVELS
from sayeban.kit.units import Unit

__all__ = ["LateUnit", "Progress", "ProgressLine", "Readiness", "Stage", "progress"]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Private connections of one company ("" = no bill id yet): complete, or missing what."""

    utility: str
    company: str
    complete: int
    missing: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stage:
    """How long rows waited for the approval of one level after the step before it, in days.

    `rows` went through it; half of them within `median`, nine in ten within `ninth`.
    """

    level: str
    rows: int
    median: float
    ninth: float

    def as_json(self) -> dict[str, object]:
        """The figures for `--json`."""
        days = {"median_days": round(self.median, 2), "ninth_days": round(self.ninth, 2)}
        return {"level": self.level, "rows": self.rows, **days}


@dataclass(frozen=True, slots=True)
class Progress(Standing):
    """The standing, and how good the data are. `ready` has each utility of the campaign."""

    ready: Mapping[str, int]
    readiness: tuple[Readiness, ...]
    ways: Mapping[str, tuple[ErrorRate, ...]]
    """By kind of error_rates.WAYS."""
    rejects: tuple[Rejects, ...]
    stages: tuple[Stage, ...]
    """Levels that approved something."""

    def as_json(self) -> dict[str, object]:
        """The figures for `--json`."""
        return {
            "day": self.day,
            "of": self.of,
            "due": self.due.isoformat(),
            "by_state": dict(self.by_state),
            "ready": dict(self.ready),
            "unit": str(self.unit),
            "unit_due": self.unit_due.isoformat(),
            "units": [_line_as_json(line) for line in self.lines],
            "companies": [
                {
                    "utility": r.utility,
                    "company": r.company,
                    "complete": r.complete,
                    "missing": dict(r.missing),
                }
                for r in self.readiness
            ],
            "late": [
                {"unit": str(late.unit), "due": late.due.isoformat(), "rows": late.rows}
                for late in self.late
            ],
            "error_rates": {
                kind: [rate.as_json(kind) for rate in rates] for kind, rates in self.ways.items()
            },
            "rejects": [
                {"unit": str(each.unit), "reasons": dict(each.reasons)} for each in self.rejects
            ],
            "stages": [stage.as_json() for stage in self.stages],
        }


def _line_as_json(line: ProgressLine) -> dict[str, object]:
    return {
        "unit": str(line.unit),
        "by_state": {state: count for state, count in line.by_state.items() if count},
        "errors": [rate.as_json("level") for rate in line.errors],
    }


def progress(code: str, unit: Unit | None, at: datetime) -> Progress:
    """The figures of `unit` (None = headquarters) at the moment `at`.

    Row-level security bounds them to the reader's places. Refuses campaign.unknown.
    """
    campaign = campaign_by_code(code)
    return full_progress(campaign, unit or Unit.hq(), at, Deadlines(campaign))


def full_progress(campaign: Campaign, where: Unit, at: datetime, deadlines: Deadlines) -> Progress:
    """The same for a campaign and deadlines that are at hand."""
    parameters = place_of(campaign, where)
    stands = standing(campaign, where, at, deadlines)
    readiness = _readiness(ask(sql.READINESS, parameters))
    return Progress(
        campaign=stands.campaign,
        unit=where,
        day=stands.day,
        of=stands.of,
        due=stands.due,
        unit_due=stands.unit_due,
        by_state=stands.by_state,
        lines=_with_errors(where, stands.lines, ask(sql.ERRORS, parameters)),
        late=stands.late,
        ready={
            utility: sum(r.complete for r in readiness if r.utility == utility)
            for utility in campaign.utilities
        },
        readiness=readiness,
        ways=rates_by_way(ask(sql.WAYS, parameters)),
        rejects=rejects_by_unit(ask(sql.REJECTS, parameters), partial(child_of, where)),
        stages=_stages(ask(sql.STAGES, parameters)),
    )


def _readiness(found: list[tuple[Any, ...]]) -> tuple[Readiness, ...]:
    missing: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for utility, company, field, count in found:
        missing[utility, company][field] = count
    return tuple(
        Readiness(utility, company, fields.pop("", 0), fields)
        for (utility, company), fields in sorted(missing.items())
    )


def _with_errors(
    where: Unit, lines: tuple[ProgressLine, ...], errors: list[tuple[Any, ...]]
) -> tuple[ProgressLine, ...]:
    checks: dict[Unit, Counter[tuple[str, str]]] = defaultdict(Counter)
    for province, county, centre, level, checked, wrong in errors:
        sums = checks[child_of(where, unit_at(province, county, centre))]
        sums[level, "checked"] += checked
        sums[level, "wrong"] += wrong
    return tuple(replace(line, errors=rates_by_level(checks[line.unit])) for line in lines)


def _stages(found: list[tuple[Any, ...]]) -> tuple[Stage, ...]:
    days = {level: (rows, median, ninth) for level, rows, (median, ninth) in found}
    return tuple(Stage(level, *days[level]) for level in LEVELS if level in days)
