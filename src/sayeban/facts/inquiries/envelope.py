"""What goes with every call to a register, and what comes back (domain reference, part 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Status = Literal["ok", "not_found", "mismatch", "error", "unavailable"]
ANSWERED: Final = ("ok", "not_found", "mismatch", "error")
"""What a register itself says; "unavailable" is our word for one that said nothing of use."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question. `request_id` is its idempotency key: asked again it is the same question.

    `asked_by` and `unit` are opaque numbers and codes of ours. `asked` is what the register needs
    besides the identifier, as {"mobile": "09…"}.
    """

    request_id: UUID
    register: str
    purpose: str
    legal_basis: str
    asked_by: str
    unit: str
    identifier_type: str
    identifier: str
    requested_at: datetime
    asked: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """The body of the call."""
        return {
            "request_id": str(self.request_id),
            "purpose": self.purpose,
            "legal_basis": self.legal_basis,
            "requested_by": {"user": self.asked_by, "organisation": self.unit},
            "subject": {"identifier_type": self.identifier_type, "value": self.identifier},
            "requested_at": self.requested_at.isoformat(),
            "question": dict(self.asked),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one question. `result` is what was understood, None unless "ok".

    The payload itself is not kept, only its SHA-256. `problem` is a word of ours, "" where the
    register answered. `valid_until` is the register's own, None where it says none.
    """

    request_id: UUID
    status: Status
    provider: str = ""
    reference: str = ""
    valid_until: datetime | None = None
    raw_hash: str = ""
    result: Mapping[str, Any] | None = None
    problem: str = ""


class Told(BaseModel):
    """The envelope of an answer as it arrives."""

    model_config = ConfigDict(extra="ignore")

    request_id: UUID
    status: Literal["ok", "not_found", "mismatch", "error"]
    provider: str = Field(max_length=100)
    provider_reference: str = Field(max_length=200)
    valid_until: AwareDatetime | None = None
    result: dict[str, Any] | None = None


def fingerprint(raw: bytes) -> str:
    """What is kept of a payload."""
    return sha256(raw).hexdigest()
