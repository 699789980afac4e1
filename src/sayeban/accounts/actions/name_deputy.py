"""Somebody stands in for an absent colleague, within dates and with one of his posts."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from sayeban.accounts.models import Appointment, User
from sayeban.accounts.refusals import AppointmentEnded, PostHeld, UnknownUser, UserDisabled
from sayeban.accounts.refusals_deputy import (
    DeputyAbsent,
    DeputyChain,
    DeputyDays,
    DeputyLadder,
    DeputyOverlap,
    DeputyPost,
    DeputySelf,
    DeputyStandsIn,
    DeputyStranger,
)
from sayeban.accounts.rules import (
    ACTING_POSTS,
    LONGEST_DEPUTY,
    Post,
    climbs_the_same_ladder,
    is_near,
    may_name_deputy,
)
from sayeban.country import jalali
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue, seed_templates
from sayeban.organisations.public import unit_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied

DEPUTY_TEXT: Final = "accounts.deputy"
_WORDS: Final = "شما از {2} تا پایان {3} جانشین {0} در {1} هستید. کارهای آن در صفحهٔ نخست شماست."


@action(
    "accounts.name_deputy",
    posts=ACTING_POSTS,
    operator=True,
    about=("appointment_id", "username", "first", "last"),
)
def name_deputy(
    *, actor: Actor, at: datetime, appointment_id: int, username: str, first: date, last: date
) -> int:
    """The id of the deputy's appointment: the same post and unit from `first` to `last`.

    He is told of it. Refuses appointment.ended, access.denied, user.unknown, user.disabled,
    post.held and deputy.*: post, chain, absent, stands_in, overlap, self, days, stranger, ladder.
    """
    held = _held(actor, at, appointment_id)
    starts, ends = _span(at, first, last)
    deputy = _deputy(held, username)
    own = _own(deputy, at)
    if not any(is_near(unit, held.unit) for _, unit in own):
        raise DeputyStranger
    if climbs_the_same_ladder(held.post, held.unit, own):
        raise DeputyLadder
    place = {
        name: getattr(held, name) for name in ("post", "level", "province", "county", "centre")
    }
    if _lasting(at).filter(user=deputy, **place).exists():
        raise PostHeld
    _refuse_two_at_once(held, deputy, starts, ends)
    lent = Appointment.objects.create(
        user=deputy,
        deputy_of=held,
        appointed_by_id=actor.user_id,
        starts=starts,
        ends=ends,
        **place,
    )
    _tell(lent, own[0][1], first, last, at)
    return lent.pk


def _tell(lent: Appointment, own: Unit, first: date, last: date, at: datetime) -> None:
    """On his first page, within his own unit, and to his mobile where he has one."""
    values = (
        Post(lent.post).label,
        unit_label(lent.unit),
        jalali.long_form(first),
        jalali.long_form(last),
    )
    told = Notice(
        f"{DEPUTY_TEXT}/{lent.pk}", DEPUTY_TEXT, values, own, lent.user_id, lent.user.mobile
    )
    # Who names a deputy may be below him.
    with nationwide():
        seed_templates({DEPUTY_TEXT: _WORDS}, at)
        queue([told], at)


@action("accounts.withdraw_deputy", posts=ACTING_POSTS, operator=True, about=("appointment_id",))
def withdraw_deputy(*, actor: Actor, at: datetime, appointment_id: int) -> None:
    """End a deputy's right at once; the deputy himself may give it back.

    Refuses appointment.ended and access.denied.
    """
    found = _lasting(at).exclude(deputy_of=None).select_related("deputy_of")
    lent = found.select_for_update(of=("self",)).filter(pk=appointment_id).first()
    if lent is None or lent.deputy_of is None:
        raise AppointmentEnded
    named = actor.user_id is not None and actor.user_id in (lent.user_id, lent.appointed_by_id)
    if not named and not may_name_deputy(actor, lent.deputy_of.user_id, lent.post, lent.unit):
        raise AccessDenied
    end(Appointment.objects.filter(pk=lent.pk), at)


def end(found: QuerySet[Appointment], at: datetime) -> None:
    """End these posts now; one that has not begun never begins."""
    found.update(ends=Greatest("starts", Value(at)))


def end_stand_ins(held: QuerySet[Appointment], at: datetime) -> None:
    """End what deputies do in these posts: nobody stands in for who has no right himself."""
    end(_lasting(at).filter(deputy_of__in=held), at)


def _held(actor: Actor, at: datetime, appointment_id: int) -> Appointment:
    """The post of a working user who will be away, locked: two deputies at once are too many."""
    lasting = _lasting(at).filter(pk=appointment_id, starts__lte=at, user__disabled_at=None)
    held = lasting.select_for_update(of=("self",)).first()
    if held is None:
        raise AppointmentEnded
    if held.deputy_of_id is not None:
        raise DeputyChain
    if not may_name_deputy(actor, held.user_id, held.post, held.unit):
        raise AccessDenied
    if held.helper or held.post not in ACTING_POSTS:
        raise DeputyPost
    return held


def _span(at: datetime, first: date, last: date) -> tuple[datetime, datetime]:
    starts, ends = (
        timezone.make_aware(datetime.combine(day, time()))
        for day in (first, last + timedelta(days=1))
    )
    if ends <= at or last < first or ends - starts > LONGEST_DEPUTY:
        raise DeputyDays(most=LONGEST_DEPUTY.days)
    return max(at, starts), ends


def _deputy(held: Appointment, username: str) -> User:
    """The chosen user; he and the holder are locked in one order."""
    name = username.strip().lower()
    both = User.objects.select_for_update().filter(Q(username=name) | Q(pk=held.user_id))
    found = {user.username: user for user in both.order_by("id")}.get(name)
    if found is None:
        raise UnknownUser
    if found.disabled_at is not None:
        raise UserDisabled
    if found.pk == held.user_id:
        raise DeputySelf
    return found


def _own(deputy: User, at: datetime) -> list[tuple[str, Unit]]:
    found = _lasting(at).filter(
        user=deputy, starts__lte=at, deputy_of=None, helper=False, post__in=ACTING_POSTS
    )
    return [(each.post, each.unit) for each in found.order_by("id")]


def _refuse_two_at_once(held: Appointment, deputy: User, starts: datetime, ends: datetime) -> None:
    lent = Appointment.objects.filter(starts__lt=ends, ends__gt=starts).exclude(deputy_of=None)
    if lent.filter(deputy_of=held).exists():
        raise DeputyOverlap
    if lent.filter(deputy_of__user=deputy).exists():
        raise DeputyAbsent
    if lent.filter(user=held.user_id).exists():
        raise DeputyStandsIn


def _lasting(at: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(ends=None) | Q(ends__gt=at))
