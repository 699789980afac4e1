"""A move goes from its report to its approval on pages; a tenancy is answered on one (A-030)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.follow_tenancies import follow_tenancies
from sayeban.exemptions.models import Campaign, Move, Row, Tenancy
from sayeban.exemptions.reads.listed import lists_of
from sayeban.exemptions.tests.feeds.makers import agreed, published
from sayeban.exemptions.tests.feeds.test_people import deliver
from sayeban.exemptions.tests.makers import NOW, bill_id, campaign, company
from sayeban.exemptions.tests.release_makers import approved, released
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

HERE = Unit.of_centre("0701", "7011")
FAR = Unit.of_centre("1001", "1011")
LIST = "/campaigns/c1405/units/centre:7011/moves/"
NEW = {
    "unit": "centre:1011",
    "said_by": "client",
    "on_day": "۲",
    "on_month": "9",
    "on_year": "۱۴۰۵",
}
DWELLING = {
    "on_day": "۲",
    "on_month": "9",
    "on_year": "۱۴۰۵",
    "location": "urban",
    "address": "اردستان، کوچهٔ تازه، پلاک ۴",
    "postal_code": "۸۳۹۱۷۰۰۰۰۱",
    "tenure": "owner",
    "channel": "centre",
    "source": "sms",
    "gas_type": "private",
    "gas_bill": bill_id(9, "gas", "507"),
}


@pytest.fixture(autouse=True)
def row() -> Row:
    """A tenant of centre 7011 in the gas company's feed, whose tenancy ends in 28 days."""
    company("507", "gas", "10")
    agreed()
    made = campaign(utilities=["gas"])
    row = approved(
        made,
        HERE,
        bills={"gas": bill_id(1, "gas")},
        full_name="زهرا کریمی",
        address="آباده، کوچهٔ کهنه",
        tenure="tenant",
        tenancy_end=NOW.date() + timedelta(days=28),
        mobile="+989121112233",
    )
    published(released().release_id)
    deliver()
    return row


@pytest.fixture
def worker() -> Client:
    return visitor("here.worker", Post.SOCIAL_WORKER, HERE)


@pytest.fixture
def there() -> Client:
    return visitor("there.worker", Post.SOCIAL_WORKER, FAR)


@pytest.fixture
def head() -> Client:
    return visitor("there.head", Post.CENTRE_HEAD, FAR)


def said(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def reported(worker: Client, row: Row) -> str:
    """The address of a move that was just reported."""
    answer = worker.post(f"/campaigns/c1405/rows/{row.key}/move/", NEW)
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"].split("?")[0]


def test_who_opens_a_list_of_moves_is_among_who_looked(
    worker: Client, there: Client, row: Row
) -> None:
    """As the audit names the list, so does what is known of a person's lists (P1)."""
    reported(worker, row)
    said(worker, LIST)
    said(there, LIST.replace("7011", "1011"))
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT subject_id FROM audit_look WHERE subject = 'exemptions.moves'")
        looked = {name for (name,) in cursor.fetchall()}
        cursor.execute("SET ROLE sayeban_web")
    with looking(OPERATOR):
        held = {
            one.subject_id for one in lists_of(row.person_id) if one.subject == "exemptions.moves"
        }
    assert len(looked) == 2
    assert looked <= held


def test_what_taking_back_does_is_said_as_it_is(worker: Client, row: Row) -> None:
    path = reported(worker, row)
    assert "به هیچ شرکتی چیزی گفته نمی‌شود" in said(worker, path)
    with acting(OPERATOR, NOW):
        Move.objects.update(ended_on=NOW.date())
    assert "به هیچ شرکتی چیزی گفته نمی‌شود" not in said(worker, path)
    assert "معافیت برنمی‌گردد" in said(worker, path)


def test_a_move_goes_from_the_row_to_its_approval(
    worker: Client, there: Client, head: Client, row: Row
) -> None:
    assert "جابه‌جا شد" in said(worker, f"/campaigns/c1405/rows/{row.key}/")
    path = reported(worker, row)
    assert "در دست انجام است" in said(worker, f"/campaigns/c1405/rows/{row.key}/")
    for client in (worker, there, head):
        assert "آباده، کوچهٔ کهنه" in said(client, path)
    assert 'name="gas_bill"' not in said(worker, path)
    wrong = there.post(path, DWELLING | {"postal_code": "12", "gas_bill": ""})
    assert wrong.status_code == 422
    assert 'href="#id_postal_code"' in wrong.content.decode()
    assert there.post(path, DWELLING | {"gas_bill": ""}).status_code == 422
    assert there.post(path, DWELLING).status_code == 303
    assert "خودتان" not in said(head, path)
    assert "پس از تأیید" in said(head, path)
    assert "تأیید جابه‌جایی" not in said(there, path)
    assert head.post(f"{path}approve/").status_code == 303
    assert "به شرکت‌ها اعلام شد" in said(head, path)
    assert head.post(f"{path}approve/").status_code == 422
    # The household is the new unit's now, and the old one still sees what became of it.
    assert "زهرا کریمی" in said(there, f"/campaigns/c1405/rows/{row.key}/")
    said(worker, f"/campaigns/c1405/rows/{row.key}/", 404)
    assert "زهرا کریمی" in said(worker, LIST)


def test_whoever_collected_it_is_not_offered_its_approval(
    worker: Client, head: Client, row: Row
) -> None:
    path = reported(worker, row)
    assert head.post(path, DWELLING).status_code == 303
    assert "خانهٔ تازه را شما گردآوری کرده‌اید" in said(head, path)
    assert head.post(f"{path}approve/").status_code == 422


def test_it_is_sent_to_another_unit_and_taken_back(worker: Client, there: Client, row: Row) -> None:
    path = reported(worker, row)
    assert there.post(f"{path}hand-over/", {"to-unit": "کجا"}).status_code == 422
    assert there.post(f"{path}hand-over/", {"to-unit": "centre:7021"}).status_code == 303
    said(there, path, 404)
    assert worker.post(f"{path}withdraw/").status_code == 303
    assert "پس گرفته شد" in said(worker, path)
    assert worker.post(f"{path}withdraw/").status_code == 422


def test_the_list_is_filtered_and_searched(worker: Client, row: Row) -> None:
    reported(worker, row)
    assert "زهرا کریمی" in said(worker, LIST)
    assert "زهرا کریمی" in said(worker, f"{LIST}?what=move.reported&words=کریمی")
    for query in ("what=move.approved", "words=نادری", "what=tenancy.asked", "after=50"):
        assert "زهرا کریمی" not in said(worker, f"{LIST}?{query}")
    near = visitor("near.worker", Post.SOCIAL_WORKER, Unit.of_centre("0702", "7021"))
    other = "/campaigns/c1405/units/centre:7021/moves/"
    assert "زهرا کریمی" not in said(near, other)


def test_what_is_wrong_with_a_report_is_said_at_its_field(worker: Client, row: Row) -> None:
    path = f"/campaigns/c1405/rows/{row.key}/move/"
    for typed, field in (
        (NEW | {"unit": "ناکجا"}, "unit"),
        (NEW | {"on_year": "۱۴۱۰"}, "on"),
        (NEW | {"said_by": ""}, "said_by"),
    ):
        answer = worker.post(path, typed)
        assert answer.status_code == 422
        assert f'href="#id_{field}' in answer.content.decode()
    reported(worker, row)
    assert "در دست انجام" in worker.post(path, NEW).content.decode()


def asked() -> str:
    follow_tenancies(actor=OPERATOR, at=NOW)
    with acting(OPERATOR, NOW):
        return f"/campaigns/c1405/tenancies/{Tenancy.objects.get().pk}/"


def test_a_tenancy_is_prolonged_on_its_page(worker: Client, there: Client) -> None:
    path = asked()
    assert "زهرا کریمی" in said(worker, LIST)
    assert "اجاره تمدید شده است" in said(worker, path)
    said(there, path, 404)
    day = {"prolong-new_end_day": "1", "prolong-new_end_month": "10"}
    past = worker.post(f"{path}prolong/", day | {"prolong-new_end_year": "1404"})
    assert past.status_code == 422
    assert 'href="#id_prolong-new_end' in past.content.decode()
    assert worker.post(f"{path}prolong/", day | {"prolong-new_end_year": "1406"}).status_code == 303
    assert "تمدید شد" in said(worker, path)
    assert worker.post(f"{path}leave/", {}).status_code == 422


def test_a_tenancy_is_left_on_its_page(worker: Client) -> None:
    path = asked()
    typed = {
        "leave-unit": "centre:1011",
        "leave-on_day": "2",
        "leave-on_month": "9",
        "leave-on_year": "1405",
    }
    assert worker.post(f"{path}leave/", {}).status_code == 422
    assert worker.post(f"{path}leave/", typed).status_code == 303
    with acting(OPERATOR, NOW):
        assert Move.objects.get().centre == "1011"


def test_what_waits_stands_on_the_first_page_also_of_a_closed_campaign(
    worker: Client, there: Client, head: Client, row: Row
) -> None:
    asked()
    assert "پرسیدن تمدید اجاره" in said(worker, "/")
    path = reported(worker, row)
    with acting(OPERATOR, NOW):
        Campaign.objects.update(closed_at=NOW, closed_by=1)
    assert "گردآوری خانهٔ تازهٔ جابه‌جاشدگان" in said(there, "/")
    assert there.post(path, DWELLING).status_code == 303
    assert re.search("تأیید جابه‌جایی", said(head, "/"))
