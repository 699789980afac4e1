"""Temporary helpers of a unit and of what lies below it (A-124, A-137)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from sayeban.accounts.models import Appointment
from sayeban.accounts.rules import Post
from sayeban.country.today import today_of
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class HelperRow:
    """Who helps where until the end of which day."""

    name: str
    post: str
    unit: Unit
    until: date


def helpers_within(unit: Unit, at: datetime) -> list[HelperRow]:
    """Working users whom heads assigned for a time, by place and name."""
    columns = ("user__full_name", "post", "level", "province", "county", "centre", "ends")
    found = _now(unit, at).order_by("province", "county", "centre", "user__full_name", "id")
    return [
        HelperRow(
            name,
            Post(post).label,
            Unit(level, province, county, centre),
            today_of(ends - timedelta(microseconds=1)),
        )
        for name, post, level, province, county, centre, ends in found.values_list(*columns)
    ]


def count_helpers(unit: Unit, at: datetime) -> int:
    """How many users help in the unit and below it now."""
    return _now(unit, at).values("user").distinct().count()


def _now(unit: Unit, at: datetime) -> QuerySet[Appointment]:
    here = Q() if unit.level == "hq" else Q(**{unit.level: getattr(unit, unit.level)})
    return Appointment.objects.filter(
        here, helper=True, starts__lte=at, ends__gt=at, user__disabled_at=None
    )
