"""The forms of the institutions' service; the served description is made from them."""

from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from ninja import Field, Header, Schema
from pydantic import ConfigDict, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
NationalId = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")]
TrackingNo = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
Key = Annotated[str, Header(alias="Idempotency-Key", pattern=r"^[!-~]{16,64}$")]
Number = Annotated[int, Field(ge=1, le=1_000_000)]
OneAnswer = bool | int | float | Annotated[str, StringConstraints(max_length=4000)] | None
Given = OneAnswer | Annotated[list[Code], Field(max_length=100)]


class Asked(Schema):
    """What is sent; a member that is not named here is refused."""

    model_config = ConfigDict(extra="forbid")


class ProblemFault(Schema):
    """One fault; `pointer` is a JSON pointer into what was sent."""

    code: str
    message: str
    pointer: str | None = None


class Problem(Schema):
    """RFC 9457; `detail` is a Persian sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[ProblemFault]


PROBLEMS: Final = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)


class FormLine(Schema):
    """A form that is open to the program, in the version that is asked now."""

    code: Code
    title: str
    version: int


class FormDescribed(FormLine):
    """The same with the JSON Schema 2020-12 of its answers by question key."""

    answers: dict[str, Any] = Field(alias="schema")


class NewSubmission(Asked):
    """A form is begun for a person. `version` is the one whose schema was read."""

    form: Code
    version: Number
    national_id: NationalId


class Answers(Asked):
    """Answers by question key; null is «نمی‌دانم»."""

    version: Number
    answers: dict[str, Given] = Field(max_length=200)


class Finished(Asked):
    """The form is to be closed."""

    version: Number


class OpenQuestion(Schema):
    """A question that stands against submitting."""

    key: str
    label: str


class SubmissionState(Schema):
    """A submission without its answers: they are told to nobody by this way."""

    key: UUID
    form: Code
    version: int
    state: str = Field(description="draft or submitted")
    open: list[OpenQuestion]


class NewCase(Asked):
    """A request for a service; `submission` is the form that was submitted for it."""

    service: Code
    national_id: NationalId
    submission: UUID | None = None


class CaseOpened(Schema):
    """What the person is told and takes along."""

    tracking_no: TrackingNo
    promised_on: date
    promised_days: int
    legal_deadline: date | None


class CaseStep(Schema):
    """A step of the way; `turn`: own, external, applicant or paused."""

    title: str
    opened_on: date
    closed_on: date | None
    turn: str


class CaseState(Schema):
    """Where a request stands: no person is in it.

    `p80`: eight of ten such requests were over within so many working days, null where too few
    were. `result` and `turn` are "" where there is none.
    """

    tracking_no: TrackingNo
    service: str
    opened_on: date
    promised_on: date
    legal_deadline: date | None
    closed_on: date | None
    result: str
    turn: str
    p80: int | None
    steps: list[CaseStep]


class TrackingQuestion(Asked):
    """The number on the slip or in the message."""

    tracking_no: TrackingNo


class FactsQuestion(Asked):
    """Facts of one person for a purpose that the agreement names."""

    national_id: NationalId
    purpose: Code
    facts: list[Code] = Field(min_length=1, max_length=100)


class FactTold(Schema):
    """One fact. `value` null is unknown, never 0; `stale`: what was said is too old to count.

    `origin`: declared, received from `register`, or verified; "" for what follows from others.
    `contested`: the person contests it, and it is being looked into. `corrected_on`: on this day
    it turned out that what you were told last on `corrected_since` was wrong; null for never.
    """

    key: Code
    label: str
    unit: str
    value: bool | int | float | str | None
    origin: str
    register_: str = Field(alias="register")
    as_of: date | None
    stale: bool
    contested: bool
    corrected_on: date | None
    corrected_since: date | None


class FactsAnswer(Schema):
    """What is known. The look is kept, and the person can see it with its purpose."""

    purpose: str
    legal_basis: str
    asked_at: datetime
    facts: list[FactTold]
