"""The page of approval: faults first, pictures, returns in bulk, opening and withdrawing."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import (
    Campaign,
    Closing,
    Connection,
    Return,
    Row,
    Sample,
    SampleRow,
)
from sayeban.exemptions.pages.approval import page as approval
from sayeban.exemptions.tests import approval_scene, makers
from sayeban.exemptions.tests.approval_scene import OF_CENTRE, OF_COUNTY, collected, pictured
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, PROVINCE, fresh
from sayeban.exemptions.tests.visiting import staff, visitor
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
PAGE = f"{OF_CENTRE}approval/"
APPROVE = {"sure": "on", "do": "approve"}
RETURN = {"sure": "on", "do": "return"}


@pytest.fixture
def author(campaign: Campaign) -> Actor:
    return staff("author", Post.SOCIAL_WORKER, CENTRE)


@pytest.fixture
def head(campaign: Campaign) -> Client:
    return visitor("head", Post.CENTRE_HEAD, CENTRE)


@pytest.fixture
def county(campaign: Campaign) -> Client:
    return visitor("county", Post.COUNTY_HEAD, COUNTY)


def text_of(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def names(page: str) -> list[str]:
    return re.findall(r"<summary><strong>([^<]+)</strong>", page)


def checked(row: Row, *, is_right: bool, note: str = "") -> None:
    """The county checked this row in a sample of before."""
    place = {"province": row.province, "county": row.county, "centre": row.centre}
    with acting(OPERATOR, makers.NOW):
        sample = Sample.objects.create(
            campaign=row.campaign,
            level="county",
            approval_id=1,
            seed="0" * 64,
            population=1,
            size=1,
            drawn_by=1,
            drawn_at=makers.NOW,
            **place,
        )
        SampleRow.objects.create(
            sample=sample,
            row=row,
            is_right=is_right,
            note=note,
            checked_by=1,
            checked_at=makers.NOW,
            **place,
        )


def test_what_is_wrong_stands_first_and_can_be_looked_at_alone(
    campaign: Campaign, author: Actor, head: Client
) -> None:
    collected(campaign, author, "الف بی‌خطا")
    again = collected(campaign, author, "ب دوباره", centre_at=makers.NOW - timedelta(days=1))
    collected(campaign, author, "پ نشان‌دار", flags=["company.unknown"])
    wrong = collected(campaign, author, "ت نادرست")
    checked(wrong, is_right=False, note="قبض همسایه")
    page = text_of(head)
    assert names(page) == ["ت نادرست", "پ نشان‌دار", again.full_name, "الف بی‌خطا"]
    assert "قبض همسایه" in page
    assert names(text_of(head, f"{PAGE}?show=fault")) == ["پ نشان‌دار"]
    assert names(text_of(head, f"{PAGE}?show=wrong")) == ["ت نادرست"]
    assert len(names(text_of(head, f"{PAGE}?show=else"))) == 4


def test_a_row_that_was_corrected_since_is_not_wrong_any_more(
    campaign: Campaign, author: Actor, head: Client
) -> None:
    row = collected(campaign, author, "ت", collected_at=makers.NOW + timedelta(minutes=1))
    checked(row, is_right=False)
    assert "?show=wrong" not in text_of(head)


def test_pages_go_on_behind_the_last_row_and_lose_none(
    campaign: Campaign, author: Actor, head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approval, "_SIZE", 2)
    expected = ["پ", "الف", "ب", "ت", "ث"]
    for name in sorted(expected):
        collected(campaign, author, name, flags=["company.unknown"] if name == "پ" else [])
    seen, path = [], PAGE
    while path:
        page = text_of(head, path)
        seen += names(page)
        following = re.search(r'href="([^"]+)"[^>]*>\s*صفحهٔ بعد', page)
        path = following[1] if following else ""
    assert sorted(seen) == sorted(expected)
    assert seen[0] == "پ"


def test_what_was_typed_stands_beside_its_picture(
    campaign: Campaign, author: Actor, head: Client
) -> None:
    row = collected(campaign, author, "الف")
    image, paper = pictured(row), pictured(row, "water", "application/pdf")
    page = text_of(head)
    documents = f"/campaigns/c1405/rows/{row.key}/documents/"
    assert f'<img loading="lazy" src="{documents}{image.pk}/"' in page
    assert f'<a href="{documents}{paper.pk}/">مدرک PDF آب' in page
    assert makers.bill_id(40, "gas") in page


def test_a_row_that_comes_again_says_what_was_changed_in_it(
    campaign: Campaign, author: Actor, head: Client
) -> None:
    # The history is written by the clock of the database.
    seen = datetime.now(UTC) - timedelta(minutes=5)
    row = collected(campaign, author, "الف", centre_at=seen, returned_reason="عکس تار است")
    with acting(OPERATOR, makers.NOW):
        Connection.objects.filter(row=row).update(connection_type="shared", ready=False)
    page = text_of(head)
    assert "نوع انشعاب گاز: از «شخصی» به «مشاع»" in page
    assert "عکس تار است" in page
    assert "تغییرکرده" in page


def test_many_rows_go_back_with_one_chosen_reason(
    campaign: Campaign, author: Actor, head: Client
) -> None:
    rows = [collected(campaign, author, name) for name in "ابپ"]
    marked = {f"back-{row.key}": "on" for row in rows[:2]}
    refused = head.post(PAGE, RETURN | marked)
    assert refused.status_code == 422
    assert "دلیل برگشت ب را بنویسید" in refused.content.decode()
    own = {f"why-{rows[1].key}": "تلفن را هم بپرسید"}
    answer = head.post(PAGE, RETURN | marked | own | {"kind": "picture", "why": "دوباره بگیرید"})
    assert answer["Location"] == f"{PAGE}?done=rows_returned"
    assert [fresh(row).returned_reason for row in rows] == [
        "تصویر ناخوانا یا ناقص است؛ دوباره بگیرید",
        "تلفن را هم بپرسید",
        "",
    ]
    with acting(OPERATOR, makers.NOW):
        assert Return.objects.count() == 2


def test_a_reason_that_is_not_in_the_list_is_refused(
    campaign: Campaign, author: Actor, head: Client
) -> None:
    row = collected(campaign, author, "الف")
    sent = RETURN | {f"back-{row.key}": "on", "kind": "because"}
    assert head.post(PAGE, sent).status_code == 422
    assert fresh(row).state == "collected"


def approved_batch(campaign: Campaign, author: Actor, head: Client) -> tuple[Row, dict[str, str]]:
    row = collected(campaign, author, "الف")
    approval_scene.signed(campaign, author, head)
    assert head.post(PAGE, APPROVE).status_code == 303
    button = re.search(r'name="approval" value="([0-9]+)"', text_of(head))
    assert button
    return row, {"approval": button[1]}


def test_a_head_takes_his_approval_back_by_a_button(
    campaign: Campaign, author: Actor, head: Client
) -> None:
    row, sent = approved_batch(campaign, author, head)
    answer = head.post(f"{PAGE}withdraw/", sent)
    assert answer["Location"] == f"{PAGE}?done=approval_withdrawn"
    assert fresh(row).state == "collected"
    page = text_of(head)
    assert "پس گرفته شد: کاربر head" in page
    assert 'name="approval"' not in page


def test_the_next_level_opens_the_batch_by_looking_at_it(
    campaign: Campaign, author: Actor, head: Client, county: Client
) -> None:
    row, sent = approved_batch(campaign, author, head)
    text_of(county, f"{OF_COUNTY}approval/")
    page = text_of(head)
    assert "باز شد: کاربر county" in page
    assert 'name="approval"' not in page
    refused = head.post(f"{PAGE}withdraw/", sent)
    assert refused.status_code == 422
    assert "کاربر county این دسته را در" in refused.content.decode()
    assert fresh(row).state == "centre_approved"


def test_who_only_looks_from_above_opens_nothing(
    campaign: Campaign, author: Actor, head: Client, county: Client
) -> None:
    approved_batch(campaign, author, head)
    director = visitor("director", Post.DIRECTOR_GENERAL, PROVINCE)
    for client, path in (
        (county, PAGE),
        (director, f"{OF_COUNTY}approval/"),
        (director, PAGE),
    ):
        text_of(client, path)
    with acting(OPERATOR, makers.NOW):
        assert not Closing.objects.exists()


def test_a_head_of_another_unit_withdraws_nothing(
    campaign: Campaign, author: Actor, head: Client, county: Client
) -> None:
    row, sent = approved_batch(campaign, author, head)
    assert county.post(f"{PAGE}withdraw/", sent).status_code == 403
    assert county.post(f"{OF_COUNTY}approval/withdraw/", sent).status_code == 422
    assert head.post(f"{PAGE}withdraw/", {"approval": "x"}).status_code == 422
    assert fresh(row).state == "centre_approved"
