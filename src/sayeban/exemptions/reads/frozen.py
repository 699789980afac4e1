"""The figures that were frozen each evening, for the course of a campaign."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from sayeban.exemptions import progress_sql as sql
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class FrozenDay:
    """One evening of one unit and all below it; states and utilities without rows are left out."""

    day: date
    by_state: Mapping[str, int]
    ready: Mapping[str, int]


def frozen_days(code: str, unit: Unit | None) -> list[FrozenDay]:
    """Each frozen day in order, within the reader's places."""
    where = unit or Unit.hq()
    parameters: dict[str, Any] = {
        "campaign": campaign_by_code(code).pk,
        "province": where.province,
        "county": where.county,
        "centre": where.centre,
    }
    days: dict[date, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    with connection.cursor() as cursor:
        cursor.execute(sql.FROZEN, parameters)
        for day, kind, name, count in cursor.fetchall():
            days[day][kind][name] = count
    return [FrozenDay(day, dict(f["by_state"]), dict(f["ready"])) for day, f in days.items()]
