"""A head's home offers the approval that would succeed now, else what stops it."""

import pytest
import time_machine

from sayeban.exemptions.actions.approve import return_rows
from sayeban.exemptions.models import Row
from sayeban.exemptions.pages.waiting import duties
from sayeban.exemptions.reads.waiting import Kind, waiting
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_HEAD,
    DIRECTOR,
    FAR,
    HEAD,
    NOW,
    SECOND,
    WORKER,
    approved,
    blocked,
    climbed,
    collected,
    sign,
    world,
)
from sayeban.exemptions.tests.test_board_pages import (
    MOST_QUESTIONS,
    address,
    client_of,
    questions,
    text_of,
)
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db
OF_A_BATCH: tuple[Kind, ...] = ("approve", "finish", "sign", "mend")


def of_the_batch(actor: Actor) -> list[tuple[Kind, int]]:
    with looking(actor):
        return [(w.kind, w.count) for w in waiting(actor, NOW) if w.kind in OF_A_BATCH]


def test_what_a_head_is_offered_he_can_do() -> None:
    campaign = world()
    assert of_the_batch(HEAD) == []
    collected(campaign, CENTRE)
    left = makers.row(campaign, CENTRE)
    assert of_the_batch(HEAD) == [("finish", 1)]
    assert blocked(campaign, CENTRE)[0][0] == "pending"
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=left.pk).update(state="removed")
    assert of_the_batch(HEAD) == [("sign", 2)]
    assert blocked(campaign, CENTRE) == [("declaration.missing", str(CENTRE), 2)]
    sign(campaign, CENTRE)
    assert of_the_batch(HEAD) == [("approve", 1)]
    assert approved(campaign, CENTRE).approved == 1
    assert of_the_batch(HEAD) == []


def test_what_is_to_be_mended_first_is_no_approval() -> None:
    campaign = world()
    collected(campaign, CENTRE, missing=["location"])
    collected(campaign, CENTRE, collected_by=HEAD.user_id)
    assert of_the_batch(HEAD) == [("mend", 3)]
    assert len(blocked(campaign, CENTRE)) == 3


def test_a_county_waits_for_its_centres_and_a_province_for_no_county() -> None:
    campaign = world()
    collected(campaign, SECOND)
    collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    assert of_the_batch(COUNTY_HEAD) == [("finish", 1)]
    assert blocked(campaign, COUNTY)[0][0] == "pending"
    sign(campaign, SECOND)
    approved(campaign, SECOND)
    assert of_the_batch(COUNTY_HEAD) == [("approve", 2)]


def test_what_a_head_sent_back_himself_waits_for_no_end_of_work() -> None:
    campaign = world()
    back, _ = collected(campaign, CENTRE), collected(campaign, CENTRE)
    sign(campaign, CENTRE)
    returns = [(back.national_id, "دوباره بپرسید")]
    return_rows(actor=HEAD, at=NOW, code=campaign.code, unit=CENTRE, returns=returns)
    assert of_the_batch(HEAD) == [("approve", 1)]
    assert approved(campaign, CENTRE).approved == 1
    assert of_the_batch(HEAD) == []


def test_a_province_goes_on_without_its_late_counties() -> None:
    campaign = world()
    climbed(campaign, CENTRE, COUNTY)
    makers.row(campaign, FAR)
    assert of_the_batch(DIRECTOR) == [("approve", 1)]


def test_what_a_workers_home_says_is_no_batch() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    assert of_the_batch(WORKER) == []


def test_each_says_in_words_what_stops_it() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    with looking(HEAD):
        said = {duty.text: (duty.status.strip("\u061c"), duty.href) for duty in duties(HEAD, NOW)}
    text = "گواهی درستی اطلاعات، پیش از تأیید دسته"
    assert said[text] == ("۲ امضا مانده", "/campaigns/c1405/units/centre:7011/declaration/")


def test_the_board_of_a_head_with_a_batch_asks_few_questions() -> None:
    collected(world(), CENTRE)
    client, unit = client_of("centre head")
    with time_machine.travel(NOW, tick=False):
        text_of(client, address(unit))  # What is kept for a minute is asked once.
        assert len(questions(client, address(unit))) <= MOST_QUESTIONS
