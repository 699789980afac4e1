"""How often a register is asked, and when it is left alone. Pure: rows hold the state.

A token bucket bounds the calls. After `breaker_after` failures in a row the register is left alone
for `breaker_seconds`; then one call tries it, and only where that is answered do others follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

LEASE: Final = timedelta(minutes=2)
"""So long a question belongs to the process that asks it; a killed one's is taken after it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Settings of one register."""

    per_minute: int
    burst: int
    breaker_after: int
    breaker_seconds: int


@dataclass(frozen=True, slots=True)
class State:
    """`tokens` at `refilled_at`; `failures` in a row; `open_until`: left alone until then."""

    tokens: float
    refilled_at: datetime
    failures: int = 0
    open_until: datetime | None = None


def granted(limits: Limits, state: State, at: datetime, wanted: int) -> tuple[int, State]:
    """How many of the wanted calls may be made now, and the state with them taken away."""
    if state.open_until is not None and at < state.open_until:
        return 0, state
    is_probe = state.failures >= limits.breaker_after
    passed = max((at - state.refilled_at).total_seconds(), 0)
    tokens = min(limits.burst, state.tokens + passed * limits.per_minute / 60)
    count = max(min(wanted, int(tokens), 1 if is_probe else wanted), 0)
    # While one call tries it, others stay away: for as long as a killed process would hold it.
    until = at + LEASE if is_probe and count else None
    return count, State(tokens - count, at, state.failures, until)


def learned(limits: Limits, state: State, answered: Iterable[bool], at: datetime) -> State:
    """The state after calls, in their order: True is an answer of any kind."""
    failures = state.failures
    for each in answered:
        failures = 0 if each else failures + 1
    until = at + timedelta(seconds=limits.breaker_seconds)
    is_open = failures >= limits.breaker_after
    return State(state.tokens, state.refilled_at, failures, until if is_open else None)
