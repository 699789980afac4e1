"""Training of clerks and liaison experts opens the desk to them (D-006)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Final

from sayeban.accounts.public import Post, holders
from sayeban.country.today import TEHRAN, today_of
from sayeban.desk.models import Training
from sayeban.desk.refusals import NotOfThisDesk, TrainsHimself
from sayeban.desk.rules import TRAINERS
from sayeban.kit.units import Unit
from sayeban.people.public import DateInFuture
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

COURSES: Final[Mapping[str, tuple[Post, ...]]] = {
    "desk": (Post.DESK_CLERK, Post.DESK_HEAD),
    "liaison": (Post.LIAISON_EXPERT,),
}
"""Who attends which course."""
_NOON: Final = time(12)


@action("desk.train", posts=TRAINERS, reach="within", operator=True, about=("unit", "course"))
def train(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    course: str,
    users: Collection[int],
    on: date | None = None,
) -> int:
    """Record that these users of the unit attended a course; how many are new.

    `on` is the day of the course, today where nothing is said. Refuses desk.other_unit for whoever
    holds no such post there and for an unknown course, desk.trains_himself and date.in_future.
    """
    if actor.user_id in users:
        raise TrainsHimself
    if on and on > today_of(at):
        raise DateInFuture
    able = {user for post in COURSES.get(course, ()) for user in holders(post, unit, at)}
    if strangers := set(users) - able:
        raise NotOfThisDesk(count=len(strangers))
    place = {"province": unit.province, "county": unit.county}
    known = Training.objects.filter(course=course, user_id__in=users, **place)
    fresh = set(users) - set(known.values_list("user_id", flat=True))
    held_at = datetime.combine(on, _NOON, TEHRAN) if on and on != today_of(at) else at
    Training.objects.bulk_create(
        (
            Training(user_id=user, course=course, at=held_at, by=actor.user_id or 0, **place)
            for user in sorted(fresh)
        ),
        ignore_conflicts=True,
    )
    return len(fresh)
