"""Administration by page: staff files, units by name, sessions, works, settings, messages."""

import re
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sayeban.accounts.models import Session, User
from sayeban.accounts.public import Post, actor_of, sign_in
from sayeban.design.filters import fa, jdate
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.public import TEXT_NAMES, seed_texts
from sayeban.exemptions.rules import CLEARINGS, TARGETS
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.kit.units import Unit
from sayeban.notices.public import versions
from sayeban.notices.rules import variables
from sayeban.organisations.models import Centre
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.models import Job
from sayeban.sites.kept_words import KeptWords
from sayeban.sites.setting_words import FIELDS, TABLES, UNTOLD
from sayeban.sites.staff.unit_field import unit_choices
from sayeban.sites.tests.audit_rows import asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
HQ, FARS, ABADEH = Unit.hq(), Unit.of_province("07"), Unit.of_county("0701")
CENTRE = Unit.of_centre("0701", "7011")
STAFF = """نام کاربری,نام و نام خانوادگی,سمت,واحد,همراه
mina.k, مینا  كريمي ,مددکار,مرکز ۷۰۱۱,۰۹۱۲۰۰۰۰۰۰۰
reza.a,رضا احمدی,رئیس شهرستان,شهرستان آباده,
far,دور,مددکار,مرکز ۱۰۱۱,
x y,بد,مددکار,7011,
"""


@pytest.fixture
def director(places: None) -> Client:
    return visitor("director", Post.DIRECTOR_GENERAL, FARS)


def preview(client: Client, content: str = STAFF) -> str:
    file = SimpleUploadedFile("staff.csv", content.encode("utf-8-sig"))
    form = client.get("/users/import/").content.decode().partition('action="/users/import/"')[2]
    assert form.startswith(' enctype="multipart/form-data"')
    answer = client.post("/users/import/", {"workbook": file})
    assert answer.status_code == 200
    return answer.content.decode()


def token_of(body: str) -> str:
    found = re.search('name="token" value="([^"]+)"', body)
    assert found
    return found[1]


def test_a_staff_file_shows_what_it_would_do_and_writes_nothing(director: Client) -> None:
    body = preview(director)
    assert body.count("کاربر تازه") >= 2
    assert "شما اجازهٔ این کار را ندارید" in body or "اجازه" in body
    assert "نام کاربری باید ۱ تا ۴۰ نویسه" in body
    assert not User.objects.filter(username="mina.k").exists()


def test_what_was_shown_is_written_once_with_slips(
    director: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    token = token_of(preview(director))
    written = director.post("/users/import/write/", {"token": token})
    body = written.content.decode()
    assert "no-store" in written["Cache-Control"]
    passwords = re.findall(r"[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}", body)
    assert len(passwords) == 2
    assert sign_in(at=timezone.now(), username="mina.k", password=passwords[0]).user_id
    assert actor_of("mina.k", timezone.now()).appointments[0].unit == CENTRE
    said = capsys.readouterr()
    assert not [word for word in passwords if word in said.out + said.err]
    assert director.post("/users/import/write/", {"token": token}).status_code == 422


def test_the_same_file_twice_changes_nothing(director: Client) -> None:
    director.post("/users/import/write/", {"token": token_of(preview(director))})
    body = preview(director)
    assert "این فایل چیزی را عوض نمی‌کند" in body
    assert 'name="token"' not in body


@pytest.mark.parametrize("token", ["", "../../etc/passwd", "0" * 64 + ".csv"])
def test_a_preview_of_nobody_is_refused(director: Client, token: str) -> None:
    answer = director.post("/users/import/write/", {"token": token})
    assert answer.status_code == 422
    assert "دوباره بفرستید" in answer.content.decode()


def test_a_preview_is_its_users_own(director: Client) -> None:
    token = token_of(preview(director))
    other = visitor("deputy", Post.HQ_DEPUTY, HQ)
    assert other.post("/users/import/write/", {"token": token}).status_code == 422


def test_a_file_that_is_none_is_refused_in_words_and_kept_nowhere(
    director: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    file = SimpleUploadedFile("staff.csv", b"a,b\n1,2\n")
    answer = director.post("/users/import/", {"workbook": file})
    assert answer.status_code == 422
    assert "ستون" in answer.content.decode()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("unit", ["شهرستان آباده", "0701", "۰۷۰۱", "آباده"])
def test_a_unit_is_chosen_by_name_or_typed_as_code(director: Client, unit: str) -> None:
    assert '<option value="شهرستان آباده">' in director.get("/users/new/").content.decode()
    typed = {"username": "expert", "full_name": "کسی", "post": "county_expert", "unit": unit}
    assert director.post("/users/new/", typed).status_code == 200
    assert actor_of("expert", timezone.now()).appointments[0].unit == ABADEH


def test_an_unknown_unit_is_refused(director: Client) -> None:
    typed = {"username": "expert", "full_name": "کسی", "post": "county_expert", "unit": "ناکجا"}
    assert director.post("/users/new/", typed).status_code == 422


def test_nobody_is_offered_units_of_another_place(director: Client) -> None:
    assert "اصفهان" not in director.get("/users/new/").content.decode()


def test_headquarters_is_offered_the_country_in_one_question_and_centres_by_their_names() -> None:
    with acting(OPERATOR, NOW):
        Centre.objects.create(code="7099", county_id="0701", name="امید فردا")
    deputy = visitor("deputy", Post.HQ_DEPUTY, HQ)
    actor = actor_of("deputy", timezone.now())
    with looking(actor), CaptureQueriesContext(connection) as asked:
        names = unit_choices(actor, timezone.now())
    assert {"ستاد", "استان فارس", "شهرستان آباده"} <= set(names)
    assert len([each for each in asked if "organisations_" in each["sql"]]) == 3
    typed = {"username": "x", "full_name": "کسی", "post": "centre_head", "unit": "امید"}
    answer = deputy.post("/users/new/", typed)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "این‌ها نزدیک‌اند: مرکز ۷۰۹۹ (امید فردا)." in body
    assert '<option value="مرکز ۷۰۹۹ (امید فردا)">' in body
    assert deputy.post("/users/new/", typed | {"unit": "مرکز ۷۰۹۹ (امید فردا)"}).status_code == 200
    assert body.count("<") // 2 < 1500


def browser_of(username: str) -> Client:
    """One more sign-in of somebody."""
    user = User.objects.get(username=username)
    number = Session.objects.create(
        user=user, label="Android، Chrome", epoch=user.session_epoch, started_at=timezone.now()
    )
    client = Client()
    session = client.session
    session.update({"user_id": user.pk, "epoch": user.session_epoch, "number": str(number.pk)})
    session.save()
    client.cookies["sayeban_session"] = session.session_key or ""
    return client


def test_one_session_is_ended_and_the_others_go_on() -> None:
    staff_user = staff("expert", Post.COUNTY_EXPERT, ABADEH)
    client_of(staff_user)
    first, second = browser_of("expert"), browser_of("expert")
    body = first.get("/sessions/").content.decode()
    assert body.count("Android، Chrome") == 2
    assert body.count("همین نشست") == 1
    lost = second.session["number"]
    assert first.post(f"/sessions/{lost}/end/").status_code == 302
    assert second.get("/")["Location"] == "/enter/?next=/"
    assert first.get("/").status_code == 200
    assert first.post(f"/sessions/{lost}/end/").status_code == 404


def test_a_session_shows_from_where_something_was_last_sent_with_it() -> None:
    client_of(staff("expert", Post.COUNTY_EXPERT, ABADEH))
    browser = browser_of("expert")
    browser.get("/sessions/", REMOTE_ADDR="192.0.2.7")
    assert "192.0.2.7" not in browser.get("/sessions/").content.decode(), "a look writes nothing"
    browser.post("/sessions/end/", REMOTE_ADDR="192.0.2.7")
    assert "192.0.2.7" in browser.get("/sessions/").content.decode()
    noted = "SELECT count(*) FROM audit_event WHERE action = 'accounts.note_address'"
    before = asked(noted)
    browser.post("/sessions/end/", REMOTE_ADDR="192.0.2.7")
    assert asked(noted) == before, "the same address again is not noted"


def test_all_other_sessions_end_and_this_one_goes_on() -> None:
    client_of(staff("expert", Post.COUNTY_EXPERT, ABADEH))
    first, second = browser_of("expert"), browser_of("expert")
    assert first.post("/sessions/end/").status_code == 302
    assert second.get("/")["Location"] == "/enter/?next=/"
    assert first.get("/sessions/").content.decode().count("Android، Chrome") == 1


def test_nobody_ends_a_session_of_somebody_else(director: Client) -> None:
    client_of(staff("expert", Post.COUNTY_EXPERT, ABADEH))
    other = browser_of("expert")
    assert director.post(f"/sessions/{other.session['number']}/end/").status_code == 404
    assert other.get("/").status_code == 200


def test_who_manages_a_user_ends_all_his_sessions(director: Client) -> None:
    client_of(staff("expert", Post.COUNTY_EXPERT, ABADEH))
    other, number = browser_of("expert"), User.objects.get(username="expert").pk
    stranger = visitor("stranger", Post.COUNTY_HEAD, Unit.of_county("1001"))
    assert stranger.post(f"/users/{number}/sessions/").status_code == 404
    assert other.get("/").status_code == 200
    sure = director.post(f"/users/{number}/sessions/")
    assert sure.status_code == 200
    assert "همهٔ نشست‌های او همین حالا بسته می‌شود" in sure.content.decode()
    assert other.get("/").status_code == 200
    assert director.post(f"/users/{number}/sessions/", {"sure": "on"}).status_code == 302
    assert other.get("/")["Location"] == "/enter/?next=/"


def test_a_sign_in_is_noted_with_its_browser() -> None:
    client = visitor("expert", Post.COUNTY_EXPERT, ABADEH)
    chosen = {"present": "another long phrase 8", "chosen": "third long phrase 9", "again": ""}
    chosen["again"] = chosen["chosen"]
    agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"
    assert client.post("/password/", chosen, headers={"User-Agent": agent}).status_code == 302
    assert "Linux، Firefox" in client.get("/sessions/").content.decode()


def job(user_id: int, county: str = "0701", state: str = "failed") -> None:
    with acting(OPERATOR, NOW):
        Job.objects.create(
            kind="campaign.split",
            user_id=user_id,
            arguments={"code": "c1405", "unit": county, "name": f"نام{county}"},
            state=state,
            tries=3,
            result={"message": "کار ناتمام ماند."},
            created_at=NOW,
            province=county[:2],
            county=county,
        )


def test_works_show_progress_tries_problem_and_sending_again(campaign: Campaign) -> None:
    expert = staff("expert", Post.COUNTY_EXPERT, ABADEH)
    job(expert.user_id or 0)
    job(0, "1001")
    own = client_of(expert)
    body = own.get("/jobs/").content.decode()
    assert "ساختن کاربرگ‌ها" in body
    assert "کار ناتمام ماند." in body
    assert "فرستادن دوباره" in body
    assert "نام1001" not in body
    for nothing in ("2026-13-01T00:00", "2026-02-30", "x"):
        assert own.get("/jobs/", {"before": nothing}).content.decode().count("کار ناتمام ماند.")
    head = visitor("head", Post.COUNTY_HEAD, ABADEH).get("/jobs/").content.decode()
    assert "نام0701" in head
    assert "فرستادن دوباره" not in head
    assert "نام1001" not in head
    country = visitor("deputy", Post.HQ_DEPUTY, HQ).get("/jobs/").content.decode()
    assert "نام1001" in country


def test_a_changed_setting_shows_who_when_old_and_new(campaign: Campaign) -> None:
    deputy = visitor("deputy", Post.HQ_DEPUTY, HQ)
    assert deputy.post("/campaigns/c1405/settings/extend/", {"days": "12"}).status_code == 303
    body = deputy.get("/settings/?table=exemptions_campaign").content.decode()
    assert "کاربر deputy" in body
    old, new = fa(campaign.days), fa(campaign.days + 12)
    assert f"<li>شمار روزها: <bdi>{old}</bdi> ← <bdi>{new}</bdi></li>" in re.sub(r"\s+", " ", body)
    assert "<li>قبض‌ها: <bdi>گاز، برق، آب</bdi></li>" in body
    assert f"<li>آغاز: <bdi>{jdate(campaign.starts)}</bdi></li>" in body
    assert "شمار روزها" not in deputy.get("/settings/?table=organisations_closure").content.decode()
    assert visitor("head", Post.COUNTY_HEAD, ABADEH).get("/settings/").status_code == 403


def kept_columns() -> list[tuple[str, list[str]]]:
    """With what may stand in them, where the model names it."""
    tables = {model._meta.db_table: model for model in apps.get_models()}
    fields = [field for table in TABLES for field in tables[table]._meta.concrete_fields]
    return [(str(each.column), [str(value) for value, _ in each.flatchoices]) for each in fields]


def unnamed(columns: Iterable[str]) -> set[str]:
    return set(columns) - {"id"} - set(FIELDS) - UNTOLD


def unsaid(values: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """The values that a reader would see as they are kept."""
    with acting(OPERATOR, NOW):
        said = KeptWords.of(values)
    return {(name, value) for name, value in values if said.say(name, value) in (value, fa(value))}


def test_every_kept_setting_has_a_persian_name() -> None:
    assert unnamed(column for column, _ in kept_columns()) == set()
    assert unnamed(["title", "planted"]) == {"planted"}


def test_every_choice_of_a_kept_setting_is_said_in_words(campaign: Campaign) -> None:
    choices = {(column, value) for column, values in kept_columns() for value in values}
    assert ("field", "mobile") in choices
    choices |= {("target", each) for each in TARGETS} | {("why", each) for each in CLEARINGS}
    choices |= {("publisher", campaign.publisher), ("post", Post.COUNTY_HEAD)}
    choices |= {(name, str(campaign.pk)) for name in ("continues_id", "campaign_id")}
    assert unsaid(choices) == set()
    planted = {(name, "planted") for name, _ in choices}
    assert unsaid(planted) == planted


def test_messages_have_names_and_say_what_each_gap_stands_for() -> None:
    with acting(OPERATOR, NOW):
        seed_texts(NOW)
    deputy = visitor("deputy", Post.HQ_DEPUTY, HQ)
    assert "آمار روزانهٔ مسئولان" in deputy.get("/texts/").content.decode()
    page = deputy.get("/texts/campaign.daily/").content.decode()
    assert "روز چندم کارزار" in page
    with acting(OPERATOR, NOW):
        sent = {each.code: variables(each.text) for each in versions()}
    assert sent == {code: len(each.gaps) for code, each in TEXT_NAMES.items()}


def test_each_page_leads_to_its_help_and_home_of_a_post_says_what_to_do() -> None:
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    assert 'href="/help/deputies/"' in worker.get("/deputies/").content.decode()
    assert "پس گرفتن" in worker.get("/help/deputies/").content.decode()
    start = worker.get("/help/").content.decode()
    assert "قبض‌های خانوارها را گردآوری می‌کنید" in start
    assert 'href="/help/field/"' in start
    assert worker.get("/help/nothing/").status_code == 404
    assert 'href="/help/sign_in/"' in Client().get("/enter/").content.decode()
    assert Client().get("/help/sign_in/").status_code == 200


def test_an_address_with_a_day_that_does_not_exist_shows_the_first_page() -> None:
    deputy = visitor("deputy", Post.HQ_DEPUTY, HQ)
    assert deputy.get("/jobs/?before=2026-13-01T00:00").status_code == 200
