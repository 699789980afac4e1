"""Where an agreement stands. Pure; its SQL twin is the function organisations_open_feeds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

State = Literal["proposed", "not_ready", "ready", "delivering", "acknowledged", "expired", "ended"]

STATE_LABELS: Final[dict[State, str]] = {
    "proposed": "پیشنهاد",
    "not_ready": "اعلام آمادگی نشده",
    "ready": "آمادهٔ دریافت",
    "delivering": "در حال دریافت",
    "acknowledged": "رسید داده",
    "expired": "مهلت گذشته",
    "ended": "پایان یافته",
}
COLUMN_LABELS: Final = {
    "number": "شمارهٔ اشتراک یا کنتور",
    "mobile": "شمارهٔ همراه بهره‌بردار",
    "address": "نشانی",
    "county": "کد شهرستان",
    "settlement": "شهری یا روستایی",
}


def feed_id(publisher: str, utility: str, province: str, company: str) -> str:
    """What a feed is called; organisations_open_feeds says it in SQL."""
    return f"{publisher}.{utility}.{province}.{company}"


DELIVERS: Final = frozenset({"ready", "delivering", "acknowledged"})
"""States in which a company is given anything (A-023)."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The times of an agreement's steps; None: not yet."""

    starts: date
    ends: date | None
    activated_at: datetime | None
    ready_at: datetime | None
    delivering_at: datetime | None
    acknowledged_at: datetime | None
    ended_at: datetime | None


def state(steps: Steps, today: date) -> State:
    """The state on a day. One that has not begun yet is not ready."""
    if steps.ended_at:
        return "ended"
    if steps.activated_at is None:
        return "proposed"
    if steps.ends and today > steps.ends:
        return "expired"
    if steps.ready_at is None or today < steps.starts:
        return "not_ready"
    if steps.delivering_at is None:
        return "ready"
    return "acknowledged" if steps.acknowledged_at else "delivering"
