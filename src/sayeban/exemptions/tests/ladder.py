"""Makers of ladder tests: one province with a county of two centres, its people, its steps."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sayeban.exemptions.actions.approve import ApprovalBlocked, Approved, approve
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.models import Campaign, Candidate, CandidateRow, Row
from sayeban.exemptions.tests import makers
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

PROVINCE = Unit.of_province("07")
COUNTY = Unit.of_county("0701")
OTHER_COUNTY = Unit.of_county("0702")
CENTRE = Unit.of_centre("0701", "7011")
SECOND = Unit.of_centre("0701", "7012")
FAR = Unit.of_centre("0702", "7021")

WORKER = makers.actor("social_worker", CENTRE, 101)
HEAD = makers.actor("centre_head", CENTRE, 102)
SECOND_WORKER = makers.actor("social_worker", SECOND, 103)
SECOND_HEAD = makers.actor("centre_head", SECOND, 104)
FAR_WORKER = makers.actor("social_worker", FAR, 105)
FAR_HEAD = makers.actor("centre_head", FAR, 106)
COUNTY_EXPERT = makers.actor("county_expert", COUNTY, 111)
COUNTY_HEAD = makers.actor("county_head", COUNTY, 112)
OTHER_EXPERT = makers.actor("county_expert", OTHER_COUNTY, 113)
OTHER_HEAD = makers.actor("county_head", OTHER_COUNTY, 114)
PROVINCE_EXPERT = makers.actor("province_expert", PROVINCE, 121)
SECOND_EXPERT = makers.actor("province_expert", PROVINCE, 122)
DIRECTOR = makers.actor("director_general", PROVINCE, 123)
DEPUTY = makers.actor("hq_deputy", Unit.hq(), 131)

COLLECTORS = {
    CENTRE: WORKER,
    SECOND: SECOND_WORKER,
    FAR: FAR_WORKER,
    COUNTY: COUNTY_EXPERT,
    OTHER_COUNTY: OTHER_EXPERT,
    PROVINCE: PROVINCE_EXPERT,
}
HEADS = {
    CENTRE: HEAD,
    SECOND: SECOND_HEAD,
    FAR: FAR_HEAD,
    COUNTY: COUNTY_HEAD,
    OTHER_COUNTY: OTHER_HEAD,
    PROVINCE: DIRECTOR,
}

NOW = makers.NOW
FORGIVEN: dict[str, Any] = {"override": True, "reason": "نمونه بعداً بررسی می‌شود"}


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def world(**terms: Any) -> Campaign:
    """Places and an open campaign."""
    makers.places()
    return makers.campaign(**terms)


def collected(campaign: Campaign, unit: Unit, **changed: Any) -> Row:
    """A complete row of the unit's worklist, entered by the unit's own collector."""
    author = COLLECTORS[unit].user_id
    values: dict[str, Any] = {"state": "collected", "collected_by": author, "collected_at": NOW}
    return makers.row(campaign, unit, **(values | changed))


def sign(campaign: Campaign, unit: Unit, at: datetime = NOW) -> None:
    """The unit's collector and its head declare."""
    for actor in (COLLECTORS[unit], HEADS[unit]):
        declare(actor=actor, at=at, code=campaign.code, unit=unit)


def approved(
    campaign: Campaign, unit: Unit, actor: Actor | None = None, at: datetime = NOW, **how: Any
) -> Approved:
    """The head of the unit approves."""
    return approve(actor=actor or HEADS[unit], at=at, code=campaign.code, unit=unit, **how)


def state_of(row: Row) -> str:
    return fresh(row).state


def fresh(row: Row) -> Row:
    with acting(OPERATOR, NOW):
        return Row.objects.get(pk=row.pk)


def states(campaign: Campaign) -> list[str]:
    """The states of all rows of the campaign, by row."""
    with acting(OPERATOR, NOW):
        found = Row.objects.filter(campaign=campaign).order_by("id")
        return list(found.values_list("state", flat=True))


def suspicion(
    campaign: Campaign, rows: list[Row], place: Unit, kind: str = "bill_taken", **changed: Any
) -> Candidate:
    """An open candidate over the gas connections of these rows."""
    with acting(OPERATOR, NOW):
        made = Candidate.objects.create(
            campaign=campaign,
            kind=kind,
            subject=changed.pop("subject", "0000012330736"),
            opened_at=NOW,
            province=place.province,
            county=place.county,
            **changed,
        )
        for row in rows:
            CandidateRow.objects.create(
                candidate=made,
                row=row,
                utility="gas",
                author=row.collected_by,
                province=row.province,
                county=row.county,
                centre=row.centre,
            )
            Row.objects.filter(pk=row.pk).update(flags=[*row.flags, "bill_id.taken"])
    return made


def blocked(campaign: Campaign, unit: Unit, **how: Any) -> list[tuple[str, str, int]]:
    """Code, unit and count of each thing that stops the approval."""
    with pytest.raises(ApprovalBlocked) as stopped:
        approved(campaign, unit, **how)
    assert stopped.value.code == "approval.blocked"
    return [(block.code, block.unit, block.count) for block in stopped.value.blocked]


def climbed(campaign: Campaign, centre: Unit, county: Unit) -> Row:
    """One row that the county approved, its sample forgiven."""
    row = collected(campaign, centre)
    sign(campaign, centre)
    approved(campaign, centre)
    approved(campaign, county, **FORGIVEN)
    return row
