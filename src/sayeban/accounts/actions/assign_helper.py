"""Assign an existing user as a temporary helper (A-124)."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sayeban.accounts.actions.add_user import appointment
from sayeban.accounts.actions.find import working_user_of
from sayeban.accounts.models import Appointment
from sayeban.accounts.refusals import HelperPost, HelperUntilPast, PostHeld, PostWrongLevel
from sayeban.accounts.rules import ASSIGNING_POSTS, HELPER_POSTS, Post, fits
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action(
    "accounts.assign_helper",
    posts=ASSIGNING_POSTS,
    reach="within",
    about=("username", "post", "unit", "until"),
)
def assign_helper(
    *, actor: Actor, at: datetime, username: str, post: Post, unit: Unit, until: date
) -> int:
    """The id of the appointment, which ends with the day `until`.

    Refuses helper.post, post.wrong_level, helper.until_past, user.unknown, user.disabled and
    post.held.
    """
    if post not in HELPER_POSTS:
        raise HelperPost
    if not fits(post, unit):
        raise PostWrongLevel(post=post.label, unit=unit_label(unit))
    ends = timezone.make_aware(datetime.combine(until + timedelta(days=1), time()))
    if ends <= at:
        raise HelperUntilPast
    user = working_user_of(username)
    columns = appointment(user, post, unit, actor, at)
    place = {key: columns[key] for key in ("post", "province", "county", "centre")}
    if Appointment.objects.filter(user=user, **place).exclude(ends__lte=at).exists():
        raise PostHeld
    return Appointment.objects.create(**columns, helper=True, ends=ends).id
