"""sayeban calendar close|weekend: the working calendar of a province or of the country."""

from argparse import Namespace
from typing import Any

from django.utils.timezone import now

from sayeban.organisations import public as organisations
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.cli.parser import WEEK
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.days import read_day


def close(options: Namespace) -> dict[str, Any]:
    """Declare that offices are closed on a day."""
    day = read_day(options.day)
    with looking(OPERATOR):
        unit = organisations.resolve_text(options.unit)
    organisations.declare_closure(
        actor=actor_for(options), at=now(), unit=unit, day=day, reason=options.reason
    )
    return {"closed": day.isoformat(), "unit": options.unit}


def weekend(options: Namespace) -> dict[str, Any]:
    """Set the weekly rest days."""
    with looking(OPERATOR):
        unit = organisations.resolve_text(options.unit)
    weekdays = [WEEK.index(day) for day in options.days]
    organisations.set_weekend(actor=actor_for(options), at=now(), unit=unit, weekdays=weekdays)
    return {"weekend": options.days, "unit": options.unit}
