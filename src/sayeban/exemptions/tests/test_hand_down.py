"""Receipts, training and declarations."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from sayeban.accounts.public import Post, add_user
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.actions.receive import receive
from sayeban.exemptions.actions.train import WorkerOfOtherCentre, train
from sayeban.exemptions.models import Declaration, Receipt, Training
from sayeban.exemptions.refusals import CampaignNotOpen, CampaignUnknown
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    DIRECTOR,
    HEAD,
    NOW,
    PROVINCE,
    SECOND,
    WORKER,
    collected,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
TECHNICAL = makers.actor("technical_head", CENTRE, 107)


@pytest.mark.parametrize(
    ("actor", "unit"),
    [(WORKER, CENTRE), (TECHNICAL, CENTRE), (COUNTY_EXPERT, COUNTY), (DIRECTOR, PROVINCE)],
)
def test_anybody_of_a_unit_acknowledges_its_part(actor: Actor, unit: Unit) -> None:
    campaign = world()
    made = receive(actor=actor, at=NOW, code=campaign.code, unit=unit)
    assert (made.by, made.at, made.province, made.county, made.centre) == (
        actor.user_id,
        NOW,
        unit.province,
        unit.county,
        unit.centre,
    )


def test_nobody_acknowledges_for_another_unit() -> None:
    campaign = world()
    with pytest.raises(AccessDenied):
        receive(actor=WORKER, at=NOW, code=campaign.code, unit=COUNTY)
    with acting(OPERATOR, NOW):
        assert not Receipt.objects.exists()


def test_an_unknown_campaign_is_refused() -> None:
    world()
    with pytest.raises(CampaignUnknown):
        receive(actor=WORKER, at=NOW, code="none", unit=CENTRE)


def staff(*posts: Post, unit: Unit = CENTRE) -> list[int]:
    """Ids of new users, one in each post."""
    return [
        add_user(
            actor=OPERATOR,
            at=NOW,
            username=f"{post.value.replace('_', '.')}{number}",
            full_name="کاربر",
            post=post,
            unit=unit,
        ).user_id
        for number, post in enumerate(posts)
    ]


@pytest.mark.parametrize("trainer", [TECHNICAL, HEAD])
def test_training_is_recorded_once_a_worker_even_before_the_start(trainer: Actor) -> None:
    campaign = world(starts=date(2026, 12, 1))
    one, two, head = staff(Post.SOCIAL_WORKER, Post.SOCIAL_WORKER, Post.CENTRE_HEAD)
    assert train(actor=trainer, at=NOW, code=campaign.code, unit=CENTRE, workers=[one, two]) == 2
    assert train(actor=trainer, at=NOW, code=campaign.code, unit=CENTRE, workers=[two, head]) == 1
    with acting(OPERATOR, NOW):
        trained = Training.objects.filter(centre="7011", worker_id__in=[one, two, head])
        assert [line.by for line in trained] == [trainer.user_id] * 3


def test_a_worker_of_another_centre_or_post_is_not_trained_here() -> None:
    campaign = world()
    (own,) = staff(Post.SOCIAL_WORKER)
    (other,) = staff(Post.CENTRE_HEAD, unit=SECOND)
    (technical,) = staff(Post.TECHNICAL_HEAD)

    for stranger in (other, technical):
        with pytest.raises(WorkerOfOtherCentre) as refused:
            train(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE, workers=[own, stranger])
        assert refused.value.details["count"] == 1

    with acting(OPERATOR, NOW):
        assert not Training.objects.filter(worker_id=own).exists()


@pytest.mark.parametrize(
    ("actor", "unit"), [(WORKER, CENTRE), (TECHNICAL, SECOND), (COUNTY_EXPERT, COUNTY)]
)
def test_only_the_centres_own_trainers_train(actor: Actor, unit: Unit) -> None:
    campaign = world()
    with pytest.raises(AccessDenied):
        train(actor=actor, at=NOW, code=campaign.code, unit=unit, workers=[101])


def test_a_declaration_counts_what_the_signer_entered_on_this_worklist() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    collected(campaign, CENTRE, collected_by=909)
    collected(campaign, CENTRE, state="centre_approved")
    collected(campaign, SECOND, collected_by=WORKER.user_id)
    signed = declare(actor=WORKER, at=NOW, code=campaign.code, unit=CENTRE)
    assert (signed.rows, signed.by, signed.at) == (1, WORKER.user_id, NOW)


@pytest.mark.parametrize(
    ("actor", "unit"),
    [(TECHNICAL, CENTRE), (WORKER, SECOND), (HEAD, COUNTY), (COUNTY_EXPERT, PROVINCE)],
)
def test_only_collectors_and_heads_of_the_unit_declare(actor: Actor, unit: Unit) -> None:
    campaign = world()
    with pytest.raises(AccessDenied):
        declare(actor=actor, at=NOW, code=campaign.code, unit=unit)


def test_the_system_signs_nothing() -> None:
    campaign = world()
    with pytest.raises(AccessDenied):
        declare(actor=SYSTEM, at=NOW, code=campaign.code, unit=CENTRE)


def test_nobody_declares_before_the_start() -> None:
    campaign = world(starts=date(2026, 12, 1))
    with pytest.raises(CampaignNotOpen):
        declare(actor=WORKER, at=NOW, code=campaign.code, unit=CENTRE)


def test_a_declaration_can_never_be_changed() -> None:
    campaign = world()
    signed = declare(actor=WORKER, at=NOW, code=campaign.code, unit=CENTRE)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        acting(OPERATOR, NOW),
    ):
        Declaration.objects.filter(pk=signed.pk).update(rows=9)
