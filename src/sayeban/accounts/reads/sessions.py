"""Sign-ins that still count: one's own, or those of a user whom one manages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from sayeban.accounts.models import Session
from sayeban.accounts.reads.actors import standing
from sayeban.accounts.rules import may_manage
from sayeban.runtime.actor import Actor

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One sign-in. `own`: it is the one that looks."""

    id: UUID
    label: str
    address: str
    started_at: datetime
    own: bool


def sessions(actor: Actor, at: datetime, present: UUID | None) -> list[SessionRow]:
    """The actor's own sessions, the newest first; `present` is the one that asks."""
    found = standing_sessions(at).filter(user=actor.user_id or 0).order_by("-started_at")[:MOST]
    return [
        SessionRow(
            each.pk,
            each.label or "مرورگر ناشناخته",
            each.address,
            each.started_at,
            each.pk == present,
        )
        for each in found
    ]


def standing_sessions(at: datetime) -> QuerySet[Session]:
    """Sessions that nobody ended and that are not too old."""
    oldest = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return Session.objects.filter(
        ended_at=None, epoch=F("user__session_epoch"), started_at__gt=oldest
    )


def manages(actor: Actor, user_id: int, at: datetime) -> bool:
    """Whether the actor may end sessions of this user: his own, or of whom he manages."""
    if user_id == actor.user_id:
        return True
    return may_manage(actor, [(held.post, held.unit) for held in standing(user_id, at)])
