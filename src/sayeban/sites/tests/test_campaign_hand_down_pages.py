"""Hand-down, board, home and lists by pages."""

import html
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import time_machine
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.models import Campaign, Receipt, Release
from sayeban.exemptions.package.verify import verify
from sayeban.exemptions.tests import makers, release_makers, sheets_made
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.campaign_pages import (
    ABADEH,
    CENTRE,
    FARS,
    ISFAHAN,
    XLSX,
    client_of,
    do_job,
    looks,
    text_of,
)
from sayeban.sites.tests.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


# Who may open what


def test_a_unit_acknowledges_its_own_part_and_no_other(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE)
    client = client_of(Post.COUNTY_EXPERT, ABADEH)
    answer = client.post("/campaigns/c1405/units/0701/received/")
    assert answer["Location"] == "/campaigns/c1405/units/0701/hand-down/?done=receipt_kept"
    assert "رسید ثبت شد" in text_of(client, answer["Location"])
    assert client.post("/campaigns/c1405/units/centre:7011/received/").status_code == 403
    assert client.post("/campaigns/c1405/units/0702/received/").status_code == 404
    with acting(OPERATOR, NOW):
        assert Receipt.objects.count() == 1
    above = text_of(client_of(Post.PROVINCE_EXPERT, FARS), "/campaigns/c1405/units/07/hand-down/")
    assert "کاربر county.expert.0701" in above


def test_one_worksheet_is_downloaded_directly(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE)
    client = client_of(Post.PROVINCE_EXPERT, FARS)
    answer = client.post("/campaigns/c1405/units/centre:7011/worksheet/")
    assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
    assert answer["Cache-Control"] == "private, no-store"
    assert "۱ از ۱" in text_of(client, "/campaigns/c1405/units/07/hand-down/")
    empty = client.post("/campaigns/c1405/units/0702/worksheet/")
    assert (empty.status_code, "در این کارتابل ردیفی" in empty.content.decode()) == (422, True)
    assert client.post("/campaigns/c1405/units/10/worksheet/").status_code == 404


def test_all_worksheets_of_a_place_come_as_one_zip(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The test's own transaction never commits.
    on_commit = "sayeban.exemptions.actions.split.transaction.on_commit"
    monkeypatch.setattr(on_commit, lambda publish: publish())
    makers.row(campaign, CENTRE)
    makers.row(campaign, Unit.of_centre("0701", "7012"))
    client = client_of(Post.PROVINCE_EXPERT, FARS)
    sent = client.post("/campaigns/c1405/units/07/split/")
    assert "دریافت فایل" in do_job(client, sent["Location"])
    answer = client.get(f"{sent['Location']}file/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]  # a FileResponse
        names = sorted(name for name in packed.namelist() if name.endswith(".xlsx"))
    assert names == ["07/0701/7011.xlsx", "07/0701/7012.xlsx"]
    assert looks()[-1] == ("download", "campaign.split", 2)
    assert client_of(Post.HQ_EXPERT).get(f"{sent['Location']}file/").status_code == 404
    assert (
        client_of(Post.COUNTY_HEAD, ABADEH).post("/campaigns/c1405/units/0701/split/").status_code
        == 403
    )


# Board


def test_the_board_leads_down_and_counts_each_place(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE)
    makers.row(campaign, CENTRE, state="returned")
    makers.row(campaign, ABADEH, state="county_approved")
    makers.row(campaign, Unit.of_centre("1001", "1011"))
    client = client_of(Post.HQ_EXPERT)
    top = text_of(client, "/campaigns/c1405/")
    assert "روز ۳ از ۱۰" in top
    assert "برگشت برای اصلاح" in top
    assert '<a href="/campaigns/c1405/units/10/"><title>استان اصفهان: ' in top
    assert "خلیج فارس" in top
    assert "/campaigns/c1405/units/10/" in top
    county = text_of(client, "/campaigns/c1405/units/0701/")
    assert "کارتابل شهرستان" in county
    assert "خلیج فارس" not in county
    assert "/campaigns/c1405/units/centre:7011/" in county
    assert "/campaigns/c1405/units/10/" not in county
    answer = client.get("/campaigns/c1405/units/07/board.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]  # type: ignore[attr-defined]  # a FileResponse
    assert [row[1].value for row in sheet.iter_rows()] == ["نام", "آباده", "جمع"]


def test_the_board_names_late_units(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE)
    with time_machine.travel(NOW.replace(month=12, day=20)):
        page = text_of(client_of(Post.PROVINCE_EXPERT, FARS), "/campaigns/c1405/")
    assert "واحدهای عقب‌مانده از مهلت" in page
    assert "مرکز ۷۰۱۱" in page


@pytest.mark.parametrize(
    ("post", "unit", "state", "waits"),
    [
        (Post.CENTRE_HEAD, CENTRE, "collected", "گواهی درستی اطلاعات، پیش از تأیید دسته"),
        (Post.CENTRE_HEAD, CENTRE, "returned", "اصلاح ردیف‌های برگشتی"),
        (Post.SOCIAL_WORKER, CENTRE, "pending", "گردآوری اطلاعات"),
        (Post.TECHNICAL_HEAD, CENTRE, "pending", "ثبت آموزش مددکاران"),
        (Post.COUNTY_EXPERT, ABADEH, "centre_approved", "بررسی موردی"),
        (Post.COUNTY_HEAD, ABADEH, "centre_approved", "تأیید دسته"),
        (Post.DIRECTOR_GENERAL, FARS, "county_approved", "تأیید دسته"),
        (Post.DIRECTOR_GENERAL, FARS, "province_approved", "امضا و انتشار فهرست استان"),
    ],
)
def test_home_says_what_waits_for_each_post(
    campaign: Campaign, post: Post, unit: Unit, state: str, waits: str
) -> None:
    actor = make_user("somebody", post, unit, NOW)
    client = signed_in(actor, NOW)
    assert waits not in text_of(client, "/")
    makers.row(campaign, CENTRE, state=state)
    if post != Post.TECHNICAL_HEAD:
        sheets_made.trained(campaign, actor)
    page = text_of(client, "/")
    assert waits in page
    leads_to = re.search(rf'<a href="([^"]+)">{waits}</a>', page)
    assert leads_to
    text_of(client, html.unescape(leads_to[1]))
    with acting(OPERATOR, NOW):
        Campaign.objects.update(closed_at=NOW)
    assert waits not in text_of(client, "/")


# Released lists


def test_headquarters_sees_each_list_acknowledges_its_copy_and_fetches_the_package() -> None:
    release_makers.ground()
    campaign = makers.campaign()
    release_makers.approved(campaign, bills=release_makers.bills(1))
    release_makers.released()
    expert, deputy = client_of(Post.HQ_EXPERT), client_of(Post.HQ_DEPUTY)
    with acting(OPERATOR, NOW):
        made = Release.objects.get()
    page = text_of(expert, "/campaigns/c1405/releases/")
    assert "…</bdi>" in page
    assert "استان فارس، فهرست ۱" in page
    assert "رسید ثبت نشده" in page
    received = f"/campaigns/c1405/releases/{made.pk}/received/"
    assert expert.post(received).status_code == 403
    assert "رسید فهرست نهایی" in text_of(deputy, "/")
    assert deputy.post(received).status_code == 303
    assert "رسید ثبت نشده" not in text_of(deputy, "/campaigns/c1405/releases/")
    assert "رسید فهرست نهایی" not in text_of(deputy, "/")
    sent = expert.post(f"/campaigns/c1405/releases/{made.pk}/pack/")
    assert "دریافت فایل" in do_job(expert, sent["Location"])
    answer = expert.get(f"{sent['Location']}file/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]  # a FileResponse
        assert {"gas-307/list.xlsx", "hq-copy/list.xlsx"} <= set(packed.namelist())
    assert looks()[-1] == ("download", "campaign.package", 1)


def test_one_company_is_packed_alone_and_can_be_verified_alone(
    settings: Settings, tmp_path: Path
) -> None:
    release_makers.ground()
    release_makers.approved(makers.campaign(), bills=release_makers.bills(1))
    release_makers.released()
    expert = client_of(Post.HQ_EXPERT)
    with acting(OPERATOR, NOW):
        made = Release.objects.get()
    assert 'value="gas-307"' in text_of(expert, "/campaigns/c1405/releases/")
    pack = f"/campaigns/c1405/releases/{made.pk}/pack/"
    assert expert.post(pack, {"company": "gas-999"}).status_code == 404
    sent = expert.post(pack, {"company": "gas-307"})
    assert "gas-307" in do_job(expert, sent["Location"])
    answer = expert.get(f"{sent['Location']}file/")
    assert 'filename="list-07-1-gas-307.zip"' in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]  # a FileResponse
        assert {Path(name).parts[0] for name in packed.namelist()} == {"gas-307"}
        packed.extractall(tmp_path / "fetched")
    own = verify(tmp_path / "fetched" / "gas-307", key=None, home=settings.HOME)
    assert (own.list_no, own.rows, own.files) == (1, 1, 6)


def test_another_province_sees_no_list_of_this_one() -> None:
    release_makers.ground()
    campaign = makers.campaign()
    release_makers.approved(campaign, bills=release_makers.bills(1))
    release_makers.released()
    with acting(OPERATOR, NOW):
        made = Release.objects.get()
    other = client_of(Post.DIRECTOR_GENERAL, ISFAHAN)
    assert "هنوز فهرستی در حوزهٔ شما" in text_of(other, "/campaigns/c1405/releases/")
    assert other.post(f"/campaigns/c1405/releases/{made.pk}/pack/").status_code == 404
