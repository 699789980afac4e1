"""Headquarters says where registers are, how they are treated, and what they may be asked for."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import DataError, IntegrityError, transaction

from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.routes import BUS, bus_is_set
from sayeban.facts.inquiry_refusals import (
    NoBus,
    PurposeInvalid,
    RegisterInvalid,
    RegisterUnknown,
)
from sayeban.facts.inquiry_rules import HEADQUARTERS, PURPOSES
from sayeban.facts.models import Purpose, Register, RegisterState, RouteState
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.outside import well_formed

_NUMBERS: Final = (
    *("seconds", "at_once", "per_minute", "burst", "valid_days"),
    *("breaker_after", "breaker_seconds"),
)
_PATH: Final = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")


def seed_registers(at: datetime) -> None:
    """A row for each adapter, switched off, and sample purposes; what is there stays as it is.

    Runs inside a command or a migration of the installation.
    """
    Register.objects.bulk_create(
        (Register(key=key, valid_days=port.valid_days) for key, port in PORTS.items()),
        ignore_conflicts=True,
    )
    RegisterState.objects.bulk_create(
        (RegisterState(register_id=key, tokens=1, refilled_at=at) for key in PORTS),
        ignore_conflicts=True,
    )
    RouteState.objects.bulk_create(
        [RouteState(route=BUS, tokens=1, refilled_at=at)], ignore_conflicts=True
    )
    Purpose.objects.bulk_create(
        (
            Purpose(key=key, title=title, legal_basis=basis, registers=list(registers))
            for key, (title, basis, registers) in PURPOSES.items()
        ),
        ignore_conflicts=True,
    )


@action("facts.set_register", posts=HEADQUARTERS, operator=True, about=("register",))
def set_register(
    *,
    actor: Actor,
    at: datetime,
    register: str,
    url: str | None = None,
    is_on: bool | None = None,
    limits: dict[str, int] | None = None,
    route: str | None = None,
    bus_path: str | None = None,
) -> None:
    """Change what is given and leave the rest; `limits` by their names. The history keeps the old.

    Switched on, a register and the bus that leads to it are tried at once, whatever they did
    before. Refuses register.unknown, register.invalid and register.no_bus.
    """
    del actor
    row = Register.objects.select_for_update().filter(key=register).first()
    if row is None:
        raise RegisterUnknown
    if url is not None:
        row.url = url
    if is_on is not None:
        row.is_on = is_on
    row.route = route or row.route
    row.bus_path = row.bus_path if bus_path is None else bus_path.strip().strip("/")
    for name, value in (limits or {}).items():
        if name not in _NUMBERS:
            raise RegisterInvalid
        setattr(row, name, value)
    _save(row)
    if is_on:
        state = RegisterState.objects.filter(register=row)
        state.update(failures=0, open_until=None, tokens=row.burst, refilled_at=at)
        RouteState.objects.filter(route=row.route).update(failures=0, open_until=None)


@action("facts.set_purpose", posts=HEADQUARTERS, operator=True, about=("purpose",))
def set_purpose(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    title: str,
    legal_basis: str,
    registers: Sequence[str],
) -> None:
    """Open a purpose or change it; without registers it ends. Refuses inquiry.purpose_invalid."""
    del actor
    words = (purpose.strip(), title.strip(), legal_basis.strip())
    if not all(words) or not set(registers) <= set(PORTS):
        raise PurposeInvalid
    Purpose.objects.update_or_create(
        key=words[0],
        defaults={
            "title": words[1],
            "legal_basis": words[2],
            "registers": sorted(set(registers)),
            "ended_at": None if registers else at,
        },
    )


def _save(row: Register) -> None:
    if row.url and not well_formed(row.url, own_machine=True):
        raise RegisterInvalid
    if row.bus_path and not _PATH.fullmatch(row.bus_path):
        raise RegisterInvalid
    if row.route == BUS and row.is_on and not bus_is_set():
        raise NoBus
    try:
        with transaction.atomic():
            row.save()
    except (IntegrityError, DataError) as error:
        raise RegisterInvalid from error
