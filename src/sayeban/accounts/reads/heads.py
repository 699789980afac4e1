"""Who heads which unit now, for notices to many at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sayeban.accounts.models import Appointment
from sayeban.accounts.rules import Post
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Holder:
    """One user in one post of one unit. `mobile` is "" where nobody gave it."""

    user_id: int
    mobile: str
    unit: Unit


def holders_of(posts: Collection[Post], at: datetime) -> list[Holder]:
    """Every working user who holds one of the posts, in one query."""
    found = Appointment.objects.filter(
        Q(ends=None) | Q(ends__gt=at), post__in=posts, starts__lte=at, user__disabled_at=None
    ).order_by("user_id", "id")
    columns = ("user_id", "user__mobile", "level", "province", "county", "centre")
    return [
        Holder(user, mobile, Unit(level, province, county, centre))
        for user, mobile, level, province, county, centre in found.values_list(*columns)
    ]
