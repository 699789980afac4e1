"""The calls themselves, over HTTP and in no transaction."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sayeban.facts.inquiries.envelope import Answer, Request
from sayeban.facts.inquiries.ports import Port
from sayeban.runtime.outside import OutsideError, Reply, call

LONGEST_SECONDS: Final = 30.0
"""A batch begins no call after it: with one that hangs it ends long before its lease (limits)."""
_HEADERS: Final = {"Content-Type": "application/json", "Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Line:
    """How one register is reached: `seconds` for one call, `at_once` calls side by side.

    After `patience` calls in a row that nobody answered the rest is not tried.
    """

    url: str
    seconds: float
    at_once: int
    patience: int


def asked(port: Port[Any], line: Line, request: Request) -> Answer:
    """One question. Nobody there, too late or nonsense is "unavailable", never a no."""
    try:
        reply = _posted(line, request, port.body(request))
    except OutsideError as error:
        return Answer(request.request_id, "unavailable", problem=error.fault)
    return port.understood(request, reply)


def asked_all(port: Port[Any], line: Line, requests: Sequence[Request]) -> list[Answer]:
    """The answers of a batch, in its order; shorter where the register went away in between, or
    was too slow for all of it.
    """
    answers: list[Answer] = []
    until = time.monotonic() + LONGEST_SECONDS
    failures = 0
    with ThreadPoolExecutor(line.at_once) as pool:
        for part in _parts(requests, line.at_once):
            came = list(pool.map(_ask(port, line), part))
            answers += came
            for each in came:
                failures = failures + 1 if each.status == "unavailable" else 0
            if failures >= line.patience or time.monotonic() > until:
                break
    return answers


def _ask(port: Port[Any], line: Line) -> Callable[[Request], Answer]:
    return lambda request: asked(port, line, request)


def _posted(line: Line, request: Request, body: bytes) -> Reply:
    """Data of a person go to the address in the settings and nowhere that an answer leads to."""
    headers = _HEADERS | {"Idempotency-Key": str(request.request_id)}
    return call("POST", line.url, body, headers, seconds=line.seconds, own_machine=True)


def _parts(requests: Sequence[Request], size: int) -> Iterator[list[Request]]:
    left = iter(requests)
    while part := list(islice(left, size)):
        yield part
