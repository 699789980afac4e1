"""A visitor of a sample finds the household, and an error says of which connection it is."""

from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.sample_sheet import sample_sheet
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.approval_scene import OF_COUNTY
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, COUNTY_EXPERT, PROVINCE
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
ROUND = f"{OF_COUNTY}sample/round/"


@pytest.fixture
def expert(campaign: Campaign) -> Client:
    return visitor("expert", Post.COUNTY_EXPERT, COUNTY)


def drawn(campaign: Campaign, expert: Client, **changed: Any) -> Row:
    """One row of the sample, without an address of its own."""
    values: dict[str, Any] = {
        "state": "centre_approved",
        "approval_id": 1,
        "collected_by": 101,
        "collected_at": makers.NOW,
        "bills": {"gas": makers.bill_id(60, "gas"), "water": makers.bill_id(61, "water")},
    }
    row = makers.row(campaign, CENTRE, **(values | changed))
    assert expert.post(f"{OF_COUNTY}sample/draw/").status_code == 303
    return row


def lives(row: Row, place: Unit) -> None:
    with acting(OPERATOR, makers.NOW):
        Residence.objects.create(
            household_id=row.household_id,
            village="بیدک",
            address="کنار مسجد",
            postal_code="7391712345",
            province=place.province,
            county=place.county,
            centre=place.centre,
        )


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_where_the_row_says_nothing_the_residence_is_told(
    campaign: Campaign, expert: Client
) -> None:
    row = drawn(campaign, expert)
    assert "ثبت نشده است؛ با تلفن بپرسید." in text_of(expert, f"{ROUND}{row.key}/")
    lives(row, CENTRE)
    card = text_of(expert, f"{ROUND}{row.key}/")
    assert "روستای بیدک، کنار مسجد" in card
    assert "7391712345" in card
    assert "روستای بیدک، کنار مسجد" in text_of(expert, ROUND)
    with looking(COUNTY_EXPERT):
        assert sample_sheet("c1405", COUNTY)[0].address == "روستای بیدک، کنار مسجد"


def test_what_the_row_says_comes_first(campaign: Campaign, expert: Client) -> None:
    row = drawn(campaign, expert, address="بیدک، کوچهٔ سوم")
    lives(row, CENTRE)
    card = text_of(expert, f"{ROUND}{row.key}/")
    assert "بیدک، کوچهٔ سوم" in card
    assert "روستای" not in card
    assert "کنار مسجد" not in card


def test_a_residence_outside_his_places_stays_unknown_to_him(
    campaign: Campaign, expert: Client
) -> None:
    row = drawn(campaign, expert)
    lives(row, PROVINCE)
    assert "کنار مسجد" not in text_of(expert, f"{ROUND}{row.key}/")


def test_an_error_names_its_connection(campaign: Campaign, expert: Client) -> None:
    row = drawn(campaign, expert)
    answer = expert.post(f"{ROUND}{row.key}/", {"gas_result": "wrong"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "نتیجهٔ آب: درست یا نادرست را برگزینید." in page
    assert "اگر گاز نادرست است، چرا: دلیل نادرستی را برگزینید" in page
