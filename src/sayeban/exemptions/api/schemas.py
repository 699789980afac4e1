"""The forms of the companies' service; the served description is made from them.

Names are those of the contract. No pattern says \\d, which takes Persian digits too.
"""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

FeedId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]+\.(gas|electricity|water)\.[0-9]{2}\.[0-9]{3}$")
]
BillId = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,13}$")]
Utility = Literal["gas", "electricity", "water"]


class ProblemFault(Schema):
    """One fault; `pointer` is a JSON pointer into what was sent."""

    code: str
    message: str
    pointer: str | None = None


class Problem(Schema):
    """RFC 9457, with the array that registries of the DCI standard read."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[ProblemFault]


class Feed(Schema):
    """One publisher's changes for one company in one province."""

    feed_id: FeedId
    publisher: str
    utility: Utility
    province: Annotated[str, StringConstraints(pattern=r"^IR-[0-9]{2}$")] = Field(
        description="ISO 3166-2; the national code stands beside it"
    )
    province_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
    company: Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]
    columns: list[str] = Field(description="what the agreement lets a record say besides")
    epoch: str = Field(description="changes when the numbers begin anew; older cursors get 410")
    last_seq: int = Field(ge=0)
    first_retained_seq: int = Field(ge=1)


class Occupant(Schema):
    """Who lives there and is to be registered (A-031)."""

    national_id: Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")]
    full_name: str
    mobile: Annotated[str, StringConstraints(pattern=r"^\+98[0-9]{10}$")] | None = None


class ServicePoint(Schema):
    """The meter. A shared one cannot be written."""

    bill_id: Annotated[str, StringConstraints(pattern=r"^[0-9]{13}$")] = Field(
        description="zero-padded"
    )
    subscription_no: str | None = None
    meter_serial: str | None = None
    connection: Literal["private"]
    postal_code: Annotated[str, StringConstraints(pattern=r"^([0-9]{10})?$")]
    address: str | None = Field(None, max_length=300)
    county_code: str | None = None
    settlement: Literal["urban", "rural"] | None = None


class Programme(Schema):
    """The campaign and its legal basis (A-001)."""

    id: str
    legal_basis: str
    fiscal_year: Annotated[str, StringConstraints(pattern=r"^1[34][0-9]{2}$")]


class Record(Schema):
    """One exemption as the company may know it."""

    exemption_id: UUID
    version: int = Field(ge=1)
    effective_from: date
    household_ref: str = Field(description="pseudonym of the household for this company alone")
    occupant: Occupant
    tenure: Literal["owner", "tenant", "other"]
    service_point: ServicePoint
    programme: Programme


class Change(Schema):
    """One change of a feed. `record` is null where an exemption ends."""

    seq: int = Field(ge=1)
    op: Literal["grant", "amend", "revoke"]
    exemption_id: UUID
    version: int = Field(ge=1)
    supersedes: UUID | None
    reason: Literal[
        "new_cover", "correction", "relocated", "lease_ended", "deceased", "left_cover",
        "moved_to_institution", "connection_shared", "duplicate_cover", "court_or_appeal", "other",
    ]  # fmt: skip
    effective_from: date
    effective_until: date | None = Field(description="end of a tenancy")
    decided_at: datetime
    record: Record | None


class ChangePage(Schema):
    """Changes after a cursor, oldest first, without a hole in `seq`."""

    feed_id: FeedId
    epoch: str
    data: list[Change]
    next_cursor: str
    has_more: bool
    last_seq: int = Field(ge=0)


class LookedUp(Schema):
    """What is known of one bill id."""

    bill_id: str
    status: Literal["found", "not_found"]
    record: Record | None = None


class LookupAnswer(Schema):
    """As many answers as bill ids were asked, in their order."""

    data: list[LookedUp]


class LookupQuestion(Schema, extra="forbid"):
    """Up to 1,000 bill ids."""

    bill_ids: list[BillId] = Field(min_length=1, max_length=1000)
