"""A user keeps today's cases on a phone; a lost one is taken out and wiped by its next contact."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import F

from sayeban.accounts.models import Device, User
from sayeban.accounts.reads.actors import standing
from sayeban.accounts.reads.devices import devices_within
from sayeban.accounts.refusals import DeviceRevoked, DeviceUnknown
from sayeban.accounts.rules import APPOINTING_POSTS, HEAD_POSTS, Post, device_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("accounts.keep_device", posts=frozenset(Post))
def keep_device(*, actor: Actor, at: datetime, device: UUID | None, label: str) -> UUID:
    """Note a contact of the actor's phone; a phone without a key gets one.

    `label` is what its browser says of itself. Refuses device.revoked, whoever used it before.
    """
    if device and Device.objects.filter(device=device).exclude(revoked_at=None).exists():
        raise DeviceRevoked
    key = device or uuid4()
    Device.objects.update_or_create(
        device=key,
        user_id=actor.user_id or 0,
        defaults={"seen_at": at},
        create_defaults={"seen_at": at, "created_at": at, "label": device_label(label)},
    )
    return key


@action("accounts.revoke_device", posts=frozenset(Post), about=("device_id",))
def revoke_device(*, actor: Actor, at: datetime, device_id: int, lost: bool) -> None:
    """Take a phone out: one's own, or that of somebody in the units that one manages.

    `lost`: its owner's sessions end as well, here and there, unless he also works where the actor
    has no say: then the phone alone is taken out. Refuses device.unknown. Taken out twice, the
    first time stays.
    """
    found = devices_within(actor, at).filter(pk=device_id).first()
    if found is None:
        raise DeviceUnknown
    Device.objects.filter(pk=found.pk, revoked_at=None).update(
        revoked_at=at, revoked_by=actor.user_id
    )
    if lost and (found.user_id == actor.user_id or _is_wholly_under(actor, found.user_id, at)):
        User.objects.filter(pk=found.user_id).update(session_epoch=F("session_epoch") + 1)


def _is_wholly_under(actor: Actor, user_id: int, at: datetime) -> bool:
    return all(
        actor.reaches(APPOINTING_POSTS | HEAD_POSTS, held.unit) for held in standing(user_id, at)
    )
