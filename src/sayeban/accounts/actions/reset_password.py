"""Help a user who forgot his password or lost his phone."""

from datetime import datetime

from django.db.models import F

from sayeban.accounts import passwords
from sayeban.accounts.actions.find import check_may_manage, user_of
from sayeban.accounts.credentials import as_web
from sayeban.accounts.models import Credential, User
from sayeban.accounts.rules import APPOINTING_POSTS, HQ_POSTS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("accounts.reset_password", posts=APPOINTING_POSTS, operator=True, about=("username",))
def reset_password(*, actor: Actor, at: datetime, username: str) -> str:
    """A new one-time password; every session of the user ends and a lock is lifted.

    The TOTP stays, so nobody who resets a password can sign in as its owner. Refuses
    user.unknown and access.denied.
    """
    user = user_of(username)
    check_may_manage(actor, user, at)
    drawn = passwords.one_time()
    with as_web():
        Credential.objects.filter(user=user).update(
            password=passwords.encode_one_time(drawn),
            must_change_password=True,
            failed_attempts=0,
            locked_until=None,
        )
    _end_sessions(user)
    return drawn


@action("accounts.reset_totp", posts=HQ_POSTS, operator=True, about=("username",))
def reset_totp(*, actor: Actor, at: datetime, username: str) -> None:
    """Forget the TOTP of a lost phone: the next sign-in enrols a new one.

    Headquarters and the operator alone, so that no head holds both halves of his staff's
    sign-in. Refuses user.unknown and access.denied.
    """
    user = user_of(username)
    check_may_manage(actor, user, at)
    with as_web():
        Credential.objects.filter(user=user).update(
            totp_secret="", totp_enrolled_at=None, last_totp_step=None
        )
    _end_sessions(user)


def _end_sessions(user: User) -> None:
    User.objects.filter(id=user.id).update(session_epoch=F("session_epoch") + 1)
