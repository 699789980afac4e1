"""Who stands in for whom: for the pages of deputies, and for names under what was signed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from sayeban.accounts.models import Appointment
from sayeban.accounts.reads.names import user_names
from sayeban.accounts.reads.staff import users_within
from sayeban.accounts.refusals import AppointmentEnded
from sayeban.accounts.rules import (
    ACTING_POSTS,
    Post,
    climbs_the_same_ladder,
    may_name_deputy,
)
from sayeban.country.text import sort_key
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """One deputy, now or from a day to come (`begun` says which)."""

    id: int
    post: str
    unit: str
    holder: str
    deputy: str
    starts: datetime
    ends: datetime
    begun: bool

    @property
    def last(self) -> date:
        """The last day, of which `ends` is the midnight."""
        return today_of(self.ends - timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post for which a deputy can be named."""

    id: int
    post: str
    unit: str
    holder: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can stand in, with the posts that make him fit."""

    username: str
    full_name: str
    posts: str


def deputies(actor: Actor, at: datetime) -> list[DeputyRow]:
    """The present and coming deputies that concern the actor or work within his units."""
    me, staff = actor.user_id or 0, users_within(actor, at)
    concerned = Q(user=me) | Q(deputy_of__user=me) | Q(deputy_of__user__in=staff)
    found = Appointment.objects.filter(concerned, ends__gt=at).exclude(deputy_of=None)
    rows = list(found.select_related("user", "deputy_of__user").order_by("starts", "id")[:_MOST])
    labels = unit_labels({row.unit for row in rows})
    return [
        DeputyRow(
            row.pk,
            Post(row.post).label,
            labels[row.unit],
            row.deputy_of.user.full_name if row.deputy_of else "",
            row.user.full_name,
            row.starts,
            row.ends or at,
            row.starts <= at,
        )
        for row in rows
    ]


def own_posts(actor: Actor, at: datetime) -> list[HeldPost]:
    """The actor's posts for which he can name a deputy."""
    return _shown(list(_own(at).filter(user=actor.user_id or 0)))


def deputy_question(
    actor: Actor, at: datetime, appointment_id: int
) -> tuple[HeldPost, list[Candidate]]:
    """A post and who can stand in for it; appointment.ended where the actor has no say in it."""
    held = _own(at).filter(pk=appointment_id).first()
    if held is None or not may_name_deputy(actor, held.user_id, held.post, held.unit):
        raise AppointmentEnded
    return _shown([held])[0], _candidates(held, at)


def held_post(username: str, post: str, unit: Unit, at: datetime) -> int:
    """The id of a post that a working user holds; refuses appointment.ended where he does not."""
    name = username.strip().lower()
    held = _own(at).filter(_exactly(unit), user__username=name, post=post).first()
    if held is None:
        raise AppointmentEnded
    return held.pk


def signed_names(acts: Collection[tuple[int, datetime, Unit]]) -> dict[tuple[int, datetime], str]:
    """By user id and time who did what heads do there: «… به جانشینی …» where he stood in."""
    ids = {user_id for user_id, _, _ in acts}
    names = user_names(ids)
    lent: dict[int, list[Appointment]] = {}
    stood_in = Appointment.objects.filter(user__in=ids).exclude(deputy_of=None)
    for each in stood_in.select_related("deputy_of__user").order_by("id"):
        lent.setdefault(each.user_id, []).append(each)
    return {(who, at): _signed(names, lent, who, at, unit) for who, at, unit in acts}


def _signed(
    names: Mapping[int, str],
    lent: Mapping[int, list[Appointment]],
    who: int,
    at: datetime,
    unit: Unit,
) -> str:
    for each in lent.get(who, ()):
        within = each.starts <= at and (each.ends is None or at < each.ends)
        if within and each.unit.covers(unit) and each.deputy_of:
            return f"{names.get(who, '')} به جانشینی {each.deputy_of.user.full_name}"
    return names.get(who, "")


def _own(at: datetime) -> QuerySet[Appointment]:
    """Posts that working users hold for themselves now."""
    lasting = Q(ends=None) | Q(ends__gt=at)
    found = Appointment.objects.filter(
        lasting, starts__lte=at, helper=False, deputy_of=None, user__disabled_at=None
    )
    return found.filter(post__in=ACTING_POSTS).select_related("user").order_by("id")


def _shown(held: list[Appointment]) -> list[HeldPost]:
    labels = unit_labels({each.unit for each in held})
    return [
        HeldPost(each.pk, Post(each.post).label, labels[each.unit], each.user.full_name)
        for each in held
    ]


def _candidates(held: Appointment, at: datetime) -> list[Candidate]:
    near = _own(at).filter(_near(held.unit)).exclude(user=held.user_id)
    posts: dict[int, list[Appointment]] = {}
    for each in near:
        posts.setdefault(each.user_id, []).append(each)
    fit = {who: own for who, own in posts.items() if _fits(held, own)}
    labels = unit_labels({each.unit for own in fit.values() for each in own})
    found = [
        Candidate(
            own[0].user.username,
            own[0].user.full_name,
            "؛ ".join(f"{Post(each.post).label}، {labels[each.unit]}" for each in own),
        )
        for own in fit.values()
    ]
    return sorted(found, key=lambda each: sort_key(each.full_name))[:_MOST]


def _fits(held: Appointment, own: list[Appointment]) -> bool:
    same = any(each.post == held.post and each.unit == held.unit for each in own)
    pairs = [(each.post, each.unit) for each in own]
    return not same and not climbs_the_same_ladder(held.post, held.unit, pairs)


def _near(unit: Unit) -> Q:
    """Units of rules.is_near as a condition."""
    if unit.level == "hq":
        return Q(level="hq")
    own, above = _exactly(unit), _exactly(unit.parent)
    match unit.level:
        case "province":
            return own | above | Q(level="county", province=unit.province)
        case "county":
            return own | above | Q(level="centre", county=unit.county)
        case _:
            return own | above


def _exactly(unit: Unit) -> Q:
    return Q(level=unit.level, **unit.columns)
