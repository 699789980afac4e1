"""The page of a centre's paid duties and the table of the centres above it (A-082)."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.duties import duties_by_province, duties_within
from sayeban.exemptions.rules_duties import Duty
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, FAR, PROVINCE, world
from sayeban.exemptions.tests.pictures import picture
from sayeban.exemptions.tests.test_pages_of_rows import looks
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

UNITS = "/campaigns/c1405/units/"
OWN, COUNTY_TABLE = f"{UNITS}centre:7011/duties/", f"{UNITS}0701/duties/"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def campaign() -> Campaign:
    made = world()
    makers.row(made, CENTRE, state="collected", contacted="will_send")
    makers.row(made, CENTRE)
    makers.row(made, FAR)
    return made


@pytest.fixture
def head(campaign: Campaign) -> Client:
    return visitor("head", Post.CENTRE_HEAD, CENTRE)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def posted(client: Client, path: str, data: dict[str, object]) -> HttpResponse:
    answer = client.post(f"{OWN}{path}", data)
    assert isinstance(answer, HttpResponse)
    return answer


def sent(client: Client, data: bytes) -> HttpResponse:
    return posted(client, "map/", {"picture": SimpleUploadedFile("map.jpg", data)})


def mark(client: Client, duty: str, done: str = "1", note: str = "") -> HttpResponse:
    return posted(client, f"mark/{duty}/", {"done": done, f"{duty}-note": note})


def body(client: Client, path: str) -> BytesIO:
    return BytesIO(b"".join(client.get(path).streaming_content))  # type: ignore[attr-defined]  # a file


def photo() -> bytes:
    """As a camera writes it: with a place and an orientation in its metadata."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "camera of somebody"
    Image.new("RGB", (40, 20), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_duty_that_the_counts_deny_wants_a_reason_which_the_county_reads(head: Client) -> None:
    refused = mark(head, "collect")
    assert refused.status_code == 422
    assert "سامانه ۱ ردیف از ۲ ردیف را انجام‌شده می‌شمارد" in refused.content.decode()
    assert mark(head, "collect", note="یکی در سفر است").status_code == 303
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    for path in (OWN, COUNTY_TABLE):
        page = text_of(county, path)
        assert "ثبت با دلیل" in page
        assert "یکی در سفر است (هنگام ثبت ۱ از ۲)" in page.replace(": یکی", "یکی")


def test_the_head_marks_a_duty_and_takes_it_back(head: Client) -> None:
    page = text_of(head, OWN)
    assert "۱ ردیف از ۲ ردیف آگاه شده است." in page
    assert "۱ ردیف از ۲ ردیف گردآوری یا با دلیل بسته شده است." in page
    marked = mark(head, "collect", note="همهٔ روستاها")
    assert marked["Location"] == f"{OWN}?done=duty_done"
    assert "همهٔ روستاها" in text_of(head, OWN)
    again = mark(head, "collect")
    assert again.status_code == 422
    assert "پیش‌تر ثبت شده است" in again.content.decode()
    wordless = mark(head, "collect", done="0")
    assert wordless.status_code == 422
    assert "دلیل پس گرفتن را بنویسید" in wordless.content.decode()
    back = mark(head, "collect", done="0", note="اشتباه بود")
    assert back["Location"] == f"{OWN}?done=duty_taken_back"
    assert "پس گرفته شد" in text_of(head, OWN)
    assert "نخست عکس نقشهٔ محله را بفرستید" in mark(head, "map").content.decode()
    assert mark(head, "sweep").status_code == 404


def test_a_map_is_sent_shown_and_replaced(head: Client) -> None:
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    for data in (photo(), picture(9)):
        assert sent(worker, data)["Location"] == f"{OWN}?done=map_drawn"
    page = text_of(head, OWN)
    shown = re.findall(r'<img src="([^"]+)" alt="نقشهٔ محله', page)
    older = re.findall(r'<li><a href="([^"]+)">نقشهٔ', page)
    assert len(shown) == len(older) == 1
    assert shown != older
    kept = Image.open(body(head, older[0]))
    assert (kept.format, kept.size) == ("JPEG", (20, 40))
    assert not kept.getexif()
    assert looks() == [("exemptions.map", 1)]
    for data, words in ((b"%PDF-1.4\n%%EOF", "نقشه باید عکس باشد"), (b"no", "این فایل عکس")):
        refused = sent(worker, data)
        assert refused.status_code == 422
        assert words in refused.content.decode()
    assert worker.post(f"{OWN}map/", {}).status_code == 422


def test_who_may_see_send_and_mark(head: Client) -> None:
    sent(head, picture(9))
    (href,) = re.findall(r'<img src="([^"]+)"', text_of(head, OWN))
    for name, post, unit, sees in (
        ("worker", Post.SOCIAL_WORKER, CENTRE, True),
        ("county", Post.COUNTY_HEAD, COUNTY, True),
        ("province", Post.DIRECTOR_GENERAL, PROVINCE, True),
        ("far", Post.CENTRE_HEAD, FAR, False),
        ("other", Post.DIRECTOR_GENERAL, Unit.of_province("10"), False),
        ("clerk", Post.COUNTER_CLERK, COUNTY, False),
    ):
        client = visitor(f"{name}.visitor", post, unit)
        for address in (OWN, href):
            assert (client.get(address).status_code == 200) == sees, (name, address)
        assert mark(client, "collect").status_code in (403, 404), name
        if name != "worker":
            assert sent(client, picture(9)).status_code in (403, 404), name
        assert "ثبت انجام" not in client.get(OWN).content.decode(), name
    far = f"{UNITS}centre:7021/duties/documents/{href.rstrip('/').rsplit('/', 1)[1]}/"
    director = visitor("director", Post.DIRECTOR_GENERAL, PROVINCE)
    assert director.get(far).status_code == 404


def test_county_and_province_have_the_table_sorted_and_as_a_workbook(head: Client) -> None:
    mark(head, "collect", note="همهٔ روستاها")
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    province = visitor("province", Post.DIRECTOR_GENERAL, PROVINCE)
    assert "مرکز ۷۰۲۱" not in text_of(county, COUNTY_TABLE)
    table = f"{UNITS}07/duties/"
    for sort, first in (("collect", "7021"), ("-collect", "7011"), ("-centre", "7021")):
        page = text_of(province, f"{table}?sort={sort}")
        assert re.findall(r"centre:([0-9]{4})/duties/", page) == (
            [first, {"7011": "7021", "7021": "7011"}[first]]
        ), sort
    book = openpyxl.load_workbook(body(province, f"{UNITS}07/duties.xlsx"))
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    assert [line[0] for line in lines[1:]] == ["مرکز ۷۰۱۱", "مرکز ۷۰۲۱"]
    assert lines[1][4:7] == (*("۱ از ۲", "1405/09/03"), "همهٔ روستاها (هنگام ثبت ۱ از ۲)")
    assert lines[1][7] == "نرسیده"
    assert county.get(table).status_code == 404
    assert head.get(f"{OWN[:-1]}.xlsx").status_code == 404
    assert "وظیفه‌های مرکز" in text_of(county, f"{UNITS}0701/")


def test_headquarters_has_the_table_of_provinces_also_of_a_closed_campaign(
    campaign: Campaign, head: Client
) -> None:
    mark(head, "collect", note="همهٔ روستاها")
    sent(head, picture(9))
    deputy = visitor("deputy", Post.HQ_DEPUTY, Unit.hq())
    table = f"{UNITS}hq/duties/"
    with acting(OPERATOR, makers.NOW):
        Campaign.objects.update(closed_at=makers.NOW)
    assert f'href="{table}"' in text_of(deputy, f"{UNITS}hq/")
    page = text_of(deputy, table)
    assert f'<a href="{UNITS}07/duties/">استان فارس</a>' in page
    assert "ردیف گردآوری‌شده: ۱ از ۳" in page
    assert "۰ مرکز از ۲ مرکز کشور" in page
    book = openpyxl.load_workbook(body(deputy, f"{table[:-1]}.xlsx"))
    assert list(book.worksheets[0].iter_rows(values_only=True))[1:] == [
        ("استان فارس", 2, 0, 1, 3, 1, 1, 3, 0, 1, 2, 0)
    ]
    assert head.get(table).status_code == 404


def test_the_table_of_provinces_says_what_the_tables_of_centres_say(
    campaign: Campaign, head: Client
) -> None:
    sent(head, picture(9))
    for duty in Duty:
        mark(head, duty, note="در سفرند")
    mark(head, "inform", done="0", note="اشتباه بود")
    with acting(OPERATOR, makers.NOW):
        (nation,) = duties_by_province(campaign)
        centres = duties_within(campaign, PROVINCE)
        assert nation.centres == len(centres)
        assert nation.complete == 0
        for duty in Duty:
            parts = [each.known[duty] for each in centres]
            assert nation.known[duty] == (sum(p for p, _ in parts), sum(w for _, w in parts))
            assert nation.done[duty] == sum(duty in each.done for each in centres)
        assert nation.done == {"inform": 0, "collect": 1, "map": 1}


@pytest.fixture
def drawn(head: Client) -> Iterator[dict[str, bytes]]:
    with time_machine.travel(makers.NOW, tick=False):
        for data in (photo(), picture(9)):
            sent(head, data)
        mark(head, "collect", note="همهٔ روستاها")
        county = visitor("county", Post.COUNTY_HEAD, COUNTY)
        empty = visitor("empty", Post.COUNTY_HEAD, Unit.of_county("1001"))
        yield {
            "duties": head.get(OWN).content,
            "duties-refused": mark(head, "collect").content,
            "duties-read": county.get(OWN).content,
            "duties-of-county": county.get(COUNTY_TABLE).content,
            "duties-of-nation": visitor("deputy", Post.HQ_DEPUTY, Unit.hq())
            .get(f"{UNITS}hq/duties/")
            .content,
            "duties-of-nobody": empty.get(f"{UNITS}1001/duties/").content,
        }


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_the_pages_are_open_to_everybody(drawn: dict[str, bytes], widths: tuple[int, ...]) -> None:
    assert faults_of_all(drawn, widths) == []
