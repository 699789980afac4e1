"""The forecast of the finishing day, held against simulated campaigns whose end is known.

The campaigns are made by rules of their own, not by the forecast's: a plan of each shape, days that
differ, Fridays that are weak, and an end that the observer does not see.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

import pytest

from sayeban.exemptions.rules_forecast import HORIZON, Forecast, forecast

LEAST, MOST = 0.75, 0.90
CAMPAIGNS = 200
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Simulated:
    """One campaign as somebody sees it on an evening; `end` is the day on which it will end."""

    shape: str
    done: list[int]
    rests: list[bool]
    left: int
    end: int

    def told(self) -> Forecast:
        found = forecast(self.done, self.rests, self.left)
        assert found is not None
        return found


def steady(day: int, days: int) -> float:
    return 1.0


def slow_start(day: int, days: int) -> float:
    return min(1.0, 0.35 + 0.65 * day / (days * 0.45))


def weekend_dips(day: int, days: int) -> float:
    return 1.0


def late_rush(day: int, days: int) -> float:
    return 1.0 + max(0.0, day - days * 0.5) / (days * 0.5)


SHAPES: dict[str, Callable[[int, int], float]] = {
    each.__name__: each for each in (steady, slow_start, weekend_dips, late_rush)
}


def simulated(number: int) -> Simulated:
    """Campaign `number`: its shape in turn, all else by its own chance."""
    random = Random(number)  # noqa: S311 - no secret
    shape = list(SHAPES)[number % len(SHAPES)]
    days, weekday = random.randint(8, 14), random.randrange(7)
    friday = random.uniform(0.05, 0.3) if shape == "weekend_dips" else random.uniform(0.4, 0.9)
    unsteady = random.uniform(0.1, 0.35)
    rests = [(weekday + day) % 7 == FRIDAY for day in range(10 * HORIZON)]
    plan = [
        SHAPES[shape](day, days) * (friday if rests[day] else 1.0) for day in range(10 * HORIZON)
    ]
    total = round(400 * sum(plan[:days]))
    work = [round(400 * rate * random.lognormvariate(0, unsteady)) for rate in plan]
    after = list(accumulate(work))
    end = next(day for day, so_far in enumerate(after, 1) if so_far >= total)
    seen = random.randint(3, max(3, end - 2))
    return Simulated(shape, work[:seen], rests, total - after[seen - 1], end)


@cache
def told() -> tuple[tuple[Simulated, Forecast], ...]:
    campaigns = map(simulated, range(CAMPAIGNS))
    return tuple((each, each.told()) for each in campaigns)


def covered(widened: float) -> Counter[str]:
    """How many campaigns of each shape end within the interval drawn out by this factor."""
    found: Counter[str] = Counter()
    for campaign, said in told():
        low = said.middle - (said.middle - said.low) * widened
        high = said.middle + (said.high - said.middle) * widened
        found[campaign.shape] += low <= campaign.end <= high
    return found


def share(widened: float) -> float:
    return covered(widened).total() / CAMPAIGNS


def test_the_interval_holds_the_true_day_of_three_to_nine_in_ten_simulated_campaigns() -> None:
    assert LEAST <= share(1) <= MOST


def test_an_interval_half_as_wide_does_not() -> None:
    assert share(0.5) < LEAST


def test_an_interval_twice_as_wide_does_not() -> None:
    assert share(2) > MOST


def test_no_shape_of_campaign_is_left_out() -> None:
    each = CAMPAIGNS / len(SHAPES)
    assert {shape for shape, held in covered(1).items() if held > each / 2} == SHAPES.keys()


def test_the_forecast_is_not_vague() -> None:
    widths = [said.high - said.low for _, said in told()]
    assert sum(widths) / len(widths) < 5


WORKDAYS = [False] * 30


def test_the_same_days_give_the_same_answer() -> None:
    assert forecast([40, 50, 45], WORKDAYS, 300) == forecast([40, 50, 45], WORKDAYS, 300)


def test_an_even_pace_ends_when_the_rest_is_done() -> None:
    said = forecast([100] * 5, WORKDAYS, 400)
    assert said is not None
    assert said.low <= said.middle == 9 <= said.high


def test_what_was_done_today_counts_for_today() -> None:
    whole = forecast([100] * 5, WORKDAYS, 400)
    begun = forecast([100] * 5, WORKDAYS, 320, so_far=80)
    assert whole == begun
    ahead = forecast([100] * 5, WORKDAYS, 100, so_far=300)
    assert ahead is not None
    assert whole is not None
    assert ahead.middle < whole.middle


def test_days_of_rest_ahead_put_the_end_off() -> None:
    rests = [False, False, True, False, False, *[True, True], *WORKDAYS]
    without = forecast([100, 90, 20, 110, 100], WORKDAYS, 300)
    said = forecast([100, 90, 20, 110, 100], rests, 300)
    assert said is not None
    assert without is not None
    assert said.middle > without.middle


@pytest.mark.parametrize("done", [[], [0, 0, 0, 0], [50, 60], [0, 0, 50, 60]])
def test_of_too_few_days_nothing_can_be_said(done: list[int]) -> None:
    assert forecast(done, WORKDAYS, 100) is None


def test_nothing_is_said_when_all_is_done() -> None:
    assert forecast([10, 20, 30], WORKDAYS, 0) is None


def test_work_that_hardly_moves_has_an_open_end() -> None:
    said = forecast([1, 0, 1, 1], WORKDAYS, 100_000)
    assert said is not None
    assert said.is_open


def test_an_empty_day_is_no_error() -> None:
    assert forecast([100, 0, 100, 0, 100], WORKDAYS, 200) is not None
