"""A collector works through the day on a phone without scripts, in his own worklist alone."""

import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, Evidence, Row, SentEntry
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, FAR, SECOND, fresh
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
TODAY = "/field/c1405/centre:7011/"


@pytest.fixture(autouse=True)
def _site(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(makers.NOW, tick=True):
        yield


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    for utility in ("gas", "water", "electricity"):
        makers.company("307", utility, "07")
    return makers.campaign()


@pytest.fixture
def worker(campaign: Campaign) -> Client:
    """A trained social worker of the centre."""
    actor = staff("worker", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, actor)
    return client_of(actor)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def card_of(row: Row) -> str:
    return f"/field/c1405/rows/{row.key}/"


def typed(row: Row, step: str = "save", **changed: object) -> dict[str, object]:
    """A complete form of one household with a gas bill."""
    values: dict[str, object] = {
        "step": step,
        "entry": str(uuid4()),
        "version": str(row.version),
        "location": "urban",
        "tenure": "owner",
        "postal_code": "۱۳۴۵۶۷۸۹۱۳",
        "gas_type": "private",
        "gas_bill": makers.bill_id(41, "gas"),
        "gas_channel": "home_visit",
        "gas_source": "bill_picture",
        "gas_method": "typed",
        "electricity_type": "none",
        "water_type": "none",
    }
    return values | changed


def picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (400, 300), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("bill.jpg", drawn.getvalue(), "image/jpeg")


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


def test_a_household_is_typed_checked_and_taken(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    page = f"{card_of(row)}fill/"
    form = text_of(worker, page)
    assert re.search(r'name="gas_bill"[^>]*inputmode="numeric"[^>]*dir="ltr"', form)
    checked = worker.post(page, typed(row, "check", gas_photo=picture()))
    assert checked.status_code == 200
    shown = checked.content.decode()
    assert ("مراجعه به منزل" in shown, "پیوست شد" in shown) == (True, True)
    assert fresh(row).state == "pending"
    sent = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', shown))
    saved = worker.post(page, sent | {"step": "save"})
    assert (saved.status_code, saved["Location"]) == (303, f"{card_of(row)}?done=row_collected")
    assert fresh(row).state == "collected"
    with acting(OPERATOR, makers.NOW):
        assert Evidence.objects.get().row_id == row.pk


def test_what_cannot_be_read_comes_back_before_it_is_checked(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    page = f"{card_of(row)}fill/"
    answer = worker.post(page, typed(row, "check", gas_bill="1234567890123", postal_code="12"))
    assert answer.status_code == 422
    assert "رقم کنترل شناسهٔ قبض درست نیست" in answer.content.decode()
    bad = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    assert worker.post(page, typed(row, "check", gas_photo=bad)).status_code == 422
    assert worker.post(page, typed(row, "save", gas_bill="1234567890123")).status_code == 422
    back = worker.post(page, typed(row, "edit", remarks="یادداشت"))
    assert (back.status_code, "یادداشت" in back.content.decode()) == (200, True)
    assert fresh(row).state == "pending"


def test_somebody_elses_newer_values_stand_beside_what_was_typed(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    colleague = staff("colleague", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, colleague)
    page = f"{card_of(row)}fill/"
    client_of(colleague).post(page, typed(row, location="rural"))
    answer = worker.post(page, typed(row))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "روستایی با انشعاب رسمی" in shown
    again = re.search(r'name="version" value="([0-9]+)"', shown)
    assert again
    assert worker.post(page, typed(row) | {"version": again[1]}).status_code == 303
    assert fresh(row).location == "urban"


def test_saved_twice_it_is_taken_once(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    answer = typed(row)
    for _ in range(2):
        saved = worker.post(f"{card_of(row)}fill/", answer)
        assert saved["Location"] == f"{card_of(row)}?done=row_collected"
    assert fresh(row).version == row.version + 1
    with acting(OPERATOR, makers.NOW):
        assert SentEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("post", "unit", "status"),
    [
        (Post.SOCIAL_WORKER, SECOND, 404),
        (Post.SOCIAL_WORKER, FAR, 404),
        (Post.COUNTY_EXPERT, COUNTY, 403),
        (Post.COUNTY_HEAD, COUNTY, 403),
        (Post.OBSERVER, CENTRE, 403),
        (Post.VILLAGE_HELPER, CENTRE, 403),
    ],
)
def test_nobody_opens_the_worklist_of_others(
    campaign: Campaign, post: Post, unit: object, status: int
) -> None:
    row = sheets_made.known_row(campaign)
    client = visitor("somebody", post, unit)  # type: ignore[arg-type]  # a unit
    for path in (TODAY, card_of(row), f"{card_of(row)}fill/"):
        assert client.get(path).status_code == status
    assert client.post(f"{card_of(row)}fill/", typed(row)).status_code == status
    assert client.post(f"{card_of(row)}send/", typed(row)).status_code in (status, 403)
    assert client.post(f"{TODAY}cases/").status_code == status
    assert fresh(row).state == "pending"


def test_an_approved_household_is_shown_and_not_filled(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign, state="centre_approved")
    assert "قفل است" in text_of(worker, card_of(row))
    assert worker.post(f"{card_of(row)}fill/", typed(row)).status_code == 422


def test_a_household_or_campaign_that_is_not_there_is_not_found(
    campaign: Campaign, worker: Client
) -> None:
    assert worker.get(f"/field/c1405/rows/{uuid4()}/").status_code == 404
    assert worker.get("/field/none/centre:7011/").status_code == 404


def test_pages_are_light_enough_for_a_weak_network(campaign: Campaign, worker: Client) -> None:
    for number in range(50):
        makers.row(campaign, CENTRE, full_name=f"نام{number:02d}", address=f"کوچهٔ {number}")
    scripts = [static_file(f"exemptions/field/{name}.js") for name in ("field", "store", "sw")]
    scripts.append(static_file("design/pick.js"))
    assert sum(map(packed, scripts)) <= 6 * 1024
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
