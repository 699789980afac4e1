"""Programs of institutions: what their agreements open, and what they sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F

from sayeban.interop.models import Grant, Sent
from sayeban.interop.reads.persons import person_with
from sayeban.interop.refusals import NotGranted, NotSentByYou, PersonNotOpen
from sayeban.kit.units import Unit
from sayeban.people.public import PersonFile, person_file
from sayeban.runtime.actor import SYSTEM, Actor, Appointment
from sayeban.runtime.context import looking


@dataclass(frozen=True, slots=True)
class Granted:
    """An agreement in force; codes as Grant has them."""

    id: int
    program: int
    title: str
    provinces: tuple[str, ...]
    purposes: frozenset[str]
    facts: frozenset[str]
    forms: frozenset[str]
    services: frozenset[str]

    @property
    def actor(self) -> Actor:
        """On whose behalf it looks: row-level security shows it the provinces of the agreement."""
        places = tuple(Appointment("partner", Unit.of_province(each)) for each in self.provinces)
        return Actor("client", f"client:{self.program}", appointments=places)

    def refuse_beyond(self, opened: frozenset[str], asked: Sequence[str]) -> None:
        """Refuses grant.not_named where one of `asked` is not open."""
        if beyond := [each for each in asked if each not in opened]:
            raise NotGranted(what="، ".join(beyond))


def granted_to(program: int) -> Granted | None:
    """The agreement in force of a program; none while it is only proposed."""
    with looking(SYSTEM):
        row = Grant.objects.filter(
            program=program, activated_at__isnull=False, closed_at=None
        ).first()
    return _granted(row) if row else None


def person_open(grant: Granted, national_id: str) -> PersonFile:
    """The person with this number in the provinces of the agreement; refuses grant.person_unknown.

    Nobody learns here who lives elsewhere: a stranger and he are answered alike.
    """
    with looking(grant.actor):
        found = person_with(national_id)
        if found is None:
            raise PersonNotOpen
        return person_file(found.id)


def refuse_others(grant: Granted, kind: str, key: str) -> None:
    """Refuses grant.not_yours for what another program sent, or nobody."""
    with looking(SYSTEM):
        if not Sent.objects.filter(grant=grant.id, kind=kind, key=key).exists():
            raise NotSentByYou


def grant_rows() -> list[dict[str, Any]]:
    """All agreements as the command line shows them, the open ones first."""
    fields = ("client_id", "title", "provinces", "purposes", "facts", "forms", "services")
    found = Grant.objects.order_by(F("closed_at").desc(nulls_first=True), "client_id")
    return list(found.values(*fields, "opened_at", "activated_at", "closed_at"))


@dataclass(frozen=True, slots=True)
class GrantFile:
    """An agreement as headquarters reads it: codes as Grant has them, with who did what."""

    client_id: str
    title: str
    provinces: tuple[str, ...]
    purposes: tuple[str, ...]
    facts: tuple[str, ...]
    forms: tuple[str, ...]
    services: tuple[str, ...]
    opened_at: datetime
    opened_by: int | None
    activated_at: datetime | None
    activated_by: int | None
    closed_at: datetime | None
    closed_by: int | None
    sent: Mapping[str, int]
    """How many of each kind of Sent it sent."""


def grant_files(client_id: str = "") -> list[GrantFile]:
    """All agreements, the open ones first; one of them where it is named."""
    found = Grant.objects.order_by(F("closed_at").desc(nulls_first=True), "title", "client_id")
    rows = list(found.filter(client_id=client_id) if client_id else found)
    counted = Sent.objects.filter(grant__in=rows).values_list("grant", "kind")
    sent: dict[int, dict[str, int]] = {}
    for grant, kind, count in counted.annotate(Count("pk")).order_by("grant", "kind"):
        sent.setdefault(grant, {})[kind] = count
    return [_file(row, sent.get(row.pk, {})) for row in rows]


def _file(row: Grant, sent: Mapping[str, int]) -> GrantFile:
    return GrantFile(
        row.client_id,
        row.title,
        tuple(row.provinces),
        tuple(row.purposes),
        tuple(row.facts),
        tuple(row.forms),
        tuple(row.services),
        row.opened_at,
        row.opened_by,
        row.activated_at,
        row.activated_by,
        row.closed_at,
        row.closed_by,
        sent,
    )


def _granted(row: Grant) -> Granted:
    return Granted(
        row.pk,
        row.program,
        row.title,
        tuple(row.provinces),
        frozenset(row.purposes),
        frozenset(row.facts),
        frozenset(row.forms),
        frozenset(row.services),
    )
