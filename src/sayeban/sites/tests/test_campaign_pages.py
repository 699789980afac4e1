"""Headquarters and boards work in a campaign by pages alone (issue 2.1, 2.2, 2.3, 2.9, 2.10)."""

import io
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sayeban.accounts.public import Post
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.models import Campaign, Load, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import line
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.jobs import run_job
from sayeban.runtime.models import Job
from sayeban.sites.tests.campaign_pages import (
    ABADEH,
    CENTRE,
    ESTAHBAN,
    FARS,
    HQ,
    ISFAHAN,
    book,
    client_of,
    do_job,
    looks,
    text_of,
    typed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


# Who may open what


OPENED = {
    "campaigns/": {"hq", "province", "county", "centre"},
    "campaigns/new/": {"hq"},
    "campaigns/c1405/": {"hq", "province", "county", "centre"},
    "campaigns/c1405/settings/": {"hq", "province", "county", "centre"},
    "campaigns/c1405/settings/close/": {"hq"},
    "campaigns/c1405/loads/": {"hq"},
    "campaigns/c1405/rejected/": {"hq"},
    "campaigns/c1405/rejected.xlsx": {"hq"},
    "campaigns/c1405/releases/": {"hq", "province"},
}
"""Pages without a unit in the address."""
IN_PLACE = ("", "board.xlsx", "hand-down/")
BY_LEVEL = {
    "hq": (Post.HQ_EXPERT, HQ),
    "province": (Post.PROVINCE_EXPERT, FARS),
    "county": (Post.COUNTY_HEAD, ABADEH),
    "centre": (Post.SOCIAL_WORKER, CENTRE),
}


@pytest.mark.slow
@pytest.mark.parametrize("level", BY_LEVEL)
def test_each_page_opens_to_its_posts_and_to_nobody_else(campaign: Campaign, level: str) -> None:
    client = client_of(*BY_LEVEL[level])
    answers = {path: client.get(f"/{path}", follow=True).status_code for path in OPENED}
    assert answers == {path: 200 if level in levels else 403 for path, levels in OPENED.items()}


@pytest.mark.slow
@pytest.mark.parametrize("level", BY_LEVEL)
def test_a_unit_outside_the_visitors_place_is_not_there(campaign: Campaign, level: str) -> None:
    client = client_of(*BY_LEVEL[level])
    own = BY_LEVEL[level][1]
    for unit in (HQ, FARS, ISFAHAN, ABADEH, ESTAHBAN, CENTRE):
        for page in IN_PLACE:
            status = client.get(f"/campaigns/c1405/units/{unit}/{page}").status_code
            assert status == (200 if own.covers(unit) else 404), (unit, page)


def test_a_stranger_and_an_unknown_campaign(campaign: Campaign) -> None:
    assert Client().get("/campaigns/c1405/")["Location"] == "/enter/?next=/campaigns/c1405/"
    client = client_of(Post.HQ_EXPERT)
    assert client.get("/campaigns/none/settings/").status_code == 404
    assert client.get("/campaigns/c1405/units/9999/").status_code == 404


# A campaign is opened, changed, closed


def test_headquarters_opens_a_campaign_with_all_its_terms() -> None:
    client = client_of(Post.HQ_DEPUTY)
    answer = client.post("/campaigns/new/", typed(centre_days="۴", working_days="on"))
    assert (answer.status_code, answer["Location"]) == (
        303,
        "/campaigns/new-1405/loads/?done=campaign_opened",
    )
    with acting(OPERATOR, NOW):
        made = Campaign.objects.get(code="new-1405")
    assert (made.days, made.centre_days, made.county_days) == (10, 4, 8)
    assert (made.utilities, float(made.sample_percent)) == (["gas", "water"], 7.5)
    assert made.working_days
    assert "کارزار باز شد" in text_of(client, answer["Location"])
    assert "هنوز آغاز نشده" not in text_of(client, "/campaigns/")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "عنوان کارزار را بنویسید"),
        ({"starts_day": "۳۱"}, "چنین روزی در تقویم نیست"),
        ({"days": "صد"}, "عددی از ۱ تا ۳۶۵"),
        ({"sample_percent": "۱۲۰"}, "درصدی از ۰ تا ۱۰۰"),
        ({"utilities": []}, "دست‌کم یکی از آب، برق و گاز"),
        ({"code": "کد"}, "کد کارزار فقط حرف لاتین"),
        ({"centre_days": "9", "county_days": "3"}, "مهلت مرکز، شهرستان و استان باید به ترتیب"),
        ({"code": "c1405"}, "از پیش هست"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    campaign: Campaign, wrong: dict[str, object], sentence: str
) -> None:
    answer = client_of(Post.HQ_EXPERT).post("/campaigns/new/", typed(**wrong))
    page = answer.content.decode()
    assert (answer.status_code, sentence in page) == (422, True)
    assert "بند (ی) تبصره ۸" in page
    with acting(OPERATOR, NOW):
        assert Campaign.objects.count() == 1


def test_headquarters_extends_requires_and_closes(campaign: Campaign) -> None:
    makers.company("307", "gas")
    client = client_of(Post.HQ_EXPERT)
    assert client.post("/campaigns/c1405/settings/extend/", {"days": "۳"}).status_code == 303
    wanted = {"company": "gas/307", "fields_wanted": ["number"]}
    assert client.post("/campaigns/c1405/settings/require/", wanted).status_code == 303
    page = text_of(client, "/campaigns/c1405/settings/")
    assert "۳ روز افزوده شد" in page
    assert "شرکت 307" in page
    unsure = client.post("/campaigns/c1405/settings/close/", {})
    assert (unsure.status_code, "نشان بزنید" in unsure.content.decode()) == (422, True)
    closed = client.post("/campaigns/c1405/settings/close/", {"sure": "on"})
    assert closed.status_code == 303
    assert "این کارزار بسته شده است" in text_of(client, closed["Location"])
    refused = client.post("/campaigns/c1405/settings/extend/", {"days": "1"})
    assert (refused.status_code, "بسته شده است" in refused.content.decode()) == (422, True)


def test_reserved_days_are_seen_on_every_page_of_centres_and_counties(campaign: Campaign) -> None:
    """Note 3: given the days are declared, centres and who gives them work read it; when they are
    taken back or over, nobody does."""
    hq, centre = client_of(Post.HQ_EXPERT), client_of(Post.CENTRE_HEAD, CENTRE)
    county, province = client_of(Post.COUNTY_HEAD, ABADEH), client_of(Post.PROVINCE_EXPERT, FARS)
    said, today = "کار دیگری سپرده نمی‌شود", today_of(timezone.now())

    def declare(first: date, last: date) -> None:
        parts = zip(["first", "last"], map(jalali.parts, (first, last)), strict=True)
        typed = {
            f"{name}_{n}": str(part)
            for name, (year, month, day) in parts
            for n, part in {"day": day, "month": month, "year": year}.items()
        }
        assert hq.post("/campaigns/c1405/settings/reserve/", typed).status_code == 303
        cache.clear()  # a minute goes by

    declare(today, today + timedelta(6))
    for client, path in ((centre, "/"), (county, "/people/"), (centre, "/campaigns/c1405/")):
        assert said in text_of(client, path)
    assert said not in text_of(province, "/")
    declare(today - timedelta(6), today - timedelta(1))
    assert said not in text_of(centre, "/")
    declare(today, today)
    taken_back = hq.post("/campaigns/c1405/settings/reserve/", {}, follow=True)
    assert "روزهای ویژه برداشته شد" in taken_back.content.decode()
    cache.clear()
    assert said not in text_of(centre, "/")
    half = hq.post("/campaigns/c1405/settings/reserve/", {"first_day": "1"})
    assert (half.status_code, "کامل بنویسید" in half.content.decode()) == (422, True)


def test_nobody_below_headquarters_changes_a_campaign(campaign: Campaign) -> None:
    client = client_of(Post.DIRECTOR_GENERAL, FARS)
    for page in ("extend/", "reserve/", "require/", "close/"):
        assert client.post(f"/campaigns/c1405/settings/{page}", {"days": "3"}).status_code == 403
    assert 'name="days"' not in text_of(client, "/campaigns/c1405/settings/")


# Headquarters' files


def test_a_workbook_is_loaded_by_the_worker_and_its_result_shown(
    campaign: Campaign, tmp_path: Path
) -> None:
    client = client_of(Post.HQ_EXPERT)
    rows = [line(national_id(1)), line("9990000010"), line(national_id(3), centre="")]
    sent = client.post("/campaigns/c1405/loads/", {"workbooks": book(tmp_path, *rows)})
    assert sent.status_code == 303
    assert "data-progress" in text_of(client, sent["Location"])
    page = do_job(client, sent["Location"])
    assert "data-progress" not in page
    assert "رقم کنترل کد ملی درست نیست" in page
    assert "کد مرکز نیامده است" in page
    ledger = text_of(client, "/campaigns/c1405/loads/")
    assert "fars.xlsx" in ledger
    assert "۱ ردیف پذیرفته نشده" in ledger
    with acting(OPERATOR, NOW):
        assert Row.objects.count() == 2


def test_several_workbooks_are_sent_at_once(campaign: Campaign, tmp_path: Path) -> None:
    client = client_of(Post.HQ_EXPERT)
    files = [book(tmp_path, line(national_id(n)), name=f"{n}.xlsx") for n in (1, 2)]
    answer = client.post("/campaigns/c1405/loads/", {"workbooks": files})
    assert answer["Location"] == "/campaigns/c1405/loads/?done=load_started"
    with acting(OPERATOR, NOW):
        works = [str(job.id) for job in Job.objects.order_by("created_at")]
    assert "در صف" in text_of(client, "/campaigns/c1405/loads/")
    for work in works:
        run_job(job_id=work)
    with acting(OPERATOR, NOW):
        assert Row.objects.count() == 2


def test_a_file_that_is_no_workbook_is_refused_in_words(campaign: Campaign) -> None:
    client = client_of(Post.HQ_EXPERT)
    none = client.post("/campaigns/c1405/loads/", {})
    assert (none.status_code, "فایل را برگزینید" in none.content.decode()) == (422, True)
    sent = client.post(
        "/campaigns/c1405/loads/", {"workbooks": SimpleUploadedFile("a.xlsx", b"no workbook")}
    )
    assert "کارپوشهٔ اکسل نیست" in do_job(client, sent["Location"])
    assert "کارپوشهٔ اکسل نیست" in text_of(client, "/campaigns/c1405/loads/")


def test_rejected_rows_wait_on_the_board_and_leave_it_when_they_are_mended(
    campaign: Campaign, tmp_path: Path
) -> None:
    client = client_of(Post.HQ_EXPERT)
    first = book(tmp_path, line("9990000010", name="نام نادرست"), line("", name="بی کد"))
    do_job(client, client.post("/campaigns/c1405/loads/", {"workbooks": first})["Location"])
    board = text_of(client, "/campaigns/c1405/rejected/")
    assert "نام نادرست" in board
    only = text_of(client, "/campaigns/c1405/rejected/?reason=national_id.missing")
    assert "بی کد" in only
    assert "نام نادرست" not in only
    answer = client.get("/campaigns/c1405/rejected.xlsx?reason=national_id.missing")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]  # type: ignore[attr-defined]  # a FileResponse
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(cells) == 2
    assert "بی کد" in cells[1]
    assert looks()[-3:] == [
        ("correct_load", "exemptions.rejected", 2),
        ("correct_load", "exemptions.rejected", 1),
        ("correct_load", "exemptions.rejected", 1),
    ]
    mended = book(tmp_path, line(national_id(1), name="نام درست"), line("", name="بی کد"))
    do_job(client, client.post("/campaigns/c1405/loads/", {"workbooks": mended})["Location"])
    assert "نام نادرست" not in text_of(client, "/campaigns/c1405/rejected/")
    assert "نام نادرست" in text_of(client, "/campaigns/c1405/rejected/?superseded=1")


def test_an_unfinished_load_goes_on_from_the_page(campaign: Campaign, tmp_path: Path) -> None:
    client = client_of(Post.HQ_EXPERT)
    sent = client.post(
        "/campaigns/c1405/loads/", {"workbooks": book(tmp_path, line(national_id(1)))}
    )
    with acting(OPERATOR, NOW):
        sha256 = Job.objects.get().arguments["sha256"]
        cut_off = Load.objects.create(
            campaign=campaign, file_name="fars.xlsx", sha256=sha256, started_at=NOW
        )
    assert sent.status_code == 303
    assert "ادامه" in text_of(client, "/campaigns/c1405/loads/")
    resumed = client.post(f"/campaigns/c1405/loads/{cut_off.pk}/resume/")
    do_job(client, resumed["Location"])
    with acting(OPERATOR, NOW):
        assert Load.objects.get().finished_at
        assert Row.objects.count() == 1
    assert client.post(f"/campaigns/c1405/loads/{cut_off.pk}/resume/").status_code == 404


def test_the_work_of_one_user_is_shown_to_no_other(campaign: Campaign, tmp_path: Path) -> None:
    sent = client_of(Post.HQ_EXPERT).post(
        "/campaigns/c1405/loads/", {"workbooks": book(tmp_path, line(national_id(1)))}
    )
    other = client_of(Post.HQ_DEPUTY)
    assert other.get(sent["Location"]).status_code == 404
    assert other.get(f"/campaigns/c1405/works/{UUID(int=1)}/").status_code == 404


# Hand-down
