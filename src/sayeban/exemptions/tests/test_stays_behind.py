"""What an office sent back holds its own batch up no more, in whatever order it decided."""

import pytest

from sayeban.exemptions.actions.approve import return_rows
from sayeban.exemptions.actions.withdraw_approval import withdraw_approval
from sayeban.exemptions.models import Approval, Campaign, Row
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    FORGIVEN,
    HEADS,
    NOW,
    PROVINCE,
    SECOND,
    approved,
    blocked,
    climbed,
    collected,
    later,
    sign,
    state_of,
    states,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


def _sent_back(campaign: Campaign, unit: Unit, row: Row) -> None:
    returns = [(row.national_id, "شناسه غلط است")]
    return_rows(actor=HEADS[unit], at=NOW, code=campaign.code, unit=unit, returns=returns)


@pytest.mark.parametrize("collected_again", [False, True])
def test_what_a_county_sent_back_stays_behind_until_it_comes_up_again(
    collected_again: bool,
) -> None:
    campaign = world()
    back, good = collected(campaign, CENTRE), collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    _sent_back(campaign, COUNTY, back)
    if collected_again:
        with acting(OPERATOR, NOW):
            Row.objects.filter(pk=back.pk).update(state="collected")
    assert approved(campaign, COUNTY, **FORGIVEN).approved == 1
    assert state_of(good) == "county_approved"
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=back.pk).update(state="collected")
    approved(campaign, CENTRE)
    assert approved(campaign, COUNTY, **FORGIVEN).approved == 1
    assert states(campaign) == ["county_approved", "county_approved"]


def test_what_another_level_sent_back_is_waited_for() -> None:
    """The control: only what an office sent back itself stays behind."""
    campaign = world()
    back, _ = collected(campaign, CENTRE), collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    _sent_back(campaign, CENTRE, back)
    assert blocked(campaign, COUNTY, **FORGIVEN) == [("pending", "centre:7011", 1)]


def test_what_the_province_sent_back_is_no_countys_own() -> None:
    campaign = world()
    back, _ = climbed(campaign, CENTRE, COUNTY), collected(campaign, COUNTY)
    sign(campaign, COUNTY)
    _sent_back(campaign, COUNTY, back)
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=back.pk).update(state="county_approved")
    _sent_back(campaign, PROVINCE, back)
    assert blocked(campaign, COUNTY, **FORGIVEN) == [("pending", "centre:7011", 1)]


def test_a_county_is_not_late_for_what_the_province_sent_back_itself() -> None:
    campaign = world()
    back = climbed(campaign, CENTRE, COUNTY)
    good = climbed(campaign, SECOND, COUNTY)
    _sent_back(campaign, PROVINCE, back)
    assert approved(campaign, PROVINCE, **FORGIVEN).approved == 1
    assert (state_of(back), state_of(good)) == ("returned", "province_approved")


def test_what_an_approval_passed_passes_again_after_it_was_withdrawn() -> None:
    """The row that went back with it stays behind the second time too (it went by this office)."""
    campaign = world()
    rows = [collected(campaign, CENTRE) for _ in range(3)]
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    returns = [(rows[0].national_id, "دوباره بپرسید")]
    first = approved(campaign, COUNTY, at=later(2), returns=returns, **FORGIVEN)
    with acting(OPERATOR, NOW):
        number = Approval.objects.get(county="0701", centre="").pk
    taken_back = withdraw_approval(
        actor=HEADS[COUNTY], at=later(5), code=campaign.code, unit=COUNTY, approval=number
    )
    assert taken_back.rows == first.approved == 2
    assert approved(campaign, COUNTY, at=later(9), **FORGIVEN).approved == 2
    assert states(campaign) == ["returned", "county_approved", "county_approved"]
