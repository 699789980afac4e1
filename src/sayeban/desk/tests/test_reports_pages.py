"""The report in a browser's terms: page, sheet and workbook say the same."""

import re
import zipfile
from io import BytesIO

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.tests.makers import published
from sayeban.desk.models import Desk
from sayeban.desk.tests.makers import COUNTY, NOW, make_survey
from sayeban.desk.tests.test_pages import client
from sayeban.desk.tests.test_reports import ended, keep, visited
from sayeban.kit.units import Unit

pytestmark = pytest.mark.django_db
PAGE = "/desk/reports/"


@pytest.fixture
def head(desk: Desk) -> Client:
    published()
    cases = [ended(serial, "no_law" if serial == 1 else "approve") for serial in (1, 2, 3)]
    visited(desk, cases[1])
    keep()
    answered = {"face": 3, "mode": "sms", "asked_at": NOW, "answered_at": NOW}
    make_survey(COUNTY, cases[1], mobile="+989120000000", **answered)
    return client(Post.COUNTY_HEAD)


def text(by: Client, query: str = "", page: str = PAGE) -> str:
    answer = by.get(f"{page}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("by", "label"),
    [
        ("desk", "بیرون از میزهای خدمت"),
        ("service", "کارت معلولیت"),
        ("month", "آذر ۱۴۰۵"),
        ("province", "استان "),
        ("nothing", "بیرون از میزهای خدمت"),
    ],
)
def test_each_way_has_its_lines(head: Client, by: str, label: str) -> None:
    shown = text(head, f"?by={by}")
    assert f'<th scope="row">{label}' in shown
    assert "شمار کم" in shown
    assert "دیشب" not in shown, "today's count once the evening has written them"
    assert "پایان‌یافته‌های هر روز شب همان روز افزوده می‌شود" in shown
    assert "۳۳٫۳٪" in shown, "one of three is legally not possible"


def test_formulas_stand_on_the_page_and_on_paper(head: Client) -> None:
    for page in (PAGE, f"{PAGE}sheet/"):
        shown = text(head, page=page)
        assert "تا ۳۰ دقیقه پس از گرفتن شماره" in shown
        assert "بار کار هر نقش" not in shown, "nothing is open"
    assert "مسئول واحد" in text(head, page=f"{PAGE}sheet/")


def test_the_workbook_holds_the_same(head: Client) -> None:
    answer = head.get(f"{PAGE}reports.xlsx?by=service")
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as book:
        told = "".join(book.read(name).decode() for name in book.namelist() if name.endswith("xml"))
    assert "کارت معلولیت" in told
    assert "33.3" in told
    assert "چگونه شمرده شد" in told


def test_without_requests_it_says_so(head: Client) -> None:
    stranger = client(Post.COUNTY_HEAD, Unit.of_county("0702"))
    shown = text(stranger)
    assert "هیچ درخواستی در حوزهٔ شما پایان نیافته است" in shown
    assert text(stranger, page=f"{PAGE}sheet/")
    assert stranger.get(f"{PAGE}reports.xlsx").status_code == 200


def test_what_is_not_understood_narrows_nothing(head: Client) -> None:
    whole = lines(head)
    assert lines(head, "?desk=999999&service=none&months=0") == whole
    assert lines(head, "?by=service") != whole, "what is understood does"


def lines(by: Client, query: str = "") -> list[str]:
    return re.findall('<th scope="row">([^<]*)', text(by, query))
