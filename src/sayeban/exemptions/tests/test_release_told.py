"""What the director-general is told before he signs: an empty list, whose approval is missing."""

from typing import Any

import pytest
from django.test import Client

from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.release_state import release_state
from sayeban.exemptions.rules import State
from sayeban.exemptions.tests import makers, release_makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    DIRECTOR,
    OTHER_COUNTY,
    PROVINCE,
)
from sayeban.runtime.context import looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
PAGE = "/campaigns/c1405/units/07/release/"
EMPTY = "در این فهرست هیچ خانواری نیست"


def text_of(client: Client) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_list_without_households_warns_before_the_signature(
    campaign: Campaign, director: Client
) -> None:
    makers.row(campaign, CENTRE, state="leaving", aside="deceased")
    page = text_of(director)
    assert page.index(EMPTY) < page.index('value="sign"')
    release_makers.approved(campaign, bills=release_makers.bills(75))
    assert EMPTY not in text_of(director)


def test_the_missing_approval_is_named(campaign: Campaign, director: Client) -> None:
    release_makers.approved(campaign, bills=release_makers.bills(75))
    makers.row(campaign, CENTRE, state="county_approved")
    makers.row(campaign, CENTRE, state="centre_approved")
    makers.row(campaign, OTHER_COUNTY, state="pending")
    page = text_of(director)
    assert "تأیید خود شما برای ۱ ردیف استان فارس هنوز داده نشده است" in page
    assert 'href="/campaigns/c1405/units/07/approval/"' in page
    assert "تأیید شهرستان آباده: ۱ ردیف<br>تأیید خود شما، استان فارس: ۱ ردیف" in page
    assert "گردآوری: ۱ ردیف" in page


def test_the_own_worklist_names_the_own_approval(campaign: Campaign, director: Client) -> None:
    makers.row(campaign, PROVINCE, state="collected")
    assert "۱ ردیف کارتابل خود استان هنوز تأیید نشده است (تأیید خود شما" in text_of(director)


@pytest.mark.parametrize("state", list(State))
def test_every_unfinished_row_waits_for_exactly_one_thing(campaign: Campaign, state: State) -> None:
    aside: dict[str, Any] = {"aside": "deceased"} if state in (State.LEAVING, State.OUTSIDE) else {}
    for unit in (CENTRE, COUNTY, PROVINCE):
        makers.row(campaign, unit, state=state, **aside)
    with looking(DIRECTOR):
        found = release_state(campaign.code, PROVINCE)
    unfinished = found.own + sum(block.count for block in found.late)
    named = [
        rows
        for each in found.missing.values()
        for rows in (each.collect, each.centre, each.county, each.province)
    ]
    assert sum(named) == unfinished
