"""The freeze week of a campaign, as far as the desk must know it (note 3).

The campaign and the desk are strangers: the site names in settings.DESK_FROZEN a callable
`(date) -> str` that gives the title of what keeps the centres free on that day, "" for nothing.
"""

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from sayeban.desk.models import Lift
from sayeban.kit.units import Unit


def freeze_on(day: date) -> str:
    """The title of what keeps all centres free on this day, "" for nothing."""
    title: str = import_string(getattr(settings, "DESK_FROZEN"))(day)  # noqa: B009 - ours
    return title


def frozen_by(unit: Unit, day: date, service: str = "") -> str:
    """What keeps the centres of a unit free on this day; "" where nothing does, or it is lifted.

    A lift for one service alone counts only where this service is asked about.
    """
    title = freeze_on(day)
    if title and standing_lifts(day).filter(_around(unit), service__in={"", service}).exists():
        return ""
    return title


def standing_lifts(day: date) -> QuerySet[Lift]:
    """What headquarters allows on a day."""
    return Lift.objects.filter(until__gte=day, ended_at=None)


def _around(unit: Unit) -> Q:
    """Lifts of the unit and of what lies around it."""
    return Q(province=unit.province, county__in={"", unit.county}, centre__in={"", unit.centre})
