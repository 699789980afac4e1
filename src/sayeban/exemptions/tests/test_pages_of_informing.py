"""Pages of informing: a preview before anything is sent, a call list with outcomes of one tap."""

import io
import re
from datetime import timedelta

import polars as pl
import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.tell_heads import TEMPLATES, seed_texts
from sayeban.exemptions.models import Campaign, Contact, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, world
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.notices.public import seed_templates
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

OF = "/campaigns/c1405/units/centre:7011/"
TEXT = {"text": "inform.first", "group": "not_collected"}


@pytest.fixture
def campaign() -> Campaign:
    made = world()
    with acting(OPERATOR, makers.NOW):
        seed_texts(makers.NOW)
    return made


@pytest.fixture
def head(campaign: Campaign) -> Client:
    return visitor("head", Post.CENTRE_HEAD, CENTRE)


def text_of(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def messages() -> int:
    with acting(OPERATOR, makers.NOW):
        return Message.objects.count()


def test_the_first_press_shows_and_the_second_sends(campaign: Campaign, head: Client) -> None:
    makers.row(campaign, CENTRE, mobile="+989121110000")
    makers.row(campaign, CENTRE)
    page = text_of(head, f"{OF}inform/")
    assert "ویژهٔ مددجویان کم‌مصرف" in page
    (first,) = re.findall(r'<select name="group".*?<option value="([a-z_]*)"', page, re.S)
    assert first == "not_informed"
    shown = head.post(f"{OF}inform/", TEXT).content.decode()
    assert "به ۱ نفر می‌رسد" in shown
    assert "۱ نفر شمارهٔ همراه درست ندارند" in shown
    assert messages() == 0
    sent = head.post(f"{OF}inform/", {**TEXT, "send": "1"})
    assert sent["Location"] == f"{OF}inform/?done=informed"
    assert messages() == 1
    assert "inform.first" in text_of(head, f"{OF}inform/")
    again = head.post(f"{OF}inform/", TEXT).content.decode()
    assert "کسی نمانده است" in again
    assert "برای ۱ نفر همین متن پیش‌تر فرستاده شده یا در صف است" in again
    refused = head.post(f"{OF}inform/", {**TEXT, "send": "1"})
    assert refused.status_code == 422
    assert "کسی نمانده است که شمارهٔ همراه داشته باشد" in refused.content.decode()
    assert head.post(f"{OF}inform/", {}).status_code == 422


def test_a_text_that_names_a_day_of_the_past_is_offered_and_shown_with_a_warning(
    campaign: Campaign, head: Client
) -> None:
    makers.row(campaign, CENTRE, mobile="+989121110000")
    late, warning = "روزی که در این متن است گذشته است", "روزی که این متن می‌گوید"
    assert late not in text_of(head, f"{OF}inform/")
    assert warning not in head.post(f"{OF}inform/", TEXT).content.decode()
    with acting(OPERATOR, makers.NOW):
        seed_templates({"inform.timeless": "قبض‌ها را آماده کنید."}, makers.NOW)
        Campaign.objects.update(starts=makers.NOW.date() - timedelta(days=40))
    offered = text_of(head, f"{OF}inform/")
    assert offered.count(late) == len([code for code in TEMPLATES if code.startswith("inform.")])
    assert warning in head.post(f"{OF}inform/", TEXT).content.decode()
    timeless = {**TEXT, "text": "inform.timeless"}
    assert warning not in head.post(f"{OF}inform/", timeless).content.decode()


def test_a_text_that_did_not_arrive_is_offered_again(campaign: Campaign, head: Client) -> None:
    makers.row(campaign, CENTRE, mobile="+989121110000")
    head.post(f"{OF}inform/", {**TEXT, "send": "1"})
    with acting(OPERATOR, makers.NOW):
        Message.objects.update(status="failed")
    shown = head.post(f"{OF}inform/", TEXT).content.decode()
    assert "به ۱ نفر از آنان همین متن فرستاده شد و نرسید؛ دوباره می‌رود" in shown
    assert head.post(f"{OF}inform/", {**TEXT, "send": "1"}).status_code == 303
    assert messages() == 2


def test_a_tap_on_the_list_is_written_down_and_leads_back_to_it(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE, full_name="زهرا کریمی", mobile="+989121110000")
    makers.row(campaign, CENTRE, full_name="بی‌شماره")
    page = text_of(worker, f"{OF}calls/")
    assert 'href="tel:09121110000"' in page
    assert "بدون شمارهٔ همراه" in page
    tap = {"channel": "phone", "outcome": "will_send", "list": "1", "sort": "-name"}
    answer = worker.post(f"/campaigns/c1405/rows/{row.key}/contact/", tap)
    assert answer["Location"] == f"{OF}calls/?done=contact_kept&sort=-name"
    page = text_of(worker, answer["Location"])
    assert "نتیجهٔ تماس ثبت شد" in page
    assert "زهرا کریمی" not in page
    log = text_of(worker, f"/campaigns/c1405/rows/{row.key}/contact/")
    assert "تلفن: آگاه شد، می‌فرستد" in log
    assert "نام worker" in log or "worker" in log


def test_the_list_filters_and_goes_as_a_workbook(campaign: Campaign, worker: Client) -> None:
    makers.row(campaign, CENTRE, full_name="تازه", mobile="+989121110000")
    makers.row(campaign, CENTRE, full_name="پاسخ نداده", contacted="not_reached")
    page = text_of(worker, f"{OF}calls/", standing="not_reached")
    assert re.findall("<h2><a[^>]*>([^<]+)", page) == ["پاسخ نداده"]
    data = worker.get(f"{OF}calls.xlsx?standing=none")
    book = pl.read_excel(io.BytesIO(b"".join(data.streaming_content)))  # type: ignore[attr-defined]
    assert book.row(0)[:2] == ("تازه", "09121110000")
    assert book.height == 1


def test_a_contact_with_a_number_in_its_note_is_refused_beside_its_form(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE)
    path = f"/campaigns/c1405/rows/{row.key}/contact/"
    answer = worker.post(path, {"channel": "dehyar", "outcome": "moved", "note": "۰۹۱۲۱۱۱۰۰۰۰"})
    assert answer.status_code == 422
    assert "شمارهٔ تلفن یا کد ملی ننویسید" in answer.content.decode()
    kept = worker.post(path, {"channel": "dehyar", "outcome": "moved", "note": "به شهر رفته"})
    assert kept["Location"] == f"{path}?done=contact_kept"
    with acting(OPERATOR, makers.NOW):
        assert Contact.objects.get().note == "به شهر رفته"
        assert Row.objects.get().contacted == "moved"


def test_the_board_of_each_unit_counts_the_informed(campaign: Campaign, head: Client) -> None:
    for standing in ("sent", "will_send", "refuses", "not_reached", ""):
        makers.row(campaign, CENTRE, contacted=standing)
    figure = "<dt>مددجوی آگاه‌شده</dt><dd>۳</dd>"
    assert figure in text_of(head, OF)
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    assert figure in text_of(county, "/campaigns/c1405/units/0701/")


def test_the_pages_lead_to_each_other(campaign: Campaign, head: Client, worker: Client) -> None:
    row = makers.row(campaign, CENTRE)
    assert f"{OF}inform/" in text_of(head, f"{OF}rows/")
    assert f"{OF}calls/" in text_of(worker, f"{OF}rows/")
    assert f"{OF}inform/" not in text_of(worker, f"{OF}rows/")
    assert f"/rows/{row.key}/contact/" in text_of(worker, f"/field/c1405/rows/{row.key}/")


def test_headquarters_writes_a_text_to_clients_and_no_promise(campaign: Campaign) -> None:
    expert = visitor("hq", Post.HQ_EXPERT, Unit.hq())
    written = expert.post("/texts/", {"name": "tenants", "text": "آخرین قبض را آماده کنید."})
    assert written["Location"] == "/texts/inform.tenants/?done=text_written"
    refused = expert.post("/texts/", {"name": "free-1", "text": "قبض شما رايـگان است"})
    assert refused.status_code == 422
    assert "قولی می‌دهد که در دست ما نیست: «رایگان»" in refused.content.decode()
    assert expert.post("/texts/", {"name": "نام", "text": "x"}).status_code == 422
    assert "inform.tenants" in text_of(expert, "/texts/")
