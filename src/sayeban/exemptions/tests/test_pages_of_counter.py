"""Pages of the public counter, and its answer where others decide (A-107)."""

import re

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.country.formats import bill_id
from sayeban.exemptions.actions.counter import switch_counter
from sayeban.exemptions.models import Campaign, Connection, CounterRow, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, world
from sayeban.exemptions.tests.test_counter import GAS, HQ, collected
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
APPROVAL = "/campaigns/c1405/units/centre:7011/approval/"
OFFICE = "/campaigns/c1405/units/0701/counter/"


@pytest.fixture
def campaign() -> Campaign:
    made = world()
    makers.company("307", "gas", "07")
    switch_counter(actor=HQ, at=NOW, code="c1405", on=True)
    return made


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_pages_carry_a_row_to_the_counter_and_its_answer_back(campaign: Campaign) -> None:
    row = collected(campaign, name="زهرا کریمی")
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    clerk = visitor("clerk", Post.COUNTER_CLERK, COUNTY)
    head = visitor("head", Post.COUNTY_HEAD, COUNTY)
    office = OFFICE
    given = expert.post(office, {"amount": "5"})
    assert given["Location"] == f"{office}?done=counter_given"
    assert expert.post(office, {"amount": "5"}).status_code == 422
    home = text_of(clerk, "/")
    assert 'href="/counter/">بررسی پیشخوان</a>' in home
    assert "۱ ردیف" in home
    page = text_of(clerk, "/counter/")
    assert "زهرا کریمی" in page
    assert GAS in page
    assert row.national_id not in page
    assert "09121234567" not in page
    assert "۰۹۱۲۱۲۳۴۵۶۷" not in page
    (address,) = re.findall(r'action="(/counter/[0-9]+/)"', page)
    refused = clerk.post(address, {"answer": "wrong", "bill": GAS})
    assert refused.status_code == 422
    assert "دلیل آن را هم بنویسید" in refused.content.decode()
    said = clerk.post(address, {"answer": "wrong", "bill": GAS, "reason": "به نام همسایه است"})
    assert said["Location"] == "/counter/?done=counter_answered"
    assert "اکنون کاری در انتظار شما نیست" in text_of(clerk, "/")
    assert "به نام همسایه است" in text_of(head, office)
    assert "بررسی پیشخوان: نادرست (قبض گاز)، به نام همسایه است" in text_of(
        head, f"/campaigns/c1405/rows/{row.key}/"
    )
    assert 'inputmode="numeric"' in text_of(expert, office)
    assert clerk.post("/counter/999999/", {"answer": "right", "bill": GAS}).status_code == 404
    for path in ("/campaigns/", f"/campaigns/c1405/rows/{row.key}/", office):
        assert clerk.get(path).status_code == 403


def test_a_row_with_every_bill_is_answered_as_the_page_shows_it(campaign: Campaign) -> None:
    row = collected(campaign, name="زهرا کریمی")
    for number, utility in enumerate(("water", "electricity")):
        makers.connection(row, utility, makers.bill_id(42 + number, utility))
    visitor("expert", Post.COUNTY_EXPERT, COUNTY).post(OFFICE, {"amount": "5"})
    clerk = visitor("clerk", Post.COUNTER_CLERK, COUNTY)
    page = text_of(clerk, "/counter/")
    (address,) = re.findall(r'action="(/counter/[0-9]+/)"', page)
    bills = re.findall(r'name="bill" value="([0-9]+)"', page)
    assert [bill_id.utility_of(bill) for bill in bills] == ["gas", "electricity", "water"]
    said = {"answer": "wrong", "reason": "به نام همسایه است", "wrong": ["water", "gas"]}
    assert "Location" not in clerk.post(address, said | {"bill": bills[:2]})
    answer = clerk.post(address, said | {"bill": bills})
    assert answer["Location"] == "/counter/?done=counter_answered"
    assert "زهرا کریمی" not in text_of(clerk, "/counter/")
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    assert "بررسی پیشخوان: نادرست (قبض گاز، قبض آب)" in text_of(head, APPROVAL)
    with acting(OPERATOR, makers.NOW):
        # As installations of before kept them.
        CounterRow.objects.update(bills=[bills[1], bills[0], bills[2]])
    assert "بررسی پیشخوان: نادرست (قبض گاز، قبض آب)" in text_of(head, APPROVAL)


def test_headquarters_switches_it_on_its_settings_page(campaign: Campaign) -> None:
    client = visitor("hq", Post.HQ_EXPERT, Unit.hq())
    path = "/campaigns/c1405/settings/"
    assert "خاموش کردن" in text_of(client, path)
    assert client.post(f"{path}counter/", {"on": "0"})["Location"] == f"{path}?done=counter_off"
    assert "روشن کردن" in text_of(client, path)


def test_what_the_public_counter_said_stands_beside_the_row_until_its_bill_is_corrected(
    campaign: Campaign,
) -> None:
    row = collected(campaign, name="زهرا کریمی")
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    with acting(OPERATOR, makers.NOW):
        said(row, "wrong")
    answer = "بررسی پیشخوان: نادرست (قبض گاز)، به نام همسایه است"
    page = text_of(head, APPROVAL)
    assert answer in page
    assert "نادرست در بررسی پیشخوان" in page
    with acting(OPERATOR, makers.NOW):
        Connection.objects.filter(row=row).update(bill_id=makers.bill_id(42, "gas"))
    page = text_of(head, APPROVAL)
    earlier = (
        f"بررسی پیشخوان پیش از اصلاح، برای شناسهٔ گاز {GAS}: نادرست (قبض گاز)، به نام همسایه است."
    )
    assert earlier in page
    assert "نادرست در بررسی پیشخوان" not in page
    own = f"/campaigns/c1405/rows/{row.key}/"
    assert earlier in text_of(head, own)
    for post, unit in ((Post.SOCIAL_WORKER, CENTRE), (Post.COUNTY_EXPERT, COUNTY)):
        assert "به نام همسایه است" not in text_of(visitor(post.value, post, unit), own)
    office = text_of(visitor("expert", Post.COUNTY_EXPERT, COUNTY), OFFICE)
    assert "دوباره در انتظار پیشخوان؛ قبض اصلاح شده است" in office
    assert "به نام همسایه است" not in office


def test_what_the_counter_found_wrong_stands_behind_the_sample_and_before_other_faults(
    campaign: Campaign,
) -> None:
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    rows = {}
    for number, name in enumerate(("الف", "ب", "پ", "ت")):
        rows[name] = collected(campaign, name=name, bill=makers.bill_id(50 + number, "gas"))
    with acting(OPERATOR, makers.NOW):
        Row.objects.filter(pk=rows["ب"].pk).update(flags=["company.unknown"])
        for name, answer in (("الف", "right"), ("ت", "wrong")):
            said(rows[name], answer)
    page = text_of(head, APPROVAL)
    assert names(page)[:2] == ["ت", "ب"]
    assert names(text_of(head, f"{APPROVAL}?show=counter")) == ["ت"]
    with acting(OPERATOR, makers.NOW):
        Connection.objects.filter(row=rows["ت"]).update(bill_id=makers.bill_id(60, "gas"))
    page = text_of(head, APPROVAL)
    assert names(page)[0] == "ب"
    assert "show=counter" not in page


def names(page: str) -> list[str]:
    return re.findall(r"<summary><strong>([^<]+)</strong>", page)


def said(row: Row, answer: str) -> None:
    """What the clerk answered about the bill that the row has now."""
    wrong, why = (["gas"], "به نام همسایه است") if answer == "wrong" else ([], "")
    CounterRow.objects.create(
        row=row, campaign_id=row.campaign_id, office="0701", given_at=makers.NOW, answer=answer,
        reason=why, wrong=wrong, bills=[Connection.objects.get(row=row).bill_id], answered_by=7,
        answered_at=makers.NOW, province="07", county="0701", centre="7011",
    )  # fmt: skip
