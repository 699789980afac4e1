"""Any walk over the ladder ends where a plain model of it ends.

The model is written from the procedure with loops over rows; the system works set-based in SQL.
Rows may belong to one household: members follow their head's row (note 4).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sayeban.exemptions.actions.approve import ApprovalBlocked, ReturnUnknownRow, return_rows
from sayeban.exemptions.actions.follow_heads import follow_heads
from sayeban.exemptions.actions.rejudge import touch
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.counts import counted, kept
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COLLECTORS,
    COUNTY,
    FAR,
    FORGIVEN,
    HEADS,
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
from sayeban.runtime.context import acting, nationwide

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORKLISTS = (CENTRE, SECOND, COUNTY, FAR, PROVINCE)
APPROVING = (*WORKLISTS, OTHER_COUNTY)
STARTS = ("pending", "collected", "leaving", "outside", "centre_approved", "county_approved")
FREE = ("pending", "returned", "collected")
CLIMB = {"centre": "centre_approved", "county": "county_approved", "province": "province_approved"}
_codes = count(1)


@dataclass(eq=False)
class Line:
    """`head` is the row that this one follows; `entry` is what it says: author and time.

    `sent` are the levels that sent it back, in order.
    """

    worklist: Unit
    state: str
    head: "Line | None" = None
    entry: tuple[int, datetime] | None = None
    sent: list[str] = field(default_factory=list)


def rung(level: str) -> int:
    return list(CLIMB).index(level)


def waits(line: Line, unit: Unit) -> bool:
    """Whether the row is ready for this unit's head."""
    if line.worklist == unit:
        return line.state == "collected"
    return line.state == {"county": "centre_approved", "province": "county_approved"}[unit.level]


def is_open(line: Line, unit: Unit) -> bool:
    """Whether somebody below, or a collector of the unit, has work left on the row.

    What this level sent back itself, and nobody above it since, stays behind and is none.
    """
    from_here = [level for level in line.sent if rung(level) >= rung(unit.level)]
    if from_here and from_here[-1] == unit.level:
        return False
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


def rank(line: Line) -> int:
    """How high the row stands: 0 free, then centre, county, province."""
    rungs = list(CLIMB.values())
    return rungs.index(line.state) + 1 if line.state in rungs else 0


def going_along(lines: list[Line], returned: list[Line], taken: list[Line], top: int) -> list[Line]:
    """Members that go back too: copies of a returned row, or approved on what no longer holds.

    Nobody is unlocked from above `top`, the approver's own rung.
    """
    found = []
    for line in lines:
        if line.head is None or line in returned or line.state not in (*FREE, *CLIMB.values()):
            continue
        is_copy = line.entry is not None and line.entry == line.head.entry
        gathered = line.state == "collected" or rank(line) > 0
        if rank(line) <= top and (
            (line.head in returned and is_copy and gathered)
            or (line.head in taken and rank(line) > 0 and line.entry != line.head.entry)
        ):
            found.append(line)
    return found


def follow(lines: list[Line]) -> None:
    """Free members take over what the head's collected or approved row says."""
    for line in lines:
        if line.head and line.state in FREE and (line.head.state == "collected" or rank(line.head)):
            line.state, line.entry = "collected", line.head.entry


def model_approves(lines: list[Line], unit: Unit, back: list[int]) -> str:
    """Change the lines as the procedure says; "done" or the refusal."""
    mine = [line for line in lines if unit.covers(line.worklist)]
    returned = [lines[number] for number in back]
    top = list(CLIMB).index(unit.level) + 1
    unlocked = (*FREE, *list(CLIMB.values())[:top])
    if any(line not in mine or line.state not in unlocked for line in returned):
        return "unknown"
    on_time = [line for line in mine if not is_late(line, unit, lines)]
    to_climb = [line for line in on_time if waits(line, unit) and line not in returned]
    members = going_along(lines, returned, to_climb, top)
    rest = [line for line in on_time if line not in returned and line not in members]
    if any(is_open(line, unit) for line in rest):
        return "blocked"
    taken = [line for line in rest if waits(line, unit)]
    if not taken and all(line.state == "returned" for line in returned):
        return "blocked"
    for line in taken:
        line.state = CLIMB[unit.level]
    send_back(lines, returned, members, unit)
    return "done"


def model_returns(lines: list[Line], unit: Unit, back: list[int]) -> str:
    """The same without an approval."""
    mine = [line for line in lines if unit.covers(line.worklist)]
    returned = [lines[number] for number in back]
    top = rung(unit.level) + 1
    if any(
        line not in mine or line.state not in (*FREE, *list(CLIMB.values())[:top])
        for line in returned
    ):
        return "unknown"
    send_back(lines, returned, going_along(lines, returned, [], top), unit)
    return "done"


def send_back(lines: list[Line], returned: list[Line], members: list[Line], unit: Unit) -> None:
    for line in (*returned, *members):
        if line.state != "returned":
            line.sent.append(unit.level)
        line.state = "returned"
    follow([line for line in lines if line.head in [member.head for member in members]])


def system_returns(
    campaign: Campaign, rows: list[Row], unit: Unit, back: list[int], at: datetime
) -> str:
    returns = [(rows[number].national_id, "دلیل") for number in back]
    try:
        return_rows(actor=HEADS[unit], at=at, code=campaign.code, unit=unit, returns=returns)
    except ReturnUnknownRow:
        return "unknown"
    return "done"


def system_approves(
    campaign: Campaign, rows: list[Row], unit: Unit, back: list[int], at: datetime
) -> str:
    returns = [(rows[number].national_id, "دلیل") for number in back]
    try:
        approved(campaign, unit, at=at, returns=returns, **FORGIVEN)
    except ReturnUnknownRow:
        return "unknown"
    except ApprovalBlocked as stopped:
        others = {block.code for block in stopped.blocked} - {"pending"}
        return f"blocked by {others}" if others else "blocked"
    return "done"


def collect(number: int, lines: list[Line], rows: list[Row], at: datetime) -> None:
    line, row = lines[number], rows[number]
    if line.state not in ("pending", "returned"):
        return
    author = COLLECTORS[line.worklist].user_id
    assert author
    line.state, line.entry = "collected", (author, at)
    head = line.head or line
    follow([each for each in lines if each.head is head])
    with acting(OPERATOR, at), nationwide():
        Row.objects.filter(pk=row.pk).update(
            state="collected", collected_by=author, collected_at=at
        )
        touch("SELECT %(row)s::bigint AS id", {"row": row.pk})
        follow_heads(campaign_id=row.campaign_id, me=author, at=at)


def begun(starts: list[tuple[int, str, int]]) -> tuple[Campaign, list[Line], list[Row]]:
    """A start is a worklist, a state and how many rows back the row of its head stands, 0 = none"""
    campaign = world(code=f"walk{next(_codes)}")
    lines: list[Line] = []
    rows: list[Row] = []
    for place, state, back in starts:
        head = len(lines) - back if back and back <= len(lines) else None
        if head is not None and lines[head].head is not None:
            head = None
        line = Line(WORKLISTS[place], state, None if head is None else lines[head])
        author = COLLECTORS[line.worklist].user_id if state == "collected" else None
        line.entry = (author, later(0)) if author else None
        lines.append(line)
        rows.append(
            makers.row(
                campaign,
                line.worklist,
                household_of=None if head is None else rows[head],
                state=state,
                collected_by=author,
                collected_at=later(0) if author else None,
            )
        )
    return campaign, lines, rows


Step = tuple[str, int, list[int]]
NOBODY: list[int] = []

places = st.integers(0, len(WORKLISTS) - 1)
beginnings = st.lists(
    st.tuples(places, st.sampled_from(STARTS), st.integers(0, 3)), min_size=1, max_size=7
)
collecting: st.SearchStrategy[Step] = st.tuples(
    st.just("collect"), st.integers(0, 6), st.just(NOBODY)
)
approving: st.SearchStrategy[Step] = st.tuples(
    st.just("approve"),
    st.integers(0, len(APPROVING) - 1),
    st.just(NOBODY) | st.lists(st.integers(0, 6), max_size=2, unique=True),
)
returning: st.SearchStrategy[Step] = st.tuples(
    st.just("return"),
    st.integers(0, len(APPROVING) - 1),
    st.lists(st.integers(0, 6), min_size=1, max_size=2, unique=True),
)
walks = st.lists(collecting | approving | returning, min_size=3, max_size=12)


def signed(campaign: Campaign, lines: list[Line], unit: Unit, at: datetime) -> None:
    for worklist in WORKLISTS:
        if worklist == unit or worklist in {line.worklist for line in lines}:
            sign(campaign, worklist, at=at)


COMMANDS = {
    "approve": (model_approves, system_approves),
    "return": (model_returns, system_returns),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(beginnings, walks)
def test_the_ladder_goes_where_the_model_goes(
    starts: list[tuple[int, str, int]], walk: list[Step]
) -> None:
    campaign, lines, rows = begun(starts)
    for moment, (step, number, listed) in enumerate(walk, 1):
        if step == "collect":
            collect(number % len(lines), lines, rows, later(moment))
            continue
        back = sorted({each % len(lines) for each in listed})
        unit = APPROVING[number]
        signed(campaign, lines, unit, later(moment))
        model, system = COMMANDS[step]
        assert system(campaign, rows, unit, back, later(moment)) == model(lines, unit, back)
        assert states(campaign) == [line.state for line in lines]
        assert kept() == counted()


def _undone(campaign: Campaign, ways: Callable[[], str]) -> tuple[str, list[str]]:
    """What `ways` answers and leaves, taken back."""
    with transaction.atomic():
        outcome = ways(), states(campaign)
        transaction.set_rollback(True)
    return outcome


WAITING = (
    (CENTRE, (0, "collected", 0)),
    (COUNTY, (0, "centre_approved", 0)),
    (COUNTY, (2, "collected", 0)),
    (OTHER_COUNTY, (3, "centre_approved", 0)),
    (PROVINCE, (0, "county_approved", 0)),
    (PROVINCE, (4, "collected", 0)),
)
"""A unit with a row, as it begins, that waits for its head."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WAITING), beginnings)
def test_rows_returned_before_an_approval_stay_behind_like_rows_returned_with_it(
    waiting: tuple[Unit, tuple[int, str, int]], starts: list[tuple[int, str, int]]
) -> None:
    unit, first = waiting
    campaign, lines, rows = begun([first, *starts])
    back = [0]
    assume(not is_late(lines[0], unit, lines))
    signed(campaign, lines, unit, later(1))

    def apart() -> str:
        assert system_returns(campaign, rows, unit, back, later(2)) == "done"
        return system_approves(campaign, rows, unit, [], later(3))

    at_once, left = _undone(campaign, lambda: system_approves(campaign, rows, unit, back, later(3)))
    answer, left_apart = _undone(campaign, apart)
    if at_once == "done":
        assert left_apart == left
    else:
        assert answer == at_once
