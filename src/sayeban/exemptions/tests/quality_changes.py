"""What may change how good the data of worklists are, each by one statement."""

from datetime import timedelta
from itertools import count
from typing import Any

from sayeban.exemptions.models import (
    Campaign,
    CandidateRow,
    Connection,
    Row,
    Sample,
    SampleRow,
)
from sayeban.exemptions.tests import ladder, makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, FAR, PROVINCE, SECOND
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit

PLACES = (CENTRE, SECOND, COUNTY, FAR, PROVINCE)
_codes = count(1)


def place(unit: Unit) -> dict[str, str]:
    return {"province": unit.province, "county": unit.county, "centre": unit.centre}


def change(campaign: Campaign, step: str, where: Unit, much: int) -> None:
    """By one statement, as every command writes."""
    rows = Row.objects.filter(campaign=campaign, **place(where))
    if step == "connection":
        for row in rows.exclude(connection__utility="gas"):
            made = makers.connection(row, "gas", makers.bill_id(row.pk, "gas"))
            Connection.objects.filter(pk=made.pk).update(**place(where))
    elif step == "moved":
        rows.update(**place(PLACES[much]))
    elif step == "ready":
        Connection.objects.filter(row__in=rows).update(ready=much > 1)
    elif step == "checked":
        sample = Sample.objects.create(
            campaign=campaign, level=("county", "province")[much % 2], seed="0" * 64, population=1,
            size=1, drawn_by=1, drawn_at=NOW, **place(where),
        )  # fmt: skip
        SampleRow.objects.bulk_create(
            SampleRow(sample=sample, row=row, entry_methods=["typed"], sources=["sms"],
                      **place(where))
            for row in rows
        )  # fmt: skip
    elif step in ("found", "suspected", "proved"):
        judge(campaign, step, where, much)
    elif step == "deleted":
        SampleRow.objects.filter(row__in=rows).delete()
        Connection.objects.filter(row__in=rows).delete()
    else:
        rows.update(**values(step, much))


def judge(campaign: Campaign, step: str, where: Unit, much: int) -> None:
    rows = Row.objects.filter(campaign=campaign, **place(where))
    if step == "found":
        found = SampleRow.objects.filter(sample__campaign=campaign, **place(where))
        found.update(is_right=much > 1, checked_by=1, checked_at=NOW)
    elif step == "suspected":
        ladder.suspicion(campaign, list(rows), where, subject=f"suspected {next(_codes)}")
    else:
        held = CandidateRow.objects.filter(row__campaign=campaign, **place(where))
        held.update(is_confirmed=much > 1)


def values(step: str, much: int) -> dict[str, Any]:
    if step == "removed":
        return {"state": "removed" if much > 1 else "collected"}
    if step == "returned":
        return {"state": ("returned", "pending", "collected", "centre_approved")[much]}
    if step == "no_data":
        return {"no_data_reason": "refuses" if much > 1 else ""}
    if step == "missing":
        return {"missing": ["gas.bill_id", "location", "water.type"][:much]}
    return {"centre_at": NOW + timedelta(hours=7 * much)}
