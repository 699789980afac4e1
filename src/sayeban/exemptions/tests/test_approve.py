"""The head of a centre approves and sends back; what stops him."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sayeban.exemptions.actions.approve import (
    Approved,
    NothingToApprove,
    ReturnNothing,
    ReturnReasonMissing,
    ReturnUnknownRow,
    return_rows,
)
from sayeban.exemptions.actions.change_campaign import close_campaign
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.models import Approval, Return, Row
from sayeban.exemptions.refusals import CampaignNotOpen
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY_HEAD,
    DIRECTOR,
    HEAD,
    NOW,
    SECOND,
    WORKER,
    approved,
    blocked,
    collected,
    fresh,
    later,
    sign,
    state_of,
    states,
    world,
)
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


def test_a_centre_head_approves_his_gathered_rows_and_locks_them() -> None:
    campaign = world()
    rows = [
        collected(campaign, CENTRE),
        collected(
            campaign,
            CENTRE,
            state="uncollectable",
            no_data_reason="not_found",
            missing=["location"],
        ),
    ]
    sign(campaign, CENTRE)

    result = approved(campaign, CENTRE, at=later(1))

    assert result == Approved(approved=2, returned=0)
    assert result.as_json() == {"approved": 2, "returned": 0, "blocked": []}
    with acting(OPERATOR, NOW):
        approval = Approval.objects.get()
    for row in map(fresh, rows):
        assert (row.state, row.approved_by, row.approved_at) == (
            "centre_approved",
            HEAD.user_id,
            later(1),
        )
        assert (row.approval_id, row.version) == (approval.pk, 1)
    assert (approval.level, approval.centre, approval.approved) == ("centre", "7011", 2)


def test_rows_of_another_centre_are_left_alone() -> None:
    campaign = world()
    mine, other = collected(campaign, CENTRE), collected(campaign, SECOND)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    assert (state_of(mine), state_of(other)) == ("centre_approved", "collected")


def test_the_dead_and_those_outside_stop_nobody_and_stay() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    makers.row(campaign, CENTRE, state="leaving", aside="deceased", status="deceased")
    makers.row(campaign, CENTRE, state="outside", aside="resident_in_care")
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    assert states(campaign) == ["centre_approved", "leaving", "outside"]


@pytest.mark.parametrize("state", ["pending", "returned"])
def test_an_open_row_blocks_its_centre_and_nothing_changes(state: str) -> None:
    campaign = world()
    collected(campaign, CENTRE)
    makers.row(campaign, CENTRE, state=state)
    sign(campaign, CENTRE)
    assert blocked(campaign, CENTRE) == [("pending", "centre:7011", 1)]
    assert states(campaign) == ["collected", state]


def test_a_collected_row_that_lacks_something_blocks_and_one_with_a_reason_does_not() -> None:
    campaign = world()
    collected(campaign, CENTRE, missing=["location"])
    collected(
        campaign, CENTRE, state="uncollectable", no_data_reason="refuses", missing=["location"]
    )
    sign(campaign, CENTRE)
    assert blocked(campaign, CENTRE) == [("incomplete", "centre:7011", 1)]


def test_documents_block_only_where_the_campaign_requires_them() -> None:
    lenient, strict = world(), makers.campaign("strict", documents="required")
    for campaign in (lenient, strict):
        collected(campaign, CENTRE, flags=["document.missing"])
        collected(
            campaign,
            CENTRE,
            flags=["document.missing"],
            state="uncollectable",
            no_data_reason="refuses",
            missing=["location"],
        )
        sign(campaign, CENTRE)
    assert approved(lenient, CENTRE).approved == 2
    assert blocked(strict, CENTRE) == [("document.missing", "centre:7011", 1)]


def test_each_collector_and_the_head_must_have_signed_after_the_last_entry() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    collected(campaign, CENTRE, collected_by=909)
    assert blocked(campaign, CENTRE) == [("declaration.missing", "centre:7011", 3)]
    sign(campaign, CENTRE)
    assert blocked(campaign, CENTRE) == [("declaration.missing", "centre:7011", 1)]
    declare(
        actor=makers.actor("social_worker", CENTRE, 909), at=NOW, code=campaign.code, unit=CENTRE
    )
    assert approved(campaign, CENTRE).approved == 2


def test_a_signature_before_the_last_entry_does_not_count() -> None:
    campaign = world()
    collected(campaign, CENTRE, collected_at=later(5))
    sign(campaign, CENTRE, at=later(4))
    assert blocked(campaign, CENTRE) == [("declaration.missing", "centre:7011", 2)]
    sign(campaign, CENTRE, at=later(5))
    assert approved(campaign, CENTRE, at=later(6)).approved == 1


def test_a_signature_for_another_unit_does_not_count() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    elsewhere = makers.actor("social_worker", SECOND, WORKER.user_id)
    declare(actor=elsewhere, at=NOW, code=campaign.code, unit=SECOND)
    declare(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE)
    assert blocked(campaign, CENTRE) == [("declaration.missing", "centre:7011", 1)]


def test_a_members_row_is_answered_for_where_the_heads_was_collected() -> None:
    campaign = world()
    head = collected(campaign, SECOND)
    member = collected(campaign, CENTRE, household_of=head, collected_by=head.collected_by)
    declare(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE)
    assert blocked(campaign, CENTRE) == [("declaration.missing", "centre:7011", 1)]
    sign(campaign, SECOND)
    assert approved(campaign, CENTRE).approved == 1
    assert state_of(member) == "centre_approved"


def test_nobody_approves_his_own_entries() -> None:
    campaign = world()
    collected(campaign, CENTRE, collected_by=HEAD.user_id)
    declare(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE)
    assert blocked(campaign, CENTRE) == [("four_eyes", "centre:7011", 1)]


def test_the_database_refuses_an_approver_who_is_the_collector() -> None:
    campaign = world()
    row = collected(campaign, CENTRE)
    with acting(OPERATOR, NOW):
        for approver, fits in ((WORKER.user_id, False), (HEAD.user_id, True), (None, True)):
            change = Row.objects.filter(pk=row.pk)
            if fits:
                change.update(approved_by=approver)
                continue
            with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
                change.update(approved_by=approver)


def test_blocks_come_in_the_order_of_the_code_table() -> None:
    campaign = world(documents="required")
    makers.row(campaign, CENTRE)
    collected(
        campaign,
        CENTRE,
        missing=["location"],
        collected_by=HEAD.user_id,
        flags=["document.missing"],
    )
    codes = [code for code, _, _ in blocked(campaign, CENTRE)]
    assert codes == [
        "pending",
        "incomplete",
        "document.missing",
        "declaration.missing",
        "four_eyes",
    ]


def test_returned_rows_leave_the_batch_and_the_rest_is_approved() -> None:
    campaign = world()
    good, bad = collected(campaign, CENTRE), collected(campaign, CENTRE, missing=["location"])
    sign(campaign, CENTRE)

    result = approved(campaign, CENTRE, at=later(3), returns=[(bad.national_id, "قبض خوانا نیست")])

    assert result == Approved(approved=1, returned=1)
    assert state_of(good) == "centre_approved"
    back = fresh(bad)
    assert (back.state, back.returned_by, back.returned_at, back.returned_reason) == (
        "returned",
        HEAD.user_id,
        later(3),
        "قبض خوانا نیست",
    )
    assert back.version == 1, "the collector goes on with the sheet that he has"
    with acting(OPERATOR, NOW):
        kept = Return.objects.get()
    assert (kept.row_id, kept.level, kept.by) == (bad.pk, "centre", HEAD.user_id)


def test_national_ids_of_a_returned_list_may_be_typed_in_persian_digits() -> None:
    campaign = world()
    row = collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    persian = row.national_id.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert approved(campaign, CENTRE, returns=[(f" {persian}", "دلیل")]).returned == 1


def test_when_the_rest_is_blocked_nothing_is_returned() -> None:
    campaign = world()
    bad = collected(campaign, CENTRE)
    makers.row(campaign, CENTRE)
    sign(campaign, CENTRE)
    returns = [(bad.national_id, "دلیل")]
    assert blocked(campaign, CENTRE, returns=returns) == [("pending", "centre:7011", 1)]
    assert states(campaign) == ["collected", "pending"]
    with acting(OPERATOR, NOW):
        assert not Return.objects.exists()
        assert not Approval.objects.exists()


def test_a_head_can_send_back_without_approving() -> None:
    campaign = world()
    bad = collected(campaign, CENTRE)
    makers.row(campaign, CENTRE)
    returned = return_rows(
        actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE, returns=[(bad.national_id, "دلیل")]
    )
    assert (returned, states(campaign)) == (1, ["returned", "pending"])


def test_a_row_that_is_returned_already_is_not_returned_again_and_stops_nobody() -> None:
    campaign = world()
    good, bad = collected(campaign, CENTRE), collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    returns = [(bad.national_id, "دلیل")]
    assert return_rows(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE, returns=returns) == 1

    assert approved(campaign, CENTRE, returns=returns) == Approved(approved=1, returned=0)
    assert return_rows(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE, returns=returns) == 0

    assert (state_of(good), state_of(bad)) == ("centre_approved", "returned")
    with acting(OPERATOR, NOW):
        assert Return.objects.count() == 1


def test_a_listed_person_who_is_not_in_the_unit_is_refused() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    other = collected(campaign, SECOND)
    sign(campaign, CENTRE)
    with pytest.raises(ReturnUnknownRow) as refused:
        approved(campaign, CENTRE, returns=[(other.national_id, "دلیل"), ("9990000000", "دلیل")])
    assert refused.value.details == {"count": 2}
    assert states(campaign) == ["collected", "collected"]


@pytest.mark.parametrize("state", ["leaving", "outside", "removed", "released", "county_approved"])
def test_what_is_above_or_aside_cannot_be_sent_back(state: str) -> None:
    campaign = world()
    row = makers.row(campaign, CENTRE, state=state)
    with pytest.raises(ReturnUnknownRow):
        approved(campaign, CENTRE, returns=[(row.national_id, "دلیل")])


def test_a_return_names_a_row() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    with pytest.raises(ReturnNothing):
        return_rows(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE, returns=[])


def test_a_return_needs_its_reason() -> None:
    campaign = world()
    row = collected(campaign, CENTRE)
    with pytest.raises(ReturnReasonMissing):
        approved(campaign, CENTRE, returns=[(row.national_id, " ")])


def test_with_nothing_to_approve_the_command_is_refused_as_pending() -> None:
    campaign = world()
    with pytest.raises(NothingToApprove) as refused:
        approved(campaign, CENTRE)
    assert (refused.value.code, refused.value.blocked) == ("pending", ())


def test_a_second_approval_finds_nothing() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    with pytest.raises(NothingToApprove):
        approved(campaign, CENTRE)


@pytest.mark.parametrize(
    "actor", [WORKER, COUNTY_HEAD, DIRECTOR, makers.actor("centre_head", SECOND)]
)
def test_only_the_head_of_the_unit_itself_approves(actor: Actor) -> None:
    campaign = world()
    collected(campaign, CENTRE)
    with pytest.raises(AccessDenied):
        approved(campaign, CENTRE, actor)


def test_a_closed_campaign_approves_nothing() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    close_campaign(actor=OPERATOR, at=NOW, code=campaign.code)
    with pytest.raises(CampaignNotOpen):
        approved(campaign, CENTRE)


def test_rows_are_locked_before_the_questions_are_asked() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        approved(campaign, CENTRE)
    asked = [query["sql"] for query in seen if "exemptions_row" in query["sql"]]
    assert "FOR NO KEY UPDATE" in asked[0]
