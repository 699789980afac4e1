"""Disable a user, or let him work again."""

from datetime import datetime

from django.db.models import F

from sayeban.accounts.actions.find import check_may_manage, user_of
from sayeban.accounts.actions.name_deputy import end_stand_ins
from sayeban.accounts.models import Appointment, User
from sayeban.accounts.rules import APPOINTING_POSTS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("accounts.disable_user", posts=APPOINTING_POSTS, operator=True, about=("username",))
def disable_user(*, actor: Actor, at: datetime, username: str) -> None:
    """His sessions end with his next request; his posts stay for the day he comes back.

    Who stands in for him loses that at once: whoever supervises the post decides anew.

    Refuses user.unknown and access.denied.
    """
    user = user_of(username)
    check_may_manage(actor, user, at)
    User.objects.filter(id=user.id, disabled_at=None).update(
        disabled_at=at, session_epoch=F("session_epoch") + 1
    )
    end_stand_ins(Appointment.objects.filter(user=user), at)


@action("accounts.enable_user", posts=APPOINTING_POSTS, operator=True, about=("username",))
def enable_user(*, actor: Actor, at: datetime, username: str) -> None:
    """Let a disabled user sign in again. Refuses user.unknown and access.denied."""
    user = user_of(username)
    check_may_manage(actor, user, at)
    User.objects.filter(id=user.id).update(disabled_at=None)
