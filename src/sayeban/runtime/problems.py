"""Refusals as machines read them (RFC 9457): one body for all services."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Final, Protocol

from django.http import HttpResponse

from sayeban.kit.refusals import Refusal

PROBLEM_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Fault:
    """One of several faults. `pointer` is a JSON pointer into what was sent, or ""."""

    code: str
    message: str
    pointer: str = ""


class Named(Protocol):
    """What a problem is called by: a refusal, or a fault in the codes of another standard."""

    @property
    def code(self) -> str:
        """Its stable name."""

    @property
    def message(self) -> str:
        """Its Persian sentence."""

    @property
    def http_status(self) -> int:
        """The status of the answer."""


def problem(refusal: Refusal | Named, faults: Sequence[Fault] = ()) -> HttpResponse:
    """The refusal with its Persian sentence; `type` is its name for machines."""
    told = faults or (Fault(refusal.code, refusal.message),)
    body = {
        "type": f"urn:sayeban:problem:{refusal.code}",
        "title": refusal.code,
        "status": refusal.http_status,
        "detail": refusal.message,
        "errors": [{k: v for k, v in asdict(fault).items() if v} for fault in told],
    }
    answer = HttpResponse(
        json.dumps(body, ensure_ascii=False),
        content_type=PROBLEM_TYPE,
        status=refusal.http_status,
    )
    if refusal.http_status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Bearer realm="sayeban"'
    if refusal.http_status == HTTPStatus.TOO_MANY_REQUESTS:
        answer["Retry-After"] = "60"  # calls are counted by the minute
    return answer
