"""The envelope of the standard: header, message and their form (DCI 1.0.0)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from sayeban.interop.faults import Faulty
from sayeban.interop.rules import LARGEST_PAGE, PAGE


def _written(value: object) -> object:
    """A time is text; a number of seconds would be taken as one too."""
    if not isinstance(value, str):
        raise PydanticCustomError("time", "not a text")
    return value


Time = Annotated[AwareDatetime, BeforeValidator(_written)]
Id = Annotated[str, Field(min_length=1, max_length=99, pattern="^[^\\x00]*$")]
Name = Annotated[str, Field(max_length=99, pattern="^[^\\x00]*$")]
Locale = Annotated[str, Field(pattern="^[a-z]{3}$")]


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Header(_Told):
    """The header of a request; that of an event has neither to count nor to name its sender."""

    version: str = Field("1.0.0", pattern=r"^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$")
    message_id: Id
    message_ts: Time
    action: Name
    sender_id: Name = ""
    sender_uri: str = Field("", max_length=999)
    receiver_id: Name = ""
    total_count: int | None = Field(None, ge=0)
    is_msg_encrypted: bool = False


class Pagination(_Told):
    """Pages are counted from 1."""

    page_size: int = Field(PAGE, ge=1, le=LARGEST_PAGE)
    page_number: int = Field(1, ge=1, le=10_000)


class Sort(_Told):
    """One attribute to sort by."""

    attribute_name: Name
    sort_order: Literal["asc", "desc"] = "asc"


class Criteria(_Told):
    """What is searched for; `query` is judged by criteria.py."""

    query_type: Name
    query: Any
    response_entity: Literal["Group", "Member"] = "Group"
    sort: list[Sort] = Field([], max_length=5)
    pagination: Pagination = Pagination(page_size=PAGE, page_number=1)


class SearchItem(_Told):
    """One search of a message."""

    reference_id: Id
    timestamp: Time
    search_criteria: Criteria
    locale: Locale = "fas"


class Search(_Told):
    """The message of `search`."""

    transaction_id: Name
    search_request: list[SearchItem]


class Wanted(_Told):
    """What a subscriber wants to be told of."""

    reg_event_type: Name
    filter_type: Name = "idtype-value"
    filter: Any
    notify_record_type: Name


class SubscribeItem(_Told):
    """One subscription of a message."""

    reference_id: Id
    timestamp: Time
    subscribe_criteria: Wanted
    locale: Locale = "fas"


class Subscribe(_Told):
    """The message of `subscribe`."""

    transaction_id: Name
    subscribe_request: list[SubscribeItem]


class Unsubscribe(_Told):
    """The message of `unsubscribe`."""

    transaction_id: Name
    timestamp: Time
    subscription_codes: list[Name]


class StatusAsked(_Told):
    """Which transactions are asked for."""

    reference_id: Id
    txn_type: Literal["search", "subscribe", "receipt"]
    attribute_type: Literal["transaction_id", "reference_id_list", "correlation_id"]
    attribute_value: Name | list[Name]
    locale: Locale = "fas"


class TxnStatus(_Told):
    """The message of `txn-status`."""

    transaction_id: Name
    txnstatus_request: StatusAsked


class EventData(_Told):
    """What a registry tells of one event."""

    reg_event_type: Name = ""
    reg_record_type: Name
    reg_records: dict[str, Any]


class NotifiedEvent(_Told):
    """One event of a message."""

    reference_id: Id
    timestamp: Time
    data: EventData
    locale: Locale = "fas"


class Notify(_Told):
    """The message of `notify`."""

    transaction_id: Name
    notify_event: list[NotifiedEvent]


Message = TypeVar("Message", bound=_Told)

# The innermost name of a place that is listed here names the fault.
_CODES: Final = {
    "message_id": "err.request.bad",
    "message_ts": "rjct.message_ts.invalid",
    "version": "rjct.version.invalid",
    "action": "rjct.action.invalid",
    "sender_id": "err.sender_id.invalid",
    "sender_uri": "err.sender_uri.invalid",
    "receiver_id": "err.receiver_id.invalid",
    "total_count": "rjct.total_count.invalid",
    "is_msg_encrypted": "err.encryption.invalid",
    "reference_id": "rjct.reference_id.invalid",
    "timestamp": "rjct.timestamp.invalid",
    "pagination": "rjct.pagination.invalid",
    "sort": "rjct.sort.invalid",
    "search_criteria": "rjct.search_criteria.invalid",
    "subscribe_criteria": "rjct.filter.invalid",
}


_NUL: Final = b"\\u0000"


class Faults(Exception):
    """Several faults of one message."""

    def __init__(self, faults: Sequence[Faulty]) -> None:
        self.faults = list(faults)
        super().__init__(", ".join(each.name for each in faults))


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as it came: the header read, the rest not yet. `raw` is what was sent."""

    header: Header
    message: dict[str, Any]
    signature: str
    raw: bytes
    sent: dict[str, Any]


def opened(raw: bytes) -> Envelope:
    """The envelope in the body of a request; raises Faults.

    Neither half a character nor a NUL can be kept: both are no JSON for us.
    """
    try:
        sent = json.loads(raw, parse_constant=_no_constant)
        if _NUL in json.dumps(sent, ensure_ascii=False, allow_nan=False).encode():
            raise Faults([Faulty("err.request.bad")])
    except (ValueError, RecursionError):
        raise Faults([Faulty("err.request.bad")]) from None
    parts = sent if isinstance(sent, dict) else {}
    header, message = parts.get("header"), parts.get("message")
    if not isinstance(header, dict) or not isinstance(message, dict):
        raise Faults([Faulty("err.request.bad", "/header")])
    signature = parts.get("signature")
    return Envelope(
        _read(Header, header, "/header"),
        message,
        signature if isinstance(signature, str) else "",
        raw,
        parts,
    )


def _no_constant(name: str) -> None:
    raise ValueError(name)


def read(kind: type[Message], message: dict[str, Any]) -> Message:
    """The message of a known form; raises Faults."""
    return _read(kind, message, "/message")


def _read(kind: type[Message], told: dict[str, Any], above: str) -> Message:
    try:
        return kind.model_validate(told)
    except ValidationError as error:
        raise Faults([_faulty(each["loc"], above) for each in error.errors()]) from None


def _faulty(place: tuple[int | str, ...], above: str) -> Faulty:
    names = (_CODES[name] for name in reversed(place) if name in _CODES)
    pointer = "/".join((above, *(str(each) for each in place)))
    return Faulty(next(names, "err.request.bad"), pointer)
