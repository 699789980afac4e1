"""The bucket and the breaker as pure decisions."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sayeban.facts.inquiries.limits import LEASE, Limits, State, granted, learned

AT = datetime(2026, 11, 26, 8, tzinfo=UTC)
LIMITS = Limits(per_minute=60, burst=10, breaker_after=3, breaker_seconds=30)


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def test_a_burst_is_granted_and_then_one_a_second() -> None:
    count, now = granted(LIMITS, State(10, AT), AT, 25)
    assert count == 10
    assert granted(LIMITS, now, AT, 25)[0] == 0
    assert granted(LIMITS, now, after(3), 25)[0] == 3
    assert granted(LIMITS, now, after(900), 25)[0] == 10


@given(
    steps=st.lists(st.tuples(st.floats(0, 90), st.integers(0, 40)), max_size=30),
    burst=st.integers(1, 50),
    per_minute=st.integers(1, 300),
)
def test_never_more_than_the_burst_and_what_filled_since(
    steps: list[tuple[float, int]], burst: int, per_minute: int
) -> None:
    limits = Limits(per_minute, burst, 3, 30)
    state, at, total, passed = State(burst, AT), AT, 0, 0.0
    for seconds, wanted in steps:
        at += timedelta(seconds=seconds)
        passed += seconds
        count, state = granted(limits, state, at, wanted)
        assert 0 <= count <= min(wanted, burst)
        total += count
        assert total <= burst + passed * per_minute / 60 + 0.001


def test_a_clock_that_goes_back_fills_nothing() -> None:
    assert granted(LIMITS, State(2, AT), after(-3600), 9)[0] == 2


def test_failures_in_a_row_open_it_and_one_answer_closes_it() -> None:
    state = learned(LIMITS, State(10, AT), [False, False, True, False, False], AT)
    assert (state.failures, state.open_until) == (2, None)
    state = learned(LIMITS, state, [False], AT)
    assert state.open_until == after(30)
    assert granted(LIMITS, state, after(29), 5)[0] == 0
    assert learned(LIMITS, state, [True], AT).open_until is None


def test_one_call_alone_tries_an_open_one() -> None:
    state = learned(LIMITS, State(10, AT), [False] * 3, AT)
    count, trying = granted(LIMITS, state, after(30), 5)
    assert count == 1
    assert granted(LIMITS, trying, after(31), 5)[0] == 0
    # Of a process that was killed while it tried: after its lease another one tries.
    assert granted(LIMITS, trying, after(30) + LEASE, 5)[0] == 1
    again = learned(LIMITS, trying, [False], after(32))
    assert again.open_until == after(62)
    well = learned(LIMITS, trying, [True], after(32))
    assert granted(LIMITS, well, after(33), 5)[0] == 5
