"""Programs of a company and their calls, for headquarters. Secrets are in no answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Max, Q

from sayeban.accounts.credentials import as_web
from sayeban.accounts.machines import hashed
from sayeban.accounts.models import MachineCall, MachineClient, MachineToken

LATEST: Final = 50


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """One program. `overlap_until`: an earlier secret of it holds until then, None for none.

    `signs`: what it sends must be signed.
    """

    client_id: str
    title: str
    addresses: tuple[str, ...]
    per_minute: int
    created_at: datetime
    last_call: datetime | None
    overlap_until: datetime | None
    disabled_at: datetime | None
    signs: bool


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call. `problem` is the code of what was refused, "" for an answer; `rows` its records."""

    at: datetime
    client_id: str
    operation: str
    feed_id: str
    status: int
    problem: str
    rows: int


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """The program that a token was given to; `certificate`: it works over that connection alone."""

    id: int
    client_id: str
    title: str
    utility: str
    company: str
    certificate: bool


def token_holder(token: str, at: datetime) -> TokenHolder | None:
    """Whose token this is, None where it holds no longer. Nothing is counted or kept of it."""
    found = (
        MachineToken.objects.filter(sha256=hashed(token), expires__gt=at)
        .filter(client__disabled_at=None)
        .select_related("client")
        .first()
    )
    if found is None:
        return None
    row = found.client
    bound = bool(found.certificate)
    return TokenHolder(row.pk, row.client_id, row.title, row.utility, row.company, bound)


def program_number(client_id: str) -> int | None:
    """The number of an open program by its name."""
    with as_web():
        found = MachineClient.objects.filter(client_id=client_id, disabled_at=None)
        return found.values_list("pk", flat=True).first()


def programs_of(utility: str, company: str, at: datetime) -> list[ProgramRow]:
    """The programs of a company, the open ones first."""
    with as_web():
        found = (
            MachineClient.objects.filter(utility=utility, company=company)
            .annotate(overlap=Max("secrets__expires", filter=Q(secrets__expires__gt=at)))
            .order_by("disabled_at", "client_id")
        )
        kept = list(found)
        called = _last_calls(each.pk for each in kept)
    return [
        ProgramRow(
            each.client_id,
            each.title,
            tuple(each.addresses),
            each.per_minute,
            each.created_at,
            called.get(each.pk),
            each.overlap,
            each.disabled_at,
            bool(each.public_key),
        )
        for each in kept
    ]


def _last_calls(clients: Iterable[int]) -> dict[int, datetime]:
    """When each called last: one step into the index of calls for each program."""
    found = {}
    for client in clients:
        newest = MachineCall.objects.filter(client=client).order_by("-at")
        if at := newest.values_list("at", flat=True).first():
            found[client] = at
    return found


def calls_of(utility: str, company: str, client_id: str = "") -> list[CallRow]:
    """The latest calls of a company's programs, or of one of them, the newest first."""
    with as_web():
        found = MachineCall.objects.filter(client__utility=utility, client__company=company)
        if client_id:
            found = found.filter(client__client_id=client_id)
        rows = found.order_by("-at", "-id").values_list(
            "at", "client__client_id", "operation", "feed_id", "status", "problem", "rows"
        )
        return [CallRow(*row) for row in rows[:LATEST]]
