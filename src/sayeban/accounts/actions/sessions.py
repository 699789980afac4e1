"""Sessions begin with a sign-in and are ended one by one or all at once."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from sayeban.accounts.models import Session, User
from sayeban.accounts.reads.sessions import manages, standing_sessions
from sayeban.accounts.refusals import SessionUnknown
from sayeban.accounts.rules import Post, device_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


@action("accounts.begin_session", about=("user_id",))
def begin_session(
    *, actor: Actor, at: datetime, user_id: int, epoch: int, label: str, address: str
) -> UUID:
    """Note a sign-in that is done; `label` is what the browser says of itself."""
    del actor
    return Session.objects.create(
        user_id=user_id, epoch=epoch, label=device_label(label), address=address, started_at=at
    ).pk


@action("accounts.note_address", about=("session_id",))
def note_address(*, actor: Actor, at: datetime, session_id: UUID, address: str) -> None:
    """Something was sent by a browser from another address than before."""
    del actor, at
    Session.objects.filter(pk=session_id).update(address=address)


@action("accounts.end_session", posts=frozenset(Post), operator=True, about=("session_id",))
def end_session(*, actor: Actor, at: datetime, session_id: UUID) -> None:
    """Its next request finds it ended. Refuses session.unknown for one of somebody else."""
    found = standing_sessions(at).filter(pk=session_id, user=actor.user_id or 0)
    if not found.exists():
        raise SessionUnknown
    Session.objects.filter(pk=session_id).update(ended_at=at, ended_by=actor.user_id)


@action("accounts.end_sessions", posts=frozenset(Post), operator=True, about=("user_id",))
def end_sessions(*, actor: Actor, at: datetime, user_id: int, present: UUID | None = None) -> int:
    """End every session of a user save `present`; the new epoch is for that one.

    One's own, or those of somebody whom one manages; refuses access.denied.
    """
    if not manages(actor, user_id, at):
        raise AccessDenied
    User.objects.filter(pk=user_id).update(session_epoch=F("session_epoch") + 1)
    epoch: int = User.objects.values_list("session_epoch", flat=True).get(pk=user_id)
    if present:
        Session.objects.filter(pk=present, user=user_id).update(epoch=epoch)
    return epoch
