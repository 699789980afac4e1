"""The figures that were frozen each evening, for the course of a campaign."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sayeban.exemptions import progress_sql as sql
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.standing import ask
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class FrozenDay:
    """One evening of one unit and all below it; states and utilities without rows are left out."""

    day: date
    by_state: Mapping[str, int]
    ready: Mapping[str, int]


def frozen_days(code: str, unit: Unit | None) -> list[FrozenDay]:
    """Each frozen day in order, within the reader's places."""
    return evenings(campaign_by_code(code), unit or Unit.hq())


def evenings(campaign: Campaign, where: Unit) -> list[FrozenDay]:
    """The same for a campaign that is at hand."""
    days: dict[date, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for day, kind, name, count in ask(sql.FROZEN, place_of(campaign.pk, where)):
        days[day][kind][name] = count
    return [FrozenDay(day, dict(f["by_state"]), dict(f["ready"])) for day, f in days.items()]
