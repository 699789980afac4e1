"""First step of sign-in: user name and password."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from sayeban.accounts import passwords
from sayeban.accounts.actions.count_attempt import count_attempt
from sayeban.accounts.actions.count_source import clear_source, count_source
from sayeban.accounts.credentials import as_web
from sayeban.accounts.models import Credential, User
from sayeban.accounts.refusals import SignInFailed
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor

_NOBODY = 0


@dataclass(frozen=True, slots=True)
class PasswordPassed:
    """The password was right. A user who is not `enrolled` enrols his TOTP now."""

    user_id: int
    enrolled: bool


def sign_in(*, at: datetime, username: str, password: str, source: str = "") -> PasswordPassed:
    """Judge user name and password; the second step is `enter_code` or `enrol_totp`.

    `source` is the address that asks. Refuses sign_in.too_many before anything is looked up, and
    sign_in.failed, in the same words and the same time whether the user is unknown, disabled or
    locked or the password is wrong.
    """
    count_source(actor=SYSTEM, at=at, source=source)
    found = User.objects.filter(username=username.strip().lower()).values_list("id", flat=True)
    user_id = found.first() or _NOBODY
    allowed = count_attempt(actor=SYSTEM, at=at, user_id=user_id)
    passed = _accept_password(
        actor=SYSTEM, at=at, user_id=user_id, allowed=allowed, password=password
    )
    clear_source(actor=SYSTEM, at=at, source=source, signed_in=False)
    return passed


@action("accounts.sign_in", about=("user_id",))
def _accept_password(
    *, actor: Actor, at: datetime, user_id: int, allowed: bool, password: str
) -> PasswordPassed:
    with as_web():
        credential = Credential.objects.filter(user_id=user_id).first()
        encoded = credential.password if credential and allowed else None
        if not passwords.matches(password, encoded) or credential is None:
            raise SignInFailed
        own = Credential.objects.filter(user_id=user_id)
        # Only this try is taken back: wrong codes of the second step go on counting.
        own.update(failed_attempts=Greatest(F("failed_attempts") - 1, 0), locked_until=None)
        enrolled = credential.totp_enrolled_at is not None
        if not enrolled:
            own.update(totp_secret=passwords.new_totp_secret())
    return PasswordPassed(user_id, enrolled)
