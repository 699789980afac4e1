"""The freeze week of a campaign, as far as the desk must know it (note 3).

The campaign and the desk are strangers: the site names in settings.DESK_FROZEN a callable
`(date) -> str` that gives the title of what keeps the centres free on that day, "" for nothing.
"""

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from sayeban.desk.models import Lift
from sayeban.kit.units import Unit


def frozen_by(unit: Unit, day: date) -> str:
    """What keeps the centres of a unit free on this day; "" where nothing does, or it is lifted."""
    title: str = import_string(getattr(settings, "DESK_FROZEN"))(day)  # noqa: B009 - ours
    if title and Lift.objects.filter(province=unit.province, until__gte=day).exists():
        return ""
    return title
