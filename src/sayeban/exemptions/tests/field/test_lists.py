"""A collector sees what is left of his own worklist, in the order of the road."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.field.scene import TODAY, card_of, text_of, typed
from sayeban.exemptions.tests.ladder import CENTRE, SECOND
from sayeban.exemptions.tests.visiting import visitor
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


def lives(row: Row, village: str, district: str = "") -> None:
    with acting(OPERATOR, makers.NOW):
        Residence.objects.create(
            household_id=row.household_id,
            village=village,
            rural_district=district,
            province=row.province,
            county=row.county,
            centre=row.centre,
        )


def names_in(page: str) -> list[str]:
    return re.findall("نام[0-9]{2}", page)


def test_the_one_worklist_opens_by_itself_and_several_are_offered(
    campaign: Campaign, worker: Client
) -> None:
    assert worker.get("/field/")["Location"] == TODAY
    makers.campaign("c1406")
    page = text_of(worker, "/field/")
    assert TODAY in page
    assert "/field/c1406/centre:7011/" in page


def test_before_any_campaign_begins_the_page_says_so(db: None) -> None:
    makers.places()
    client = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    assert "کارزاری برای گردآوری باز نیست" in text_of(client, "/field/")


def test_what_is_left_stands_in_the_order_of_the_road(campaign: Campaign, worker: Client) -> None:
    far = makers.row(campaign, CENTRE, full_name="نام03", address="کوچهٔ یکم")
    near = makers.row(campaign, CENTRE, full_name="نام02", address="کوچهٔ دوم")
    lives(far, "بیدک", "0701020002")
    lives(near, "آبزالو", "0701020002")
    makers.row(campaign, CENTRE, full_name="نام01", address="الف")
    makers.row(campaign, CENTRE, full_name="نام09", state="collected", collected_by=1,
               collected_at=makers.NOW)  # fmt: skip
    makers.row(campaign, SECOND, full_name="نام08")
    assert names_in(text_of(worker, TODAY)) == ["نام01", "نام02", "نام03"]
    assert names_in(text_of(worker, f"{TODAY}?village=بیدک")) == ["نام03"]


def test_members_stand_behind_their_head_and_incomplete_and_returned_ones_are_told(
    campaign: Campaign, worker: Client
) -> None:
    head = makers.row(campaign, CENTRE, full_name="نام01", state="returned")
    makers.row(campaign, CENTRE, full_name="نام03", address="ب")
    makers.row(campaign, CENTRE, full_name="نام02", household_of=head, state="collected",
               collected_by=1, collected_at=makers.NOW, missing=["location"])  # fmt: skip
    page = text_of(worker, TODAY)
    assert names_in(page) == ["نام01", "نام02", "نام03"]
    assert "ناکامل" in page
    assert "برگشت برای اصلاح" in page
    assert names_in(text_of(worker, card_of(head))) == ["نام01", "نام01", "نام02"]


def test_fifty_are_shown_and_the_rest_is_counted(campaign: Campaign, worker: Client) -> None:
    for number in range(52):
        makers.row(campaign, CENTRE, full_name=f"نام{number:02d}")
    page = text_of(worker, TODAY)
    assert len(names_in(page)) == 50
    assert "۲ ردیف دیگر" in page


def test_the_counters_know_what_this_collector_did_today(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    sheets_made.known_row(campaign)
    makers.row(campaign, CENTRE, state="collected", collected_by=1, collected_at=makers.NOW)
    assert figures(text_of(worker, TODAY)) == ["۲", "۰", "۴"]
    worker.post(f"{card_of(row)}fill/", typed(row))
    assert figures(text_of(worker, TODAY)) == ["۱", "۱", "۴"]


def figures(page: str) -> list[str]:
    return re.findall("</dt><dd>([^<]+)</dd>", page)


def test_a_search_finds_by_name_national_id_and_file_number_in_the_own_worklist(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE, full_name="زهرا کریمی", name_sort="1", file_number="F7")
    hidden = makers.row(campaign, SECOND, full_name="مریم نادری")
    for text in (row.national_id, "F7"):
        assert worker.post(TODAY, {"text": text})["Location"] == card_of(row)
    assert "کسی با این نام" in worker.post(TODAY, {"text": hidden.national_id}).content.decode()
    assert worker.post(TODAY, {"text": ""}).status_code == 422


def test_a_card_says_who_where_and_what_number_to_call(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(
        campaign, state="returned", returned_reason="عکس ناخواناست", address="کوچهٔ هفتم"
    )
    other = sheets_made.known_row(campaign, address="ی")
    page = text_of(worker, card_of(row))
    assert 'href="tel:09121234567"' in page
    assert row.national_id in page
    assert "عکس ناخواناست" in page
    assert "کوچهٔ هفتم" in page
    assert f'href="{card_of(other)}">خانوار بعدی' in page
    assert f'href="{card_of(row)}">خانوار بعدی' in text_of(worker, card_of(other))


def test_pages_are_light_enough_for_a_weak_network(campaign: Campaign, worker: Client) -> None:
    for number in range(50):
        makers.row(campaign, CENTRE, full_name=f"نام{number:02d}", address=f"کوچهٔ {number}")
    scripts = [static_file(f"exemptions/field/{name}.js") for name in ("field", "store", "sending")]
    scripts.append(static_file("design/pick.js"))
    assert sum(map(packed, scripts)) <= 6 * 1024
    # Fetched once and out of sight, when a worker keeps his day on the phone.
    kept = [static_file(f"exemptions/field/{name}.js") for name in ("shell", "sw")]
    assert sum(map(packed, kept)) <= 4.25 * 1024
    styles = [static_file("design/ds.css"), static_file("exemptions/field/field.css")]
    page = worker.get(TODAY).content
    font = len(static_file("vendor/vazirmatn.woff2"))
    assert font + sum(map(packed, [page, *scripts, *styles])) <= 60 * 1024


def packed(data: bytes) -> int:
    return len(gzip.compress(data))


def static_file(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()


def test_a_card_leads_to_the_form_that_reads_messages_and_pictures_unless_it_is_locked(
    campaign: Campaign, worker: Client
) -> None:
    row, locked = (
        sheets_made.known_row(campaign, state=state) for state in ("pending", "centre_approved")
    )
    assert f'href="{card_of(row)}fill/"' in worker.get(card_of(row)).content.decode()
    assert f"{card_of(row)}read/" in worker.get(f"{card_of(row)}fill/").content.decode()
    assert "fill/" not in worker.get(card_of(locked)).content.decode()


def tags_in(page: str) -> set[tuple[str, str]]:
    return set(re.findall('<span class="tag ([a-z0-9]+)">([^<]+)</span>', page))


@pytest.mark.parametrize(
    ("state", "missing", "words"),
    [
        ("pending", [], "در انتظار گردآوری"),
        ("returned", [], "برگشت برای اصلاح"),
        ("collected", ["location"], "ناکامل"),
    ],
)
def test_a_state_has_one_colour_in_the_list_on_the_card_beside_a_member_and_on_the_phone(
    campaign: Campaign, worker: Client, state: str, missing: list[str], words: str
) -> None:
    done: dict[str, Any] = (
        {"collected_by": 1, "collected_at": makers.NOW} if state == "collected" else {}
    )
    row = makers.row(campaign, CENTRE, state=state, missing=missing, full_name="نام01", **done)
    other = makers.row(campaign, CENTRE, household_of=row, full_name="نام02", state="released")
    ((tone, shown),) = tags_in(text_of(worker, TODAY))
    assert shown == words
    assert tags_in(text_of(worker, card_of(row))) == {
        (tone, words),
        ("s0", "نهایی‌شده در انتشار استان"),
    }
    assert (tone, words) in tags_in(text_of(worker, card_of(other)))
    (case,) = worker.post(f"{TODAY}cases/").json()["cases"]
    assert (case["tone"], case["state"]) == (tone, words)
    if state != "collected":
        # A desk names what is incomplete beside the state.
        assert (tone, words) in tags_in(text_of(worker, f"/campaigns/c1405/rows/{row.key}/"))
