"""Daily progress of a campaign: day N of 10, rows by state, readiness, errors, late units.

Live figures of the unit and what lies below it, by set-based grouped queries (A-120, A-130, A-141).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions import progress_sql as sql
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
from sayeban.exemptions.rules import State
from sayeban.exemptions.rules_ladder import ApprovalLevel, Part, part
from sayeban.kit.units import Unit
from sayeban.organisations.public import centres, counties, provinces

ByState = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One unit directly below; a line of the asked unit itself is its own worklist."""

    unit: Unit
    name: str
    by_state: ByState
    errors: tuple[ErrorRate, ...]

    @property
    def rows(self) -> int:
        return sum(self.by_state.values())


@dataclass(frozen=True, slots=True)
class Readiness:
    """Private connections of one company ("" = no bill id yet): complete, or missing what."""

    utility: str
    company: str
    complete: int
    missing: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit whose sub-deadline passed while `rows` rows still wait for its head."""

    unit: Unit
    due: date
    rows: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures of one unit. `day` is 0 before the start and may exceed `of` after the end.

    `due` ends the campaign, `unit_due` is the unit's own sub-deadline. `by_state` has every state
    of rules.State, `ready` each utility of the campaign.
    """

    campaign: str
    unit: Unit
    day: int
    of: int
    due: date
    unit_due: date
    by_state: ByState
    ready: Mapping[str, int]
    lines: tuple[ProgressLine, ...]
    readiness: tuple[Readiness, ...]
    late: tuple[LateUnit, ...]
    ways: Mapping[str, tuple[ErrorRate, ...]]
    """By kind of error_rates.WAYS."""
    rejects: tuple[Rejects, ...]

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
    campaign, where = campaign_by_code(code), unit or Unit.hq()
    parameters: dict[str, Any] = {
        "campaign": campaign.pk,
        "province": where.province,
        "county": where.county,
        "centre": where.centre,
    }
    figures = [
        (unit_at(*place), state, count) for *place, state, count in _ask(sql.STATES, parameters)
    ]
    readiness = _readiness(_ask(sql.READINESS, parameters))
    deadlines = Deadlines(campaign)
    today = today_of(at)
    return Progress(
        campaign=code,
        unit=where,
        day=deadlines.day(today, where.province),
        of=campaign.days,
        due=deadlines.due("province", where.province),
        unit_due=deadlines.due(level_of(where), where.province),
        by_state=_by_state((state, count) for _, state, count in figures),
        ready={
            utility: sum(r.complete for r in readiness if r.utility == utility)
            for utility in campaign.utilities
        },
        lines=_lines(where, figures, _ask(sql.ERRORS, parameters)),
        readiness=readiness,
        late=_late(where, figures, deadlines, today),
        ways=rates_by_way(_ask(sql.WAYS, parameters)),
        rejects=rejects_by_unit(_ask(sql.REJECTS, parameters), partial(_child, where)),
    )


def _ask(statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def level_of(unit: Unit) -> ApprovalLevel:
    """The level whose deadline holds for the unit; headquarters ends with the provinces."""
    return "province" if unit.level == "hq" else unit.level


def _by_state(counts: Iterable[tuple[str, int]]) -> ByState:
    sums: Counter[str] = Counter({state.value: 0 for state in State})
    for state, count in counts:
        sums[state] += count
    return dict(sums)


def _readiness(found: list[tuple[Any, ...]]) -> tuple[Readiness, ...]:
    missing: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for utility, company, field, count in found:
        missing[utility, company][field] = count
    return tuple(
        Readiness(utility, company, fields.pop("", 0), fields)
        for (utility, company), fields in sorted(missing.items())
    )


Figures = list[tuple[Unit, str, int]]


def _lines(
    where: Unit, figures: Figures, errors: list[tuple[Any, ...]]
) -> tuple[ProgressLine, ...]:
    states: dict[Unit, list[tuple[str, int]]] = defaultdict(list)
    for place, state, count in figures:
        states[_child(where, place)].append((state, count))
    checks: dict[Unit, Counter[tuple[str, str]]] = defaultdict(Counter)
    for province, county, centre, level, checked, wrong in errors:
        sums = checks[_child(where, unit_at(province, county, centre))]
        sums[level, "checked"] += checked
        sums[level, "wrong"] += wrong
    names = _names(where)
    return tuple(
        ProgressLine(
            unit, names.get(unit, ""), _by_state(states[unit]), rates_by_level(checks[unit])
        )
        for unit in sorted(states, key=lambda unit: (unit.level != where.level, str(unit)))
    )


def _child(where: Unit, place: Unit) -> Unit:
    """The unit directly below `where` that holds the worklist `place`, or `where` itself."""
    if where.level == "hq":
        return Unit.of_province(place.province)
    if where.level == "province" and place.county:
        return Unit.of_county(place.county)
    return place


def _names(where: Unit) -> dict[Unit, str]:
    match where.level:
        case "hq":
            found = provinces()
        case "province":
            found = counties(where.province, on=None)
        case _:
            found = centres(where.county)
    own = {"province": "کارتابل استان", "county": "کارتابل شهرستان"}.get(where.level, "")
    return {place.unit: place.name for place in found} | ({where: own} if own else {})


def _late(where: Unit, figures: Figures, deadlines: Deadlines, today: date) -> tuple[LateUnit, ...]:
    """Late units below `where` and itself; headquarters sees provinces and counties."""
    waiting: Counter[Unit] = Counter()
    for place, state, count in figures:
        for unit in _chain(place, where):
            level = level_of(unit)
            if part(level, State(state), own=unit == place) in (Part.TAKE, Part.BELOW):
                waiting[unit] += count
    late = (
        LateUnit(unit, deadlines.due(level_of(unit), unit.province), rows)
        for unit, rows in waiting.items()
    )
    passed = (unit for unit in late if unit.due < today)
    return tuple(sorted(passed, key=lambda unit: (unit.unit.province, str(unit.unit))))


def _chain(place: Unit, where: Unit) -> list[Unit]:
    """The worklist and the units above it that `where` covers."""
    chain = [place]
    while chain[-1].level != "province":
        chain.append(chain[-1].parent)
    if where.level == "hq":
        chain = [unit for unit in chain if unit.level != "centre"]
    return [unit for unit in chain if where.covers(unit)]
