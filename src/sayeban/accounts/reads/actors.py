"""From a user name or id to the actor with the posts that he holds now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, Q, Subquery

from sayeban.accounts.models import Appointment, Session, User, Village
from sayeban.accounts.refusals import UnknownUser, UserDisabled
from sayeban.accounts.rules import Post
from sayeban.runtime import actor


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is behind a session; he works only after he has chosen his own password.

    `address` is what the session keeps, "" for one from before there were any.
    """

    actor: actor.Actor
    full_name: str
    must_change_password: bool
    address: str


def actor_of(username: str, at: datetime) -> actor.Actor:
    """The actor of a user name with his posts at this time.

    Refuses user.unknown and user.disabled.
    """
    return _actor(User.objects.filter(username=username.strip().lower()).first(), at)


def actor_by_id(user_id: int, at: datetime) -> actor.Actor:
    """The actor of a user id; refuses as `actor_of`."""
    return _actor(User.objects.filter(id=user_id).first(), at)


def visitor_of(
    user_id: int, epoch: int, at: datetime, session: UUID | None = None
) -> Visitor | None:
    """The visitor of a session, None when it must end: user disabled or session revoked.

    Read with the web role alone, outside of any command.
    """
    own = Session.objects.filter(pk=session or UUID(int=0))
    user = (
        User.objects.select_related("credential")
        .filter(id=user_id, session_epoch=epoch, disabled_at=None)
        .exclude(Exists(own.exclude(ended_at=None)))
        .annotate(address=Subquery(own.values("address")))
        .first()
    )
    if user is None:
        return None
    must_change = user.credential.must_change_password
    return Visitor(_actor(user, at), user.full_name, must_change, user.address or "")


def standing(user_id: int, at: datetime) -> list[Appointment]:
    """The appointments of a user that hold at this time, oldest first."""
    held = Q(ends=None) | Q(ends__gt=at)
    return list(Appointment.objects.filter(held, user_id=user_id, starts__lte=at).order_by("id"))


def _actor(user: User | None, at: datetime) -> actor.Actor:
    if user is None:
        raise UnknownUser
    if user.disabled_at is not None:
        raise UserDisabled
    lasting = Q(ends=None) | Q(ends__gt=at)
    own = Q(lasting, user_id=user.id, starts__lte=at)
    found = Appointment.objects.filter(own | Q(deputy_of__user_id=user.id)).order_by("id")
    held, deputies = [], []
    for each in found.annotate(holder=F("deputy_of__user_id")):
        if each.user_id == user.id:
            held.append(each)
        elif each.ends is not None:
            deputies.append(actor.StoodIn(each.user_id, each.starts, each.ends))
    parts = _parts([each.id for each in held if each.post == Post.VILLAGE_HELPER])
    posts = tuple(
        actor.Appointment(each.post, each.unit, each.helper, each.holder, parts.get(each.id))
        for each in held
    )
    return actor.Actor("user", user.username, user.id, posts, tuple(deputies))


def _parts(bounded: list[int]) -> dict[int, tuple[str, ...]]:
    """The villages of appointments that have a village and nothing beside it."""
    found = Village.objects.filter(appointment__in=bounded).order_by("id") if bounded else ()
    parts: dict[int, tuple[str, ...]] = dict.fromkeys(bounded, ())
    for each in found:
        parts[each.appointment_id] += (each.part,)
    return parts
