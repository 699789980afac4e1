"""Members' rows follow their head's row also where they are approved already (note 4, ADR 6)."""

from datetime import datetime
from typing import Any

import pytest

from sayeban.exemptions.actions import approve as approving
from sayeban.exemptions.actions.approve import Approved, return_rows
from sayeban.exemptions.actions.clear_candidate import clear_candidate
from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.members_back import OUTDATED, WITH_THE_HEAD, Members
from sayeban.exemptions.models import Approval, Campaign, Connection, Return, Row
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_HEAD,
    FAR,
    FORGIVEN,
    HEAD,
    NOW,
    OTHER_COUNTY,
    SECOND,
    SECOND_WORKER,
    WORKER,
    approved,
    collected,
    fresh,
    later,
    sign,
    state_of,
    suspicion,
    world,
)
from sayeban.exemptions.tests.sheets_made import trained
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
WRONG, RIGHT = (makers.bill_id(serial, "gas") for serial in (801, 802))


DONE = {"location": "urban", "tenure": "owner", "postal_code": "7145678911"}


def household(worklist: Unit = SECOND, **changed: Any) -> tuple[Campaign, Row, Row]:
    """A head's row of the centre and a member's row that was copied from it."""
    campaign = world(utilities=["gas"])
    trained(campaign, WORKER)
    makers.company()
    values = {**DONE, "collected_by": WORKER.user_id} | changed
    head = collected(campaign, CENTRE, bills={"gas": WRONG}, **values)
    member = collected(campaign, worklist, household_of=head, bills={"gas": WRONG}, **values)
    return campaign, head, member


def climb(campaign: Campaign, *units: Unit, at: datetime = NOW) -> Approved:
    """The units approve one after another; the last one's account."""
    for unit in units:
        sign(campaign, unit, at=at)
        account = approved(campaign, unit, at=at, **({} if unit.level == "centre" else FORGIVEN))
    return account


def correct(campaign: Campaign, head: Row, at: datetime) -> None:
    """The collector writes another gas bill on the head's row."""
    gas = {"type": "private", "bill": RIGHT, "channel": "phone", "source": "sms", "method": "scan"}
    collect_row(
        actor=WORKER,
        at=at,
        code=campaign.code,
        key=head.key,
        version=fresh(head).version,
        values={"location": "urban", **{f"gas_{name}": value for name, value in gas.items()}},
    )


def send_back(campaign: Campaign, row: Row, actor: Actor, unit: Unit) -> int:
    listed = [(row.national_id, "قبض ناخواناست")]
    return return_rows(actor=actor, at=later(1), code=campaign.code, unit=unit, returns=listed)


def bill_of(row: Row) -> str:
    with acting(OPERATOR, NOW):
        return Connection.objects.get(row=row, utility="gas").bill_id


def entered_alone(member: Row) -> None:
    """The member's row has an author of its own."""
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=member.pk).update(collected_by=SECOND_WORKER.user_id)


def both(head: Row, member: Row) -> tuple[str, str]:
    return state_of(head), state_of(member)


def test_an_approved_copy_goes_back_with_its_head_and_takes_over_the_correction() -> None:
    campaign, head, member = household()
    climb(campaign, CENTRE, SECOND, COUNTY)
    assert send_back(campaign, head, COUNTY_HEAD, COUNTY) == 2
    assert both(head, member) == ("returned", "returned")
    assert fresh(member).returned_reason == WITH_THE_HEAD + "قبض ناخواناست"
    assert fresh(member).approved_by is None
    with acting(OPERATOR, NOW):
        assert Return.objects.filter(level="county", by=COUNTY_HEAD.user_id or 0).count() == 2
    correct(campaign, head, later(2))
    assert both(head, member) == ("collected", "collected")
    assert bill_of(member) == RIGHT
    climb(campaign, CENTRE, SECOND, at=later(3))
    assert climb(campaign, COUNTY, at=later(4)) == Approved(2, 0)


def test_a_batch_that_returns_a_head_counts_its_copies_wherever_they_are() -> None:
    campaign, head, member = household(FAR)
    other = collected(campaign, CENTRE)
    climb(campaign, CENTRE, FAR)
    sign(campaign, COUNTY)
    listed = [(head.national_id, "قبض ناخواناست")]
    account = approved(campaign, COUNTY, at=later(1), returns=listed, **FORGIVEN)
    assert account == Approved(1, 2)
    assert (*both(head, member), state_of(other)) == ("returned", "returned", "county_approved")
    with acting(OPERATOR, NOW):
        assert Approval.objects.latest("id").returned == 2


def test_a_copy_that_is_listed_itself_keeps_its_own_reason() -> None:
    campaign, head, member = household(CENTRE)
    listed = [(head.national_id, "قبض ناخواناست"), (member.national_id, "همراه ندارد")]
    sign(campaign, CENTRE)
    collected(campaign, CENTRE)
    sign(campaign, CENTRE, at=later(1))
    assert approved(campaign, CENTRE, at=later(1), returns=listed) == Approved(1, 2)
    assert fresh(member).returned_reason == "همراه ندارد"


def test_a_copy_above_the_returning_head_stays_locked_until_the_correction_climbs() -> None:
    campaign, head, member = household(FAR)
    climb(campaign, CENTRE, FAR, OTHER_COUNTY)
    assert send_back(campaign, head, HEAD, CENTRE) == 1
    assert both(head, member) == ("returned", "county_approved")
    correct(campaign, head, later(2))
    assert climb(campaign, CENTRE, at=later(3)) == Approved(1, 0)
    assert (state_of(member), bill_of(member)) == ("county_approved", WRONG)
    assert climb(campaign, COUNTY, at=later(4)) == Approved(1, 1)
    assert both(head, member) == ("county_approved", "collected")
    assert bill_of(member) == RIGHT
    with acting(OPERATOR, NOW):
        assert Return.objects.get(row=member).reason == OUTDATED
    climb(campaign, FAR, at=later(5))
    assert climb(campaign, OTHER_COUNTY, at=later(6)) == Approved(1, 0)


def test_a_member_that_was_approved_before_its_head_was_collected_follows_too() -> None:
    campaign, head, member = household()
    entered_alone(member)
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=head.pk).update(state="pending", collected_by=None, collected_at=None)
    climb(campaign, SECOND, at=later(2))
    correct(campaign, head, later(3))
    assert both(head, member) == ("collected", "centre_approved")
    assert climb(campaign, CENTRE, at=later(4)) == Approved(1, 1)
    assert (state_of(member), bill_of(member)) == ("collected", RIGHT)


def test_a_member_with_an_entry_of_its_own_does_not_go_back_with_the_head() -> None:
    campaign, head, member = household()
    entered_alone(member)
    climb(campaign, SECOND)
    assert send_back(campaign, head, HEAD, CENTRE) == 1
    assert state_of(member) == "centre_approved"


@pytest.mark.parametrize("state", ["released", "removed", "leaving", "outside", "pending"])
def test_a_member_that_is_released_or_stands_aside_is_left_alone(state: str) -> None:
    campaign, head, member = household()
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=member.pk).update(state=state)
    assert send_back(campaign, head, COUNTY_HEAD, COUNTY) == 1
    assert state_of(member) == state


def test_a_reviewer_who_returns_the_heads_row_returns_its_copies() -> None:
    campaign, head, member = household()
    stranger = collected(campaign, CENTRE, bills={"gas": WRONG}, **DONE)
    candidate = suspicion(campaign, [head, stranger, member], COUNTY)
    climb(campaign, CENTRE, SECOND)
    gone = clear_candidate(
        actor=COUNTY_HEAD,
        at=later(1),
        code=campaign.code,
        key=str(candidate.pk),
        why="returned",
        national_ids=[head.national_id],
    )
    assert (gone, *both(head, member)) == (2, "returned", "returned")
    assert state_of(stranger) == "centre_approved"
    correct(campaign, head, later(2))
    assert bill_of(member) == RIGHT


def nobody(question: BatchQuestion, *, approving: bool) -> tuple[BatchQuestion, Members]:
    assert approving in (True, False)
    return question, Members()


def test_without_the_mechanism_a_copy_would_stand_approved_on_the_old_bill(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control of the tests above."""
    monkeypatch.setattr(approving, "with_members", nobody)
    campaign, head, member = household()
    climb(campaign, CENTRE, SECOND, COUNTY)
    assert send_back(campaign, head, COUNTY_HEAD, COUNTY) == 1
    correct(campaign, head, later(2))
    climb(campaign, CENTRE, at=later(3))
    assert (state_of(member), bill_of(member)) == ("county_approved", WRONG)
