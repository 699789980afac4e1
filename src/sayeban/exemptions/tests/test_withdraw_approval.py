"""A head takes his approval back until the next level has opened it."""

from collections.abc import Callable

import pytest
from django.db import connection

from sayeban.exemptions.actions.approve import return_rows
from sayeban.exemptions.actions.draw_sample import draw_sample
from sayeban.exemptions.actions.withdraw_approval import _CLOSE as CLOSE
from sayeban.exemptions.actions.withdraw_approval import (
    ApprovalMovedOn,
    ApprovalOpened,
    ApprovalUnknown,
    ApprovalWithdrawn,
    withdraw_approval,
)
from sayeban.exemptions.models import Approval, Campaign, Closing, Row
from sayeban.exemptions.opened import open_batches
from sayeban.exemptions.reads.batch import overrides
from sayeban.exemptions.refusals import CampaignNotOpen
from sayeban.exemptions.rules_ladder import ApprovalLevel
from sayeban.exemptions.tests import ladder
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    COUNTY_HEAD,
    DIRECTOR,
    FORGIVEN,
    HEAD,
    HEADS,
    NOW,
    PROVINCE,
    SECOND,
    SECOND_HEAD,
    WORKER,
    approved,
    collected,
    fresh,
    later,
    sign,
    state_of,
)
from sayeban.exemptions.tests.meeting import meet
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied


def latest(unit: Unit) -> int:
    with acting(OPERATOR, NOW):
        places = {"province": unit.province, "county": unit.county, "centre": unit.centre}
        found = Approval.objects.filter(**places).order_by("-id").first()
        assert found is not None
        return found.pk


def withdrawn(campaign: Campaign, unit: Unit, actor: Actor | None = None, number: int = 0) -> int:
    return withdraw_approval(
        actor=actor or HEADS[unit],
        at=later(5),
        code=campaign.code,
        unit=unit,
        approval=number or latest(unit),
    ).rows


def opened_by(actor: Actor, unit: Unit, level: ApprovalLevel, campaign: Campaign) -> None:
    """What looking at the page of approval does."""
    with looking(actor):
        open_batches(campaign=campaign.pk, level=level, unit=unit, by=actor.user_id, at=later(3))


def ready(campaign: Campaign) -> list[Row]:
    """One complete row and one whose lack has its reason, approved by the centre."""
    rows = [
        collected(campaign, CENTRE),
        collected(
            campaign,
            CENTRE,
            state="uncollectable",
            missing=["gas.bill_id"],
            no_data_reason="not_found",
        ),
    ]
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    return rows


@pytest.mark.django_db
def test_rows_of_a_centre_stand_as_they_did_before() -> None:
    campaign = ladder.world()
    rows = ready(campaign)
    assert withdrawn(campaign, CENTRE) == 2
    found = [fresh(row) for row in rows]
    assert [row.state for row in found] == ["collected", "uncollectable"]
    assert {(r.approval_id, r.approved_by, r.approved_at, r.centre_at) for r in found} == {
        (None, None, None, None)
    }
    assert approved(campaign, CENTRE, at=later(9)).approved == 2


@pytest.mark.django_db
def test_rows_of_a_county_stand_again_on_the_approval_of_their_centre() -> None:
    campaign = ladder.world()
    row = ready(campaign)[0]
    own = collected(campaign, COUNTY, collected_by=COUNTY_EXPERT.user_id)
    sign(campaign, COUNTY)
    before = fresh(row)
    approved(campaign, COUNTY, at=later(2), **FORGIVEN)
    assert state_of(row) == "county_approved"
    assert withdrawn(campaign, COUNTY) == 3
    after = fresh(row)
    kept = ("state", "approval_id", "approved_by", "approved_at", "centre_at", "county_at")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert fresh(own).state == "collected"


@pytest.mark.django_db
def test_rows_of_a_province_stand_again_on_the_approval_of_their_county() -> None:
    campaign = ladder.world()
    row = ladder.climbed(campaign, CENTRE, COUNTY)
    before = fresh(row)
    approved(campaign, PROVINCE, at=later(2), **FORGIVEN)
    assert withdrawn(campaign, PROVINCE, DIRECTOR) == 1
    after = fresh(row)
    assert (after.state, after.approval_id) == ("county_approved", before.approval_id)
    assert (after.approved_by, after.province_at) == (COUNTY_HEAD.user_id, None)


def _look(campaign: Campaign) -> None:
    opened_by(COUNTY_HEAD, COUNTY, "county", campaign)


def _sample(campaign: Campaign) -> None:
    draw_sample(actor=COUNTY_EXPERT, at=later(3), code=campaign.code, unit=COUNTY)


def _return(campaign: Campaign) -> None:
    with acting(OPERATOR, NOW):
        person = Row.objects.order_by("id").values_list("national_id", flat=True)[0]
    returns = [(person, "دوباره بپرسید")]
    return_rows(actor=COUNTY_HEAD, at=later(3), code=campaign.code, unit=COUNTY, returns=returns)


@pytest.mark.django_db
@pytest.mark.parametrize("how", [_look, _sample, _return])
def test_what_the_next_level_has_opened_stays(how: Callable[[Campaign], None]) -> None:
    campaign = ladder.world()
    ready(campaign)
    how(campaign)
    with pytest.raises(ApprovalOpened) as refused:
        withdrawn(campaign, CENTRE)
    assert "ساعت" in refused.value.message
    with acting(OPERATOR, NOW):
        assert Closing.objects.get().outcome == "opened"
        assert Row.objects.filter(state="centre_approved").exists()


@pytest.mark.django_db
def test_opening_is_recorded_once_and_names_the_first() -> None:
    campaign = ladder.world()
    ready(campaign)
    opened_by(COUNTY_HEAD, COUNTY, "county", campaign)
    opened_by(COUNTY_EXPERT, COUNTY, "county", campaign)
    with acting(OPERATOR, NOW):
        assert [closing.by for closing in Closing.objects.all()] == [COUNTY_HEAD.user_id]


@pytest.mark.django_db
def test_another_county_opens_nothing_here() -> None:
    campaign = ladder.world()
    ready(campaign)
    opened_by(ladder.OTHER_HEAD, ladder.OTHER_COUNTY, "county", campaign)
    opened_by(DIRECTOR, PROVINCE, "province", campaign)
    assert withdrawn(campaign, CENTRE) == 2


@pytest.mark.django_db
def test_nothing_is_withdrawn_twice() -> None:
    campaign = ladder.world()
    ready(campaign)
    withdrawn(campaign, CENTRE)
    with pytest.raises(ApprovalWithdrawn):
        withdrawn(campaign, CENTRE)


@pytest.mark.django_db
def test_an_approval_of_another_unit_is_unknown() -> None:
    campaign = ladder.world()
    ready(campaign)
    with pytest.raises(ApprovalUnknown):
        withdrawn(campaign, SECOND, SECOND_HEAD, latest(CENTRE))


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [WORKER, COUNTY_HEAD, SECOND_HEAD])
def test_only_the_post_that_approved_withdraws(actor: Actor) -> None:
    campaign = ladder.world()
    ready(campaign)
    with pytest.raises(AccessDenied):
        withdrawn(campaign, CENTRE, actor)


@pytest.mark.django_db
def test_whoever_heads_the_unit_now_withdraws_as_well() -> None:
    campaign = ladder.world()
    ready(campaign)
    successor = Actor("user", "next", 999, HEAD.appointments)
    assert withdrawn(campaign, CENTRE, successor) == 2


@pytest.mark.django_db
def test_what_moved_on_is_not_withdrawn() -> None:
    campaign = ladder.world()
    rows = ready(campaign)
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk__in=[row.pk for row in rows]).update(state="released")
    with pytest.raises(ApprovalMovedOn):
        withdrawn(campaign, CENTRE)


@pytest.mark.django_db
def test_a_campaign_that_is_closed_changes_no_more() -> None:
    campaign = ladder.world()
    ready(campaign)
    with acting(OPERATOR, NOW):
        Campaign.objects.update(closed_at=NOW)
    with pytest.raises(CampaignNotOpen):
        withdrawn(campaign, CENTRE)


@pytest.mark.django_db
def test_an_override_that_was_withdrawn_is_not_reported_above() -> None:
    campaign = ladder.world()
    ready(campaign)
    approved(campaign, COUNTY, at=later(2), **FORGIVEN)
    with looking(DIRECTOR):
        assert len(overrides(campaign.code, PROVINCE)) == 1
    withdrawn(campaign, COUNTY)
    with looking(DIRECTOR):
        assert overrides(campaign.code, PROVINCE) == []


def _both(campaign: Campaign, first: str, after: int | str) -> tuple[object, object]:
    commands = {
        "withdraw": lambda: withdrawn(campaign, CENTRE),
        "open": lambda: opened_by(COUNTY_HEAD, COUNTY, "county", campaign),
    }
    second = "open" if first == "withdraw" else "withdraw"
    return meet(commands[first], commands[second], after)


def _outcomes() -> list[str]:
    with acting(OPERATOR, NOW):
        return list(Closing.objects.values_list("outcome", flat=True))


_OPEN = "SELECT exemptions_open_batches(%s, %s, %s, %s, %s, %s)"


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_who_opens_while_it_is_withdrawn_waits_and_opens_nothing() -> None:
    campaign = ladder.world()
    ready(campaign)
    answers = _both(campaign, "withdraw", CLOSE)
    assert answers == (2, None)
    assert _outcomes() == ["withdrawn"]


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_who_withdraws_while_it_is_opened_waits_and_is_refused() -> None:
    campaign = ladder.world()
    ready(campaign)
    _, refused = _both(campaign, "open", _OPEN)
    assert isinstance(refused, ApprovalOpened)
    assert _outcomes() == ["opened"]


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_without_its_constraint_both_would_happen() -> None:
    """The negative control: what was opened is withdrawn under the eyes of who reads it."""
    campaign = ladder.world()
    ready(campaign)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE exemptions_closing DROP CONSTRAINT exemptions_closing_once")
    try:
        _, rows = _both(campaign, "open", _OPEN)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("TRUNCATE exemptions_closing")
            cursor.execute(
                "ALTER TABLE exemptions_closing"
                " ADD CONSTRAINT exemptions_closing_once UNIQUE (approval_id)"
            )
    assert rows == 2
