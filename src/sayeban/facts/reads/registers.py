"""Registers, how they are now, and what may be asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import connection
from django.db.models import Count, Q

from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.routes import BUS
from sayeban.facts.models import Inquiry, Purpose, Register, RegisterState, RouteState

Health = Literal["off", "away", "ill", "well", "new", "cut_off"]


@dataclass(frozen=True, slots=True)
class RegisterNow:
    """One register: its settings and the last day. `health`: "off" switched off, "away" left
    alone until `open_until`, "ill" its last call failed, "well" answered, "new" never called;
    "cut_off": the bus that leads to it is left alone until `route_open_until`, and nobody knows of
    the register itself.

    `asked` in the last day, of them `unavailable` got no answer yet; `waiting` are due or later.
    """

    key: str
    title: str
    provider: str
    url: str
    is_on: bool
    health: Health
    open_until: datetime | None
    answered_at: datetime | None
    failed_at: datetime | None
    problem: str
    route: str
    bus_path: str
    route_open_until: datetime | None
    asked: int
    unavailable: int
    waiting: int
    seconds: int
    at_once: int
    per_minute: int
    burst: int
    valid_days: int
    breaker_after: int
    breaker_seconds: int

    def as_json(self) -> dict[str, Any]:
        """What the command line shows."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PurposeTerms:
    """A purpose with its legal basis and the registers that may be asked for it."""

    key: str
    title: str
    legal_basis: str
    registers: tuple[str, ...]


def registers_on() -> list[str]:
    """Keys of the registers that may be asked."""
    return list(Register.objects.filter(is_on=True).order_by("key").values_list("key", flat=True))


def register_titles() -> dict[str, str]:
    """What each register is called, by its key."""
    return {key: port.title for key, port in PORTS.items()}


def registers_now(at: datetime) -> list[RegisterNow]:
    """All registers in the order of their adapters; counts are of the last day."""
    rows = {row.pk: row for row in Register.objects.order_by("pk")}
    states = {row.pk: row for row in RegisterState.objects.order_by("pk")}
    bus = RouteState.objects.filter(pk=BUS).first()
    day = Q(requested_at__gt=at - timedelta(days=1))
    counted = Inquiry.objects.filter(day | Q(next_try_at__isnull=False)).values("register")
    counts = {
        row["register"]: row
        for row in counted.annotate(
            asked=Count("pk", filter=day),
            unavailable=Count("pk", filter=day & Q(status="unavailable")),
            waiting=Count("pk", filter=Q(next_try_at__isnull=False)),
        ).order_by("register")
    }
    nothing = {"asked": 0, "unavailable": 0, "waiting": 0}
    return [
        _now(
            rows[key],
            states.get(key),
            bus if rows[key].route == BUS else None,
            counts.get(key, nothing),
            at,
        )
        for key in PORTS
        if key in rows
    ]


def _now(
    row: Register,
    state: RegisterState | None,
    bus: RouteState | None,
    count: Mapping[str, Any],
    at: datetime,
) -> RegisterNow:
    port = PORTS[row.pk]
    copied = (
        *(
            "url",
            "route",
            "bus_path",
            "is_on",
            "seconds",
            "at_once",
            "per_minute",
            "burst",
            "valid_days",
        ),
        *("breaker_after", "breaker_seconds"),
    )
    return RegisterNow(
        key=row.pk,
        title=port.title,
        provider=port.provider,
        health=_health(row, state, bus, at),
        route_open_until=bus.open_until if bus else None,
        open_until=state.open_until if state else None,
        answered_at=state.answered_at if state else None,
        failed_at=state.failed_at if state else None,
        problem=state.problem if state and state.failures else "",
        **{name: count[name] for name in ("asked", "unavailable", "waiting")},
        **{name: getattr(row, name) for name in copied},
    )


def _health(
    row: Register, state: RegisterState | None, bus: RouteState | None, at: datetime
) -> Health:
    if not row.is_on:
        return "off"
    if bus is not None and bus.open_until is not None and at < bus.open_until:
        return "cut_off"
    if state is None or (state.answered_at is None and state.failed_at is None):
        return "new"
    if state.open_until is not None and at < state.open_until:
        return "away"
    return "ill" if state.failures else "well"


def purposes() -> list[PurposeTerms]:
    """Purposes that stand."""
    found = Purpose.objects.filter(ended_at=None).order_by("title")
    return [PurposeTerms(p.pk, p.title, p.legal_basis, tuple(p.registers)) for p in found]


def persons_of(identifiers: Sequence[str]) -> list[int]:
    """Ids of the persons with these national ids, in the scope of the look that it runs in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM people_person WHERE identifier_type = 'national_id'"
            " AND identifier = ANY(%s) ORDER BY id",
            [list(identifiers)],
        )
        return [number for (number,) in cursor.fetchall()]
