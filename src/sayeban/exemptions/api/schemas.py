"""The forms of the companies' service; the served description is made from them.

Names are those of the contract. No pattern says \\d, which takes Persian digits too.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

from sayeban.exemptions.consumption_form import Consumption, Sent, Text99

FeedId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]+\.(gas|electricity|water)\.[0-9]{2}\.[0-9]{3}$")
]
BillId = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,13}$")]
# PostgreSQL keeps no NUL in a text.
Text999 = Annotated[str, StringConstraints(max_length=999, pattern=r"^[^\x00]*$")]
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


class SnapshotFile(Schema):
    """One file of a list. Its name holds its sha256: what has this name never changes."""

    type: Literal["Exemption"]
    url: str = Field(description="URI reference (RFC 3986)")
    format: Literal[
        "application/x-ndjson",
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]
    rows: int = Field(ge=0)
    bytes: int = Field(ge=0)
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    schema_: dict[str, Any] = Field(
        alias="schema", description="its fields as a Table Schema (Data Package 2.0)"
    )


class SnapshotManifest(Schema):
    """What stood after change `as_of_seq`, as files; go on with `changes` from `next_cursor`.

    A line of the NDJSON is the last Change of an exemption that stands, as `changes` tells it.
    """

    feed_id: FeedId
    epoch: str
    as_of_seq: int = Field(ge=0)
    next_cursor: str
    transactionTime: datetime
    updateCadence: str = Field(description="ISO 8601 duration")
    output: list[SnapshotFile]


class LookedUp(Schema):
    """What is known of one bill id."""

    bill_id: str
    status: Literal["found", "not_found"]
    record: Record | None = None


class LookupAnswer(Schema):
    """As many answers as bill ids were asked, in their order."""

    data: list[LookedUp]


class LookupQuestion(Sent, extra="forbid"):
    """Up to 1,000 bill ids."""

    bill_ids: list[BillId] = Field(min_length=1, max_length=1000)


class Receipt(Sent, extra="forbid"):
    """What became of one version; the four words are those of the DCI standard."""

    exemption_id: UUID
    version: int = Field(ge=1, le=2**31 - 1)
    status: Literal["rcvd", "pdng", "succ", "rjct"]
    status_reason_code: (
        Literal[
            "rjct.bill_id.not_found", "rjct.bill_id.check_digit", "rjct.bill_id.other_company",
            "rjct.connection.shared", "rjct.connection.not_residential",
            "rjct.connection.disconnected", "rjct.postal_code.mismatch",
            "rjct.occupant.other_cover_exists", "rjct.effective_from.too_late",
            "rjct.version.stale", "rjct.other",
        ]
        | None
    ) = Field(None, description="a rejection without one counts as rjct.other")  # fmt: skip
    status_reason_message: Text999 | None = None
    company_ref: Text99 | None = None
    applied_from_period: date | None = None


class Receipts(Sent, extra="forbid"):
    """Up to 5,000 receipts."""

    receipts: list[Receipt] = Field(min_length=1, max_length=5000)


class Consumptions(Sent, extra="forbid"):
    """Up to 5,000 reports."""

    reports: list[Consumption] = Field(min_length=1, max_length=5000)


class Notice(Sent, extra="forbid"):
    """What the company noticed itself."""

    exemption_id: UUID
    kind: Literal[
        "meter_replaced", "bill_id_changed", "occupant_left", "became_shared", "use_changed",
        "disconnected", "duplicate_with_other_body",
    ]  # fmt: skip
    new_bill_id: BillId | None = None
    noticed_on: date
    note: Text999 | None = None


class Notices(Sent, extra="forbid"):
    """Up to 5,000 notices."""

    notices: list[Notice] = Field(min_length=1, max_length=5000)


class ItemResult(Schema):
    """What became of the item at `index`, counted from 0."""

    index: int
    outcome: Literal["recorded", "duplicate", "stale", "invalid"]
    problem: ProblemFault | None = None


class BatchResult(Schema):
    """One result an item; `rejected` counts the invalid ones."""

    accepted: int
    rejected: int
    results: list[ItemResult]


class UploadTaken(Schema):
    """A file that the service works on; its Location tells how far."""

    job_id: UUID
    status: Literal["running"]


class UploadResult(Schema):
    """What became of the lines of a file. `index` counts them from 0, without empty ones.

    `results` names the first lines that are invalid, a thousand at the most.
    """

    job_id: UUID
    status: Literal["running", "done"]
    lines: int
    accepted: int
    rejected: int
    recorded: int
    duplicate: int
    stale: int
    results: list[ItemResult]
