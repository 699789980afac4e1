"""A user chooses his own password."""

from datetime import datetime

from django.db.models import F

from sayeban.accounts import passwords
from sayeban.accounts.actions.count_attempt import count_attempt
from sayeban.accounts.actions.enter_code import SignedIn
from sayeban.accounts.credentials import as_web
from sayeban.accounts.models import Credential, User
from sayeban.accounts.refusals import PasswordWeak, PasswordWrong
from sayeban.accounts.rules import Post, is_strong_password
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor


def change_password(*, actor: Actor, at: datetime, present: str, chosen: str) -> SignedIn:
    """Replace the actor's password and end his other sessions; the answer is for this one.

    Refuses password.weak and password.wrong (counted like a failed sign-in).
    """
    usual = passwords.is_usual(chosen)
    if present == chosen or usual or not is_strong_password(chosen, actor.username):
        raise PasswordWeak
    allowed = count_attempt(actor=SYSTEM, at=at, user_id=actor.user_id or 0)
    return _change(actor=actor, at=at, allowed=allowed, present=present, chosen=chosen)


@action("accounts.change_password", posts=frozenset(Post))
def _change(*, actor: Actor, at: datetime, allowed: bool, present: str, chosen: str) -> SignedIn:
    user = User.objects.select_for_update().get(username=actor.username)
    with as_web():
        credential = Credential.objects.filter(user=user).first()
        encoded = credential.password if credential and allowed else None
        if not passwords.matches(present, encoded):
            raise PasswordWrong
        Credential.objects.filter(user=user).update(
            password=passwords.encode(chosen),
            must_change_password=False,
            failed_attempts=0,
            locked_until=None,
        )
    User.objects.filter(id=user.id).update(session_epoch=F("session_epoch") + 1)
    return SignedIn(user.id, user.session_epoch + 1)
