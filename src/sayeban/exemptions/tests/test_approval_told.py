"""What the page of approval tells before the signature and of approvals of before."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.approve import return_rows
from sayeban.exemptions.actions.release import release
from sayeban.exemptions.actions.withdraw_approval import withdraw_approval
from sayeban.exemptions.models import Approval, Campaign, Row
from sayeban.exemptions.reads import changes
from sayeban.exemptions.return_book import ReturnLineWithoutReason, read_returns
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.approval_scene import OF_CENTRE, OF_COUNTY
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    DIRECTOR,
    FORGIVEN,
    HEAD,
    OTHER_COUNTY,
    PROVINCE,
    approved,
    collected,
    fresh,
    later,
    sign,
    suspicion,
)
from sayeban.exemptions.tests.visiting import visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
OF_PROVINCE = "/campaigns/c1405/units/07/approval/"
AT_COUNTY = f"{OF_COUNTY}approval/"
AT_CENTRE = f"{OF_CENTRE}approval/"


@pytest.fixture
def county(campaign: Campaign) -> Client:
    return visitor("county", Post.COUNTY_HEAD, COUNTY)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def handed_up(campaign: Campaign, *names: str) -> list[Row]:
    """Rows that the centre approved."""
    rows = [collected(campaign, CENTRE, full_name=name, name_sort=name) for name in names]
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    return [fresh(row) for row in rows]


def test_a_county_is_told_of_open_suspicions_before_it_signs(
    campaign: Campaign, county: Client
) -> None:
    rows = handed_up(campaign, "الف مظنون", "ب مظنون", "پ آزاد")
    assert "ظن تخلف بررسی‌نشده" not in text_of(county, AT_COUNTY)
    case = suspicion(campaign, rows[:2], COUNTY)
    page = text_of(county, AT_COUNTY)
    assert "۲ ردیف این دسته ظن تخلف بررسی‌نشده دارد" in page
    assert page.index("۲ ردیف این دسته ظن تخلف") < page.index('value="approve"')
    assert 'href="/campaigns/c1405/violations/"' in page
    alone = text_of(county, f"{AT_COUNTY}?show=suspected")
    assert "الف مظنون" in alone
    assert "پ آزاد" not in alone
    with acting(OPERATOR, makers.NOW):
        type(case).objects.update(state="cleared", decided_at=makers.NOW, decided_by=1)
    assert "ظن تخلف بررسی‌نشده" not in text_of(county, AT_COUNTY)


def test_a_suspicion_over_two_counties_counts_for_each(campaign: Campaign, county: Client) -> None:
    row = handed_up(campaign, "الف")[0]
    elsewhere = collected(campaign, OTHER_COUNTY)
    suspicion(campaign, [row, elsewhere], PROVINCE)
    assert "۱ ردیف این دسته ظن تخلف بررسی‌نشده دارد" in text_of(county, AT_COUNTY)


def test_a_centre_is_not_told_who_is_suspected(campaign: Campaign) -> None:
    suspicion(campaign, [collected(campaign, CENTRE)], COUNTY)
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    assert "ظن تخلف" not in text_of(head, AT_CENTRE)


def test_a_withdrawn_approval_is_not_the_last_one(campaign: Campaign) -> None:
    handed_up(campaign, "الف")
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    assert "از آخرین تأیید شما" in text_of(head, AT_CENTRE)
    with acting(OPERATOR, makers.NOW):
        number = Approval.objects.get().pk
    withdraw_approval(actor=HEAD, at=later(5), code=campaign.code, unit=CENTRE, approval=number)
    assert "از آخرین تأیید شما" not in text_of(head, AT_CENTRE)
    with looking(HEAD):
        assert changes.changes_since_last_approval(campaign.code, CENTRE).since is None


def test_an_approval_says_at_each_stage_what_became_of_it(
    campaign: Campaign, county: Client, director: Client
) -> None:
    row = handed_up(campaign, "الف")[0]
    assert "سطح بالاتر هنوز آن را باز نکرده است" in text_of(director, OF_PROVINCE)
    approved(campaign, COUNTY, at=later(1), **FORGIVEN)
    approved(campaign, PROVINCE, at=later(2), **FORGIVEN)
    signed_soon = text_of(director, OF_PROVINCE)
    assert "هنوز در فهرست امضاشده نیامده است" in signed_soon
    assert "هنوز باز نشده است" not in signed_soon
    assert 'name="approval"' in signed_soon
    release(actor=DIRECTOR, at=later(3), code=campaign.code, unit=PROVINCE)
    assert fresh(row).release_id
    page = text_of(director, OF_PROVINCE)
    assert "در فهرست شمارهٔ ۱ امضا شد" in page
    assert "هنوز در فهرست امضاشده نیامده است" not in page
    assert 'name="approval"' not in page


def test_an_approval_of_which_all_rows_went_back_offers_no_withdrawal(campaign: Campaign) -> None:
    row = handed_up(campaign, "الف")[0]
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    assert 'name="approval"' in text_of(head, AT_CENTRE)
    back = [(row.national_id, "عکس تار است")]
    return_rows(actor=HEAD, at=later(4), code=campaign.code, unit=CENTRE, returns=back)
    page = text_of(head, AT_CENTRE)
    assert "همهٔ ردیف‌های آن پس از تأیید برگشته است" in page
    assert 'name="approval"' not in page


def test_a_province_is_not_told_of_a_level_above_it(campaign: Campaign, director: Client) -> None:
    handed_up(campaign, "الف")
    approved(campaign, COUNTY, at=later(1), **FORGIVEN)
    page = text_of(director, OF_PROVINCE)
    assert "تا فهرست را امضا نکرده‌اید" in page
    assert "به سطح بالاتر می‌رود" not in page


def test_the_row_that_lacks_its_reason_is_named_and_opened(campaign: Campaign) -> None:
    rows = [
        collected(campaign, CENTRE, full_name=name, name_sort=name)
        for name in ("الف کریمی", "ب رضایی")
    ]
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    sent = {"sure": "on", "do": "return"} | {f"back-{row.key}": "on" for row in rows}
    answer = head.post(AT_CENTRE, sent | {f"why-{rows[0].key}": "عکس تار است"})
    assert answer.status_code == 422
    page = answer.content.decode()
    box = f"id_why-{rows[1].key}"
    row = f'<a href="#{box}">دلیل <span class="hidden">ب رضایی</span>: دلیل برگشت ب رضایی را'
    assert row in page
    assert f'href="#id_why-{rows[0].key}"' not in page
    assert page.count("<details open>") == 1
    assert fresh(rows[0]).state == "collected"


def test_lines_of_a_file_without_a_reason_are_named(campaign: Campaign, tmp_path: Path) -> None:
    rows = [collected(campaign, CENTRE) for _ in range(3)]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (("کد ملی", "دلیل"), *((r.national_id, "" if r is rows[1] else "ت") for r in rows)):
        sheet.append(line)
    kept = BytesIO()
    book.save(kept)
    (tmp_path / "back.xlsx").write_bytes(kept.getvalue())
    with pytest.raises(ReturnLineWithoutReason, match="۳"):
        read_returns(tmp_path / "back.xlsx")
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    file = SimpleUploadedFile("back.xlsx", kept.getvalue())
    answer = head.post(AT_CENTRE, {"sure": "on", "do": "return", "returns": file})
    assert answer.status_code == 422
    assert "دلیل این سطرها نوشته نشده است: ۳." in answer.content.decode()
    assert fresh(rows[0]).state == "collected"
