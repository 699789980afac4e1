"""Staff as the pages of users show them, within the reader's units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, TextField, When
from django.db.models.expressions import Combinable

from sayeban.accounts.models import Appointment, User
from sayeban.accounts.refusals import UnknownUser
from sayeban.accounts.rules import (
    ACTING_POSTS,
    APPOINTING_POSTS,
    ASSIGNING_POSTS,
    Post,
    may_appoint,
    may_manage,
    may_name_deputy,
)
from sayeban.country import text
from sayeban.kit.ordering import Order
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.lists import page_of

_MANAGING = APPOINTING_POSTS | ASSIGNING_POSTS


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post that somebody holds now. `may_end`: the reader may end it.

    `stands_in_for` names the colleague whose post it is; `may_depute`: the reader may name who
    stands in for this one.
    """

    appointment_id: int
    post: str
    label: str
    unit: str
    helper: bool
    ends: datetime | None
    may_end: bool
    stands_in_for: str
    may_depute: bool


@dataclass(frozen=True, slots=True)
class UserRow:
    """One user of the list."""

    id: int
    username: str
    full_name: str
    posts: tuple[str, ...]
    disabled: bool


@dataclass(frozen=True, slots=True)
class UserPage:
    """One user with his posts; `may_manage`: the reader may disable and reset him."""

    id: int
    username: str
    full_name: str
    mobile: str
    disabled: bool
    posts: tuple[PostRow, ...]
    may_manage: bool


BY_USERNAME = Order("username")
USER_SORTS: Mapping[str, Combinable | str] = {
    "username": "username",
    "name": Func(F("full_name"), function="fa_sort_key", output_field=TextField()),
    "state": Case(When(disabled_at=None, then=0), default=1),
}
"""Columns by which users are sorted."""


def users(
    actor: Actor,
    at: datetime,
    *,
    search: str = "",
    order: Order = BY_USERNAME,
    after: int = 0,
    size: int = 50,
) -> tuple[list[UserRow], bool]:
    """Users within the actor's units behind the one with id `after`, and whether more follow."""
    found = users_within(actor, at)
    if search:
        wanted = text.normalize(search)
        found = found.filter(Q(username__contains=wanted.lower()) | Q(full_name__contains=wanted))
    page, more = page_of(found, USER_SORTS, order, after=after, size=size)
    posts = _posts([user.id for user in page], at)
    labels = unit_labels({a.unit for held in posts.values() for a in held})
    rows = [
        UserRow(
            user.id,
            user.username,
            user.full_name,
            tuple(_in_words(a, labels[a.unit]) for a in posts.get(user.id, [])),
            user.disabled_at is not None,
        )
        for user in page
    ]
    return rows, more


def user_page(actor: Actor, at: datetime, user_id: int) -> UserPage:
    """One user; refuses user.unknown for one outside the actor's units, as if he did not exist."""
    user = users_within(actor, at).filter(id=user_id).first()
    if user is None:
        raise UnknownUser
    held = _posts([user.id], at).get(user.id, [])
    labels = unit_labels([a.unit for a in held])
    return UserPage(
        user.id,
        user.username,
        user.full_name,
        user.mobile,
        user.disabled_at is not None,
        tuple(_post_row(actor, a, labels[a.unit]) for a in held),
        may_manage(actor, [(a.post, a.unit) for a in held]),
    )


def holders(post: Post, unit: Unit, at: datetime) -> list[int]:
    """Ids of the working users who hold a post in exactly this unit now, such as its heads."""
    found = _standing(at).filter(
        post=post.value,
        level=unit.level,
        **unit.columns,
        user__disabled_at=None,
    )
    return list(found.order_by("user_id").values_list("user_id", flat=True).distinct())


def _post_row(actor: Actor, held: Appointment, unit: str) -> PostRow:
    helps_him = held.helper and actor.reaches(ASSIGNING_POSTS, held.unit)
    return PostRow(
        held.id,
        held.post,
        Post(held.post).label,
        unit,
        held.helper,
        held.ends,
        helps_him or may_appoint(actor, held.post, held.unit),
        held.deputy_of.user.full_name if held.deputy_of else "",
        not held.helper
        and held.deputy_of is None
        and held.post in ACTING_POSTS
        and may_name_deputy(actor, held.user_id, held.post, held.unit),
    )


def _in_words(held: Appointment, unit: str) -> str:
    absent = f" (به جانشینی {held.deputy_of.user.full_name})" if held.deputy_of else ""
    return f"{Post(held.post).label}، {unit}{absent}"


def _standing(at: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(ends=None) | Q(ends__gt=at), starts__lte=at)


def _posts(user_ids: list[int], at: datetime) -> dict[int, list[Appointment]]:
    by_user: dict[int, list[Appointment]] = {}
    found = _standing(at).filter(user_id__in=user_ids).select_related("deputy_of__user")
    for held in found.order_by("id"):
        by_user.setdefault(held.user_id, []).append(held)
    return by_user


def users_within(actor: Actor, at: datetime) -> QuerySet[User]:
    """Headquarters sees everybody; others whoever works in the units that they manage."""
    if actor.kind != "user" or any(
        a.unit.level == "hq" and a.post in _MANAGING for a in actor.appointments
    ):
        return User.objects.all()
    here = Q(pk__in=[])
    for own in actor.appointments:
        if own.post in _MANAGING:
            here |= Q(**{own.unit.level: getattr(own.unit, own.unit.level)})
    return User.objects.filter(Exists(_standing(at).filter(here, user_id=OuterRef("id"))))
