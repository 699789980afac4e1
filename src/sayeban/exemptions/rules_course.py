"""The course of a campaign: what was collected and approved by each evening, and what it tells.

No Django here. A unit's own approval counts: of a centre's rows those that its head approved, of
a province's those that the director-general did.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise

from sayeban.exemptions.rules import GATHERED_STATES, STANDING_ASIDE, State
from sayeban.exemptions.rules_forecast import HORIZON, Forecast, forecast
from sayeban.exemptions.rules_ladder import APPROVED, ApprovalLevel


@dataclass(frozen=True, slots=True)
class Point:
    """Rows that were collected, and that the unit approved, of `rows`, at the end of a day."""

    day: date
    rows: int
    collected: int
    approved: int


def point(day: date, by_state: Mapping[str, int], level: ApprovalLevel) -> Point:
    """The point of a day from its counts by state."""
    approved = approved_states(level)
    gathered = GATHERED_STATES | approved_states("centre")
    counts = {State(name): count for name, count in by_state.items()}
    aside = STANDING_ASIDE | {State.REMOVED}
    return Point(
        day,
        sum(count for state, count in counts.items() if state not in aside),
        sum(counts.get(state, 0) for state in gathered),
        sum(counts.get(state, 0) for state in approved),
    )


def approved_states(level: ApprovalLevel) -> frozenset[State]:
    """The states of rows that a head of this level, or one above, has approved."""
    states = [*APPROVED.values(), State.RELEASED]
    return frozenset(states[states.index(APPROVED[level]) :])


def daily(starts: date, evenings: Sequence[Point], *, from_nothing: bool = True) -> list[int]:
    """What was collected on each day from the start to the last evening.

    An evening that was not kept shares what came until the next one evenly with it. What went
    back counts as a day without work. Without `from_nothing` the first evening is where counting
    begins: another phase had collected before.
    """
    if not evenings:
        return []
    before = Point(starts - timedelta(days=1), 0, 0, 0)
    if not from_nothing:
        before = Point(evenings[0].day - timedelta(days=1), 0, evenings[0].collected, 0)
    counts = [0] * (before.day - starts + timedelta(days=1)).days
    for last, this in pairwise([before, *evenings]):
        days = (this.day - last.day).days
        whole = max(this.collected - last.collected, 0)
        counts += [whole * (n + 1) // days - whole * n // days for n in range(days)]
    return counts


def finishing(
    starts: date,
    evenings: Sequence[Point],
    now: Point,
    rests: Iterable[bool],
    *,
    from_nothing: bool = True,
) -> Forecast | None:
    """When collection will be done, as days from the start (day 1); None while nobody can say."""
    done = daily(starts, evenings, from_nothing=from_nothing)
    so_far = now.collected - evenings[-1].collected if evenings else 0
    return forecast(
        done,
        list(islice(rests, len(done) + HORIZON)),
        left=now.rows - now.collected,
        so_far=max(so_far, 0),
    )
