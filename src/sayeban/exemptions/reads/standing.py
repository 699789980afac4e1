"""How far a campaign is: day N of 10, rows by state, the units below, who is late.

Figures of this moment of the unit and what lies below it, from the kept counts (A-120, A-130,
A-141).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions import progress_sql as sql
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.error_rates import ErrorRate
from sayeban.exemptions.rules import State
from sayeban.exemptions.rules_ladder import ApprovalLevel, Part, part
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_names

ByState = Mapping[str, int]
Figures = list[tuple[Unit, str, int]]


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One unit directly below; a line of the asked unit itself is its own worklist.

    `errors` stay empty where they were not asked for.
    """

    unit: Unit
    name: str
    by_state: ByState
    errors: tuple[ErrorRate, ...] = ()

    @property
    def rows(self) -> int:
        return sum(self.by_state.values())


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit whose sub-deadline passed while `rows` rows still wait for its head."""

    unit: Unit
    due: date
    rows: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of one unit. `day` is 0 before the start and may exceed `of` after the end.

    `due` ends the campaign, `unit_due` is the unit's own sub-deadline. `by_state` has every state
    of rules.State.
    """

    campaign: str
    unit: Unit
    day: int
    of: int
    due: date
    unit_due: date
    by_state: ByState
    lines: tuple[ProgressLine, ...]
    late: tuple[LateUnit, ...]
    informed: int


def standing(campaign: Campaign, where: Unit, at: datetime, deadlines: Deadlines) -> Standing:
    """The figures of `where` at the moment `at`; row-level security bounds them to his places."""
    states = sql.STATES_BY_COUNTY if where.level == "hq" else sql.STATES
    found = ask(states, place_of(campaign.pk, where))
    figures = [(Unit.of_place(*place), state, count) for *place, state, count, _ in found]
    today = today_of(at)
    return Standing(
        campaign=campaign.code,
        unit=where,
        day=deadlines.day(today, where.province),
        of=campaign.days,
        due=deadlines.due("province", where.province),
        unit_due=deadlines.due(level_of(where), where.province),
        by_state=_by_state((state, count) for _, state, count in figures),
        lines=_lines(where, figures),
        late=_late(where, figures, deadlines, today),
        informed=sum(informed for *_, informed in found),
    )


def ask(statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The lines that a statement of progress_sql gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def level_of(unit: Unit) -> ApprovalLevel:
    """The level whose deadline holds for the unit; headquarters ends with the provinces."""
    return "province" if unit.level == "hq" else unit.level


def child_of(where: Unit, place: Unit) -> Unit:
    """The unit directly below `where` that holds the worklist `place`, or `where` itself."""
    if where.level == "hq":
        return Unit.of_province(place.province)
    if where.level == "province" and place.county:
        return Unit.of_county(place.county)
    return place


def _by_state(counts: Iterable[tuple[str, int]]) -> ByState:
    sums: Counter[str] = Counter({state.value: 0 for state in State})
    for state, count in counts:
        sums[state] += count
    return dict(sums)


def _lines(where: Unit, figures: Figures) -> tuple[ProgressLine, ...]:
    states: dict[Unit, list[tuple[str, int]]] = defaultdict(list)
    for place, state, count in figures:
        states[child_of(where, place)].append((state, count))
    names = unit_names(states)
    own = {"province": "کارتابل استان", "county": "کارتابل شهرستان"}.get(where.level)
    return tuple(
        ProgressLine(
            unit,
            own if own and unit == where else names.get(unit, ""),
            _by_state(states[unit]),
        )
        for unit in sorted(states, key=lambda unit: (unit.level != where.level, str(unit)))
    )


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
