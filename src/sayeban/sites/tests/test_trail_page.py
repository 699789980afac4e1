"""Searching the audit: in scope, with a purpose that is an access event itself, page by page."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.matrix.people import unit_of

from sayeban.accounts.public import Post, Sought, actor_by_id, audit_trail
from sayeban.accounts.refusals import UnknownUser
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests.makers import NOW, row
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.sites.staff import trail
from sayeban.sites.tests.audit_rows import asked, looked_at, looks
from sayeban.sites.traces import seen_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
CENTRE, ABADEH, HQ = Unit.of_centre("0701", "7011"), Unit.of_county("0701"), Unit.hq()
FAR = Unit.of_county("1001")
ASKED = {"reason": "audit.complaint", "case": "۷/۱۴۰۵-آ"}


def found(client: Client, **typed: Any) -> str:
    answer = client.post("/trail/", ASKED | typed)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def watched(campaign: Campaign) -> Row:
    """A row that a worker of its centre has opened."""
    made = row(campaign, CENTRE)
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    assert worker.get(f"/campaigns/c1405/rows/{made.key}/").status_code == 200
    looked_at(NOW)
    return made


@pytest.fixture
def head(places: None) -> Client:
    return visitor("head", Post.COUNTY_HEAD, ABADEH)


def test_a_head_reads_what_was_done_and_seen_in_his_place(watched: Row, head: Client) -> None:
    body = found(head)
    assert "دیدن ردیف یک خانوار در کارزار" in body
    assert "گردآوری اطلاعات قبض" in body
    assert "کاربر worker" in body
    assert "عوض کردن گذرواژهٔ خود" in body
    assert "مددکار، مرکز ۷۰۱۱" in body


def test_a_head_of_another_place_reads_nothing_of_it(watched: Row) -> None:
    assert "کاربر worker" not in found(visitor("stranger", Post.COUNTY_HEAD, FAR))
    assert "کاربر worker" in found(visitor("deputy", Post.HQ_DEPUTY, HQ))


def test_each_page_of_answers_is_one_access_event_with_its_purpose(
    watched: Row, head: Client
) -> None:
    before = len(looks())
    found(head, source="look")
    looked_at(NOW)
    assert looks()[before:] == [("audit.complaint", "audit", ASKED["case"], 1)]
    found(head, source="look")
    looked_at(NOW)
    assert looks()[before + 1 :] == [("audit.complaint", "audit", ASKED["case"], 2)]
    assert "رسیدگی به شکایت" in found(head, source="look")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "دلیل جستجو را برگزینید"),
        ({"case": ""}, "شمارهٔ نامه یا پرونده‌ای را"),
        ({"case": "نام کسی"}, "شماره تنها حرف"),
        ({"person": "9990000010"}, "در حوزهٔ شما مددجویی"),
        ({"username": "nobody"}, UnknownUser.sentence),
        (
            {
                f"{day}_{part}": value
                for day, year in (("first", "1405"), ("last", "1404"))
                for part, value in (("day", "1"), ("month", "9"), ("year", year))
            },
            "روز آخر پیش از روز نخست است",
        ),
    ],
)
def test_nothing_is_shown_without_purpose_or_for_nobody(
    watched: Row, head: Client, typed: dict[str, str], sentence: str
) -> None:
    before = len(looks())
    answer = head.post("/trail/", ASKED | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "کاربر worker" not in answer.content.decode()
    assert len(looks()) == before


def test_by_person_user_command_and_time(watched: Row, head: Client) -> None:
    visitor("second", Post.SOCIAL_WORKER, CENTRE)
    by_person = found(head, person=watched.national_id)
    assert "چه کسی پروندهٔ این مددجو را دیده است" in by_person
    assert "عوض کردن گذرواژه" not in by_person.split("<table")[1].split("</table>")[0]
    by_user = found(head, username="second")
    assert "کاربر second" in by_user
    assert "کاربر worker" not in by_user
    by_command = found(head, action="accounts.change_password")
    by_command = by_command.split("<table")[1].split("</table>")[0]
    assert "عوض کردن گذرواژهٔ خود" in by_command
    assert "دیدن" not in by_command
    day = {"last_day": "1", "last_month": "9", "last_year": "1405"}
    assert "در این زمان و در حوزهٔ شما چیزی" in found(head, **day)


def test_what_was_found_stands_before_the_form_which_waits_folded(
    watched: Row, head: Client
) -> None:
    body = found(head)
    assert body.index("دیدن ردیف یک خانوار") < body.index("<details><summary>جستجوی دیگر")
    assert body.index("<details><summary>جستجوی دیگر") < body.index('name="reason"')
    assert "جستجوی دیگر" not in head.get("/trail/").content.decode()
    assert "جستجوی دیگر" not in head.post("/trail/", {}).content.decode()


def test_answers_come_page_by_page(
    watched: Row, head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = found(head, source="event", action="accounts.change_password")
    monkeypatch.setattr(trail, "SIZE", 1)
    first = found(head, source="event", action="accounts.change_password")
    assert "پنجاه خط بعد" in first
    after = first.split('name="after" value="')[-1].split('"')[0].replace("&#43;", "+")
    second = found(head, source="event", action="accounts.change_password", after=after)
    assert whole.count("<tr>") == 2
    assert ("کاربر head" in second.split("<table")[1]) != ("کاربر head" in first.split("<table")[1])


def test_the_person_reads_by_office_and_purpose_who_saw_his_file(watched: Row) -> None:
    deputy = staff("deputy", Post.HQ_DEPUTY, HQ)
    with looking(deputy), CaptureQueriesContext(connection) as queries:
        (seen,) = seen_by(NOW, watched.person_id)
    # What was done to him is of no use here, and dear to ask.
    assert not [each for each in queries if "h.command" in each["sql"]]
    assert (seen.who, seen.why, seen.what) == (
        "مددکار، مرکز ۷۰۱۱",
        "گردآوری اطلاعات قبض",
        "ردیف یک خانوار در کارزار",
    )


@pytest.mark.parametrize("after", ["2026-13-01T00:00 look 5", "x look 5", "look", "  "])
def test_what_is_no_moment_begins_at_the_first_page(watched: Row, head: Client, after: str) -> None:
    assert "کاربر worker" in found(head, after=after)


def test_a_day_of_no_calendar_that_somebody_typed_is_shown_as_he_typed_it(
    campaign: Campaign, head: Client
) -> None:
    clerk = visitor("clerk", Post.COUNTER_CLERK, ABADEH)
    clerk.post("/counter/1/", {"answer": "2026-13-45"})
    assert "پاسخ: 2026-13-45" in found(head)


def trace_count(actor: Actor) -> int:
    with looking(actor):
        return len(
            audit_trail(NOW, Sought(NOW.replace(year=2020), NOW.replace(year=2030)), most=99)
        )


@pytest.mark.parametrize("post", sorted(Post))
def test_the_database_itself_asks_who_reads(watched: Row, post: Post) -> None:
    """Also where a page forgot to ask: only the auditing posts get a line."""
    places = {"hq_expert": "hq", "hq_deputy": "hq", "director_general": "07"}
    places |= {"province_expert": "07", "county_head": "0701", "county_expert": "0701"}
    places |= dict.fromkeys(("village_helper", "counter_clerk"), "0701")
    places |= dict.fromkeys(("desk_head", "desk_clerk", "liaison_expert"), "0701")
    reader = staff("reader", post, unit_of(places.get(post, "centre:7011")))
    if post == Post.VILLAGE_HELPER:
        with pytest.raises(ProgrammingError, match="permission denied"):
            trace_count(reader)
        return
    may = post in {"hq_deputy", "director_general", "county_head"}
    assert bool(trace_count(reader)) == may


def test_a_forged_actor_reads_by_his_real_posts_alone(watched: Row) -> None:
    """The roles of row-level security do not help: the posts are looked up by the user's id."""
    worker = staff("reader", Post.SOCIAL_WORKER, CENTRE)
    head = staff("chief", Post.HQ_DEPUTY, HQ)
    forged = Actor("user", "reader", worker.user_id, head.appointments)
    assert trace_count(forged) == 0
    assert trace_count(head) > 0


def test_no_working_role_reads_the_tables_and_the_web_role_not_even_the_function() -> None:
    for role in ("sayeban_web", "sayeban_hq", "sayeban_scoped"):
        ((may,),) = asked(f"SELECT has_table_privilege('{role}', 'audit_look', 'SELECT')")
        assert not may
    call = "accounts_audit_trail(now(), now(), now(), '', NULL, '', NULL, NULL, NULL, '', 0, 1)"
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {call}")


def test_a_disabled_reader_reads_nothing(watched: Row) -> None:
    deputy = staff("deputy", Post.HQ_DEPUTY, HQ)
    asked("UPDATE accounts_user SET disabled_at = now() WHERE username = 'deputy' RETURNING 1")
    assert trace_count(deputy) == 0


def test_a_look_counts_for_the_place_where_its_user_worked_then(watched: Row, head: Client) -> None:
    assert "دیدن ردیف" in found(head, source="look")
    moved = "UPDATE accounts_appointment SET county = '0702', centre = '7021'"
    asked(f"{moved} WHERE post = 'social_worker' RETURNING 1")
    assert "دیدن ردیف" not in found(head, source="look")


def test_the_door_is_closed_to_others() -> None:
    assert visitor("expert", Post.COUNTY_EXPERT, ABADEH).get("/trail/").status_code == 403
    assert client_of(actor_of_head()).get("/trail/").status_code == 200


def actor_of_head() -> Actor:
    made = staff("boss", Post.COUNTY_HEAD, ABADEH)
    return actor_by_id(made.user_id or 0, NOW)
