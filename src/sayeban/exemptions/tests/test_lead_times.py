"""How long rows wait for each approval, from what approvals record."""

from datetime import timedelta

import pytest

from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.progress import progress
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    FORGIVEN,
    NOW,
    approved,
    collected,
    fresh,
    sign,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db


def days(campaign: Campaign, unit: Unit | None = None) -> dict[str, tuple[int, float, float]]:
    with looking(OPERATOR):
        found = progress(campaign.code, unit, NOW).stages
    return {each.level: (each.rows, round(each.median, 2), round(each.ninth, 2)) for each in found}


def climbed(campaign: Campaign, *waits: float) -> list[Row]:
    """Rows of which each waited so many days for its centre's head."""
    return [
        makers.row(
            campaign,
            CENTRE,
            state="centre_approved",
            collected_by=1,
            collected_at=NOW,
            centre_at=NOW + timedelta(days=wait),
        )
        for wait in waits
    ]


def test_an_approval_records_its_moment_at_each_level() -> None:
    campaign = world()
    row = collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE, at=NOW + timedelta(days=1))
    approved(campaign, COUNTY, at=NOW + timedelta(days=3), **FORGIVEN)
    kept = fresh(row)
    assert (kept.centre_at, kept.county_at, kept.province_at) == (
        NOW + timedelta(days=1),
        NOW + timedelta(days=3),
        None,
    )
    assert days(campaign) == {"centre": (1, 1.0, 1.0), "county": (1, 2.0, 2.0)}


def test_half_of_the_rows_and_nine_in_ten_are_told() -> None:
    campaign = world()
    climbed(campaign, *range(11))
    assert days(campaign) == {"centre": (11, 5.0, 9.0)}


def test_an_approval_of_an_earlier_round_is_not_counted() -> None:
    campaign = world()
    climbed(campaign, -1, 2)
    assert days(campaign) == {"centre": (1, 2.0, 2.0)}


def test_a_countys_own_worklist_waits_from_its_collection() -> None:
    campaign = world()
    makers.row(
        campaign,
        COUNTY,
        state="county_approved",
        collected_by=1,
        collected_at=NOW,
        county_at=NOW + timedelta(days=4),
    )
    assert days(campaign) == {"county": (1, 4.0, 4.0)}


def test_each_unit_has_its_own() -> None:
    campaign = world()
    climbed(campaign, 3)
    assert days(campaign, Unit.of_county("0702")) == {}
