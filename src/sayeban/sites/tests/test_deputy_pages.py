"""The pages of deputies: named, seen on every page, withdrawn; whose business it is not."""

import pytest
from django.test import Client

from sayeban.accounts.models import Appointment
from sayeban.accounts.public import Post
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.sites.tests.audit_rows import asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
ABADEH, ESTAHBAN, FARS = Unit.of_county("0701"), Unit.of_county("0702"), Unit.of_province("07")
DAYS = {
    f"{name}_{part}": value
    for name in ("first", "last")
    for part, value in (("day", "۳"), ("month", "9"), ("year", "۱۴۰۵"))
}


def post_of(actor: Actor) -> int:
    return Appointment.objects.get(user=actor.user_id, deputy_of=None).pk


@pytest.fixture
def head(places: None) -> Actor:
    return staff("head", Post.COUNTY_HEAD, ABADEH)


@pytest.fixture
def page(head: Actor) -> str:
    return f"/deputies/{post_of(head)}/"


@pytest.fixture
def absent(head: Actor) -> Client:
    return client_of(head)


def test_a_holder_names_his_deputy_who_then_opens_the_pages_of_the_post(
    absent: Client, page: str
) -> None:
    deputy = visitor("expert", Post.COUNTY_EXPERT, ABADEH)
    assert deputy.get("/campaigns/").status_code == 200
    assert deputy.get("/users/").status_code == 403
    assert "کاربر expert" in absent.get(page).content.decode()
    answer = absent.post(page, {"username": "expert", **DAYS})
    assert answer["Location"] == "/deputies/?done=deputy_named"
    assert deputy.get("/users/").status_code == 200
    assert "رئیس شهرستان، شهرستان آباده (به جانشینی کاربر head)" in (
        deputy.get("/users/").content.decode()
    )
    assert "به جانشینی کاربر head" in deputy.get("/").content.decode()
    assert "تا پایان ۳ آذر ۱۴۰۵ جانشین رئیس شهرستان در شهرستان آباده هستید" in (
        deputy.get("/").content.decode()
    )
    deputy.post("/users/new/", {})
    lent = Appointment.objects.exclude(deputy_of=None).get()
    absent.post(f"/deputies/{lent.pk}/withdraw/")
    assert deputy.get("/users/").status_code == 403


def test_what_a_deputy_does_names_in_the_audit_for_whom(
    head: Actor, absent: Client, page: str
) -> None:
    visitor("worker", Post.OBSERVER, ABADEH)
    expert = staff("expert", Post.COUNTY_EXPERT, ABADEH)
    deputy = client_of(expert)
    absent.post(page, {"username": "expert", **DAYS})
    worker = Appointment.objects.get(user__username="worker")
    answer = deputy.post(f"/users/{worker.user_id}/disable/", {"sure": "on"})
    assert answer.status_code == 302
    ((posts,),) = asked(
        "SELECT posts::text FROM audit_event WHERE action = 'accounts.disable_user'"
    )
    assert f"county_head@0701 for {head.user_id}" in posts


def test_a_superior_finds_the_way_from_the_page_of_the_user(head: Actor, page: str) -> None:
    chief = visitor("director", Post.DIRECTOR_GENERAL, FARS)
    assert page in chief.get(f"/users/{head.user_id}/").content.decode()
    assert chief.get(page).status_code == 200


def test_others_find_nothing_there(page: str) -> None:
    for other in (
        visitor("stranger", Post.COUNTY_HEAD, ESTAHBAN),
        visitor("expert", Post.COUNTY_EXPERT, ABADEH),
    ):
        assert other.get(page).status_code == 404
        assert other.post(page, {}).status_code == 404
    assert visitor("third", Post.COUNTY_EXPERT, ABADEH).get("/deputies/").status_code == 200


def test_a_refusal_is_said_beside_the_form(absent: Client, page: str) -> None:
    visitor("expert", Post.COUNTY_EXPERT, ABADEH)
    late = {"last_year": "۱۴۰۴"}
    answer = absent.post(page, {"username": "expert", **DAYS, **late})
    assert answer.status_code == 422
    assert "روزهای جانشینی درست نیست" in answer.content.decode()
    answer = absent.post(page, {"username": "nobody"})
    assert "جانشین را از فهرست برگزینید" in answer.content.decode()


def test_a_place_without_colleagues_says_so(absent: Client, page: str) -> None:
    assert "از مسئول بالاتر بخواهید" in absent.get(page).content.decode()


def test_who_is_bounded_to_villages_is_refused_and_meets_no_fault(
    absent: Client, page: str
) -> None:
    """His role of the database reads neither works nor who stands in for whom."""
    visitor("expert", Post.COUNTY_EXPERT, ABADEH)
    absent.post(page, {"username": "expert", **DAYS})
    lent = Appointment.objects.exclude(deputy_of=None).get()
    villager = visitor("villager", Post.VILLAGE_HELPER, ABADEH)
    withdrawn = villager.post(f"/deputies/{lent.pk}/withdraw/")
    assert (withdrawn.status_code, villager.get("/jobs/").status_code) == (403, 403)
    assert villager.post(page, {"username": "expert", **DAYS}).status_code == 404
    assert Appointment.objects.exclude(deputy_of=None).get().ends == lent.ends
