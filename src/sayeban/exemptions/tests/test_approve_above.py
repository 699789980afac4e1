"""A county head and a director-general approve; what stops them, what an override covers."""

import pytest

from sayeban.exemptions.actions.approve import (
    Approved,
    NothingToApprove,
    OverrideReasonMissing,
)
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.reads.batch import overrides
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    COUNTY_HEAD,
    DIRECTOR,
    FAR,
    FORGIVEN,
    HEAD,
    NOW,
    OTHER_COUNTY,
    PROVINCE,
    SECOND,
    approved,
    blocked,
    climbed,
    collected,
    fresh,
    sign,
    state_of,
    states,
    suspicion,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


def test_a_county_takes_its_centres_rows_and_its_own_worklist() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    collected(campaign, COUNTY)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    sign(campaign, COUNTY)
    result = approved(campaign, COUNTY, **FORGIVEN)
    assert (result.approved, states(campaign)) == (2, ["county_approved"] * 2)


def test_a_county_waits_for_every_row_below() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    collected(campaign, SECOND)
    makers.row(campaign, COUNTY)
    assert blocked(campaign, COUNTY, **FORGIVEN) == [
        ("pending", "0701", 1),
        ("pending", "centre:7012", 1),
    ]


def test_the_county_head_signs_only_where_the_own_worklist_has_rows() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    assert approved(campaign, COUNTY, **FORGIVEN).approved == 1
    collected(campaign, COUNTY)
    assert blocked(campaign, COUNTY, **FORGIVEN) == [("declaration.missing", "0701", 2)]


def test_no_sample_blocks_the_county_and_an_override_is_reported_upwards() -> None:
    campaign = world()
    for _ in range(7):
        collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    assert blocked(campaign, COUNTY) == [("sample.missing", "centre:7011", 5)]
    approved(campaign, COUNTY, **FORGIVEN)
    with acting(DIRECTOR, NOW):
        (told,) = overrides(campaign.code, PROVINCE)
    assert (told.unit, told.overridden, told.reason, told.by) == (
        COUNTY,
        ("sample.missing@centre:7011",),
        FORGIVEN["reason"],
        COUNTY_HEAD.user_id,
    )


def test_an_override_without_reason_is_refused() -> None:
    campaign = world()
    with pytest.raises(OverrideReasonMissing):
        approved(campaign, COUNTY, override=True, reason="  ")


def test_an_override_covers_the_sample_and_nothing_else() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    collected(campaign, COUNTY)
    assert blocked(campaign, COUNTY, **FORGIVEN) == [("declaration.missing", "0701", 2)]


def test_an_override_that_was_not_needed_is_not_reported() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE, **FORGIVEN)
    with acting(OPERATOR, NOW):
        assert overrides(campaign.code, PROVINCE) == []


def test_a_county_returns_a_row_that_the_centre_had_approved() -> None:
    campaign = world()
    row = collected(campaign, CENTRE)
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    result = approved(campaign, COUNTY, returns=[(row.national_id, "شناسه غلط است")], **FORGIVEN)
    assert result == Approved(approved=1, returned=1)
    assert states(campaign) == ["returned", "county_approved"]
    assert (fresh(row).approved_by, fresh(row).approval_id) == (None, None)
    assert blocked(campaign, CENTRE) == [("pending", "centre:7011", 1)]


def test_a_late_county_never_stops_the_province() -> None:
    campaign = world()
    done = climbed(campaign, CENTRE, COUNTY)
    late = collected(campaign, FAR)
    assert approved(campaign, PROVINCE, **FORGIVEN).approved == 1
    assert (state_of(done), state_of(late)) == ("province_approved", "collected")


def test_approved_rows_of_an_unfinished_county_wait_with_it() -> None:
    campaign = world()
    done = climbed(campaign, CENTRE, COUNTY)
    collected(campaign, SECOND)
    climbed(campaign, FAR, OTHER_COUNTY)
    assert approved(campaign, PROVINCE, **FORGIVEN).approved == 1
    assert state_of(done) == "county_approved"


def test_a_province_whose_counties_are_all_late_has_nothing_to_approve() -> None:
    campaign = world()
    collected(campaign, FAR)
    with pytest.raises(NothingToApprove) as refused:
        approved(campaign, PROVINCE)
    assert refused.value.as_json()["blocked"] == [{"code": "pending", "unit": "0702", "count": 1}]


def test_an_open_row_of_its_own_worklist_blocks_the_province() -> None:
    campaign = world()
    climbed(campaign, CENTRE, COUNTY)
    makers.row(campaign, PROVINCE)
    assert blocked(campaign, PROVINCE, **FORGIVEN) == [("pending", "07", 1)]


def test_the_provinces_own_worklist_needs_its_signatures_and_its_sample() -> None:
    campaign = world()
    collected(campaign, PROVINCE)
    assert blocked(campaign, PROVINCE) == [
        ("declaration.missing", "07", 2),
        ("sample.missing", "07", 1),
    ]


def test_an_open_candidate_blocks_the_province_alone() -> None:
    campaign = world()
    row = collected(campaign, CENTRE)
    far = collected(campaign, FAR)
    suspicion(campaign, [row, far], Unit.hq())
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    approved(campaign, COUNTY, **FORGIVEN)
    assert blocked(campaign, PROVINCE, **FORGIVEN) == [("candidate.open", "centre:7011", 1)]
    assert state_of(row) == "county_approved"


def test_a_county_with_a_row_returned_by_the_province_is_waited_for() -> None:
    campaign = world()
    row = climbed(campaign, CENTRE, COUNTY)
    other = climbed(campaign, FAR, OTHER_COUNTY)
    result = approved(campaign, PROVINCE, returns=[(row.national_id, "دلیل")], **FORGIVEN)
    assert result == Approved(approved=1, returned=1)
    assert (state_of(row), state_of(other)) == ("returned", "province_approved")
    with pytest.raises(NothingToApprove):
        approved(campaign, PROVINCE, **FORGIVEN)


def test_a_director_general_approves_no_entry_of_his_own_county() -> None:
    campaign = world()
    collected(campaign, CENTRE, collected_by=DIRECTOR.user_id)
    declare(
        actor=makers.actor("social_worker", CENTRE, DIRECTOR.user_id),
        at=NOW,
        code=campaign.code,
        unit=CENTRE,
    )
    declare(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE)
    approved(campaign, CENTRE)
    approved(campaign, COUNTY, **FORGIVEN)
    assert blocked(campaign, PROVINCE, **FORGIVEN) == [("four_eyes", "centre:7011", 1)]


def test_an_expert_cannot_approve_his_county() -> None:
    campaign = world()
    with pytest.raises(AccessDenied):
        approved(campaign, COUNTY, COUNTY_EXPERT)
