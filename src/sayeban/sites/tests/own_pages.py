"""A household with bills, and a client of it on his own page."""

import re
from typing import Any

from django.test import Client

from sayeban.accounts.models import CitizenVisit
from sayeban.exemptions.models import Campaign, Exemption, Feed, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW, bill_id
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.people.models import Person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.citizen.sending import send_own_code

CENTRE = Unit.of_centre("0701", "7011")
MOBILE = "+989120000000"
MOVED = {
    "moved_on_day": "1",
    "moved_on_month": "9",
    "moved_on_year": "1405",
    "address": "آباده، خیابان بهار، کوچهٔ ۳، پلاک ۱۲",
    "postal_code": "7391846512",
    "tenure": "owner",
}


def household(**changed: Any) -> Row:
    """A client with a mobile on file in the newest campaign, with a gas bill."""
    with acting(OPERATOR, NOW):
        campaign = Campaign.objects.filter(code="c1405").first()
    campaign = campaign or makers.campaign()
    row = makers.row(campaign, CENTRE, bills={"gas": bill_id(1, "gas")}, **changed)
    on_file(row, mobile=MOBILE)
    return row


def on_file(row: Row, **changed: str) -> None:
    with acting(OPERATOR, NOW):
        Person.objects.filter(pk=row.person_id).update(**changed)


def exemption(row: Row, utility: str, **changed: Any) -> Exemption:
    """What the company of this utility was told of the household's bill."""
    with acting(OPERATOR, NOW):
        feed, _ = Feed.objects.get_or_create(
            feed_id=f"behzisti.{utility}.07.307",
            defaults={
                "publisher": "behzisti",
                "utility": utility,
                "company": "307",
                "epoch": "e",
                "province": "07",
            },
        )
        return Exemption.objects.create(
            feed=feed,
            publisher="behzisti",
            utility=utility,
            bill_id=bill_id(row.pk, utility),
            row_id=row.pk,
            household_id=row.household_id,
            seq=row.pk,
            starts_on=NOW.date(),
            province=row.province,
            county=row.county,
            centre=row.centre,
            **({"receipt_version": 1} | changed),
        )


def asked(client: Client, national_id: str) -> int:
    """The number of the visit for which a code was asked."""
    answer = client.post("/mine/enter/", {"national_id": national_id})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mine/enter/code/")
    return CitizenVisit.objects.latest("pk").pk


def sent(visit: int) -> str:
    """The code that the worker sends for a visit, "" for none."""
    send_own_code(visit=visit)
    with acting(OPERATOR, NOW):
        found = Message.objects.filter(key=f"citizen.code/{visit}").first()
    return re.findall("[0-9]{6}", found.text)[0] if found else ""


def entered(row: Row) -> Client:
    """A browser in which the client of this row has entered his code."""
    client = Client()
    code = sent(asked(client, row.national_id))
    answer = client.post("/mine/enter/code/", {"code": code})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mine/")
    return client
