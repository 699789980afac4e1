"""Assign an existing user as a temporary helper (A-124)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sayeban.accounts.actions.add_user import appointment
from sayeban.accounts.actions.find import working_user_of
from sayeban.accounts.models import Appointment, Village
from sayeban.accounts.refusals import (
    HelperPost,
    HelperUntilPast,
    PostHeld,
    PostWrongLevel,
    VillageInvalid,
    VillagesMissing,
)
from sayeban.accounts.rules import ASSIGNING_POSTS, HELPER_POSTS, Post, fits, village_of
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
    *,
    actor: Actor,
    at: datetime,
    username: str,
    post: Post,
    unit: Unit,
    until: date,
    villages: Sequence[str] = (),
) -> int:
    """The id of the appointment, which ends with the day `until`.

    A village helper sees the `villages` alone, lines as rules.village_of reads them; given again
    in the same unit, they take the place of those before. Refuses helper.post, post.wrong_level,
    helper.until_past, helper.villages_missing, helper.village_invalid, user.unknown, user.disabled
    and post.held.
    """
    if post not in HELPER_POSTS:
        raise HelperPost
    if not fits(post, unit):
        raise PostWrongLevel(post=post.label, unit=unit_label(unit))
    ends = timezone.make_aware(datetime.combine(until + timedelta(days=1), time()))
    if ends <= at:
        raise HelperUntilPast
    parts = _parts(post, villages)
    user = working_user_of(username)
    columns = appointment(user, post, unit, actor, at)
    place = {key: columns[key] for key in ("post", "province", "county", "centre")}
    held = Appointment.objects.filter(user=user, **place).exclude(ends__lte=at)
    if parts:
        held.update(ends=at)
    elif held.exists():
        raise PostHeld
    made = Appointment.objects.create(**columns, helper=True, ends=ends)
    Village.objects.bulk_create(
        Village(appointment=made, rural_district=district, village=village)
        for district, village in parts
    )
    return made.id


def _parts(post: Post, lines: Sequence[str]) -> list[tuple[str, str]]:
    """The villages, each once."""
    written = [line for line in lines if line.strip()]
    if bool(written) != (post == Post.VILLAGE_HELPER):
        raise VillagesMissing
    found = [village_of(line) for line in written]
    if None in found:
        raise VillageInvalid
    return list(dict.fromkeys(part for part in found if part))
