"""What an adapter of a register is: what it needs, what it understands, which facts it tells."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from typing import Any, ClassVar, Final, Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from sayeban.facts.inquiries.envelope import Answer, Request, Told, fingerprint
from sayeban.runtime.outside import Reply

FactValue = bool | int | Decimal | date | str


class Found(NamedTuple):
    """One fact that an answer tells of the person or of his household."""

    subject: Literal["person", "household"]
    fact: str
    value: FactValue


class Result(BaseModel):
    """What is understood of an answer. Whatever else a register sends is not kept."""

    model_config = ConfigDict(extra="ignore", frozen=True)


R = TypeVar("R", bound=Result)


class Port(Generic[R]):
    """One register. A subclass says its shapes; another way over the wire overrides `body` and
    `understood`.

    `needs` names what is asked with the identifier and must be known of the person; `may` what is
    sent where it is known. `denied` are facts that "mismatch" tells, an answer of its own: what is
    not found or not reached tells nothing. `many` questions go in one call.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    provider: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()
    may: ClassVar[tuple[str, ...]] = ()
    identifiers: ClassVar[frozenset[str]] = frozenset({"national_id"})
    valid_days: ClassVar[int] = 180
    result: type[R]
    denied: ClassVar[tuple[Found, ...]] = ()
    many: ClassVar[int] = 1

    def written(self, part: Sequence[Request]) -> bytes:
        """What is sent in one call."""
        return self.body(part[0])

    def read(self, part: Sequence[Request], reply: Reply) -> list[Answer]:
        """The answers of one call, in the order of its questions."""
        return [self.understood(part[0], reply)]

    def body(self, request: Request) -> bytes:
        """What is sent."""
        return json.dumps(request.as_json(), ensure_ascii=False).encode()

    def understood(self, request: Request, reply: Reply) -> Answer:
        """What an answer means. One to another question, or in other shapes, is no answer."""
        if reply.status != HTTPStatus.OK:
            return Answer(request.request_id, refused(reply.status), problem=str(reply.status))
        return self.told(request, reply.body)

    def told(self, request: Request, body: bytes) -> Answer:
        """What the JSON of one answer means."""
        try:
            told = Told.model_validate_json(body)
            result = self.result.model_validate(told.result) if told.status == "ok" else None
        except ValidationError:
            return Answer(request.request_id, "unavailable", problem="reply")
        if told.request_id != request.request_id:
            return Answer(request.request_id, "unavailable", problem="another_question")
        return Answer(
            request.request_id,
            told.status,
            told.provider,
            told.provider_reference,
            told.valid_until,
            fingerprint(body),
            result.model_dump(mode="json", exclude_none=True) if result else None,
        )

    def facts(self, status: str, result: Mapping[str, Any]) -> list[Found]:
        """The facts of a kept answer; none where the register did not say."""
        if status == "mismatch":
            return list(self.denied)
        if status != "ok":
            return []
        return list(self.found(self.result.model_validate(result)))

    def found(self, result: R) -> Iterator[Found]:
        """The facts of an understood answer; what it leaves out stays unknown."""
        raise NotImplementedError

    def died_on(self, result: Mapping[str, Any]) -> date | None:
        """The day of death that a kept answer tells; a register that tells none has none."""
        del result
        return None


def known(subject: Literal["person", "household"], **facts: FactValue | None) -> Iterator[Found]:
    """Those facts that have a value."""
    for fact, value in facts.items():
        if value is not None:
            yield Found(subject, fact, value)


_OVERLOADED: Final = frozenset({408, 425, 429})


def refused(status: int) -> Literal["error", "unavailable"]:
    """A register that is ill or busy is asked again; one that refuses the question is not."""
    is_ill = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _OVERLOADED
    is_moved = status < HTTPStatus.BAD_REQUEST
    return "unavailable" if is_ill or is_moved else "error"
