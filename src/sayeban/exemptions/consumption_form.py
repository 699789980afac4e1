"""One report of consumption as a company sends it, alone in a line or among many."""

from datetime import date
from typing import Annotated, Final, Literal
from uuid import UUID

from ninja import Field
from pydantic import BaseModel, StringConstraints

NDJSON: Final = "application/x-ndjson"
# PostgreSQL keeps no NUL in a text.
Text99 = Annotated[str, StringConstraints(max_length=99, pattern=r"^[^\x00]*$")]


class Sent(BaseModel):
    """What a program sends: judged as it came, without Ninja's way of asking objects of Django."""


class Consumption(Sent, extra="forbid"):
    """One bill period of one exemption. Where the tiers lie is the company's own rule (A-006)."""

    exemption_id: UUID
    period_start: date
    period_end: date
    consumption: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}(\.[0-9]{1,3})?$")]
    unit: Literal["m3", "kWh"]
    tier: int = Field(ge=1, le=1000)
    outcome: Literal["exempted", "partly_exempted", "above_low_tiers", "not_applied"]
    gross_amount_irr: int | None = Field(None, ge=0, le=10**15)
    exempted_amount_irr: int | None = Field(None, ge=0, le=10**15)
    invoice_ref: Text99 | None = None
    revision: int = Field(0, ge=0, le=1000)
