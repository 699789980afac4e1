"""Any walk over the ladder ends where a plain model of it ends.

The model (ladder_model) goes through the rows one by one; the system works set-based in SQL.
"""

from collections.abc import Callable
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
from sayeban.exemptions.tests.ladder_model import (
    Line,
    follow,
    is_late,
    model_approves,
    model_returns,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, nationwide

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORKLISTS = (CENTRE, SECOND, COUNTY, FAR, PROVINCE)
APPROVING = (*WORKLISTS, OTHER_COUNTY)
GATHERED = ("collected", "centre_approved", "county_approved")
STARTS = ("pending", "leaving", "outside", *GATHERED)
_codes = count(1)


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
        author = COLLECTORS[line.worklist].user_id if state in GATHERED else None
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


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
