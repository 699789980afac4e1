"""Staff sign in, work within their posts and stop at once when those end."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from sayeban.accounts.models import User
from sayeban.accounts.public import (
    Post,
    actor_of,
    disable_user,
    end_appointment,
    keep_device,
    user_page,
)
from sayeban.accounts.tests.makers import (
    ABADEH,
    ESTAHBAN,
    HQ,
    OWN_PASSWORD,
    PASSWORD,
    make_user,
)
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.sites.tests.visiting import code_now, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places(db: None) -> None:
    seed()


def client_of(username: str, post: Post = Post.COUNTY_HEAD, unit: object = ABADEH) -> Client:
    at = timezone.now()
    return signed_in(make_user(username, post, unit, at), at)  # type: ignore[arg-type]


def test_a_stranger_is_led_to_the_sign_in_page() -> None:
    answer = Client().get("/users/")
    assert (answer.status_code, answer["Location"]) == (302, "/enter/?next=/users/")


def test_the_first_sign_in_from_password_to_home() -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH, timezone.now())
    client = Client()
    entered = client.post("/enter/?next=/users/", {"username": "head", "password": PASSWORD})
    assert entered["Location"] == "/enter/enrol/"
    enrolling = client.get("/enter/enrol/").content.decode()
    assert "<svg" in enrolling
    assert "<img" not in enrolling
    code = code_now(head.user_id or 0, timezone.now())
    assert client.post("/enter/enrol/", {"code": code})["Location"] == "/users/"
    assert client.get("/users/")["Location"] == "/password/"
    chosen = {"present": PASSWORD, "chosen": OWN_PASSWORD, "again": OWN_PASSWORD}
    assert client.post("/password/", chosen)["Location"] == "/?done=password_changed"
    assert "شهرستان آباده" in client.get("/").content.decode()


def test_with_a_one_time_password_too_one_signs_out_of_a_phone() -> None:
    at = timezone.now()
    head = make_user("head", Post.COUNTY_HEAD, ABADEH, at)
    client = signed_in(head, at, own_password=False)
    client.cookies["sayeban_device"] = str(
        keep_device(actor=head, at=at, device=None, label="Android")
    )
    asked = client.post("/leave/")
    assert "هنوز بیرون نرفته‌اید" in client.get(asked["Location"]).content.decode()
    assert client.get("/field/")["Location"] == "/password/"
    client.post("/leave/", {"sure": "1"})
    assert client.get("/")["Location"].startswith("/enter/")


def test_the_secret_is_shown_to_nobody_else_and_never_again() -> None:
    assert Client().get("/enter/enrol/")["Location"] == "/enter/"
    assert client_of("head").get("/enter/enrol/")["Location"] == "/enter/"


def test_a_late_request_with_the_key_from_before_leaves_the_new_cookie() -> None:
    assert "sayeban_session" not in late_cookies()


def test_without_our_middleware_the_late_request_would_sign_him_out(settings: Settings) -> None:
    """Negative control: Django's own deletes the cookie."""
    ours, own = "sayeban.sites.middleware.", "django.contrib.sessions.middleware.SessionMiddleware"
    settings.MIDDLEWARE = [
        own if name == f"{ours}Sessions" else name for name in settings.MIDDLEWARE
    ]
    assert late_cookies()["sayeban_session"] == ""


def late_cookies() -> dict[str, str]:
    """The cookies that a request gets that was sent half-way and arrives after the sign-in."""
    head = make_user("head", Post.COUNTY_HEAD, ABADEH, timezone.now())
    client, late = Client(), Client()
    client.post("/enter/", {"username": "head", "password": PASSWORD})
    late.cookies["sayeban_session"] = client.cookies["sayeban_session"].value
    client.post("/enter/enrol/", {"code": code_now(head.user_id or 0, timezone.now())})
    assert client.get("/")["Location"] == "/password/"
    answer = late.get("/enter/enrol/")
    return {name: morsel.value for name, morsel in answer.cookies.items()}


def test_a_wrong_password_is_answered_with_the_form_and_its_sentence() -> None:
    answer = Client().post("/enter/", {"username": "nobody", "password": "x"})
    assert answer.status_code == 422
    assert "نام کاربری یا گذرواژه درست نیست" in answer.content.decode()


def test_nobody_is_led_to_another_site() -> None:
    make_user("head", Post.COUNTY_HEAD, ABADEH, timezone.now())
    client = Client()
    client.post("/enter/?next=//evil.example/", {"username": "head", "password": PASSWORD})
    assert client.session["next"] == "/"


def test_the_session_key_changes_at_sign_in() -> None:
    make_user("head", Post.COUNTY_HEAD, ABADEH, timezone.now())
    client = Client()
    session = client.session
    session["planted"] = "by somebody"
    session.save()
    client.cookies["sayeban_session"] = session.session_key or ""
    client.post("/enter/", {"username": "head", "password": PASSWORD})
    assert client.session.session_key != session.session_key
    assert "planted" not in client.session


def test_a_half_way_visitor_opens_nothing() -> None:
    make_user("head", Post.COUNTY_HEAD, ABADEH, timezone.now())
    client = Client()
    client.post("/enter/", {"username": "head", "password": PASSWORD})
    assert client.get("/")["Location"] == "/enter/?next=/"


def test_a_disabled_user_stops_with_his_next_request() -> None:
    client = client_of("head")
    assert client.get("/").status_code == 200
    disable_user(actor=OPERATOR, at=timezone.now(), username="head")
    assert client.get("/")["Location"] == "/enter/?next=/"


def test_an_ended_post_stops_with_the_next_request() -> None:
    client = client_of("head")
    assert client.get("/users/").status_code == 200
    at = timezone.now()
    post = user_page(OPERATOR, at, actor_of("head", at).user_id or 0).posts[0]
    end_appointment(actor=OPERATOR, at=at, appointment_id=post.appointment_id)
    assert client.get("/users/").status_code == 403
    assert "اکنون سمتی ندارید" in client.get("/").content.decode()


def test_signing_out_ends_the_session() -> None:
    client = client_of("head")
    assert client.get("/leave/")["Location"] == "/", "an address alone signs nobody out"
    assert client.get("/").status_code == 200
    assert client.post("/leave/")["Location"] == "/enter/?done=signed_out"
    assert client.get("/").status_code == 302


def test_a_refusal_is_a_page_with_its_sentence() -> None:
    answer = client_of("observer", Post.OBSERVER).get("/users/")
    assert answer.status_code == 403
    assert "سمت شما اجازهٔ این کار را در این واحد ندارد" in answer.content.decode()


def test_the_menu_shows_what_the_posts_open() -> None:
    assert "صندوق پیامک" in client_of("head").get("/").content.decode()
    assert "صندوق پیامک" not in client_of("observer", Post.OBSERVER).get("/").content.decode()


def test_a_head_adds_a_user_and_reads_his_password_once() -> None:
    client = client_of("head")
    new = {"username": "expert", "full_name": "مینا", "post": "county_expert", "unit": "0701"}
    shown = client.post("/users/new/", new)
    assert re.search("[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}", shown.content.decode())
    assert "no-store" in shown["Cache-Control"]
    again = client.post("/users/new/", new)
    assert again.status_code == 422
    assert "از پیش هست" in again.content.decode()
    assert "مینا" in client.get("/users/").content.decode()


def test_a_user_of_another_county_is_not_there() -> None:
    theirs = make_user("theirs", Post.COUNTY_EXPERT, ESTAHBAN, timezone.now())
    client = client_of("head")
    assert client.get(f"/users/{theirs.user_id}/").status_code == 404
    assert client.post(f"/users/{theirs.user_id}/disable/").status_code == 404
    assert client.post(f"/users/{theirs.user_id}/totp/").status_code == 403


def test_what_was_sent_after_the_end_of_the_sign_in_is_said_to_be_gone() -> None:
    make_user("head", Post.COUNTY_HEAD, ABADEH, timezone.now())
    client = Client()
    for sent, page in (("/users/new/", "/users/new/"), ("/users/7/disable/", "/users/7/")):
        answer = client.post(sent, {"username": "mina.k"})
        following = f"{page}?done=not_taken"
        assert answer["Location"] == f"/enter/?done=not_taken&next={quote(following)}"
        shown = client.get(answer["Location"]).content.decode()
        assert "آنچه فرستادید ثبت نشد" in shown
        assert 'class="notification warn"' in shown
    client.post(answer["Location"], {"username": "head", "password": PASSWORD})
    assert client.session["next"] == following


@pytest.mark.parametrize("change", ["disable", "enable", "totp"])
def test_headquarters_changes_a_user_from_his_page(change: str) -> None:
    expert = make_user("expert", Post.COUNTY_EXPERT, ABADEH, timezone.now())
    client = client_of("deputy", Post.HQ_DEPUTY, HQ)
    answer = client.post(f"/users/{expert.user_id}/{change}/", {"sure": "on"})
    assert answer["Location"].startswith(f"/users/{expert.user_id}/?done=")
    assert client.get(answer["Location"]).status_code == 200


def test_another_post_and_its_end() -> None:
    expert = make_user("expert", Post.COUNTY_EXPERT, ABADEH, timezone.now())
    client = client_of("deputy", Post.HQ_DEPUTY, HQ)
    page = f"/users/{expert.user_id}/"
    assert client.post(f"{page}post/", {"post": "observer", "unit": "07"}).status_code == 302
    assert client.post(f"{page}post/", {"post": "observer", "unit": "98"}).status_code == 422
    ends = re.findall(r"/users/post/[0-9]+/end/", client.get(page).content.decode())
    assert len(ends) == 2
    assert client.post(ends[1]).status_code == 302
    shown = client.post(f"{page}password/", {"sure": "on"}).content.decode()
    assert "دیگر نشان داده نمی‌شود" in shown


def test_forms_offer_the_posts_that_the_visitor_can_give() -> None:
    """Another one that is sent is refused in words, not as a choice that is none."""

    def offered(page: str) -> set[str]:
        listed = client.get(page).content.decode().partition('name="post"')[2]
        return set(re.findall(r'<option value="([a-z_]+)"', listed.partition("</select>")[0]))

    client = client_of("head")
    assert offered("/users/helper/") == {"county_expert", "social_worker", "village_helper"}
    assert "hq_deputy" not in offered("/users/new/")
    assert "county_head" not in offered("/users/new/")
    assert "centre_head" in offered("/users/new/")
    new = {"username": "mina.k", "full_name": "مینا", "post": "county_head", "unit": "0701"}
    assert client.post("/users/new/", new).status_code == 403


@pytest.mark.parametrize("change", ["disable", "totp", "password", "sessions"])
def test_what_is_done_to_somebody_at_once_is_asked_first(change: str) -> None:
    """One press alone changes nothing; who may not do it gets no question."""
    expert = make_user("expert", Post.COUNTY_EXPERT, ABADEH, timezone.now())
    client = client_of("deputy", Post.HQ_DEPUTY, HQ)
    before = User.objects.filter(username="expert").values().get()
    page = f"/users/{expert.user_id}/{change}/"
    asking = client.post(page)
    assert asking.status_code == 200
    assert 'name="sure"' in asking.content.decode()
    assert "کاربر expert (expert)" in asking.content.decode()
    assert User.objects.filter(username="expert").values().get() == before
    client.post(page, {"sure": "on"})
    assert User.objects.filter(username="expert").values().get() != before


def test_a_helper_is_assigned_by_page() -> None:
    make_user("expert", Post.COUNTY_EXPERT, ESTAHBAN, timezone.now())
    client = client_of("head")
    helper = {"username": "expert", "post": "county_expert", "unit": "0701"}
    until = {"until_day": "۲۹", "until_month": "12", "until_year": "1420"}
    assert (
        client.post("/users/helper/", helper | until)["Location"] == "/users/?done=helper_assigned"
    )
    assert client.post("/users/helper/", helper | until).status_code == 422
    assert client.get("/users/helper/").status_code == 200


@pytest.mark.parametrize("page", ["/", "/users/", "/users/new/", "/outbox/", "/password/"])
def test_each_page_shows_and_forbids_everything_inline(page: str) -> None:
    answer = client_of("deputy", Post.HQ_DEPUTY, HQ).get(page)
    assert answer.status_code == 200
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?! src)|<style| style=| on[a-z]+=", answer.content.decode())


def test_nothing_at_an_address_is_said_in_persian() -> None:
    answer = client_of("head").get("/nothing/")
    assert answer.status_code == 404
    assert "این نشانی درست نیست" in answer.content.decode()
    assert '<a href="/">صفحهٔ نخست</a> آغاز کنید' in answer.content.decode()


def test_a_forged_form_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/enter/", {"username": "head", "password": PASSWORD})
    assert answer.status_code == 403
    assert "این فرم قدیمی شده است" in answer.content.decode()


@pytest.mark.parametrize("length", [2**16 + 1, 10**12])
def test_a_strangers_large_body_is_refused_unread(length: int) -> None:
    answer = Client().post("/enter/", {"username": "x"}, CONTENT_LENGTH=str(length))
    assert answer.status_code == 413
    assert "بزرگ‌تر از اندازهٔ مجاز" in answer.content.decode()


def test_the_body_of_who_is_signed_in_has_a_bound_too(settings: Settings) -> None:
    client = client_of("head")
    assert client.post("/leave/", CONTENT_LENGTH=str(settings.MOST_BODY + 1)).status_code == 413
    assert client.post("/leave/").status_code == 302


def test_without_the_bound_a_body_is_read_as_far_as_it_goes(settings: Settings) -> None:
    """Negative control: the test's body is shorter than it says, and reading it fails."""
    settings.MOST_BODY_OF_STRANGER = 10**13
    with pytest.raises(AssertionError, match="Cannot read more than"):
        Client().post("/enter/", {"username": "x"}, CONTENT_LENGTH=str(10**12))
