"""A deputy on the ladder: he and whom he stands in for are one pair of eyes (A-112)."""

from dataclasses import replace

import pytest

from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.actions.draw_sample import draw_sample
from sayeban.exemptions.actions.record_sample import CheckerIsCollector, Finding, record_sample
from sayeban.exemptions.models import Row
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.reads.sample_phone import sample_round
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    COUNTY_HEAD,
    FORGIVEN,
    HEAD,
    NOW,
    WORKER,
    approved,
    blocked,
    collected,
    later,
    sign,
    world,
)
from sayeban.runtime.actor import OPERATOR, Actor, Appointment, Eyes, StoodIn
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db
_OTHER = 190


def standing_in(absent: Actor, user_id: int = _OTHER) -> Actor:
    """Another user with the only post of the absent."""
    (held,) = absent.appointments
    lent = Appointment(held.post, held.unit, holder=absent.user_id)
    return Actor("user", f"user{user_id}", user_id, (lent,))


def with_deputy(actor: Actor, deputy: int, until: int) -> Actor:
    """He again, after somebody stood in for him."""
    return replace(actor, deputies=(StoodIn(deputy, later(-60), later(until)),))


def test_a_deputy_approves_what_neither_he_nor_the_absent_collected() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    deputy = standing_in(HEAD)
    declare(actor=deputy, at=NOW, code=campaign.code, unit=CENTRE)
    assert approved(campaign, CENTRE, actor=deputy).approved == 1


@pytest.mark.parametrize("by", [_OTHER, HEAD.user_id])
def test_a_deputy_cannot_approve_what_he_or_the_absent_collected(by: int) -> None:
    campaign, deputy = world(), standing_in(HEAD)
    collected(campaign, CENTRE, collected_by=by)
    sign(campaign, CENTRE)
    declare(actor=deputy, at=NOW, code=campaign.code, unit=CENTRE)
    assert ("four_eyes", "centre:7011", 1) in blocked(campaign, CENTRE, actor=deputy)


def test_who_is_back_cannot_approve_what_his_deputy_collected_meanwhile() -> None:
    campaign = world()
    collected(campaign, CENTRE, collected_by=WORKER.user_id)
    sign(campaign, CENTRE)
    back = with_deputy(HEAD, WORKER.user_id or 0, until=1)
    assert blocked(campaign, CENTRE, actor=back) == [("four_eyes", "centre:7011", 1)]
    long_ago = with_deputy(HEAD, WORKER.user_id or 0, until=-1)
    assert approved(campaign, CENTRE, actor=long_ago).approved == 1


def test_nobody_approves_on_two_levels_for_himself_and_for_another() -> None:
    campaign, deputy = world(), standing_in(HEAD)
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    declare(actor=deputy, at=NOW, code=campaign.code, unit=CENTRE)
    approved(campaign, CENTRE, actor=deputy)
    above = standing_in(COUNTY_HEAD)
    found = blocked(campaign, COUNTY, actor=above, **FORGIVEN)
    assert found == [("four_eyes", "centre:7011", 1)]
    assert approved(campaign, COUNTY, **FORGIVEN).approved == 1


def test_a_deputy_does_not_check_what_the_absent_collected() -> None:
    campaign = world(sample_percent=100)
    row = collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=row.pk).update(collected_by=COUNTY_EXPERT.user_id)
    deputy = standing_in(COUNTY_EXPERT)
    draw_sample(actor=deputy, at=NOW, code=campaign.code, unit=COUNTY)
    findings = [Finding(str(row.key), is_right=True)]
    with pytest.raises(CheckerIsCollector):
        record_sample(actor=deputy, at=NOW, code=campaign.code, unit=COUNTY, findings=findings)
    with looking(deputy):
        mine = BatchQuestion(campaign, COUNTY, deputy.user_id, eyes=deputy.eyes(COUNTY))
        found, alone = sample_round(mine), sample_round(replace(mine, eyes=None))
    assert (found.stops, found.own, found.left) == ([], 1, 0)
    assert (len(alone.stops), alone.own) == (1, 0), "offered, were he nobody's deputy"


def head_for_the_worker() -> Actor:
    """The head of the centre, who also stands in for the social worker there."""
    return replace(HEAD, appointments=HEAD.appointments + standing_in(WORKER).appointments)


def test_a_head_approves_nothing_of_whom_he_stands_in_for_below_him() -> None:
    """The approval asks for his post as head alone; whom he stands in for stays with him."""
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    found = blocked(campaign, CENTRE, actor=head_for_the_worker())
    assert found == [("four_eyes", "centre:7011", 1)]


def test_if_the_lent_post_were_lost_at_the_action_it_would_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: an action that forgets the posts that it does not ask for."""
    only = Actor.only
    monkeypatch.setattr(Actor, "only", lambda actor, ask: replace(only(actor, ask), left_out=()))
    campaign = world()
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    assert approved(campaign, CENTRE, actor=head_for_the_worker()).approved == 1


def test_without_the_eyes_of_the_absent_it_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the deputy as one pair of eyes of his own."""
    monkeypatch.setattr(Actor, "eyes", lambda actor, _=None: Eyes(frozenset({actor.user_id})))
    campaign, deputy = world(), standing_in(HEAD)
    collected(campaign, CENTRE, collected_by=HEAD.user_id)
    sign(campaign, CENTRE)
    declare(actor=deputy, at=NOW, code=campaign.code, unit=CENTRE)
    assert approved(campaign, CENTRE, actor=deputy).approved == 1


def test_a_question_without_eyes_asks_with_those_of_the_reader() -> None:
    campaign = world()
    own = BatchQuestion(campaign, CENTRE, 5).parameters
    assert (own["eyes"], own["eyes_from"]) == ([5], ["-infinity"])
    assert BatchQuestion(campaign, CENTRE, None).parameters["eyes"] == []
