"""Partners and what their records allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from sayeban.interop.models import Partner
from sayeban.kit.units import Unit
from sayeban.runtime.actor import SYSTEM, Actor, Appointment
from sayeban.runtime.context import looking


@dataclass(frozen=True, slots=True)
class Known:
    """A partner with an open record."""

    id: int
    program: int
    client_id: str
    title: str
    provinces: tuple[str, ...]
    attributes: frozenset[str]
    tells: frozenset[str]
    addresses: tuple[str, ...]
    profile: str
    public_key: str

    @property
    def actor(self) -> Actor:
        """On whose behalf it looks: row-level security shows it the places of its record."""
        places = tuple(Appointment("partner", Unit.of_province(each)) for each in self.provinces)
        return Actor("client", f"client:{self.program}", appointments=places)

    def answers_at(self, uri: str) -> bool:
        """Whether an answer may be sent there."""
        return any(uri == each or uri.startswith(each.rstrip("/") + "/") for each in self.addresses)


def partner_of(program: int) -> Known | None:
    """The open record of a program."""
    with looking(SYSTEM):
        found = Partner.objects.filter(program=program, closed_at=None).first()
    return _known(found) if found else None


def partners_by_id() -> Mapping[int, Known]:
    """All open ones."""
    open_ones = Partner.objects.filter(closed_at=None).order_by("pk")
    return {each.pk: _known(each) for each in open_ones}


def _known(row: Partner) -> Known:
    return Known(
        row.pk,
        row.program,
        row.client_id,
        row.title,
        tuple(row.provinces),
        frozenset(row.attributes),
        frozenset(row.tells),
        tuple(row.addresses),
        row.profile,
        row.public_key,
    )


def partner_rows() -> list[dict[str, Any]]:
    """All partners as the command line shows them, the open ones first."""
    fields = ("client_id", "title", "purpose", "provinces", "attributes", "tells", "addresses")
    found = Partner.objects.order_by(F("closed_at").desc(nulls_first=True), "client_id")
    return list(found.values(*fields, "profile", "opened_at", "closed_at"))
