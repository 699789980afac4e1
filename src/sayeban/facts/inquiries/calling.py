"""The calls themselves, over HTTP and in no transaction."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from sayeban.facts.inquiries.envelope import Answer, Request
from sayeban.facts.inquiries.ports import Port
from sayeban.facts.inquiries.routes import DIRECT, RouteFaultError, Send, sender
from sayeban.runtime.outside import OutsideError

LONGEST_SECONDS: Final = 30.0
"""A batch begins no call after it: with one that hangs it ends long before its lease (limits)."""
_HEADERS: Final = {"Content-Type": "application/json", "Accept": "application/json"}

T = TypeVar("T")
Part = tuple[Request, ...]
"""The questions of one call; more than one where the register takes many at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """How one register is reached: `seconds` for one call, `at_once` calls side by side.

    After `patience` calls in a row that nobody answered the rest is not tried. `route`: straight
    to the address, or through the bus, where `url` is the path of its service.
    """

    url: str
    seconds: float
    at_once: int
    patience: int
    route: str = DIRECT


def asked_all(port: Port[Any], line: Line, requests: Sequence[Request]) -> list[Answer]:
    """The answers of a batch, in its order; shorter where the register went away in between, or
    was too slow for all of it.
    """
    answers: list[Answer] = []
    until = time.monotonic() + LONGEST_SECONDS
    failures = 0
    ask = _ask(port, sender(line.route, line.url, line.seconds))
    with ThreadPoolExecutor(line.at_once) as pool:
        for parts in in_parts(in_parts(requests, port.many), line.at_once):
            for came in pool.map(ask, parts):
                answers += came
                failures = 0 if was_answered(came) else failures + 1
            if failures >= line.patience or time.monotonic() > until:
                break
    return answers


def in_parts(whole: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """The same in parts of so many; the last may be smaller."""
    left = iter(whole)
    while part := tuple(islice(left, size)):
        yield part


def was_answered(answers: Sequence[Answer]) -> bool:
    """Whether the register said anything of use in one call."""
    return any(each.status != "unavailable" for each in answers)


def _ask(port: Port[Any], send: Send) -> Callable[[Part], list[Answer]]:
    """One call. Nobody there, too late or nonsense is "unavailable", never a no."""

    def ask(part: Part) -> list[Answer]:
        name = str(part[0].request_id)
        try:
            reply = send(port.written(part), _HEADERS | {"Idempotency-Key": name}, name)
        except (OutsideError, RouteFaultError) as error:
            fault = error.fault if isinstance(error, OutsideError) else error.problem
            return [Answer(each.request_id, "unavailable", problem=fault) for each in part]
        return port.read(part, reply)

    return ask
