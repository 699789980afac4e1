"""What several actions look up or check about a user."""

from datetime import datetime

from sayeban.accounts.models import User
from sayeban.accounts.reads.actors import standing
from sayeban.accounts.refusals import PostWrongLevel, UnknownUser, UserDisabled
from sayeban.accounts.rules import Post, fits, may_appoint, may_manage
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


def user_of(username: str) -> User:
    """The user of a name, locked for this command; refuses user.unknown."""
    user = User.objects.select_for_update().filter(username=username.strip().lower()).first()
    if user is None:
        raise UnknownUser
    return user


def working_user_of(username: str) -> User:
    """As `user_of`; refuses user.disabled too."""
    user = user_of(username)
    if user.disabled_at is not None:
        raise UserDisabled
    return user


def check_may_manage(actor: Actor, user: User, at: datetime) -> None:
    """Refuse access.denied unless `rules.may_manage` allows it."""
    if not may_manage(actor, [(held.post, held.unit) for held in standing(user.id, at)]):
        raise AccessDenied


def check_post(actor: Actor, post: Post, unit: Unit) -> None:
    """Refuse post.wrong_level, and access.denied where the actor may not give this post."""
    if not fits(post, unit):
        raise PostWrongLevel(post=post.label, unit=unit_label(unit))
    if not may_appoint(actor, post, unit):
        raise AccessDenied
