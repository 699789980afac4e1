"""The course of a campaign from its evenings, and what the forecast is given of it."""

from datetime import date, timedelta
from itertools import repeat

import pytest

from sayeban.exemptions.rules import State
from sayeban.exemptions.rules_course import Point, daily, finishing, point
from sayeban.exemptions.rules_ladder import ApprovalLevel

STARTS = date(2026, 11, 22)


def evenings(*collected: int | None) -> list[Point]:
    """One evening a day from the start; None: it was not kept."""
    return [
        Point(STARTS + timedelta(days=day), 1000, count, 0)
        for day, count in enumerate(collected)
        if count is not None
    ]


def test_each_day_has_what_was_added_since_the_evening_before() -> None:
    assert daily(STARTS, evenings(10, 30, 30, 70)) == [10, 20, 0, 40]


def test_what_went_back_is_a_day_without_work() -> None:
    assert daily(STARTS, evenings(10, 50, 40, 60)) == [10, 40, 0, 20]


def test_an_evening_that_was_not_kept_shares_what_came_with_the_next() -> None:
    counts = daily(STARTS, evenings(10, None, None, 50))
    assert counts == [10, 13, 13, 14]
    assert daily(STARTS, evenings(None, 40)) == [20, 20]


def test_another_phase_begins_where_its_first_evening_stands() -> None:
    assert daily(STARTS, evenings(800, 820, 850), from_nothing=False) == [0, 20, 30]


def test_without_evenings_nothing_is_known() -> None:
    assert daily(STARTS, []) == []
    assert finishing(STARTS, [], Point(STARTS, 10, 5, 0), repeat(False)) is None


def test_the_forecast_begins_behind_the_last_evening() -> None:
    kept = evenings(100, 200, 300, 400)
    now = Point(STARTS + timedelta(days=4), 900, 450, 0)
    said = finishing(STARTS, kept, now, repeat(False))
    assert said is not None
    assert said.low <= 9 <= said.high
    assert said.middle in (8, 9, 10)


@pytest.mark.parametrize(("level", "approved"), [("centre", 5), ("county", 4), ("province", 3)])
def test_each_level_counts_what_it_approved_itself_or_was_approved_above(
    level: ApprovalLevel, approved: int
) -> None:
    states = {state.value: 1 for state in State} | {"released": 2}
    found = point(STARTS, states, level)
    assert (found.rows, found.collected, found.approved) == (9, 7, approved)
