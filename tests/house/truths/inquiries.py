"""What the constraints of inquiries to registers say, as in truth.py."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from tests.house.truth import DAWN, NOON, Truth

_ANSWERED: Final = ("ok", "not_found", "mismatch", "error")
_STATUSES: Final = ("waiting", "unavailable", *_ANSWERED)


def _open_or_answered(
    status: str, next_try_at: datetime | None, received_at: datetime | None
) -> bool:
    if status in _ANSWERED:
        return next_try_at is None and received_at is not None
    if status == "waiting":
        return next_try_at is not None and received_at is None
    return status == "unavailable" and received_at is None


def _limits(**row: int) -> bool:
    most = {"seconds": 60, "at_once": 16, "per_minute": 60_000, "burst": 60_000}
    return all(1 <= value <= most[name] for name, value in row.items())


def _patience(**row: int) -> bool:
    most = {"valid_days": 3_650, "breaker_after": 100, "breaker_seconds": 86_400}
    return all(1 <= value <= most[name] for name, value in row.items())


CHECKS: Final[Mapping[str, Truth]] = {
    "facts_register_reached": Truth(
        {
            "is_on": (True, False),
            "route": ("direct", "bus"),
            "url": ("", "https://a.example"),
            "bus_path": ("", "a"),
        },
        lambda is_on, route, url, bus_path: (
            not is_on or (url if route == "direct" else bus_path) != ""
        ),
    ),
    "facts_register_route": Truth(
        {"route": ("direct", "bus", "", "Bus")}, lambda route: route in ("direct", "bus")
    ),
    "facts_register_limits": Truth(
        {
            "seconds": (0, 1, 60, 61),
            "at_once": (0, 1, 16, 17),
            "per_minute": (0, 1, 60_000, 60_001),
            "burst": (0, 1, 60_000, 60_001),
        },
        _limits,
    ),
    "facts_register_patience": Truth(
        {
            "valid_days": (0, 1, 3_650, 3_651),
            "breaker_after": (0, 1, 100, 101),
            "breaker_seconds": (0, 1, 86_400, 86_401),
        },
        _patience,
    ),
    "facts_purpose_words": Truth(
        {"title": ("", "ک"), "legal_basis": ("", "ق")},
        lambda title, legal_basis: title != "" and legal_basis != "",
    ),
    "facts_inquiry_status": Truth(
        {"status": (*_STATUSES, "", "OK")}, lambda status: status in _STATUSES
    ),
    "facts_inquiry_open_or_answered": Truth(
        {
            "status": (*_STATUSES, "else"),
            "next_try_at": (None, DAWN),
            "received_at": (None, DAWN),
        },
        _open_or_answered,
    ),
    "facts_inquiry_result": Truth(
        {"result": (None, "{}"), "status": _STATUSES},
        lambda result, status: result is None or status == "ok",
    ),
    "facts_inquiry_valid": Truth(
        {"valid_until": (None, DAWN, NOON), "received_at": (None, DAWN, NOON)},
        lambda valid_until, received_at: (
            valid_until is None or (received_at is not None and valid_until >= received_at)
        ),
    ),
}
UNIQUE: Final[Mapping[str, str]] = {
    "facts_inquiry_once_open": "nobody is asked about twice while a question waits",
}
FREED: Final[Mapping[str, Mapping[str, Any]]] = {
    "facts_inquiry_once_open": {"next_try_at": None},
}
