"""Add one member of staff with his first post."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.accounts import passwords
from sayeban.accounts.actions.find import check_post
from sayeban.accounts.credentials import as_web
from sayeban.accounts.models import Appointment, Credential, User
from sayeban.accounts.refusals import (
    FullNameMissing,
    MobileInvalid,
    UserExists,
    UsernameInvalid,
)
from sayeban.accounts.rules import APPOINTING_POSTS, Post, is_username
from sayeban.country import text
from sayeban.country.formats import mobile as mobiles
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Added:
    """A new user. `one_time_password` is shown once and kept nowhere; "" when one was piped in."""

    user_id: int
    username: str
    one_time_password: str


@action(
    "accounts.add_user",
    posts=APPOINTING_POSTS,
    reach="within",
    operator=True,
    about=("username", "post", "unit"),
)
def add_user(
    *,
    actor: Actor,
    at: datetime,
    username: str,
    full_name: str,
    post: Post,
    unit: Unit,
    mobile: str = "",
    password: str = "",
) -> Added:
    """Add a user who signs in with a one-time password and must then choose his own.

    Refuses user.invalid_name, user.name_missing, mobile.invalid, post.wrong_level, access.denied
    (a head's post is given from above) and user.exists.
    """
    username, full_name = username.strip().lower(), text.normalize(full_name)
    if not is_username(username):
        raise UsernameInvalid
    if not full_name:
        raise FullNameMissing
    stored_mobile = _mobile(mobile)
    check_post(actor, post, unit)
    if User.objects.filter(username=username).exists():
        raise UserExists
    drawn = "" if password else passwords.one_time()
    user = User.objects.create(
        username=username, full_name=full_name, mobile=stored_mobile, created_at=at
    )
    Appointment.objects.create(**appointment(user, post, unit, actor, at))
    encoded = passwords.encode_one_time(drawn) if drawn else passwords.encode(password)
    with as_web():
        Credential.objects.create(user=user, password=encoded)
    return Added(user.id, username, drawn)


def appointment(
    user: User, post: Post, unit: Unit, actor: Actor, at: datetime
) -> dict[str, object]:
    """The columns of a new appointment."""
    return {
        "user": user,
        "post": post.value,
        "level": unit.level,
        **unit.columns,
        "appointed_by_id": actor.user_id,
        "starts": at,
    }


def _mobile(typed: str) -> str:
    if not typed.strip():
        return ""
    stored = mobiles.canonical(text.identifier(typed))
    if stored is None:
        raise MobileInvalid
    return stored
