"""What companies sent back, on the page of a unit, on the row's page and on the first page."""

from io import BytesIO

import polars as pl
import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests import sheets_made
from sayeban.exemptions.tests.feeds.correcting import (
    caller,
    household,
    introduced,
    notices,
    opened,
    says,
)
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, OTHER_COUNTY
from sayeban.exemptions.tests.makers import bill_id
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.kit.units import Unit

pytestmark = pytest.mark.django_db

UNITS = "/campaigns/c1405/units"
NAMES = ("زهرا یکم", "مریم دوم", "سارا سوم")
NEW_BILL = bill_id(44, "gas", "307")


@pytest.fixture
def worker() -> Client:
    return client_of(staff("worker", Post.SOCIAL_WORKER, CENTRE))


@pytest.fixture
def rows() -> list[Row]:
    """One whose gas bill is not known, one whose bill id changed, one that nobody sent back."""
    made = opened()
    found = [household(made, serial, full_name=name) for serial, name in enumerate(NAMES, 1)]
    introduced()
    says(caller(), found[0])
    notices(caller(), found[1], "bill_id_changed", new_bill_id=NEW_BILL, note="کنتور تازه")
    return found


def page(client: Client, unit: Unit, query: str = "") -> str:
    answer = client.get(f"{UNITS}/{unit}/corrections/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_centre_sees_what_was_sent_back_and_why(worker: Client, rows: list[Row]) -> None:
    shown = page(worker, CENTRE)
    for said in (
        *("زهرا یکم", "مریم دوم", "شناسهٔ قبض را نشناخت", "شناسهٔ قبض عوض شده است"),
        *("کنتور تازه", NEW_BILL, "برگشت برای اصلاح", f"/rows/{rows[0].key}/"),
    ):
        assert said in shown
    assert "سارا سوم" not in shown


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?code=bill_id_changed", {"مریم دوم"}),
        ("?utility=gas", {"زهرا یکم", "مریم دوم"}),
        ("?utility=electricity", set()),
        ("?state=amended", set()),
        ("?state=all", {"زهرا یکم", "مریم دوم"}),
    ],
)
def test_it_is_filtered(worker: Client, rows: list[Row], query: str, seen: set[str]) -> None:
    shown = page(worker, CENTRE, query)
    assert {row.full_name for row in rows if row.full_name in shown} == seen


def test_units_above_see_it_and_others_do_not(rows: list[Row]) -> None:
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    assert rows[0].full_name in page(county, COUNTY)
    assert rows[0].full_name in page(visitor("hq", Post.HQ_EXPERT, Unit.hq()), Unit.hq())
    other = visitor("neighbour", Post.COUNTY_HEAD, OTHER_COUNTY)
    assert other.get(f"{UNITS}/{COUNTY}/corrections/").status_code == 404
    assert "چیزی را برنگردانده‌اند" in page(other, OTHER_COUNTY)


def test_the_workbook_says_the_same(worker: Client, rows: list[Row]) -> None:
    answer = worker.get(f"{UNITS}/{CENTRE}/corrections.xlsx?code=bill_id_changed")
    book = pl.read_excel(BytesIO(answer.getvalue()), infer_schema_length=0)
    assert book["خانوار"].to_list() == [rows[1].full_name]
    assert book["شناسهٔ قبض تازه"].to_list() == [NEW_BILL]
    assert book["توضیح شرکت"].to_list() == ["کنتور تازه"]


def test_the_rows_page_says_the_companys_words(worker: Client, rows: list[Row]) -> None:
    shown = worker.get(f"/campaigns/c1405/rows/{rows[1].key}/").content.decode()
    assert "شرکت 307 (گاز): خبر داد که شناسهٔ قبض عوض شده است." in shown
    assert "«کنتور تازه»" in shown
    assert f"{NEW_BILL}" in shown


def test_it_waits_on_the_first_page(rows: list[Row]) -> None:
    head = staff("head", Post.CENTRE_HEAD, CENTRE)
    sheets_made.trained(rows[0].campaign, head)
    shown = client_of(head).get("/").content.decode()
    assert "پیگیری برگشتی‌های شرکت‌ها" in shown
