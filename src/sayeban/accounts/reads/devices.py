"""Phones that keep cases: their owner's list, and that of who manages his unit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from sayeban.accounts.models import Device
from sayeban.accounts.reads.staff import users_within
from sayeban.runtime.actor import Actor

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One phone of one user."""

    id: int
    label: str
    user: str
    own: bool
    created_at: datetime
    seen_at: datetime
    revoked_at: datetime | None


def devices(actor: Actor, at: datetime, user_id: int = 0) -> list[DeviceRow]:
    """The phones that the actor may take out, those in use first; `user_id` 0 = of everybody."""
    found = devices_within(actor, at).select_related("user")
    if user_id:
        found = found.filter(user_id=user_id)
    return [
        DeviceRow(
            each.pk,
            each.label or "مرورگر ناشناخته",
            each.user.full_name,
            each.user_id == actor.user_id,
            each.created_at,
            each.seen_at,
            each.revoked_at,
        )
        for each in found.order_by(F("revoked_at").desc(nulls_first=True), "-seen_at", "id")[:MOST]
    ]


def devices_within(actor: Actor, at: datetime) -> QuerySet[Device]:
    """His own phones, and those of the users within the units that he manages."""
    managed = users_within(actor, at).values("id")
    return Device.objects.filter(Q(user_id=actor.user_id or 0) | Q(user__in=managed))


def own_device(actor: Actor, device: UUID) -> int | None:
    """The id of this phone in the actor's own list."""
    found = Device.objects.filter(device=device, user_id=actor.user_id or 0).first()
    return found.pk if found else None


def is_phone_of(device: UUID, user_id: int) -> bool:
    """Whether this is a phone on which the user keeps cases, and which nobody took out."""
    return Device.objects.filter(device=device, user_id=user_id, revoked_at=None).exists()


def is_revoked(device: UUID) -> bool:
    """Whether anybody's use of this phone was taken out: its next contact wipes it for all."""
    return Device.objects.filter(device=device).exclude(revoked_at=None).exists()
