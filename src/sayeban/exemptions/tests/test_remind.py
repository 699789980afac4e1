"""A late unit's head is reminded with one press, once a day, and everybody sees by whom."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.change_campaign import close_campaign
from sayeban.exemptions.actions.remind import NoHead, NotLate, RemindedAlready, remind
from sayeban.exemptions.models import Campaign, Reminder
from sayeban.exemptions.refusals import CampaignNotOpen
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    NOW,
    OTHER_COUNTY,
    PROVINCE,
    SECOND,
    world,
)
from sayeban.exemptions.tests.visiting import staff
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(days=6)
"""Centres and counties are late then, the province is not."""


@pytest.fixture
def campaign() -> Campaign:
    made = world()
    makers.row(made, CENTRE)
    makers.row(made, CENTRE)
    return made


@pytest.fixture
def heads() -> dict[str, Actor]:
    return {
        "centre": staff("centre.head", Post.CENTRE_HEAD, CENTRE),
        "county": staff("county.head", Post.COUNTY_HEAD, COUNTY),
        "other": staff("other.head", Post.COUNTY_HEAD, OTHER_COUNTY),
        "province": staff("director", Post.DIRECTOR_GENERAL, PROVINCE),
    }


def press(by: Actor, unit: Unit = CENTRE, at: datetime = LATE) -> int:
    return remind(actor=by, at=at, code="c1405", unit=unit)


def told() -> list[tuple[int | None, str]]:
    with acting(OPERATOR, NOW):
        return list(Message.objects.order_by("id").values_list("user_id", "text"))


def test_the_head_is_told_what_is_late_and_how_much(
    campaign: Campaign, heads: dict[str, Actor]
) -> None:
    assert press(heads["county"]) == 1
    assert told() == [
        (
            heads["centre"].user_id,
            f"کارزار {campaign.title}: مهلت مرکز ۷۰۱۱ ۶ آذر ۱۴۰۵ بود و هنوز ۲ ردیف آن مانده است."
            " لطفاً امروز پیگیری کنید.",
        )
    ]
    with acting(OPERATOR, NOW):
        kept = Reminder.objects.get()
    assert (kept.by, kept.at, kept.rows, kept.centre) == (heads["county"].user_id, LATE, 2, "7011")


@pytest.mark.usefixtures("campaign")
def test_once_a_day_is_enough_whoever_presses(heads: dict[str, Actor]) -> None:
    press(heads["county"])
    with pytest.raises(RemindedAlready):
        press(heads["province"], at=LATE + timedelta(hours=1))
    assert len(told()) == 1
    assert press(heads["province"], at=LATE + timedelta(days=1)) == 1
    assert len(told()) == 2


@pytest.mark.usefixtures("campaign")
def test_the_database_holds_it_too(
    heads: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the unique index a second press would be kept a second time."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE exemptions_reminder DROP CONSTRAINT exemptions_reminder_once")
        cursor.execute("SET ROLE sayeban_web")
    monkeypatch.setattr(
        Reminder.objects,
        "get_or_create",
        lambda defaults, **key: (Reminder.objects.create(**key, **defaults), True),
    )
    press(heads["county"])
    press(heads["county"])
    with acting(OPERATOR, NOW):
        assert Reminder.objects.count() == 2
    assert len(told()) == 1, "the notice has a key of the day"


@pytest.mark.usefixtures("campaign")
def test_nobody_reminds_himself_or_another_county(heads: dict[str, Actor]) -> None:
    for by in ("centre", "other"):
        with pytest.raises(AccessDenied):
            press(heads[by])
    with pytest.raises(AccessDenied):
        press(heads["county"], COUNTY)
    assert press(heads["province"], COUNTY) == 1


@pytest.mark.usefixtures("campaign")
def test_headquarters_has_nobody_above() -> None:
    with pytest.raises(AccessDenied):
        press(staff("deputy", Post.HQ_DEPUTY, Unit.hq()), Unit.hq())


@pytest.mark.usefixtures("campaign")
def test_who_is_in_time_or_done_is_not_reminded(heads: dict[str, Actor]) -> None:
    with pytest.raises(NotLate):
        press(heads["county"], at=NOW)
    with pytest.raises(NotLate):
        press(heads["county"], SECOND)


def test_a_unit_without_a_head_is_named(campaign: Campaign, heads: dict[str, Actor]) -> None:
    makers.row(campaign, SECOND)
    with pytest.raises(NoHead):
        press(heads["county"], SECOND)


def test_a_closed_campaign_reminds_nobody(campaign: Campaign, heads: dict[str, Actor]) -> None:
    close_campaign(actor=OPERATOR, at=NOW, code=campaign.code)
    with pytest.raises(CampaignNotOpen):
        press(heads["county"])
