"""The boards by post: burn-up, forecast, states, quality, projector, sheet, reminders."""

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sayeban.accounts.public import Post, assign_helper
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions.actions.freeze import freeze_country
from sayeban.exemptions.models import Campaign, Freeze, Row
from sayeban.exemptions.pages.board.course_figures import short_day
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    FAR,
    NOW,
    OTHER_COUNTY,
    PROVINCE,
    SECOND,
    world,
)
from sayeban.exemptions.tests.visiting import client_of as client_of_user
from sayeban.exemptions.tests.visiting import staff, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

HQ = Unit.hq()
EVENING = NOW + timedelta(days=3)
"""The sixth day; five evenings were kept."""
LATE = NOW + timedelta(days=6)
PERSONAS = {
    "centre head": (Post.CENTRE_HEAD, CENTRE),
    "county head": (Post.COUNTY_HEAD, COUNTY),
    "director-general": (Post.DIRECTOR_GENERAL, PROVINCE),
    "deputy": (Post.HQ_DEPUTY, HQ),
    "observer": (Post.OBSERVER, PROVINCE),
}


@pytest.fixture
def campaign() -> Iterator[Campaign]:
    """Fifty rows of which half are collected at an even pace of five a day."""
    made = world()
    for number in range(50):
        done = number < 25
        makers.row(
            made,
            CENTRE,
            state="collected" if done else "pending",
            collected_by=7 if done else None,
            collected_at=NOW if done else None,
        )
    evenings(made, CENTRE, (5, 10, 15, 20, 25))
    with time_machine.travel(EVENING, tick=False):
        yield made


def evenings(campaign: Campaign, unit: Unit, collected: tuple[int, ...]) -> None:
    with acting(OPERATOR, NOW):
        for day, count in enumerate(collected):
            Freeze.objects.create(
                campaign=campaign,
                day=campaign.starts + timedelta(days=day),
                province=unit.province,
                county=unit.county,
                centre=unit.centre,
                figures={"by_state": {"collected": count, "pending": 50 - count}, "ready": {}},
            )
            freeze_country(campaign.pk, campaign.starts + timedelta(days=day))


def client_of(persona: str) -> tuple[Client, Unit]:
    post, unit = PERSONAS[persona]
    return visitor(post.value.replace("_", "."), post, unit), unit


def address(unit: Unit, page: str = "") -> str:
    return f"/campaigns/c1405/units/{unit}/{page}"


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def book_of(client: Client, path: str, sheet: int = 0) -> list[list[object]]:
    body = b"".join(client.get(path).streaming_content)  # type: ignore[attr-defined]  # a file
    found = openpyxl.load_workbook(io.BytesIO(body)).worksheets[sheet]
    return [[cell.value for cell in row] for row in found.iter_rows()]


LOOKS = ("", "quality/", "projector/", "sheet/", "pictures/burn-up/", "pictures/units/")


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("persona", PERSONAS)
def test_each_persona_sees_the_boards_of_his_unit_and_of_no_other(persona: str) -> None:
    client, unit = client_of(persona)
    for look in LOOKS:
        page = text_of(client, address(unit, look))
        assert not re.search("999[0-9]{7}", page), f"a national id in {look}"
    if unit != HQ:
        for look in LOOKS:
            text_of(client, address(Unit.of_province("10"), look), 404)


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("persona", PERSONAS)
def test_the_forecast_stands_in_words_on_each_board(persona: str) -> None:
    client, unit = client_of(persona)
    said = r"با این آهنگ، گردآوری روز \S+ تمام می‌شود \(با احتمال ۸۰٪ (بین \S+ و \S+|همین روز)\)"
    for look in ("", "projector/", "sheet/"):
        assert re.search(said, text_of(client, address(unit, look)))


def test_of_two_evenings_nothing_can_be_said_yet() -> None:
    made = world()
    makers.row(made, CENTRE)
    evenings(made, CENTRE, (1, 2))
    client, unit = client_of("county head")
    with time_machine.travel(NOW, tick=False):
        assert "هنوز نمی‌شود گفت" in text_of(client, address(unit))


@pytest.mark.usefixtures("campaign")
def test_the_printed_sheet_has_the_heads_of_the_board_in_its_order() -> None:
    client, unit = client_of("county head")
    board, sheet = text_of(client, address(unit)), text_of(client, address(unit, "sheet/"))
    heads = [
        re.findall(r'<th scope="col"[^>]*>(?:<a [^>]*>)?([^<]+)', table)
        for page in (board, sheet)
        for table in re.findall(r"<caption>واحدها</caption>(.*?)</thead>", page, re.DOTALL)
    ]
    assert len(heads) == 2
    assert heads[0] == heads[1]
    assert "برگشتی" in heads[1]


@pytest.mark.usefixtures("campaign")
def test_the_burn_up_says_what_each_evening_kept_with_goal_and_deadlines() -> None:
    client, unit = client_of("county head")
    page = text_of(client, address(unit, "pictures/burn-up/"))
    for word in ("مهلت مرکز", "مهلت شهرستان", "مهلت استان", "آهنگ لازم برای گردآوری"):
        assert word in page
    head, *rows = book_of(client, address(unit, "pictures/burn-up.xlsx"))
    assert head == ["روز", "گردآوری‌شده", "تأیید شهرستان", "آهنگ لازم برای گردآوری"]
    assert [row[1] for row in rows[:7]] == [5, 10, 15, 20, 25, 25, None]
    assert [row[3] for row in rows[:6]] == [8, 17, 25, 33, 42, 50]


@pytest.mark.usefixtures("campaign")
def test_every_picture_has_its_table_its_workbook_and_an_address_that_stays() -> None:
    client, unit = client_of("deputy")
    board, quality = (text_of(client, address(unit, page)) for page in ("", "quality/"))
    names = re.findall(r'href="[^"]*/pictures/([a-z-]+)/"', board + quality)
    assert set(names) >= {"burn-up", "units", "days", "map"}
    for name in names:
        assert "<table" in text_of(client, address(unit, f"pictures/{name}/"))
        assert len(book_of(client, address(unit, f"pictures/{name}.xlsx"))) > 1
    assert client.get(address(unit, "pictures/none/")).status_code == 404


@pytest.mark.usefixtures("campaign")
def test_the_projector_has_no_menu_and_refreshes_by_itself_until_it_is_told_not_to() -> None:
    client, unit = client_of("county head")
    answer = client.get(address(unit, "projector/"))
    page = answer.content.decode()
    assert answer["Refresh"] == "60"
    assert "<nav" not in page
    assert "<script" not in page
    still = re.search(r'href="([^"]*\?still=1)"', page)
    assert still
    assert "Refresh" not in client.get(still[1])


@pytest.mark.usefixtures("campaign")
def test_a_late_unit_is_reminded_with_one_press_and_the_board_says_who_did() -> None:
    with time_machine.travel(LATE, tick=False):
        client, unit = client_of("county head")
        page = text_of(client, address(unit))
        assert f'action="{address(CENTRE, "remind/")}"' in page
        assert f'action="{address(COUNTY, "remind/")}"' not in page
        refused = client.post(address(CENTRE, "remind/"), {"board": str(unit)})
        assert refused.status_code == 422
        assert "مسئولی ندارد" in refused.content.decode()
        visitor("the.head", Post.CENTRE_HEAD, CENTRE)
        done = client.post(address(CENTRE, "remind/"), {"board": str(unit)})
        assert (done.status_code, done["Location"]) == (303, address(unit) + "?done=reminded")
        after = text_of(client, address(unit))
        assert "یادآوری به مسئول واحد فرستاده شد." in text_of(client, done["Location"])
        assert "ساعت ۱۱:۳۰" in after
        assert f'action="{address(CENTRE, "remind/")}"' not in after
        again = client.post(address(CENTRE, "remind/"), {"board": str(unit)})
        assert (again.status_code, "فردا دوباره" in again.content.decode()) == (422, True)


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("persona", ["centre head", "observer"])
def test_who_supervises_nobody_has_nothing_to_press(persona: str) -> None:
    with time_machine.travel(LATE, tick=False):
        client, unit = client_of(persona)
        assert "/remind/" not in text_of(client, address(unit))
        assert client.post(address(CENTRE, "remind/")).status_code == 403


MOST_QUESTIONS = 13
_OF_SIGN_IN = ("django_session", "accounts_user", "accounts_appointment")
_OF_TRANSACTION = ("SAVEPOINT", "RELEASE", "SET LOCAL", "SELECT set_config")


def questions(client: Client, path: str) -> list[str]:
    """What a page asks the database, beside who signs in and the transaction itself."""
    with CaptureQueriesContext(connection) as found:
        text_of(client, path)
    asked = [query["sql"].strip() for query in found.captured_queries]
    return [
        sql
        for sql in asked
        if not sql.startswith(_OF_TRANSACTION)
        and not any(f'FROM "{table}"' in sql for table in _OF_SIGN_IN)
    ]


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_board_asks_few_questions_however_many_rows_and_units(persona: str) -> None:
    made = world(working_days=True)
    makers.row(made, CENTRE)
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        client, unit = client_of(persona)
        few = {look: len(questions(client, address(unit, look))) for look in LOOKS}
        for place in (CENTRE, SECOND, COUNTY, FAR, OTHER_COUNTY, PROVINCE, Unit.of_county("1001")):
            for state in ("pending", "collected", "centre_approved"):
                makers.row(made, place, state=state, bills={"gas": makers.bill_id(1, "gas")})
        many = {look: len(questions(client, address(unit, look))) for look in LOOKS}
    assert {look: count for look, count in many.items() if count > MOST_QUESTIONS} == {}
    assert {look: many[look] for look in LOOKS if many[look] > few[look] + 1} == {}


def test_a_page_that_asks_for_each_unit_is_seen(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: one question a row is counted."""
    client, unit = client_of("county head")
    few = questions(client, address(unit))
    with CaptureQueriesContext(connection) as found, acting(OPERATOR, NOW):
        for row in Row.objects.filter(campaign=campaign):
            Row.objects.filter(pk=row.pk).exists()
    assert len(found) > MOST_QUESTIONS >= len(few)


def test_a_board_before_the_campaign_begins_has_no_burn_up() -> None:
    made = world(starts=date(2027, 3, 21))
    makers.row(made, CENTRE)
    client, unit = client_of("county head")
    with time_machine.travel(NOW, tick=False):
        assert "pictures/burn-up" not in text_of(client, address(unit))


def test_of_a_closed_campaign_nothing_is_foretold(campaign: Campaign) -> None:
    client, unit = client_of("centre head")
    assert "با این آهنگ" in text_of(client, address(unit))
    with acting(OPERATOR, NOW):
        Campaign.objects.update(closed_at=EVENING)
    page = text_of(client, address(unit))
    assert "با این آهنگ" not in page
    assert "کارزار بسته شده است؛ گردآوری تمام نشد" in page


def test_the_picture_of_a_long_campaign_ends_with_its_last_days(campaign: Campaign) -> None:
    client, unit = client_of("centre head")
    with acting(OPERATOR, NOW):
        Campaign.objects.update(days=120, county_days=120, centre_days=120)
    ends = campaign.starts + timedelta(days=119)
    page = text_of(client, address(unit, "pictures/burn-up/"))
    assert short_day(ends) in page
    assert short_day(campaign.starts) not in page


@pytest.mark.usefixtures("campaign")
def test_helpers_whom_heads_assigned_stand_in_the_report_until_their_last_day() -> None:
    client, _ = client_of("county head")
    head = staff("sara.head", Post.COUNTY_HEAD, COUNTY)
    staff("reza.expert", Post.SOCIAL_WORKER, FAR)
    until = today_of(EVENING) + timedelta(days=2)
    assign_helper(
        actor=head,
        at=EVENING,
        username="reza.expert",
        post=Post.SOCIAL_WORKER,
        unit=CENTRE,
        until=until,
    )
    assert "همکار موقت" in text_of(client, address(COUNTY))
    table = book_of(client, address(COUNTY, "board.xlsx"), -1)
    assert [row[2:] for row in table] == [["سمت", "تا"], ["مددکار", jalali.format(until)]]

    with time_machine.travel(EVENING + timedelta(days=3), tick=False):
        client = client_of_user(head)
        assert "همکار موقت" not in text_of(client, address(COUNTY))
        assert book_of(client, address(COUNTY, "board.xlsx"), -1)[1:] == []


@pytest.mark.usefixtures("campaign")
def test_helpers_of_another_place_are_not_in_the_report() -> None:
    client, _ = client_of("county head")
    staff("reza.expert", Post.SOCIAL_WORKER, CENTRE)
    far = staff("far.head", Post.COUNTY_HEAD, OTHER_COUNTY)
    assign_helper(
        actor=far,
        at=EVENING,
        username="reza.expert",
        post=Post.SOCIAL_WORKER,
        unit=FAR,
        until=today_of(EVENING),
    )
    assert "همکار موقت" not in text_of(client, address(COUNTY))
