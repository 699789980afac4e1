"""Pages of informing and of village helpers in Chromium: axe, reflow, targets."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post, assign_helper
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.actions.tell_heads import seed_texts
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, world
from sayeban.exemptions.tests.page_scene import Scene
from sayeban.exemptions.tests.test_village_scope import DISTRICT, lives
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

OF = "/campaigns/c1405/units/centre:7011/"
_PEOPLE = {
    "زهرا کریمی": "not_reached",
    "محمدحسین عباس‌پور رستم‌آبادی": "",
    "فاطمهٔ رضایی": "wrong_number",
    "پرویز چراغی": "",
}


def scene() -> Scene:
    """Clients of two villages, some called, one text that reached nobody, two things known by a
    helper."""
    campaign = world()
    with acting(OPERATOR, makers.NOW):
        seed_texts(makers.NOW)
    rows = _rows(campaign)
    helper = staff("helper", Post.VILLAGE_HELPER, CENTRE)
    clients = {
        Post.CENTRE_HEAD: visitor("head", Post.CENTRE_HEAD, CENTRE),
        Post.SOCIAL_WORKER: visitor("worker", Post.SOCIAL_WORKER, CENTRE),
        Post.HQ_EXPERT: visitor("hq", Post.HQ_EXPERT, Unit.hq()),
        Post.VILLAGE_HELPER: client_of(helper),
        Post.COUNTY_EXPERT: visitor("expert", Post.COUNTY_EXPERT, COUNTY),
        Post.COUNTER_CLERK: visitor("clerk", Post.COUNTER_CLERK, COUNTY),
    }
    _at_counter(campaign, clients)
    assign_helper(
        actor=staff("other.head", Post.CENTRE_HEAD, CENTRE), at=makers.NOW, username="helper",
        post=Post.VILLAGE_HELPER, unit=CENTRE, until=makers.NOW.date(), villages=[DISTRICT],
    )  # fmt: skip
    text = {"text": "inform.first", "group": "all", "send": "1"}
    clients[Post.CENTRE_HEAD].post(f"{OF}inform/", text)
    with acting(OPERATOR, makers.NOW):
        Message.objects.update(status=Message.Status.FAILED)
    known = f"/village/c1405/{rows[0].key}/"
    bill = {"bill-utility": "gas", "bill-bill": makers.bill_id(41, "gas"), "bill-source": "sms"}
    clients[Post.VILLAGE_HELPER].post(known, bill)
    clients[Post.VILLAGE_HELPER].post(known, {"note-note": "کنار مسجد، خانهٔ دوم"})
    contact = f"/campaigns/c1405/rows/{rows[0].key}/contact/"
    tapped = {"channel": "phone", "outcome": "not_reached", "note": "عصر خانه است"}
    clients[Post.SOCIAL_WORKER].post(contact, tapped)
    return Scene(
        clients,
        {
            "inform": (Post.CENTRE_HEAD, f"{OF}inform/"),
            "inform-preview": (Post.CENTRE_HEAD, f"{OF}inform/"),
            "calls": (Post.SOCIAL_WORKER, f"{OF}calls/"),
            "calls-none": (Post.SOCIAL_WORKER, f"{OF}calls/?standing=no_number&village=بیدک"),
            "contact": (Post.SOCIAL_WORKER, contact),
            "known": (Post.SOCIAL_WORKER, f"{OF}known/"),
            "village": (Post.VILLAGE_HELPER, "/village/"),
            "village-known": (Post.VILLAGE_HELPER, known),
            "village-refused": (Post.VILLAGE_HELPER, known),
            "counter": (Post.COUNTER_CLERK, "/counter/"),
            "counter-office": (Post.COUNTY_EXPERT, "/campaigns/c1405/units/0701/counter/"),
            "texts": (Post.HQ_EXPERT, "/texts/"),
            "texts-refused": (Post.HQ_EXPERT, "/texts/"),
            "helper": (Post.CENTRE_HEAD, "/users/helper/"),
        },
        {
            "inform-preview": {"text": "inform.reminder", "group": "not_informed"},
            "village-refused": bill,
            "texts-refused": {"name": "free", "text": "قبض شما رایگان است"},
        },
    )


def _at_counter(campaign: Campaign, clients: Mapping[Post, Client]) -> None:
    """Two collected rows that wait for the clerk's answer."""
    gathered: dict[str, Any] = {"state": "collected", "collected_by": 1}
    for number, name in enumerate(("رقیه صفری", "ناصر قلی‌زاده")):
        bills = {"gas": makers.bill_id(70 + number, "gas")}
        if number:
            bills["water"] = makers.bill_id(80, "water")
        makers.row(
            campaign, CENTRE, full_name=name, bills=bills, collected_at=makers.NOW, **gathered
        )
    clients[Post.HQ_EXPERT].post("/campaigns/c1405/settings/counter/", {"on": "1"})
    clients[Post.COUNTY_EXPERT].post("/campaigns/c1405/units/0701/counter/", {"amount": "2"})


def _rows(campaign: Campaign) -> list[Row]:
    made = []
    for number, (name, standing) in enumerate(_PEOPLE.items()):
        row = makers.row(
            campaign,
            CENTRE,
            full_name=name,
            contacted=standing,
            mobile=f"+98912123456{number}" if number < 3 else "",
            address="خیابان شهید رجایی، کوچهٔ هفتم، پلاک ۱۲",
        )
        made.append(lives(row, "بیدک" if number % 2 else "آبزالوی پایین"))
    return made


@pytest.fixture
def drawn(settings: Settings, tmp_path: Path) -> Mapping[str, bytes]:
    """Every page by name, drawn before the browser starts: its event loop bars the database."""
    settings.HOME = tmp_path
    with time_machine.travel(makers.NOW, tick=False):
        staged = scene()
        return {name: staged.open(name) for name in staged.pages}


@pytest.mark.slow
@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_open_to_everybody(
    drawn: Mapping[str, bytes], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(drawn, widths) == []
