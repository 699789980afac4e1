"""Give a user another post."""

from datetime import datetime

from sayeban.accounts.actions.add_user import appointment
from sayeban.accounts.actions.find import check_post, working_user_of
from sayeban.accounts.models import Appointment
from sayeban.accounts.refusals import PostHeld
from sayeban.accounts.rules import APPOINTING_POSTS, Post
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action(
    "accounts.appoint",
    posts=APPOINTING_POSTS,
    reach="within",
    operator=True,
    about=("username", "post", "unit"),
)
def appoint(*, actor: Actor, at: datetime, username: str, post: Post, unit: Unit) -> int:
    """The id of the new appointment.

    Refuses post.wrong_level, access.denied, user.unknown, user.disabled and post.held.
    """
    check_post(actor, post, unit)
    user = working_user_of(username)
    columns = appointment(user, post, unit, actor, at)
    place = {key: columns[key] for key in ("post", "province", "county", "centre")}
    if Appointment.objects.filter(user=user, ends=None, **place).exists():
        raise PostHeld
    return Appointment.objects.create(**columns).id
