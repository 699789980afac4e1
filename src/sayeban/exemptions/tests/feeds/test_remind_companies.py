"""A company that does not answer is reminded, and whoever coordinates sees it (issue 4.3)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.remind_companies import remind_companies
from sayeban.exemptions.models import CompanyReminder
from sayeban.exemptions.reads.progress import progress
from sayeban.exemptions.tests.feeds.makers import FEED, published, token
from sayeban.exemptions.tests.feeds.makers import agreed as agree
from sayeban.exemptions.tests.feeds.test_back import ids, receipt, send
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import approved, bills, released
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.organisations.models import Agreement
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
HEADQUARTERS = Unit.hq()


def remind(days: int) -> int:
    return remind_companies(actor=SYSTEM, at=NOW + timedelta(days=days))


def texts() -> list[tuple[str, str]]:
    with acting(OPERATOR, NOW):
        found = Message.objects.filter(template="companies.unanswered").order_by("id")
        return list(found.values_list("mobile", "text"))


def reminders() -> list[tuple[str, int, str]]:
    with acting(OPERATOR, NOW):
        found = CompanyReminder.objects.order_by("id")
        return list(found.values_list("feed_id", "exemptions", "mobile"))


@pytest.fixture
def mobile() -> None:
    """A company whose contact has a mobile phone, told of two households."""
    made = campaign()
    for serial in (1, 2):
        approved(made, bills=bills(serial))
    agree(contact_phone="09121234567")
    token()
    published(released().release_id)


@pytest.mark.usefixtures("mobile")
def test_a_reminder_goes_to_the_contact_once_a_week() -> None:
    assert [remind(days) for days in (6, 7, 8, 13, 14)] == [0, 1, 0, 0, 1]
    said = "۲ رکورد معافیت که از راه وب‌سرویس به شرکت شما رسیده، بیش از ۷ روز بی‌پاسخ است."
    assert [to for to, _ in texts()] == ["+989121234567"] * 2
    assert said in texts()[0][1]
    assert reminders() == [(FEED, 2, "+989121234567")] * 2


def test_without_a_mobile_somebody_telephones(gas: Client) -> None:
    send(gas, "receipts", [receipt(ids(gas)[0])])
    assert remind(8) == 1
    assert texts() == []
    assert reminders() == [(FEED, 2, "")]
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        expert = visitor("hq.expert", Post.HQ_EXPERT, HEADQUARTERS)
        assert "باید تلفن شود" in expert.get("/deliveries/said/").content.decode()


def test_who_answered_is_not_reminded(gas: Client) -> None:
    send(gas, "receipts", [receipt(each) for each in ids(gas)])
    assert remind(30) == 0


@pytest.mark.usefixtures("mobile")
def test_an_ended_agreement_reminds_nobody() -> None:
    with acting(OPERATOR, NOW):
        Agreement.objects.update(ended_at=NOW + WEEK)
    assert remind(30) == 0


@pytest.mark.usefixtures("mobile")
def test_the_daily_report_says_what_is_unanswered() -> None:
    for days, unit, late in (
        (6, HEADQUARTERS, 0),
        (7, HEADQUARTERS, 2),
        (7, Unit.of_county("0701"), 2),
        (7, Unit.of_county("0702"), 0),
    ):
        with looking(SYSTEM):
            found = progress("c1405", unit, NOW + timedelta(days=days))
        assert found.unanswered == late
        assert found.as_json()["unanswered"] == late


@pytest.mark.usefixtures("mobile")
@pytest.mark.parametrize(
    ("post", "unit", "sees"),
    [
        (Post.HQ_EXPERT, HEADQUARTERS, True),
        (Post.DIRECTOR_GENERAL, Unit.of_province("07"), True),
        (Post.DIRECTOR_GENERAL, Unit.of_province("08"), False),
        (Post.COUNTY_HEAD, Unit.of_county("0701"), False),
    ],
)
def test_whoever_asks_companies_finds_it_among_his_work(
    post: Post, unit: Unit, *, sees: bool
) -> None:
    with time_machine.travel(NOW + WEEK, tick=False):
        client = visitor("who.asks", post, unit)
        assert ("پیگیری شرکت‌های بی‌پاسخ" in client.get("/").content.decode()) is sees
