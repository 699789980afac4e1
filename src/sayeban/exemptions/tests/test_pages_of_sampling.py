"""The sample on a phone: household after household, photos, and a draw that anybody repeats."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.actions import draw_sample
from sayeban.exemptions.actions.check_household import (
    ConnectionFinding,
    ConnectionUnchecked,
    WrongWithoutReason,
    check_household,
)
from sayeban.exemptions.actions.record_sample import CheckerIsCollector, SampleUnknownRow
from sayeban.exemptions.models import Campaign, Row, SampleFinding, SampleFrame, SampleRow
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.approval_scene import OF_COUNTY, pictured
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, COUNTY_EXPERT, OTHER_COUNTY
from sayeban.exemptions.tests.pictures import picture
from sayeban.exemptions.tests.visiting import client_of, looks_at, staff, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
ROUND = f"{OF_COUNTY}sample/round/"


@pytest.fixture
def checker(campaign: Campaign) -> Actor:
    return staff("expert", Post.COUNTY_EXPERT, COUNTY)


@pytest.fixture
def expert(checker: Actor) -> Client:
    return client_of(checker)


def locked(campaign: Campaign, number: int, **changed: object) -> Row:
    """One row that its centre approved."""
    return makers.row(
        campaign,
        CENTRE,
        full_name=f"خانوار {number}",
        state="centre_approved",
        approval_id=1,
        collected_by=90_001,  # Nobody who signs in here.
        collected_at=makers.NOW,
        mobile="+989121234567",
        address=f"کوچهٔ {number}",
        **changed,  # type: ignore[arg-type]  # columns of the row
    )


def drawn(campaign: Campaign, expert: Client, count: int = 3) -> list[Row]:
    rows = [
        locked(campaign, number, bills={"gas": makers.bill_id(60 + number, "gas")})
        for number in range(count)
    ]
    assert expert.post(f"{OF_COUNTY}sample/draw/").status_code == 303
    return rows


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def result_of(row: Row) -> tuple[bool | None, str]:
    with acting(OPERATOR, makers.NOW):
        found = SampleRow.objects.get(row=row)
        return found.is_right, found.note


def test_one_household_follows_the_other_until_all_are_checked(
    campaign: Campaign, expert: Client
) -> None:
    drawn(campaign, expert)
    following = re.findall(rf'href="({ROUND}[0-9a-f-]{{36}}/)"', text_of(expert, ROUND))[0]
    for number in range(3):
        page = text_of(expert, following)
        assert 'href="tel:09121234567"' in page
        assert 'capture="environment"' in page
        answer = expert.post(following, {"gas_result": "right"})
        assert answer.status_code == 303
        following = answer["Location"].partition("?")[0]
        assert (following == ROUND) == (number == 2)
    assert "همهٔ خانوارهایی که شما می‌توانید بررسی کنید" in text_of(expert, ROUND)


def test_what_is_wrong_needs_its_reason_and_keeps_its_photo(
    campaign: Campaign, expert: Client
) -> None:
    row = drawn(campaign, expert, 1)[0]
    page = f"{ROUND}{row.key}/"
    refused = expert.post(page, {"gas_result": "wrong"})
    assert refused.status_code == 422
    assert "دلیل نادرستی را برگزینید" in refused.content.decode()
    photo = SimpleUploadedFile("meter.png", picture(7))
    sent = {"gas_result": "wrong", "gas_why": "not_theirs", "gas_note": "به نام همسایه"}
    assert expert.post(page, sent | {"gas_photo": photo}).status_code == 303
    assert result_of(row) == (False, "گاز، قبض از کس دیگری است، به نام همسایه")
    shown = text_of(expert, page)
    address = re.search(r'src="([^"]+/findings/[0-9]+/)"', shown)
    assert address
    taken = expert.get(address[1])
    assert taken["Content-Type"] == "image/jpeg"
    head = visitor("head", Post.COUNTY_HEAD, COUNTY)
    assert head.get(address[1]).status_code == 200
    neighbour = visitor("neighbour", Post.COUNTY_EXPERT, OTHER_COUNTY)
    assert neighbour.get(address[1]).status_code == 404
    other = locked(campaign, 9)
    assert head.get(address[1].replace(str(row.key), str(other.key))).status_code == 404


@pytest.mark.parametrize(
    ("post", "unit", "state", "page"),
    [
        (Post.COUNTY_HEAD, COUNTY, "centre_approved", "/campaigns/c1405/units/0701/approval/"),
        (Post.COUNTY_HEAD, COUNTY, "returned", "/campaigns/c1405/rows/{key}/"),
        (Post.SOCIAL_WORKER, CENTRE, "returned", "/campaigns/c1405/rows/{key}/"),
        (Post.SOCIAL_WORKER, CENTRE, "returned", "/field/c1405/rows/{key}/"),
    ],
)
def test_whoever_decides_or_mends_a_row_sees_what_was_found_with_its_photo(
    campaign: Campaign, expert: Client, post: Post, unit: Unit, state: str, page: str
) -> None:
    row = drawn(campaign, expert, 1)[0]
    sent = {"gas_result": "wrong", "gas_why": "not_theirs", "gas_note": "به نام همسایه"}
    photo = SimpleUploadedFile("meter.png", picture(7))
    assert expert.post(f"{ROUND}{row.key}/", sent | {"gas_photo": photo}).status_code == 303
    with acting(OPERATOR, makers.NOW):
        Row.objects.update(state=state)
    reader = visitor("reader", post, unit)
    shown = text_of(reader, page.format(key=row.key))
    assert "بررسی موردی شهرستان: نادرست؛ گاز، قبض از کس دیگری است، به نام همسایه" in shown
    [address] = set(re.findall(r'src="([^"]+/findings/[0-9]+/)"', shown))
    assert reader.get(address)["Content-Type"] == "image/jpeg"
    assert looks_at(row)[-1] == ("document", "exemptions.row")


def test_the_household_and_its_photo_stand_in_the_access_log_of_the_person(
    campaign: Campaign, expert: Client
) -> None:
    row = drawn(campaign, expert, 1)[0]
    page = f"{ROUND}{row.key}/"
    sent = {"gas_result": "wrong", "gas_why": "shared"}
    expert.post(page, sent | {"gas_photo": SimpleUploadedFile("meter.png", picture(7))})
    assert looks_at(row) == []
    address = re.search(r'src="([^"]+/findings/[0-9]+/)"', text_of(expert, page))
    assert address
    expert.get(address[1])
    assert looks_at(row) == [("sample", "exemptions.row"), ("document", "exemptions.row")]


def test_a_finding_is_corrected_and_its_photo_stays(campaign: Campaign, expert: Client) -> None:
    row = drawn(campaign, expert, 1)[0]
    page = f"{ROUND}{row.key}/"
    photo = SimpleUploadedFile("meter.png", picture(7))
    expert.post(page, {"gas_result": "wrong", "gas_why": "shared", "gas_photo": photo})
    assert expert.post(page, {"gas_result": "right"}).status_code == 303
    assert result_of(row) == (True, "")
    with acting(OPERATOR, makers.NOW), connection.cursor() as cursor:
        found = SampleFinding.objects.get()
        assert (found.is_right, found.why, found.document_id is not None) == (True, "", True)
        cursor.execute(
            "SELECT old ->> 'why' FROM runtime_history"
            " WHERE table_name = 'exemptions_samplefinding'"
        )
        assert cursor.fetchall() == [("shared",)]


def test_a_picture_stands_beside_what_was_typed(campaign: Campaign, expert: Client) -> None:
    row = drawn(campaign, expert, 1)[0]
    evidence = pictured(row)
    page = text_of(expert, f"{ROUND}{row.key}/")
    assert f"/rows/{row.key}/documents/{evidence.pk}/" in page
    assert makers.bill_id(60, "gas") in page


def test_the_reason_for_no_data_is_checked_where_there_is_none(
    campaign: Campaign, expert: Client
) -> None:
    row = locked(campaign, 1, no_data_reason="not_found", missing=["gas.bill_id"])
    expert.post(f"{OF_COUNTY}sample/draw/")
    page = f"{ROUND}{row.key}/"
    assert "بپرسید که آیا دلیل بالا درست است" in text_of(expert, page)
    sent = {"row_result": "wrong", "row_why": "has_data"}
    assert expert.post(page, sent).status_code == 303
    assert result_of(row) == (False, "اطلاعات در دسترس بود و گرفته نشد")


def test_who_collected_a_row_is_not_led_to_it(
    campaign: Campaign, checker: Actor, expert: Client
) -> None:
    row = locked(campaign, 1, bills={"gas": makers.bill_id(60, "gas")})
    expert.post(f"{OF_COUNTY}sample/draw/")
    with acting(OPERATOR, makers.NOW):
        Row.objects.update(collected_by=checker.user_id)
    page = text_of(expert, ROUND)
    assert "۱ ردیف را خود شما گردآوری کرده‌اید" in page
    assert str(row.key) not in page
    assert expert.post(f"{ROUND}{row.key}/", {"gas_result": "right"}).status_code == 422


@pytest.mark.parametrize(
    ("post", "unit", "status"),
    [
        (Post.COUNTY_EXPERT, OTHER_COUNTY, 404),
        (Post.PROVINCE_EXPERT, Unit.of_province("07"), 403),
        (Post.COUNTY_HEAD, COUNTY, 403),
        (Post.SOCIAL_WORKER, CENTRE, 403),
    ],
)
def test_only_the_office_itself_checks(
    campaign: Campaign, expert: Client, post: Post, unit: Unit, status: int
) -> None:
    row = drawn(campaign, expert, 1)[0]
    other = visitor("guest", post, unit)
    assert other.get(ROUND).status_code == status
    assert other.get(f"{ROUND}{row.key}/").status_code == status
    sent = {"gas_result": "right"}
    assert other.post(f"{ROUND}{row.key}/", sent).status_code == status
    assert result_of(row)[0] is None


def test_a_row_that_was_not_drawn_has_no_page(campaign: Campaign, expert: Client) -> None:
    drawn(campaign, expert, 1)
    later = locked(campaign, 9)
    assert expert.get(f"{ROUND}{later.key}/").status_code == 404


RIGHT = ConnectionFinding("gas", is_right=True)


def checked(row: Row, *findings: ConnectionFinding, unit: Unit = COUNTY) -> None:
    check_household(
        actor=COUNTY_EXPERT,
        at=makers.NOW,
        code="c1405",
        unit=unit,
        key=row.key,
        findings=findings,
    )


def test_each_refusal_of_a_check(campaign: Campaign, expert: Client) -> None:
    row = drawn(campaign, expert, 1)[0]
    with pytest.raises(SampleUnknownRow):
        checked(locked(campaign, 9), RIGHT)
    with pytest.raises(ConnectionUnchecked, match="نیست: گاز"):
        checked(row)
    with pytest.raises(ConnectionUnchecked, match="نیست: آب"):
        checked(row, RIGHT, ConnectionFinding("water", is_right=True))
    with pytest.raises(WrongWithoutReason, match="مانده است: گاز"):
        checked(row, ConnectionFinding("gas", is_right=False, why="because"))
    with pytest.raises(AccessDenied):
        checked(row, RIGHT, unit=OTHER_COUNTY)
    with acting(OPERATOR, makers.NOW):
        Row.objects.filter(pk=row.pk).update(collected_by=COUNTY_EXPERT.user_id)
    with pytest.raises(CheckerIsCollector):
        checked(row, RIGHT)
    assert result_of(row)[0] is None


def again(client: Client) -> str:
    page = text_of(client, f"{OF_COUNTY}sample/")
    found = re.search(r'href="([^"]+/draws/[0-9]+/)"', page)
    assert found
    return text_of(client, found[1])


def test_a_draw_is_repeated_and_is_the_same(campaign: Campaign, expert: Client) -> None:
    drawn(campaign, expert, 12)
    page = again(expert)
    assert "نمونه همان است" in page
    assert len(re.findall("<td[^>]*>در نمونه</td><td[^>]*>در نمونه</td>", page)) == 5
    with acting(OPERATOR, makers.NOW):
        assert len(SampleFrame.objects.get().keys) == 12
    # Rows that went back or came since change nothing of what was drawn.
    with acting(OPERATOR, makers.NOW):
        Row.objects.update(state="returned", approval_id=None)
    locked(campaign, 90)
    assert "نمونه همان است" in again(expert)


def test_another_row_in_the_sample_is_seen(campaign: Campaign, expert: Client) -> None:
    """The negative control: somebody puts a row that suits him into the sample."""
    rows = drawn(campaign, expert, 12)
    with acting(OPERATOR, makers.NOW):
        taken = set(SampleRow.objects.values_list("row", flat=True))
        other = next(row for row in rows if row.pk not in taken)
        SampleRow.objects.filter(row=min(taken)).update(row=other)
    assert "نمونه همان نیست" in again(expert)


def test_a_draw_of_before_the_keys_were_kept_says_so(
    campaign: Campaign, expert: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draw_sample, "_FRAME", "SELECT 1")
    drawn(campaign, expert, 1)
    assert "نمی‌شود آن را تکرار کرد" in again(expert)


def test_the_round_goes_along_the_street_and_not_along_the_letters_of_its_numbers(
    campaign: Campaign, expert: Client
) -> None:
    rows = drawn(campaign, expert, 5)
    numbers = ("۳۱", "7", "۵۱", "9", "۱۲۳۴۵۶۷۸۹۰۱۲")
    with acting(OPERATOR, makers.NOW):
        for row, number in zip(rows, numbers, strict=True):
            Row.objects.filter(pk=row.pk).update(address=f"خیابان بهار، پلاک {number}")
    shown = re.findall(r"پلاک ([0-9۰-۹]+)", text_of(expert, ROUND))
    assert shown == ["7", "9", "۳۱", "۵۱", "۱۲۳۴۵۶۷۸۹۰۱۲"]
