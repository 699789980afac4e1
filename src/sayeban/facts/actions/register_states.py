"""Buckets and breakers as they are kept: one of each register, one of the bus they share.

What the bus failed at counts against the bus alone; what a register failed at against it alone.
Both are locked in this order, so that two processes never wait for each other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sayeban.facts.inquiries.calling import in_parts, was_answered
from sayeban.facts.inquiries.envelope import Answer
from sayeban.facts.inquiries.limits import Limits, State, granted, learned
from sayeban.facts.inquiries.routes import BUS, of_bus
from sayeban.facts.models import Register, RegisterState, RouteState

_OF_BUS: Final = Limits(per_minute=60_000, burst=60_000, breaker_after=3, breaker_seconds=60)
"""The bus is bounded by its registers; it is left alone sooner, since it serves all of them."""


def state_of(register: str) -> RegisterState | None:
    """How a register is, locked."""
    return RegisterState.objects.select_for_update().filter(register=register).first()


def route_of(route: str) -> RouteState | None:
    """How the bus is, locked; None where a register is called straight."""
    if route != BUS:
        return None
    return RouteState.objects.select_for_update().get(route=BUS)


def granted_both(
    row: Register, state: RegisterState, route: RouteState | None, at: datetime, wanted: int
) -> int:
    """How many calls both let through now."""
    count, _ = granted(_limits(row), _state(state), at, wanted)
    if route is not None:
        count, _ = granted(_OF_BUS, _state(route), at, count)
    return count


def take_both(
    row: Register, state: RegisterState, route: RouteState | None, at: datetime, calls: int
) -> None:
    """Take so many calls from both."""
    _keep(state, granted(_limits(row), _state(state), at, calls)[1])
    if route is not None:
        _keep(route, granted(_OF_BUS, _state(route), at, calls)[1])


def learn(row: Register, way: str, answers: Sequence[Answer], many: int, at: datetime) -> None:
    """Keep what the calls of a batch taught of the register and of the way to it."""
    calls = list(in_parts(answers, many))
    reached = [each for each in calls if not of_bus(each[-1].problem)]
    state = RegisterState.objects.select_for_update().get(register=row)
    came = [was_answered(each) for each in reached]
    _keep(state, learned(_limits(row), _state(state), came, at))
    _note(state, reached, came, at)
    route = route_of(way)
    if route is not None:
        handed = [not of_bus(each[-1].problem) for each in calls]
        _keep(route, learned(_OF_BUS, _state(route), handed, at))
        _note(route, calls, handed, at)


def _limits(row: Register) -> Limits:
    return Limits(row.per_minute, row.burst, row.breaker_after, row.breaker_seconds)


def _state(row: RegisterState | RouteState) -> State:
    return State(row.tokens, row.refilled_at, row.failures, row.open_until)


def _keep(row: RegisterState | RouteState, now: State) -> None:
    row.tokens, row.refilled_at = now.tokens, now.refilled_at
    row.failures, row.open_until = now.failures, now.open_until
    row.save(update_fields=["tokens", "refilled_at", "failures", "open_until"])


def _note(
    row: RegisterState | RouteState,
    calls: Sequence[Sequence[Answer]],
    came: Sequence[bool],
    at: datetime,
) -> None:
    if any(came):
        row.answered_at = at
    lost = [call[-1] for call, answered in zip(calls, came, strict=True) if not answered]
    if lost:
        row.failed_at, row.problem = at, lost[-1].problem
    row.save(update_fields=["answered_at", "failed_at", "problem"])
