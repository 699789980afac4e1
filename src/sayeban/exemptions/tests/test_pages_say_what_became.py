"""After the work is done each page still says what became of it, and to whom."""

import re

import pytest

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, SampleRow
from sayeban.exemptions.pages.rejected import page as rejecting
from sayeban.exemptions.tests import makers, release_makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, PROVINCE, fresh, suspicion
from sayeban.exemptions.tests.test_pages_of_rows import form_of, text_of
from sayeban.exemptions.tests.test_pages_of_the_ladder import (
    OF_COUNTY,
    OF_PROVINCE,
    centre_approves,
    collected,
    drawn_keys,
)
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    makers.company("307", "gas", "07")
    return makers.campaign(utilities=["gas"])


@pytest.fixture
def worker(campaign: Campaign) -> Actor:
    actor = staff("worker", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, actor)
    return actor


def page_of(key: object) -> str:
    return f"/campaigns/c1405/rows/{key}/"


@pytest.mark.parametrize("head", [key for _, key in rejecting._COLUMNS if key])
def test_rejected_rows_are_sorted_by_each_head(campaign: Campaign, head: str) -> None:
    expert = visitor("expert", Post.HQ_EXPERT, Unit.hq())
    assert expert.get(f"/campaigns/c1405/rejected/?sort={head}").status_code == 200


def test_a_released_row_says_on_which_list_it_is_or_why_on_none(campaign: Campaign) -> None:
    release_makers.ground()
    listed = release_makers.approved(campaign, bills=release_makers.bills(71))
    without = release_makers.approved(campaign, bills={})
    release_makers.released()
    director = visitor("director", Post.DIRECTOR_GENERAL, PROVINCE)
    assert "در فهرست شمارهٔ ۱" in text_of(director, page_of(listed.key))
    page = text_of(director, page_of(without.key))
    assert "در فهرست نیست: " in page
    assert "در فهرست شمارهٔ" not in page


def test_a_home_without_connections_that_names_one_is_not_complete(
    campaign: Campaign, worker: Actor
) -> None:
    row = sheets_made.known_row(campaign)
    client = client_of(worker)
    client.post(page_of(row.key), form_of(row, location="rural_unconnected"))
    assert fresh(row).missing == ["location.connected"]
    assert "انشعاب هم نوشته شده است" in text_of(client, page_of(row.key))


def test_a_row_without_data_is_not_called_incomplete(campaign: Campaign, worker: Actor) -> None:
    row = sheets_made.known_row(campaign)
    client = client_of(worker)
    said = {"version": str(row.version), "no_data_reason": "said_deceased"}
    assert client.post(page_of(row.key), said).status_code == 303
    page = text_of(client, page_of(row.key))
    assert "هنوز کامل نیست" not in page
    assert "کار تأیید را نگه نمی‌دارد" in page
    assert "سند فوت" in page


def test_what_is_missing_names_its_connection(campaign: Campaign, worker: Actor) -> None:
    row = sheets_made.known_row(campaign)
    client = client_of(worker)
    client.post(page_of(row.key), form_of(row, gas_channel=""))
    assert "راه تماس (گاز)" in text_of(client, page_of(row.key))
    wrong = client.post(page_of(row.key), form_of(fresh(row), gas_bill="1234567890128"))
    assert "شناسهٔ قبض گاز" in wrong.content.decode()


def test_an_overridden_sample_is_told_to_the_level_above(campaign: Campaign, worker: Actor) -> None:
    centre_approves(campaign, worker)
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    said = "در سطح پایین‌تر از بررسی موردی گذشته‌اند"
    decided = {"sure": "on", "do": "approve", "override": "on", "reason": "جاده بسته است"}
    assert county.post(f"{OF_COUNTY}approval/", decided).status_code == 303
    assert said not in text_of(county, f"{OF_COUNTY}approval/")
    director = visitor("director", Post.DIRECTOR_GENERAL, PROVINCE)
    page = text_of(director, f"{OF_PROVINCE}approval/")
    assert said in page
    assert "بررسی موردی انجام نشده بود" in page


def test_an_approved_sample_keeps_its_figures(campaign: Campaign, worker: Actor) -> None:
    centre_approves(campaign, worker, 6)
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    expert.post(f"{OF_COUNTY}sample/draw/")
    keys = drawn_keys(text_of(expert, f"{OF_COUNTY}sample/"))
    expert.post(f"{OF_COUNTY}sample/", {f"result-{key}": "right" for key in keys})
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    county.post(f"{OF_COUNTY}approval/", {"sure": "on", "do": "approve"})
    page = text_of(expert, f"{OF_COUNTY}sample/")
    assert "نمونه‌های پیشین و نتیجه‌هایشان" in page
    with acting(OPERATOR, makers.NOW):
        assert SampleRow.objects.filter(is_right=True).count() == len(keys)
    assert "۶ ۵ ۵ ۰" in " ".join(re.findall("<td[^>]*>([^<]*)</td>", page))


def test_a_sampler_reads_why_nothing_was_collected(campaign: Campaign, worker: Actor) -> None:
    collected(
        campaign, worker, state="uncollectable", missing=["location"], no_data_reason="moved_away"
    )
    centre_approves(campaign, worker)
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    expert.post(f"{OF_COUNTY}sample/draw/")
    assert "از محل رفته است" in text_of(expert, f"{OF_COUNTY}sample/")


def test_a_cleared_suspicion_stays_to_be_read(campaign: Campaign) -> None:
    rows = [
        makers.row(campaign, CENTRE, state="collected", collected_by=5, collected_at=makers.NOW)
        for _ in range(2)
    ]
    case = suspicion(campaign, rows, COUNTY)
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    typed = {"clearform-why": "same_household", "clearform-reason": "برادرند"}
    county.post(f"/campaigns/c1405/violations/{case.pk}/clear/", typed)
    page = text_of(county, "/campaigns/c1405/violations/")
    assert "هر دو ردیف از یک خانوارند، برادرند" in page
    assert "هنوز ظنی رفع نشده است" not in page


def test_who_is_not_trained_is_not_sent_to_collect(campaign: Campaign) -> None:
    sheets_made.known_row(campaign)
    fresh_worker = staff("fresh", Post.SOCIAL_WORKER, CENTRE)
    client = client_of(fresh_worker)
    assert "گردآوری اطلاعات" not in text_of(client, "/")
    sheets_made.trained(campaign, fresh_worker)
    assert "گردآوری اطلاعات" in text_of(client, "/")
