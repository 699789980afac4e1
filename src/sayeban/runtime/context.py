"""One transaction a command: who acts, when, and what row-level security lets him see.

Everything is SET LOCAL, so nothing of one request can reach the next one on the same connection
(promises.md S3). Outside these contexts the working role sees no row of any place.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from sayeban.runtime.actor import Actor

HQ_ROLE = "sayeban_hq"
SCOPED_ROLE = "sayeban_scoped"
BOUNDED_ROLE = "sayeban_bounded"
COMPANY_ROLE = "sayeban_company"
CITIZEN_ROLE = "sayeban_citizen"
WEB_ROLE = "sayeban_web"

_OF_CITIZEN = ("person", "household", "wards")

_WRITES = re.compile(r"\b(insert|update|delete|merge|truncate|copy|create|alter|drop)\b", re.I)


@dataclass(frozen=True, slots=True)
class Running:
    """The command or look that runs now. `command` names it in history and audit."""

    actor: Actor
    at: datetime | None
    command: UUID


_running: ContextVar[Running | None] = ContextVar("running", default=None)
_wide: ContextVar[bool] = ContextVar("wide", default=False)
"""Whether what runs now compares with the whole country."""


class NoContextError(RuntimeError):
    """Code touched a command's context outside of one: a programming error, never shown."""


def running() -> Running:
    """The command that runs now."""
    now = _running.get()
    if now is None:
        raise NoContextError
    return now


@contextmanager
def acting(actor: Actor, at: datetime) -> Iterator[Running]:
    """Open the transaction of a command and bind role, places and author to it."""
    outer = _running.get()
    command = outer.command if outer else uuid4()
    with _bound(Running(actor, at, command)) as now:
        yield now


@contextmanager
def looking(actor: Actor) -> Iterator[None]:
    """Open a transaction that may only read: GET cannot write.

    Recording the look itself goes through a function of package audit, which is a SELECT.
    """
    with _bound(Running(actor, None, uuid4())), connection.execute_wrapper(_refuse_writes):
        yield


@contextmanager
def nationwide() -> Iterator[None]:
    """Let a part of a running command compare with rows of the whole country.

    For checks whose answer must not depend on who asks, such as "is this bill declared by a
    stranger's household elsewhere" (A-113). Rows that are found there are never shown to the actor;
    of a message to his own client, whether it has gone. Within itself it changes nothing.
    """
    if _wide.get():
        yield
        return
    token = _wide.set(True)
    try:
        _set_role(HQ_ROLE)
        yield
        _apply(_running.get())
    finally:
        _wide.reset(token)


@contextmanager
def seeing_wards(persons: Collection[int]) -> Iterator[None]:
    """Let a part of a client's running look read what policies `wards` show of these persons.

    They ask themselves that each is a minor of his household and he its head. No command and no
    other look within sees them.
    """
    try:
        _set_wards(",".join(map(str, sorted(persons))))
        yield
    finally:
        _set_wards("")


def _set_wards(persons: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sayeban.wards', %s, true)", [persons])


@contextmanager
def _bound(now: Running) -> Iterator[Running]:
    outer, was_wide = _running.get(), _wide.get()
    token, wide = _running.set(now), _wide.set(False)
    try:
        with transaction.atomic():
            _apply(now)
            yield now
            if outer or len(connection.savepoint_ids) > 0:
                _apply(outer)
            if was_wide:
                _set_role(HQ_ROLE)
    finally:
        _running.reset(token)
        _wide.reset(wide)


def _apply(now: Running | None) -> None:
    """Set role, places and author for the rest of the transaction."""
    if now is None:
        _set_role(WEB_ROLE)
        return
    actor = now.actor
    values = [
        ",".join(actor.places("province")),
        ",".join(actor.places("county")),
        ",".join(actor.places("centre")),
        str(actor.user_id or ""),
        actor.username,
        str(now.command),
        "\n".join(actor.parts) if actor.is_bounded else "",
        ",".join(actor.feeds),
        str(actor.person_id or ""),
        str(actor.household_id or ""),
        "",
    ]
    places = ("provinces", "counties", "centres")
    names = (*places, "user_id", "username", "command", "parts", "feeds", *_OF_CITIZEN)
    sql = ", ".join(f"set_config('sayeban.{name}', %s, true)" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", values)
    # A program sees its feeds, or the places that its record names.
    if actor.kind == "client" and not actor.appointments:
        _set_role(COMPANY_ROLE)
    elif actor.kind == "citizen":
        _set_role(CITIZEN_ROLE)
    elif actor.is_nationwide:
        _set_role(HQ_ROLE)
    else:
        _set_role(BOUNDED_ROLE if actor.is_bounded else SCOPED_ROLE)


def _set_role(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")


class WriteInLookError(RuntimeError):
    """A page tried to change data while it was only looked at: a programming error."""


def _refuse_writes(
    execute: Callable[..., object],
    sql: str,
    params: Sequence[object],
    many: bool,
    context: Mapping[str, object],
) -> object:
    if _WRITES.search(sql):
        raise WriteInLookError(sql[:80])
    return execute(sql, params, many, context)
