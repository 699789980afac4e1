"""Second step of sign-in: a code of the user's TOTP, or its enrolment."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sayeban.accounts import passwords
from sayeban.accounts.actions.count_attempt import count_attempt
from sayeban.accounts.actions.count_source import clear_source, count_source
from sayeban.accounts.credentials import as_web
from sayeban.accounts.models import Credential, User
from sayeban.accounts.refusals import CodeFailed
from sayeban.country import text
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What the session keeps: the user and the epoch of his sessions."""

    user_id: int
    epoch: int


def enter_code(*, at: datetime, user_id: int, code: str, source: str = "") -> SignedIn:
    """Judge a code of an enrolled user; each code counts once.

    Refuses sign_in.code for a wrong, used or late code and for a locked account, and
    sign_in.too_many as the first step does.
    """
    count_source(actor=SYSTEM, at=at, source=source)
    allowed = count_attempt(actor=SYSTEM, at=at, user_id=user_id)
    signed_in = _accept_code(actor=SYSTEM, at=at, user_id=user_id, allowed=allowed, code=code)
    clear_source(actor=SYSTEM, at=at, source=source, signed_in=True)
    return signed_in


def enrol_totp(*, at: datetime, user_id: int, code: str, source: str = "") -> SignedIn:
    """Confirm with its first code that the phone holds the secret; refuses as `enter_code`."""
    count_source(actor=SYSTEM, at=at, source=source)
    allowed = count_attempt(actor=SYSTEM, at=at, user_id=user_id)
    signed_in = _enrol(actor=SYSTEM, at=at, user_id=user_id, allowed=allowed, code=code)
    clear_source(actor=SYSTEM, at=at, source=source, signed_in=True)
    return signed_in


@action("accounts.enter_code", about=("user_id",))
def _accept_code(*, actor: Actor, at: datetime, user_id: int, allowed: bool, code: str) -> SignedIn:
    return _use(user_id, code, at, allowed=allowed, enrolled=True)


@action("accounts.enrol_totp", about=("user_id",))
def _enrol(*, actor: Actor, at: datetime, user_id: int, allowed: bool, code: str) -> SignedIn:
    signed_in = _use(user_id, code, at, allowed=allowed, enrolled=False)
    with as_web():
        Credential.objects.filter(user_id=user_id).update(totp_enrolled_at=at)
    return signed_in


def _use(user_id: int, code: str, at: datetime, *, allowed: bool, enrolled: bool) -> SignedIn:
    """Use up the code's step, in one UPDATE: of two at once only one finds it unused."""
    with as_web():
        credential = Credential.objects.filter(
            user_id=user_id, totp_enrolled_at__isnull=not enrolled
        ).first()
        if credential is None or not allowed:
            raise CodeFailed
        step = passwords.totp_step(credential.totp_secret, text.identifier(code), at)
        unused = Q(last_totp_step=None) | Q(last_totp_step__lt=step or 0)
        used = (
            Credential.objects.filter(unused, user_id=user_id).update(
                last_totp_step=step, failed_attempts=0, locked_until=None
            )
            if step
            else 0
        )
        if used == 0:
            raise CodeFailed
    epoch = User.objects.values_list("session_epoch", flat=True).get(id=user_id)
    return SignedIn(user_id, epoch)
