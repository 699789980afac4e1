"""Any walk over the ladder ends where a plain model of it ends.

The model is written from the procedure with loops over rows; the system works set-based in SQL.
"""

from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.exemptions.actions.approve import ApprovalBlocked, ReturnUnknownRow
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COLLECTORS,
    COUNTY,
    FAR,
    FORGIVEN,
    OTHER_COUNTY,
    PROVINCE,
    SECOND,
    approved,
    later,
    sign,
    states,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORKLISTS = (CENTRE, SECOND, COUNTY, FAR, PROVINCE)
APPROVING = (*WORKLISTS, OTHER_COUNTY)
STARTS = ("pending", "collected", "leaving", "outside", "centre_approved", "county_approved")
FREE = ("pending", "returned", "collected")
CLIMB = {"centre": "centre_approved", "county": "county_approved", "province": "province_approved"}
_codes = count(1)


@dataclass
class Line:
    worklist: Unit
    state: str


def waits(line: Line, unit: Unit) -> bool:
    """Whether the row is ready for this unit's head."""
    if line.worklist == unit:
        return line.state == "collected"
    return line.state == {"county": "centre_approved", "province": "county_approved"}[unit.level]


def is_open(line: Line, unit: Unit) -> bool:
    """Whether somebody below, or a collector of the unit, has work left on the row."""
    if line.worklist == unit or line.state in ("leaving", "outside"):
        return line.state in ("pending", "returned")
    rungs = (*FREE, *CLIMB.values())
    return rungs.index(line.state) < rungs.index(CLIMB[unit.level]) and not waits(line, unit)


def is_late(line: Line, unit: Unit, lines: list[Line]) -> bool:
    """Whether the province leaves the row's county out."""
    if unit.level != "province" or not line.worklist.county:
        return False
    same = [each for each in lines if each.worklist.county == line.worklist.county]
    return any(is_open(each, unit) for each in same)


def model_approves(lines: list[Line], unit: Unit, back: list[int]) -> str:
    """Change the lines as the procedure says; "done" or the refusal."""
    mine = [line for line in lines if unit.covers(line.worklist)]
    returned = [lines[number] for number in back]
    rungs = list(CLIMB.values())
    unlocked = (*FREE, *rungs[: rungs.index(CLIMB[unit.level]) + 1])
    if any(line not in mine or line.state not in unlocked for line in returned):
        return "unknown"
    on_time = [line for line in mine if not is_late(line, unit, lines)]
    rest = [line for line in on_time if not any(line is each for each in returned)]
    if any(is_open(line, unit) for line in rest):
        return "blocked"
    taken = [line for line in rest if waits(line, unit)]
    if not taken and not returned:
        return "blocked"
    for line in taken:
        line.state = CLIMB[unit.level]
    for line in returned:
        line.state = "returned"
    return "done"


def system_approves(campaign: Campaign, rows: list[Row], unit: Unit, back: list[int]) -> str:
    returns = [(rows[number].national_id, "دلیل") for number in back]
    try:
        approved(campaign, unit, at=later(1), returns=returns, **FORGIVEN)
    except ReturnUnknownRow:
        return "unknown"
    except ApprovalBlocked as stopped:
        others = {block.code for block in stopped.blocked} - {"pending"}
        return f"blocked by {others}" if others else "blocked"
    return "done"


def collect(line: Line, row: Row) -> None:
    if line.state not in ("pending", "returned"):
        return
    line.state = "collected"
    author = COLLECTORS[line.worklist].user_id
    with acting(OPERATOR, later(0)):
        Row.objects.filter(pk=row.pk).update(
            state="collected", collected_by=author, collected_at=later(0)
        )


def begun(starts: list[tuple[int, str]]) -> tuple[Campaign, list[Line], list[Row]]:
    campaign = world(code=f"walk{next(_codes)}")
    lines = [Line(WORKLISTS[place], state) for place, state in starts]
    rows = []
    for line in lines:
        author = COLLECTORS[line.worklist].user_id if line.state == "collected" else None
        rows.append(
            makers.row(
                campaign,
                line.worklist,
                state=line.state,
                collected_by=author,
                collected_at=later(0) if author else None,
            )
        )
    for unit in WORKLISTS:
        sign(campaign, unit, at=later(0))
    return campaign, lines, rows


Step = tuple[str, int, list[int]]
NOBODY: list[int] = []

places = st.integers(0, len(WORKLISTS) - 1)
beginnings = st.lists(st.tuples(places, st.sampled_from(STARTS)), min_size=1, max_size=7)
collecting: st.SearchStrategy[Step] = st.tuples(
    st.just("collect"), st.integers(0, 6), st.just(NOBODY)
)
approving: st.SearchStrategy[Step] = st.tuples(
    st.just("approve"),
    st.integers(0, len(APPROVING) - 1),
    st.just(NOBODY) | st.lists(st.integers(0, 6), max_size=2, unique=True),
)
walks = st.lists(collecting | approving, min_size=3, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(beginnings, walks)
def test_the_ladder_goes_where_the_model_goes(
    starts: list[tuple[int, str]], walk: list[Step]
) -> None:
    campaign, lines, rows = begun(starts)
    for step, number, listed in walk:
        if step == "collect":
            collect(lines[number % len(lines)], rows[number % len(rows)])
            continue
        back = sorted({each % len(lines) for each in listed})
        unit = APPROVING[number]
        expected = model_approves(lines, unit, back)
        assert system_approves(campaign, rows, unit, back) == expected
        assert states(campaign) == [line.state for line in lines]
