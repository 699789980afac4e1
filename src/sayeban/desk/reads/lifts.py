"""What headquarters allows in a freeze week, as its page shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from sayeban.accounts.public import user_names
from sayeban.desk.models import Lift
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels

_MOST = 200


@dataclass(frozen=True, slots=True)
class LiftRow:
    """One permission. `service` is "" for all; `stands`: it holds today."""

    id: int
    unit: str
    service: str
    until: date
    reason: str
    at: datetime
    by: str
    ended_at: datetime | None
    stands: bool


def lifts(today: date) -> list[LiftRow]:
    """The newest permissions, those that hold today first."""
    found = sorted(Lift.objects.order_by("-at")[:_MOST], key=lambda lift: not _stands(lift, today))
    names = user_names({each.by for each in found})
    labels = unit_labels([_unit(each) for each in found])
    return [
        LiftRow(
            each.pk,
            labels[_unit(each)],
            each.service,
            each.until,
            each.reason,
            each.at,
            names.get(each.by, ""),
            each.ended_at,
            _stands(each, today),
        )
        for each in found
    ]


def _stands(lift: Lift, today: date) -> bool:
    return lift.ended_at is None and lift.until >= today


def _unit(lift: Lift) -> Unit:
    return Unit.of_place(lift.province, lift.county, lift.centre)
