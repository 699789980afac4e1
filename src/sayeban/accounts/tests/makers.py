"""Users of the tests, made as the operator makes them."""

from datetime import UTC, datetime, timedelta

import pyotp

from sayeban.accounts.actions.add_user import add_user
from sayeban.accounts.actions.change_password import change_password
from sayeban.accounts.actions.enter_code import SignedIn, enrol_totp
from sayeban.accounts.actions.sign_in import sign_in
from sayeban.accounts.models import Credential
from sayeban.accounts.reads.actors import actor_by_id
from sayeban.accounts.rules import Post
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PASSWORD = "one long password 7"
OWN_PASSWORD = "another long phrase 8"
ABADEH, ESTAHBAN = Unit.of_county("0701"), Unit.of_county("0702")
FARS, HQ = Unit.of_province("07"), Unit.hq()


def make_user(username: str, post: Post, unit: Unit, at: datetime = NOW) -> Actor:
    """A user with one post and PASSWORD as his one-time password."""
    added = add_user(
        actor=OPERATOR,
        at=at,
        username=username,
        full_name=f"کاربر {username}",
        post=post,
        unit=unit,
        password=PASSWORD,
    )
    return actor_by_id(added.user_id, at)


def code_of(actor: Actor, at: datetime) -> str:
    """What the user's phone shows at this moment."""
    credential = Credential.objects.get(user__username=actor.username)
    return pyotp.TOTP(credential.totp_secret).at(at)


def enrolled(actor: Actor, at: datetime = NOW) -> SignedIn:
    """Sign in for the first time: enrol the TOTP and choose OWN_PASSWORD."""
    user_id = actor.user_id or 0
    sign_in(at=at, username=actor.username, password=PASSWORD)
    enrol_totp(at=at, user_id=user_id, code=code_of(actor, at))
    return change_password(actor=actor, at=at, present=PASSWORD, chosen=OWN_PASSWORD)


def later(**span: float) -> datetime:
    """NOW and a span."""
    return NOW + timedelta(**span)
