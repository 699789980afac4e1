"""Pure decisions of the exemption campaign: words, states, who may do what, when a row is complete.

No Django here. Each rule that also runs set-based in SQL is the oracle of that SQL in the tests.
Source: the procedure of seed 001, its notes, and domain.md A-040 … A-150.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from string import ascii_letters, digits

from sayeban.kit.shares import wilson

UTILITIES = ("gas", "electricity", "water")
"""In the one order that every page, file and message keeps: that of the procedure's worksheet."""
SHEET_KEY_UTILITIES = ("water", "electricity", "gas")
"""In the order of the fingerprints of worksheets that are out, and of whose channel and source
their one cell shows: another order would make strangers of them, so it never changes."""


def place_of_utility(utility: str) -> int:
    """By what connections are sorted; what is of the whole row comes first."""
    return UTILITIES.index(utility) + 1 if utility in UTILITIES else 0


class State(StrEnum):
    """Where a row stands. `LEAVING` and `OUTSIDE` need no collection and block nobody."""

    PENDING = "pending"
    COLLECTED = "collected"
    UNCOLLECTABLE = "uncollectable"
    LEAVING = "leaving"
    OUTSIDE = "outside"
    RETURNED = "returned"
    CENTRE_APPROVED = "centre_approved"
    COUNTY_APPROVED = "county_approved"
    PROVINCE_APPROVED = "province_approved"
    RELEASED = "released"
    REMOVED = "removed"


STATE_LABELS: Mapping[State, str] = {
    State.PENDING: "در انتظار گردآوری",
    State.COLLECTED: "گردآوری شد",
    State.UNCOLLECTABLE: "بدون اطلاعات، با دلیل",
    State.LEAVING: "فوت یا خروج، در انتظار حذف",
    State.OUTSIDE: "بیرون از گروه هدف",
    State.RETURNED: "برگشت برای اصلاح",
    State.CENTRE_APPROVED: "تأیید مرکز",
    State.COUNTY_APPROVED: "تأیید شهرستان",
    State.PROVINCE_APPROVED: "تأیید استان",
    State.RELEASED: "نهایی‌شده در انتشار استان",
    State.REMOVED: "حذف شد",
}

OPEN_STATES = frozenset({State.PENDING, State.RETURNED})
"""Somebody still has to collect."""
GATHERED_STATES = frozenset({State.COLLECTED, State.UNCOLLECTABLE})
"""Collected, not yet approved by anybody."""
LOCKED_STATES = frozenset(
    {
        State.CENTRE_APPROVED,
        State.COUNTY_APPROVED,
        State.PROVINCE_APPROVED,
        State.RELEASED,
        State.REMOVED,
    }
)
"""Approved: locked for everybody below the approver."""
FOLLOWED_STATES = GATHERED_STATES | LOCKED_STATES - {State.REMOVED}
"""A head's row that its household's members take over (note 4)."""
STANDING_ASIDE = frozenset({State.LEAVING, State.OUTSIDE})

CONNECTION_TYPES = {"private": "شخصی", "shared": "مشاع", "none": "ندارد"}
LOCATIONS = {
    "urban": "دارای انشعاب شهری",
    "rural": "روستایی با انشعاب رسمی",
    "rural_unconnected": "روستایی بدون انشعاب رسمی",
}
TENURES = {"owner": "مالک", "tenant": "استیجاری", "other": "نه مالک و نه مستأجر"}
STATUSES = {"active": "فعال", "exited": "خروج از پرونده", "deceased": "فوت"}
CHANNELS = {
    "messenger": "پیام‌رسان",
    "centre": "حضوری در مرکز",
    "home_visit": "مراجعه به منزل",
    "phone": "تلفن",
    "volunteer": "داوطلب محلی",
    "dehyar": "دهیار یا شورا",
}
SOURCES = {
    "sms": "پیامک قبض",
    "app": "اپلیکیشن شرکت",
    "bill_picture": "تصویر قبض",
    "paper_slip": "فیش کاغذی",
    "meter_photo": "عکس پیامک یا بدنهٔ کنتور",
}
ENTRY_METHODS = {
    "scan": "بارکدخوان",
    "paste": "رونوشت از پیامک یا اکسل",
    "typed": "تایپ",
    "workbook": "فایل اکسل",
    "reused": "از مرحلهٔ پیش",
}
NO_DATA_REASONS = {
    "not_found": "پیدا نشد",
    "refuses": "همکاری نکرد",
    "phone_dead": "تلفن پاسخ نمی‌دهد",
    "moved_away": "از محل رفته است",
    "said_deceased": "گفته شد فوت کرده است",
    "no_documents": "قبض در دسترس نیست",
    "other": "دلیل دیگر",
}
CANDIDATE_KINDS = {
    "bill_taken": "قبض یک انشعاب برای خانوار دیگری هم ثبت شده است",
    "shared_as_private": "انشعاب مشاع به نام شخصی معرفی شده است",
    "same_picture": "یک تصویر برای دو خانوار فرستاده شده است",
    "company.other_cover": "شرکت می‌گوید این خانوار از نهاد دیگری هم معافیت دارد",
    "company.shared": "شرکت می‌گوید کنتوری که شخصی معرفی شده است مشاع است",
    "company.use": "شرکت می‌گوید کاربری انشعاب خانگی نیست",
}
BILL_KINDS = ("bill_taken", "shared_as_private")
"""Those that rest on a bill id which two households have."""
CLEARINGS = {
    "same_household": "هر دو ردیف از یک خانوارند",
    "returned": "برای اصلاح برگشت داده شد",
    "shared": "کنتور مشاع است و هر دو مشاع ثبت شد",
    "corrected": "با اصلاح ردیف برطرف شد",
    "unfounded": "بررسی شد و سخن شرکت درست نبود",
}
TARGETS = {
    "recipients": "مددجویان مستمری‌بگیر",
    "non_recipients": "مددجویان غیرمستمری‌بگیر",
    "all": "همهٔ مددجویان",
}


def grounds(kind: str) -> tuple[str, ...]:
    """On what grounds a reviewer clears a candidate: what a company said is of one row alone."""
    first = "unfounded" if kind.startswith("company.") else "same_household"
    return first, "returned", "shared"


PREFILLED_CORRECTABLE = ("postal_code", "mobile", "tenure", "status")


def standing(
    *,
    status: str,
    in_target: bool | None,
    resident_in_care: bool | None,
) -> str | None:
    """Why a row needs no collection, first in this order, else None.

    deceased | exited (removed by the province, A-133), not_target_group (A-040 … A-042),
    resident_in_care (note 5, A-145). `in_target` is what the campaign's rule says; what nobody
    knows excludes nobody.
    """
    if status in ("deceased", "exited"):
        return status
    if in_target is False:
        return "not_target_group"
    if resident_in_care is True:
        return "resident_in_care"
    return None


def gathered_state(
    *, aside: str, no_data_reason: str, missing: bool, has_data: bool, before: str
) -> State:
    """The state of a row after its collectors wrote it.

    A reason for no data counts only where data are missing: what was found stands.
    """
    if aside in ("deceased", "exited"):
        return State.LEAVING
    if aside:
        return State.OUTSIDE
    if no_data_reason and missing:
        return State.UNCOLLECTABLE
    if has_data:
        return State.COLLECTED
    return State.RETURNED if before == State.RETURNED else State.PENDING


@dataclass(frozen=True, slots=True)
class ConnectionFacts:
    """What is known of one utility connection of a row."""

    connection_type: str = ""
    bill_id: str = ""
    number: str = ""
    channel: str = ""
    source: str = ""

    def lacks_way(self, fact: str) -> bool:
        """Whether its channel or source is still to be said (A-091 … A-101)."""
        return exists(self.connection_type) and not getattr(self, fact)


def exists(connection_type: str) -> bool:
    """Whether there is such a connection, private or shared."""
    return connection_type in ("private", "shared")


def needs_document(connection_type: str) -> bool:
    """Of whose bill or meter a picture is asked; reads.flags asks the same of many rows."""
    return connection_type == "private"


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What completeness is judged on. `connections` holds each utility of the campaign."""

    location: str
    tenure: str
    tenancy_end: date | None
    postal_code: str
    mobile: str
    connections: Mapping[str, ConnectionFacts]


@dataclass(frozen=True, slots=True)
class NumberRule:
    """What the numbers of one company look like, as organisations' UtilityCompany says it."""

    lengths: tuple[int, ...] = ()
    pattern: str = ""

    def fits(self, number: str) -> bool:
        """Whether the number has one of the lengths and follows one of the masks."""
        masks = self.pattern.split("|") if self.pattern else []
        return (not self.lengths or len(number) in self.lengths) and (
            not masks or any(_follows(number, mask) for mask in masks)
        )


def _follows(number: str, mask: str) -> bool:
    kinds = {"#": _DIGITS, "@": _LETTERS, "?": _DIGITS | _LETTERS}
    return len(number) == len(mask) and all(
        char in kinds.get(sign, sign) for char, sign in zip(number, mask, strict=True)
    )


_DIGITS, _LETTERS = frozenset(digits), frozenset(ascii_letters)
_ANY_NUMBER: Mapping[str, NumberRule] = {}


def missing_fields(
    facts: RowFacts,
    today: date,
    required: frozenset[str],
    number_rules: Mapping[str, NumberRule] = _ANY_NUMBER,
) -> list[str]:
    """What the row still lacks, in a fixed order; empty = complete (A-009, A-010, A-059).

    `required` holds what companies demand beyond the default set, as "gas:number" for every gas
    company or "gas/307:mobile" for one; `number_rules` those of companies in the row's province, as
    "gas/307". Channel and source are needed of each connection that exists (A-091 … A-101); a rural
    dwelling without official connections is complete (A-061) unless it names one.
    """
    existing = [c for c in facts.connections.values() if exists(c.connection_type)]
    if facts.location == "rural_unconnected":
        contradicts = existing or any(c.bill_id for c in facts.connections.values())
        return ["location.connected"] if contradicts else []
    lacks = [name for name in ("location", "tenure", "postal_code") if not getattr(facts, name)]
    lacks += [name for name in ("channel", "source") if any(c.lacks_way(name) for c in existing)]
    if facts.tenure == "tenant":
        if facts.tenancy_end is None:
            lacks.append("tenancy_end.missing")
        elif facts.tenancy_end < today:
            lacks.append("tenancy_end.past")
    for utility, connection in facts.connections.items():
        lacks += _connection_lacks(utility, connection, facts.mobile, required)
        rule = number_rules.get(f"{utility}/{connection.bill_id[8:11]}")
        if connection.connection_type == "private" and connection.number and rule:
            lacks += [] if rule.fits(connection.number) else [f"{utility}.number_pattern"]
    return lacks


def _connection_lacks(
    utility: str, connection: ConnectionFacts, mobile: str, required: frozenset[str]
) -> list[str]:
    if not connection.connection_type:
        return [f"{utility}.type"]
    if connection.connection_type != "private":
        return []
    if not connection.bill_id:
        return [f"{utility}.bill_id"]

    def demanded(field: str) -> bool:
        company = connection.bill_id[8:11]
        return f"{utility}:{field}" in required or f"{utility}/{company}:{field}" in required

    lacks = []
    if demanded("number") and not connection.number:
        lacks.append(f"{utility}.number")
    if demanded("mobile") and not mobile:
        lacks.append(f"{utility}.mobile")
    return lacks


def sample_size(population: int, percent: float, least: int = 5) -> int:
    """Rows that an office draws of one batch: max(least, percent), never more than there are."""
    return min(population, max(least, ceil(population * percent / 100)))


def sample_passes(wrong: int, drawn: int, limit_percent: float) -> bool:
    """Whether a sample lets its batch through: the lower bound is within the limit (A-121)."""
    return wilson(wrong, drawn)[0] * 100 <= limit_percent
