"""A person's file: found with a reason, seen and changed by post and place."""

from collections.abc import Mapping

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.actions.change_head import change_head
from sayeban.people.models import Person
from sayeban.people.refusals import HeadImpossible, UnknownPerson
from sayeban.people.tests.makers import NOW, clerk, national_id, person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import WEB_ROLE, acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

CENTRE, COUNTY, FAR = Unit.of_centre("0701", "7011"), Unit.of_county("0701"), Unit.of_county("1001")
_DAY = {"on_day": "2", "on_month": "9", "on_year": "1405"}
"""The 23rd of November 2026, yesterday."""


@pytest.fixture(autouse=True)
def _world(db: None) -> object:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        register(
            source_row(1, full_name="زهرا کریمی", file_number="1405", postal_code="1111111112"),
            source_row(2, full_name="علی کریمی", head_national_id=national_id(1)),
        )
        yield


def client(post: Post = Post.COUNTY_EXPERT, unit: Unit = COUNTY) -> Client:
    user = make_user(post.value.replace("_", "."), post, unit)
    signed_in = enrolled(user, NOW)
    made = Client()
    session = made.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    made.cookies["sayeban_session"] = session.session_key or ""
    return made


def looks() -> list[tuple[str, str, int]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SELECT purpose, subject, rows FROM audit_look ORDER BY id")
        found: list[tuple[str, str, int]] = cursor.fetchall()
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        return found


def page_of(serial: int, kind: str = "") -> str:
    return f"/people/{person(serial).pk}/{kind + '/' if kind else ''}"


@pytest.mark.parametrize("typed", [national_id(1), "۹۹۹ ۰۰۰-۰۰۱" + national_id(1)[-1], "۱۴۰۵"])
def test_a_file_is_found_by_national_id_or_file_number_and_the_reason_kept(typed: str) -> None:
    found = client().post("/people/", {"identifier": typed, "reason": "visit"}).content.decode()
    assert f'href="{page_of(1)}"' in found
    assert page_of(2) not in found
    assert looks() == [("search.visit", "people.search", 1)]


def test_a_search_without_a_reason_finds_nobody_and_leaves_no_look() -> None:
    answer = client().post("/people/", {"identifier": national_id(1)})
    assert answer.status_code == 422
    assert "دلیل جستجو را برگزینید" in answer.content.decode()
    assert page_of(1) not in answer.content.decode()
    assert looks() == []


def test_a_search_is_never_part_of_an_address() -> None:
    answer = client().get("/people/", {"identifier": national_id(1), "reason": "visit"})
    assert page_of(1) not in answer.content.decode()


def test_who_lives_elsewhere_is_not_found_and_not_there() -> None:
    far = client(unit=FAR)
    sent = {"identifier": national_id(1), "reason": "visit"}
    assert "در حوزهٔ شما نیست" in far.post("/people/", sent).content.decode()
    assert far.get(page_of(1)).status_code == 404
    assert far.post(page_of(1, "move"), {}).status_code == 404


@pytest.mark.parametrize(("post", "unit"), [(Post.OBSERVER, COUNTY), (Post.VILLAGE_HELPER, COUNTY)])
def test_posts_that_keep_no_files_open_none(post: Post, unit: Unit) -> None:
    stranger = client(post, unit)
    assert stranger.get("/people/").status_code == 403
    assert stranger.get(page_of(1)).status_code == 403


def test_a_file_shows_the_household_and_is_recorded_as_a_look() -> None:
    shown = client().get(page_of(2)).content.decode()
    for text in ("علی کریمی", "زهرا کریمی", "سرپرست", national_id(2), "1111111112"):
        assert text in shown
    assert looks() == [("file", "people.person", 2)]


def test_a_move_is_recorded_on_its_page() -> None:
    moved = {"unit": "centre:7011", "postal_code": "۱۱۱۱۱۱۱۱۱۳", "address": "کوچهٔ دوم", **_DAY}
    answer = client(Post.SOCIAL_WORKER, CENTRE).post(page_of(1, "move"), moved)
    assert answer.status_code == 422, "the centre is not known yet"
    worker = client(Post.COUNTY_HEAD)
    done = worker.post(page_of(1, "move"), moved | {"unit": "0701"})
    assert done["Location"] == f"{page_of(1)}?done=person_move"
    shown = worker.get(page_of(1)).content.decode()
    assert "1111111113" in shown
    assert "1111111112" in shown


def test_after_a_move_out_of_his_places_he_is_led_to_the_search() -> None:
    done = client().post(page_of(1, "move"), {"unit": "1001", **_DAY})
    assert done["Location"] == "/people/?done=person_move"
    assert person(1).county == "1001"


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("move", {"unit": "0701", "postal_code": "123", **_DAY}, "کد پستی باید ده رقم باشد"),
        ("move", {"unit": "9999", **_DAY}, "9999"),
        (
            "tenancy",
            {
                "tenure": "owner",
                "tenancy_end_day": "1",
                "tenancy_end_month": "1",
                "tenancy_end_year": "1406",
            },
            "تنها برای خانهٔ استیجاری",
        ),
        ("head", {}, "یکی را برگزینید"),
        ("status", {"status": "deceased", **_DAY, "sure": "on"}, "شمارهٔ سند را بنویسید"),
        (
            "status",
            {
                "status": "deceased",
                "evidence": "x",
                "on_day": "5",
                "on_month": "9",
                "on_year": "1405",
                "sure": "on",
            },
            "تاریخ هنوز نرسیده است",
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_words(
    kind: str, typed: Mapping[str, str], sentence: str
) -> None:
    answer = client().post(page_of(1, kind), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_tenancy_is_recorded_on_its_page() -> None:
    end = {"tenancy_end_day": "1", "tenancy_end_month": "1", "tenancy_end_year": "1406"}
    keeper = client()
    done = keeper.post(page_of(1, "tenancy"), {"tenure": "tenant", **end})
    assert done["Location"] == f"{page_of(1)}?done=person_tenancy"
    assert "۱ فروردین ۱۴۰۶" in keeper.get(page_of(1)).content.decode()


def test_another_member_becomes_the_head_and_all_stay_together() -> None:
    done = client().post(page_of(1, "head"), {"head": str(person(2).pk)})
    assert done["Location"] == f"{page_of(1)}?done=person_head"
    old, new = person(1), person(2)
    assert (old.is_head, new.is_head) == (False, True)
    assert old.household_id == new.household_id
    assert new.household
    assert new.household.head_id == new.pk


def test_a_head_who_lives_elsewhere_gives_way_too() -> None:
    old = person(1).pk
    with acting(OPERATOR, NOW):
        Person.objects.filter(pk=old).update(province="10", county="1001", centre="")
    change_head(actor=clerk("county_expert", COUNTY), at=NOW, person_id=person(2).pk)
    assert (person(1).is_head, person(2).is_head) == (False, True)


def test_a_stranger_to_the_household_cannot_be_made_its_head() -> None:
    register(source_row(3))
    assert client().post(page_of(1, "head"), {"head": str(person(3).pk)}).status_code == 422


def test_who_has_died_or_lives_elsewhere_heads_nothing() -> None:
    with pytest.raises(UnknownPerson):
        change_head(actor=clerk("county_expert", FAR), at=NOW, person_id=person(2).pk)
    with pytest.raises(AccessDenied):
        change_head(actor=clerk("observer", Unit.hq()), at=NOW, person_id=person(2).pk)
    died = {"status": "deceased", "evidence": "گواهی ۱۲", "sure": "on", **_DAY}
    assert client().post(page_of(2, "status"), died).status_code == 303
    with pytest.raises(HeadImpossible):
        change_head(actor=OPERATOR, at=NOW, person_id=person(2).pk)
    change_head(actor=OPERATOR, at=NOW, person_id=person(1).pk)


@pytest.mark.parametrize(
    ("post", "unit", "status"),
    [
        (Post.COUNTY_EXPERT, COUNTY, 303),
        (Post.PROVINCE_EXPERT, Unit.of_province("07"), 303),
        (Post.CENTRE_HEAD, CENTRE, 303),
        (Post.COUNTY_HEAD, COUNTY, 303),
        (Post.DIRECTOR_GENERAL, Unit.of_province("07"), 303),
        (Post.SOCIAL_WORKER, CENTRE, 403),
        (Post.HQ_EXPERT, Unit.hq(), 403),
        (Post.COUNTY_HEAD, FAR, 404),
    ],
)
def test_a_death_is_recorded_by_experts_and_heads_in_their_places(
    post: Post, unit: Unit, status: int
) -> None:
    died = {"status": "deceased", "evidence": "گواهی ۱۲", "sure": "on", **_DAY}
    asked = client(post, unit)
    address = page_of(1, "status")
    assert asked.post(address, died).status_code == status
    assert person(1).status == ("deceased" if status == 303 else "")
    if status == 403:
        assert address not in asked.get(page_of(1)).content.decode()


def test_a_change_that_is_none_is_not_there() -> None:
    assert client().get(page_of(1, "delete")).status_code == 404
