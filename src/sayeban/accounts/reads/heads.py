"""Who holds which post in which unit: now for notices to many, and then for what was done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sayeban.accounts.models import Appointment
from sayeban.accounts.rules import Post
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels


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


def offices_of(acts: Collection[tuple[int, datetime]]) -> dict[tuple[int, datetime], str]:
    """By user id and time the posts and units that he held then: «مددکار، مرکز ۷۰۱۱»."""
    held: dict[int, list[Appointment]] = {}
    found = Appointment.objects.filter(user__in={user_id for user_id, _ in acts})
    for each in found.order_by("id"):
        held.setdefault(each.user_id, []).append(each)
    labels = unit_labels({each.unit for several in held.values() for each in several})
    return {
        (who, at): "؛ ".join(
            f"{Post(each.post).label}، {labels[each.unit]}"
            for each in held.get(who, ())
            if each.starts <= at and (each.ends is None or at < each.ends)
        )
        for who, at in acts
    }
