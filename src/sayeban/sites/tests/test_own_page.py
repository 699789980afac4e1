"""A client sees how his own household's bills stand, and nobody else's."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from sayeban.accounts.models import MachineClient
from sayeban.accounts.public import ClientTerms, add_client
from sayeban.audit.events import look
from sayeban.exemptions.models import Exemption, Row
from sayeban.exemptions.public import own_file
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.sites.tests.own_pages import CENTRE, asked, entered, exemption, household, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def page(client: Client) -> str:
    answer = client.get("/mine/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_given_a_code_when_it_is_entered_then_the_client_sees_his_bills() -> None:
    row = household(state="collected")
    exemption(row, "water", receipt_status="succ")
    exemption(row, "electricity", receipt_status="rjct", receipt_code="rjct.bill_id.not_found")
    shown = page(entered(row))
    assert "شرکت آب و فاضلاب شما را ثبت کرده است." in shown
    assert "شرکت توزیع برق نپذیرفته است: شناسهٔ قبض شناخته نشد." in shown
    assert "همکاران ما آن را بررسی می‌کنند" in shown
    assert "کم‌مصرف" in shown
    assert row.full_name in shown
    assert row.national_id not in shown


def test_nobody_comes_in_without_a_code() -> None:
    row, client = household(), Client()
    first = client.get("/mine/enter/").content.decode()
    assert all(said in first for said in ("درخواست‌های شما", "پروندهٔ شما", "قبض‌های"))
    assert client.get("/mine/").headers["Location"] == "/mine/enter/"
    asked(client, row.national_id)
    assert client.get("/mine/").headers["Location"] == "/mine/enter/"
    answer = client.post("/mine/moved/", {})
    assert answer.headers["Location"] == "/mine/enter/?done=not_taken"


def test_a_client_sees_his_own_household_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the eyes of headquarters the same questions show everybody."""
    mine, other = household(), household()
    exemption(other, "gas", receipt_status="succ")
    me = Actor("citizen", "citizen", person_id=mine.person_id, household_id=mine.household_id)
    with looking(me):
        assert list(Row.objects.values_list("person_id", flat=True)) == [mine.person_id]
        assert list(Exemption.objects.values_list("receipt_status")) == []
        assert [bill.stage for bill in own_file(me, NOW).bills].count("kept") == 0
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    with looking(me):
        assert Row.objects.count() == 2
        assert [bill.stage for bill in own_file(me, NOW).bills].count("kept") == 1


@pytest.mark.parametrize("column", ["national_id", "mobile", "address", "postal_code", "remarks"])
def test_a_client_reads_no_column_that_his_page_does_not_show(column: str) -> None:
    row = household()
    me = Actor("citizen", "citizen", person_id=row.person_id, household_id=row.household_id)
    with (
        pytest.raises(Exception, match="permission denied"),
        looking(me),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {column} FROM exemptions_row")


def test_without_a_household_a_client_sees_nothing() -> None:
    row = household()
    me = Actor("citizen", "citizen", person_id=row.person_id)
    with looking(me):
        assert Row.objects.values("id").count() == 0
        assert own_file(me, NOW).bills == ()


def test_he_reads_who_saw_his_file_and_that_he_looked_himself() -> None:
    row = household()
    with looking(OPERATOR):
        look(
            user_id=7,
            purpose="file",
            subject="people.person",
            subject_id=str(row.person_id),
            rows=1,
        )
        look(
            user_id=7, purpose="collect", subject="exemptions.row", subject_id=str(row.key), rows=1
        )
    client = entered(row)
    shown = page(client)
    assert "دیدن پروندهٔ مددجو" in shown
    assert "گردآوری اطلاعات قبض" in shown
    assert "خود شما" in page(client)


def test_who_looked_often_on_a_day_for_one_purpose_is_one_line() -> None:
    row = household()
    for purpose, user in (("file", 7), ("file", 7), ("file", 7), ("work", 7), ("file", 8)):
        with looking(OPERATOR):
            look(
                user_id=user,
                purpose=purpose,
                subject="people.person",
                subject_id=str(row.person_id),
                rows=1,
            )
    seen = page(entered(row)).partition("چه کسی پروندهٔ شما")[2]
    assert seen.count("دیدن پروندهٔ مددجو") == 2
    assert seen.count("۳ بار در این روز") == 1
    assert seen.count("بار در این روز") == 1


@pytest.mark.parametrize("way", ["feed", "exemption"])
def test_he_reads_that_companies_took_what_they_were_told_of_his_household(way: str) -> None:
    row, other = household(), household()
    makers.company()
    own, strange = exemption(row, "gas"), exemption(other, "gas")
    with acting(OPERATOR, NOW):
        add_client(
            actor=OPERATOR,
            at=NOW,
            terms=ClientTerms(client_id="gas-307", utility="gas", company="307", title="گاز"),
        )
    number = MachineClient.objects.get(client_id="gas-307").pk
    client = entered(row)
    assert "شرکت گاز" not in page(client).partition("چه کسی")[2]
    for subject, taken in (
        ("feed", f"client:{number} {own.feed_id}:{other.pk}-{other.pk}"),
        ("exemption", f"client:{number} {strange.pk}"),
    ):
        _delivered(subject, taken)
        assert "شرکت گاز" not in page(client).partition("چه کسی")[2]
    ways = {
        "feed": f"client:{number} {own.feed_id}:{row.pk}-{row.pk}",
        "exemption": f"client:{number} {own.pk}",
    }
    for _ in range(2):  # on one day
        _delivered(way, ways[way])
        assert page(client).partition("چه کسی")[2].count("شرکت گاز") == 1


def _delivered(subject: str, taken: str) -> None:
    with looking(OPERATOR):
        look(user_id=None, purpose="exemption.delivery", subject=subject, subject_id=taken, rows=1)


def test_he_reads_no_look_at_anybody_else() -> None:
    """Negative control: the database refuses it, whatever is asked of the function."""
    row, other = household(), household()
    with looking(OPERATOR):
        look(
            user_id=7,
            purpose="file",
            subject="people.person",
            subject_id=str(other.person_id),
            rows=1,
        )
    asks = "SELECT count(*) FROM accounts_own_looks(%s, %s, '{}', '{}', '{}', 9)"
    told = [[f"people.person {other.person_id}"], [str(other.person_id)]]
    for person, seen in ((row.person_id, 0), (other.person_id, 1)):
        actor = Actor("system", "citizen", person_id=person)
        with looking(actor), connection.cursor() as cursor:
            cursor.execute(asks, told)
            assert cursor.fetchone() == (seen,)


def test_the_visit_ends_after_a_quarter_of_an_hour_and_when_he_leaves() -> None:
    row = household()
    client = entered(row)
    with time_machine.travel(NOW + timedelta(minutes=14)):
        assert client.get("/mine/").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=16)):
        assert client.get("/mine/").status_code == 302
    gone = client.post("/mine/leave/")
    assert gone.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/mine/").status_code == 302


def test_a_session_of_the_staff_opens_nothing_here_and_a_visit_nothing_there() -> None:
    row = household()
    client = entered(row)
    assert client.get("/").headers["Location"].startswith("/enter/")
    assert client.get("/people/").headers["Location"].startswith("/enter/")


def test_the_members_of_a_household_see_the_same_bills() -> None:
    head = household()
    member = makers.row(head.campaign, CENTRE, household_of=head)
    exemption(head, "gas", receipt_status="succ")
    me = Actor("citizen", "citizen", person_id=member.person_id, household_id=head.household_id)
    with looking(me):
        assert own_file(me, NOW).bills[0].stage == "kept"
    assert sent(0) == ""
