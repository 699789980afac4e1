"""A message of ours to a partner, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from sayeban.runtime.outside import SECONDS, OutsideError, call


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: "" where the message was taken, else a word; `gone`: never try again.

    `body` is the beginning of the answer.
    """

    problem: str
    gone: bool = False
    body: bytes = b""


def post(uri: str, body: bytes, headers: Mapping[str, str], seconds: float = SECONDS) -> Sent:
    """Send once. Data of persons go to this address and nowhere that an answer leads to."""
    try:
        reply = call("POST", uri, body, headers, seconds=seconds, own_machine=True)
    except OutsideError as error:
        return Sent(error.fault)
    taken = reply.status < HTTPStatus.MULTIPLE_CHOICES
    return Sent("" if taken else str(reply.status), reply.status == HTTPStatus.GONE, reply.body)
