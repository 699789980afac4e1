"""A village helper's pages show names; a worker's page decides what of it counts (A-095)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post, assign_helper
from sayeban.exemptions.models import Campaign, Connection, HelperEntry, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, SECOND, world
from sayeban.exemptions.tests.test_village_scope import DISTRICT, lives
from sayeban.exemptions.tests.visiting import client_of, looks_at, staff
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

KNOWN = "/campaigns/c1405/units/centre:7011/known/"
GAS = makers.bill_id(41, "gas")
BILL = {"bill-utility": "gas", "bill-bill": GAS, "bill-source": "paper_slip"}


@pytest.fixture
def campaign() -> Campaign:
    return world()


@pytest.fixture
def rows(campaign: Campaign) -> list[Row]:
    """Two people of one village, one of another village and one of another centre."""
    facts: dict[str, Any] = {"mobile": "+989121234567", "address": "کوچهٔ هفتم"}
    return [
        lives(sheets_made.known_row(campaign, full_name="زهرا کریمی", **facts), "بیدک"),
        lives(makers.row(campaign, CENTRE, full_name="علی نوروزی", **facts), "بیدک"),
        lives(makers.row(campaign, CENTRE, full_name="مریم نادری", **facts), "آبزالو"),
        lives(makers.row(campaign, SECOND, full_name="پرویز چراغی", **facts), "بیدک"),
    ]


def helper(campaign: Campaign, *villages: str) -> Client:
    head = staff("head", Post.CENTRE_HEAD, CENTRE)
    user = staff("helper", Post.VILLAGE_HELPER, CENTRE)
    if villages:
        assign_helper(
            actor=head,
            at=makers.NOW,
            username="helper",
            post=Post.VILLAGE_HELPER,
            unit=CENTRE,
            until=makers.NOW.date(),
            villages=villages,
        )
    return client_of(user)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_he_sees_names_of_his_villages_and_nothing_else_of_anybody(
    campaign: Campaign, rows: list[Row]
) -> None:
    client = helper(campaign, f"{DISTRICT} بیدک")
    page = text_of(client, "/village/")
    assert re.findall("<h3><a[^>]*>([^<]+)", page) == ["زهرا کریمی", "علی نوروزی"]
    one = text_of(client, f"/village/c1405/{rows[0].key}/")
    for hidden in (rows[0].national_id, "09121234567", "کوچهٔ هفتم", "مریم", "پرویز"):
        assert hidden not in page + one
    for row in rows[2:]:
        assert client.get(f"/village/c1405/{row.key}/").status_code == 404
        assert client.post(f"/village/c1405/{row.key}/", BILL).status_code in (404, 422)
    with acting(OPERATOR, makers.NOW):
        assert not HelperEntry.objects.exists()
    for path in ("/campaigns/", f"/campaigns/c1405/rows/{rows[0].key}/", "/people/", KNOWN):
        assert client.get(path).status_code == 403
    assert "روستاهای من" in text_of(client, "/")
    assert text_of(client, "/devices/")


@pytest.mark.usefixtures("rows")
def test_of_two_campaigns_he_is_shown_the_one_in_which_he_has_somebody(campaign: Campaign) -> None:
    done = makers.campaign("c1404", starts=campaign.starts - timedelta(days=1))
    client = helper(campaign, f"{DISTRICT} بیدک")
    assert "زهرا کریمی" in text_of(client, "/village/")
    # Asked for, the other one is shown.
    assert "زهرا کریمی" not in text_of(client, f"/village/?campaign={done.code}")


def test_what_he_sees_of_a_person_stands_in_the_access_log_of_that_person(
    campaign: Campaign, rows: list[Row]
) -> None:
    client = helper(campaign, f"{DISTRICT} بیدک")
    assert looks_at(rows[0]) == []
    for row in (rows[0], rows[2]):
        client.get(f"/village/c1405/{row.key}/")
    assert [looks_at(row) for row in rows[:3]] == [[("collect", "exemptions.row")], [], []]


def test_without_a_village_he_sees_nobody_and_is_told_whom_to_ask(
    campaign: Campaign, rows: list[Row]
) -> None:
    page = text_of(helper(campaign), "/village/")
    assert "هنوز روستایی به شما سپرده نشده است" in page
    assert "زهرا" not in page


def test_what_he_enters_waits_until_the_worker_confirms_it(
    campaign: Campaign, rows: list[Row], worker: Client
) -> None:
    client = helper(campaign, DISTRICT)
    path = f"/village/c1405/{rows[0].key}/"
    assert client.post(path, BILL)["Location"] == f"{path}?done=known_kept"
    assert client.post(path, {"note-note": "کنار مسجد"})["Location"] == f"{path}?done=known_kept"
    assert "در انتظار مددکار" in text_of(client, path)
    again = client.post(path, BILL)
    assert again.status_code == 422
    assert "هنوز در انتظار مددکار است" in again.content.decode()
    wrong = client.post(path, {**BILL, "bill-utility": "water"})
    assert "از نوع دیگری است" in wrong.content.decode()
    page = text_of(worker, KNOWN)
    assert GAS in page
    assert "کنار مسجد" in page
    decisions = re.findall(r'action="([^"]+/known/[0-9]+/)"', page)
    for unseen in ("", "x", "9" * 20):
        blind = worker.post(decisions[0], {"confirm": "1", "version": unseen})
        assert blind.status_code == 422
    seen = {"confirm": "1", "version": re.findall('name="version" value="([0-9]+)"', page)[0]}
    assert worker.post(decisions[0], seen)["Location"] == f"{KNOWN}?done=known_confirmed"
    refused = worker.post(decisions[2], {"refuse": "1", "reason": ""})
    assert refused.status_code == 422
    assert "دلیل رد را بنویسید" in refused.content.decode()
    worker.post(decisions[2], {"refuse": "1", "reason": "نشانی دیگری است"})
    assert "چیزی در انتظار تأیید نیست" in text_of(worker, KNOWN)
    with acting(OPERATOR, makers.NOW):
        stored = Connection.objects.get(row=rows[0], utility="gas")
    assert (stored.bill_id, stored.channel) == (GAS, "dehyar")
    mine = text_of(client, path)
    assert "تأیید شد" in mine
    assert "نشانی دیگری است" in mine
    told = text_of(worker, f"/campaigns/c1405/rows/{rows[0].key}/")
    assert "به گفتهٔ همیار روستا" in told


def test_a_decision_of_another_centre_is_not_found(
    campaign: Campaign, rows: list[Row], worker: Client
) -> None:
    client = helper(campaign, DISTRICT)
    client.post(f"/village/c1405/{rows[0].key}/", BILL)
    with acting(OPERATOR, makers.NOW):
        entry = HelperEntry.objects.get().pk
    stranger = client_of(staff("stranger", Post.SOCIAL_WORKER, SECOND))
    other = KNOWN.replace("7011", "7012")
    assert stranger.post(f"{other}{entry}/", {"confirm": "1"}).status_code == 404
    assert stranger.post(f"{KNOWN}{entry}/", {"confirm": "1"}).status_code == 404
    assert worker.post(f"{KNOWN}{entry + 9}/", {"confirm": "1"}).status_code == 404
