"""Headquarters writes agreements and gives programs their secrets; provinces see their board."""

import re
from base64 import b64encode
from io import BytesIO

import polars as pl
import pytest
from django.test import Client

from sayeban.accounts.models import MachineClient, MachineSecret
from sayeban.accounts.public import Post
from sayeban.exemptions.models import Signal
from sayeban.exemptions.pages.companies.shown import STATE_TONES
from sayeban.exemptions.tests.feeds.makers import FEED, agreed, basic, changes, proposed, token
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.organisations.models import Agreement
from sayeban.organisations.public import STATE_LABELS
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

NEW = "/companies/new/"
TERMS = {
    "company": "gas/307",
    "publisher": "behzisti",
    "provinces": ["07"],
    "columns": ["number"],
    "legal_basis": "بند (ی) تبصره ۸",
    "purpose": "اعمال معافیت قبض گاز",
    "starts_day": "۱",
    "starts_month": "1",
    "starts_year": "۱۴۰۵",
    "contact_name": "مهندس کریمی",
    "contact_phone": "07132220000",
}
PROGRAM = {"client_id": "gas-fars", "title": "سامانهٔ مشترکان", "addresses": "10.0.0.0/8"}


@pytest.fixture
def expert() -> Client:
    return visitor("hq.expert", Post.HQ_EXPERT, Unit.hq())


@pytest.fixture
def deputy() -> Client:
    return visitor("hq.deputy", Post.HQ_DEPUTY, Unit.hq())


def said(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def one(**of: str) -> Agreement:
    with acting(OPERATOR, NOW):
        return Agreement.objects.get(**of)


def test_an_agreement_goes_from_proposal_to_its_end_on_pages(
    expert: Client, deputy: Client
) -> None:
    proposed(company="207", utility="electricity")  # so that the publisher is known
    assert 'name="company"' in said(expert, NEW)
    form = said(expert, f"{NEW}?company=gas/307")
    assert re.findall(r'name="columns"[^>]*checked', form) == []
    made = expert.post(NEW, TERMS)
    assert made.status_code == 303
    path = made["Location"].split("?")[0]
    kept = one(company="307")
    assert (kept.provinces, kept.columns, kept.ends) == (["07"], ["number"], None)
    assert "نافذ کردن توافق‌نامه" not in said(expert, path)
    assert "نافذ کردن توافق‌نامه" in said(deputy, path)
    assert deputy.post(f"{path}activate/").status_code == 303
    assert expert.post(f"{path}ready/", {"note": ""}).status_code == 422
    assert expert.post(f"{path}ready/", {"note": "۱۴۰۵/۱۲"}).status_code == 303
    assert "آمادهٔ دریافت" in said(expert, path)
    assert expert.post(f"{path}end/", {"reason": "پایان"}).status_code == 422
    assert expert.post(f"{path}end/", {"reason": "پایان", "sure": "on"}).status_code == 303
    assert "پایان یافته" in said(expert, "/companies/")


def test_whoever_wrote_a_proposal_is_not_offered_its_activation(deputy: Client) -> None:
    proposed(company="207", utility="electricity")
    path = deputy.post(NEW, TERMS)["Location"].split("?")[0]
    assert "نافذ کردن توافق‌نامه" not in said(deputy, path)
    assert "جز کسی که آن را نوشته است" in said(deputy, path)
    refused = deputy.post(f"{path}activate/")
    assert refused.status_code == 422
    assert "کسی جز پیشنهاددهنده" in refused.content.decode()


def test_what_is_refused_is_said_at_its_field(expert: Client) -> None:
    proposed()
    late = TERMS | {"ends_day": "1", "ends_month": "1", "ends_year": "1404"}
    for typed, field in ((late, "ends"), (TERMS, "publisher")):
        answer = expert.post(NEW, typed)
        assert answer.status_code == 422
        assert f'href="#id_{field}' in answer.content.decode()
    nothing = expert.post(NEW, {"company": "gas/307", "publisher": "behzisti"})
    assert nothing.content.decode().count('<li><a href="#id_') >= 5
    assert expert.post(NEW, {"company": "gas/999"}).status_code == 422
    assert one().company == "307"


def secrets_in(answer: str) -> list[str]:
    return re.findall(r">([A-Za-z0-9_-]{43})<", answer)


def test_a_secret_is_shown_once_and_opens(expert: Client) -> None:
    path = f"/companies/{agreed()}/"
    answer = expert.post(f"{path}programs/", PROGRAM)
    assert "no-store" in answer["Cache-Control"]
    (secret,) = secrets_in(answer.content.decode())
    assert signs_in(secret)
    page = said(expert, path)
    assert "gas-fars" in page
    assert secrets_in(page) == []
    assert "هنوز هیچ" in page
    again = expert.post(f"{path}programs/", PROGRAM)
    assert again.status_code == 422
    assert 'href="#id_client_id' in again.content.decode()
    wrong = expert.post(f"{path}programs/", PROGRAM | {"client_id": "x-1", "addresses": "خانه"})
    assert wrong.status_code == 422
    assert "نشانی‌ها مانند" in wrong.content.decode()
    assert secrets_in(wrong.content.decode()) == []


def signs_in(secret: str) -> bool:
    answer = Client().post(
        "/oauth2/token",
        {"grant_type": "client_credentials"},
        headers=basic("gas-fars", secret),
    )
    return answer.status_code == 200


@pytest.mark.parametrize(("days", "still"), [("7", True), ("0", False)])
def test_another_secret_leaves_the_one_before_as_long_as_was_said(
    expert: Client, days: str, still: bool
) -> None:
    path = f"/companies/{agreed()}/"
    (first,) = secrets_in(expert.post(f"{path}programs/", PROGRAM).content.decode())
    page = f"{path}programs/gas-fars/secret/"
    assert expert.post(page).status_code == 422
    assert MachineSecret.objects.count() == 1
    (second,) = secrets_in(expert.post(page, {"overlap": days}).content.decode())
    assert signs_in(second)
    assert signs_in(first) is still
    assert ("کلید پیشین تا" in said(expert, path)) is still


def test_a_program_is_closed_after_a_question(expert: Client) -> None:
    path = f"/companies/{agreed()}/"
    (secret,) = secrets_in(expert.post(f"{path}programs/", PROGRAM).content.decode())
    page = f"{path}programs/gas-fars/close/"
    assert expert.post(page).status_code == 422
    assert signs_in(secret)
    assert expert.post(page, {"sure": "on"}).status_code == 303
    assert not signs_in(secret)
    assert expert.get(page).status_code == 404


def test_a_program_of_another_company_is_not_of_this_agreement(expert: Client) -> None:
    path = f"/companies/{agreed()}/"
    token("power-207", utility="electricity", company="207")
    assert "power-207" not in said(expert, path)
    assert expert.post(f"{path}programs/power-207/close/", {"sure": "on"}).status_code == 404
    assert MachineClient.objects.get(client_id="power-207").disabled_at is None
    assert expert.get("/companies/0/").status_code == 404


def test_calls_and_feeds_stand_on_the_page(gas: Client, expert: Client) -> None:
    assert changes(gas).status_code == 200
    assert changes(gas, feed="behzisti.gas.08.307").status_code == 404
    page = said(expert, f"/companies/{one().pk}/")
    assert "خواندن تغییرها" in page
    assert "چنین خوراکی برای این شرکت باز نیست" in page
    assert cells(page, "behzisti.gas.07.307") == ["۳", "۰", "۰", "۳"]


def cells(page: str, about: str) -> list[str]:
    """The figures in the row of a table that names `about`."""
    (row,) = (each for each in page.split("<tr")[1:] if about in each)
    return re.findall(r">([۰-۹٬]+)</td>", row)


def test_the_board_shows_every_company_and_a_province_its_own(gas: Client, expert: Client) -> None:
    board = said(expert, "/deliveries/")
    assert cells(board, f"/companies/{one().pk}/") == ["۳", "۰", "۰", "۳"]
    assert "بدون توافق‌نامه" in board
    fars = visitor("fars.head", Post.DIRECTOR_GENERAL, Unit.of_province("07"))
    assert "/companies/" not in said(fars, "/deliveries/")
    assert "۳" in said(fars, "/deliveries/")
    other = visitor("other.head", Post.DIRECTOR_GENERAL, Unit.of_province("08"))
    assert "فارس" not in said(other, "/deliveries/")
    assert shape(expert) == (len(re.findall(r"<tr", board)) - 1, 10)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("utility=gas", {"307"}),
        ("utility=water&province=07", {"107"}),
        ("search=307", {"307"}),
        ("search=چنین نامی نیست", set()),
        ("state=ready", {"307"}),
        ("state=none", {"107", "207"}),
        ("state=no+such", {"107", "207", "307"}),
    ],
)
def test_the_board_and_its_workbook_show_what_is_asked_for(
    gas: Client, expert: Client, asked: str, shown: set[str]
) -> None:
    assert codes(said(expert, f"/deliveries/?{asked}")) == shown
    assert shape(expert, asked)[0] == len(shown)


def codes(page: str) -> set[str]:
    # The number of an agreement in its address is no code of a company.
    return set(re.findall("(?<![/0-9])[123]07(?![/0-9])", page.partition("<table")[2]))


def test_agreements_are_narrowed_as_the_board_is(expert: Client) -> None:
    agreed()
    proposed(company="207", utility="electricity")
    for asked, shown in (
        ("", {"207", "307"}),
        ("utility=gas", {"307"}),
        ("state=proposed", {"207"}),
    ):
        assert codes(said(expert, f"/companies/?{asked}")) == shown, asked
    assert len(codes(said(expert, "/companies/?after=1"))) == 1


def shape(client: Client, asked: str = "") -> tuple[int, int]:
    answer = client.get(f"/deliveries/board.xlsx?{asked}")
    whole = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return pl.read_excel(BytesIO(whole)).shape


@pytest.mark.parametrize("post", [Post.DIRECTOR_GENERAL, Post.PROVINCE_EXPERT])
def test_offices_open_no_agreement(post: Post) -> None:
    number = agreed()
    office = visitor("office", post, Unit.of_province("07"))
    for path in ("", "new/", f"{number}/", f"{number}/end/"):
        assert office.get(f"/companies/{path}").status_code == 403
    assert office.post(f"/companies/{number}/programs/", PROGRAM).status_code == 403


def test_each_state_has_its_own_tone() -> None:
    assert STATE_TONES.keys() == STATE_LABELS.keys()
    assert len(set(STATE_TONES.values())) == len(STATE_TONES)


def test_an_address_for_signals_is_written_and_its_secret_shown_once(
    gas: Client, expert: Client
) -> None:
    path = f"/companies/{one().pk}/signals/"
    assert "نوشته نشده" in said(expert, path)
    wrong = expert.post(path, {"url": "http://gas.example/"})
    assert wrong.status_code == 422
    assert 'href="#id_url' in wrong.content.decode()
    answer = expert.post(path, {"url": "https://gas.example/signals"})
    assert "no-store" in answer["Cache-Control"]
    assert re.findall(r">(whsec_[^<]+)<", answer.content.decode())
    page = said(expert, path)
    assert "https://gas.example/signals" in page
    assert "whsec_" not in page
    assert expert.post(f"{path}close/").status_code == 303
    assert "خاموش" in said(expert, path)


def test_what_was_given_up_is_listed_and_sent_again(gas: Client, expert: Client) -> None:
    path = f"/companies/{one().pk}/signals/"
    assert "همهٔ خبرها رسیده" in said(expert, "/companies/signals/")
    expert.post(path, {"url": "https://gas.example/signals"})
    with acting(OPERATOR, NOW):
        Signal.objects.create(
            hook_id=one().pk, feed_id=FEED, attempts=9, failing_since=NOW, dead_at=NOW
        )
    assert FEED in said(expert, "/companies/signals/")
    assert expert.post(f"{path}again/", {"feed": "behzisti.gas.08.307"}).status_code == 404
    assert expert.post(f"{path}again/", {"feed": FEED}).status_code == 303
    assert "همهٔ خبرها رسیده" in said(expert, "/companies/signals/")
    assert "در صف" in said(expert, path)


def test_a_programs_key_is_written_and_taken_away(gas: Client, expert: Client) -> None:
    agreement = f"/companies/{one().pk}/"
    path = f"{agreement}programs/gas-307/key/"
    assert "امضا می‌کند" not in said(expert, agreement)
    wrong = expert.post(path, {"public_key": "x"})
    assert wrong.status_code == 422
    assert 'href="#id_public_key' in wrong.content.decode()
    key = b64encode(bytes(32)).decode()
    assert expert.post(path, {"public_key": key}).status_code == 303
    assert "امضا می‌کند" in said(expert, agreement)
    assert expert.post(path, {"public_key": ""}).status_code == 303
    assert "امضا می‌کند" not in said(expert, agreement)
