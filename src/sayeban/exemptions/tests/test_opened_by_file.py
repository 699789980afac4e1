"""A head who takes his unit's rows as a file has opened what the level below approved."""

from typing import cast

import pytest
from django.test import Client, RequestFactory

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.withdraw_approval import _CLOSE as CLOSE
from sayeban.exemptions.actions.withdraw_approval import ApprovalOpened, withdraw_approval
from sayeban.exemptions.models import Approval, Campaign, Closing
from sayeban.exemptions.pages.rows.page import as_workbook
from sayeban.exemptions.tests import ladder, makers
from sayeban.exemptions.tests.approval_scene import OF_CENTRE, OF_COUNTY
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, COUNTY_HEAD, HEAD, PROVINCE, later
from sayeban.exemptions.tests.meeting import meet
from sayeban.exemptions.tests.visiting import visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.doors import Visit

FILE = f"{OF_COUNTY}rows.xlsx"
_OPEN = "SELECT exemptions_open_batches(%s, %s, %s, %s, %s, %s)"


def ready() -> Campaign:
    """A batch that the centre approved."""
    campaign = ladder.world()
    ladder.collected(campaign, CENTRE)
    ladder.sign(campaign, CENTRE)
    ladder.approved(campaign, CENTRE)
    return campaign


def withdrawn(campaign: Campaign) -> int:
    with acting(OPERATOR, makers.NOW):
        approval = Approval.objects.get().pk
    return withdraw_approval(
        actor=HEAD, at=later(5), code=campaign.code, unit=CENTRE, approval=approval
    ).rows


def outcomes() -> list[str]:
    with acting(OPERATOR, makers.NOW):
        return list(Closing.objects.values_list("outcome", flat=True))


def taken() -> int:
    """The file as the view gives it to the head of the county; other connections see no account."""
    request = cast("Visit", RequestFactory().get(FILE))
    request.actor = COUNTY_HEAD
    return as_workbook(request, "c1405", "0701").status_code


def download(client: Client, path: str = FILE) -> int:
    return client.get(path).status_code


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_a_batch_that_was_only_downloaded_is_withdrawn_no_more() -> None:
    campaign = ready()
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    assert download(county) == 200
    assert outcomes() == ["opened"]
    with pytest.raises(ApprovalOpened):
        withdrawn(campaign)


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_whoever_does_not_approve_it_opens_nothing_by_a_file() -> None:
    campaign = ready()
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    director = visitor("director", Post.DIRECTOR_GENERAL, PROVINCE)
    for client, path in ((expert, FILE), (director, FILE), (county, f"{OF_CENTRE}rows.xlsx")):
        assert download(client, path) == 200
    assert outcomes() == []
    assert withdrawn(campaign) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("site", "transactional_db")
def test_who_downloads_while_it_is_withdrawn_waits_and_opens_nothing() -> None:
    campaign = ready()
    answers = meet(lambda: withdrawn(campaign), taken, CLOSE)
    assert answers == (1, 200)
    assert outcomes() == ["withdrawn"]


@pytest.mark.slow
@pytest.mark.usefixtures("site", "transactional_db")
def test_who_withdraws_while_it_is_downloaded_waits_and_is_refused() -> None:
    campaign = ready()
    _, refused = meet(taken, lambda: withdrawn(campaign), _OPEN)
    assert isinstance(refused, ApprovalOpened)
    assert outcomes() == ["opened"]


@pytest.mark.slow
@pytest.mark.usefixtures("site", "transactional_db")
def test_without_opening_by_a_file_it_would_be_withdrawn_under_his_hands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control."""
    campaign = ready()
    monkeypatch.setattr("sayeban.exemptions.pages.rows.page.open_as_head", lambda *_: None)
    assert taken() == 200
    assert withdrawn(campaign) == 1
