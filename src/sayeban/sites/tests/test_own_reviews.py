"""A client who was told no asks for another look from his own page, and reads the answer."""

from datetime import timedelta

import pytest
from django.test import Client

from sayeban.cases.models import Review
from sayeban.cases.public import advance, ask_own_review, keep_result, reopen
from sayeban.cases.refusals_review import ReviewUnknown
from sayeban.cases.tests.makers import CLERK, COUNTY, HEAD, NOW, WORKER, of, open_step
from sayeban.exemptions.models import Row
from sayeban.facts.public import Claim, open_own_contest, seed_contest_texts
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.sites.delivering import deliver_events
from sayeban.sites.tests.own_cases import himself, known, request_of, service
from sayeban.sites.tests.own_pages import entered, household
from sayeban.sites.tests.test_own_file import decided

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
OTHER = of("county_head", COUNTY, 14)


@pytest.fixture(autouse=True)
def _service(country: None) -> None:
    service()
    with acting(OPERATOR, NOW):
        seed_contest_texts(NOW)


def refused(row: Row) -> int:
    """His request ends with a no of the head of the county; its number."""
    case_id = request_of(row).case_id
    for actor, outcome in ((CLERK, "complete"), (WORKER, "seen"), (HEAD, "refuse")):
        step = open_step(case_id).pk
        advance(actor=actor, at=NOW, steps=[step], outcome=outcome, reason="درآمد از مرز گذشت")
    return case_id


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_given_a_refusal_when_he_says_what_is_wrong_then_he_reads_until_when_he_hears() -> None:
    row = household()
    case_id, client = refused(row), entered(row)
    path = f"/mine/cases/{case_id}/"
    page = text(client, path)
    assert "درآمد از مرز گذشت" in page
    assert f"{path}review/" in page
    assert "چه چیزی درست نیست؟" in text(client, f"{path}review/")
    assert client.post(f"{path}review/", {"text": " "}).status_code == 422
    assert client.post(f"{path}review/", {"text": "دیگر کار نمی‌کنم"}).status_code == 303
    page = text(client, path)
    assert "دیگر کار نمی‌کنم" in page
    assert "پاسخ تا ۱۵ آذر ۱۴۰۵" in page
    assert f"{path}review/" not in page
    # Who goes back after sending is led to where it stands.
    assert client.get(f"{path}review/")["Location"] == path
    # Sent twice it is said so, and kept once.
    twice = client.post(f"{path}review/", {"text": "دیگر کار نمی‌کنم"})
    assert "لازم نیست دوباره بخواهید" in twice.content.decode()
    later = NOW + timedelta(hours=1)
    keep_result(actor=OTHER, at=later, case_id=case_id, answer="فیش حقوق آبان دیده شد")
    page = text(client, path)
    assert "نتیجه ماند" in page
    assert "فیش حقوق آبان دیده شد" in page


def test_given_a_reopened_request_then_the_old_reasons_stand_apart_with_their_day() -> None:
    row = household()
    case_id, client = refused(row), entered(row)
    ask_own_review(actor=himself(row), at=NOW, case_id=case_id, text="دیگر کار نمی‌کنم")
    later = NOW + timedelta(minutes=5)
    reopen(actor=OTHER, at=later, case_id=case_id, step="visit", reason="میان همکاران")
    page = text(client, f"/mine/cases/{case_id}/")
    assert "نتیجهٔ پیشین کنار رفت و درخواست شما از ۳ آذر ۱۴۰۵ دوباره بررسی می‌شود" in page
    before = page.split("دلیل‌های نتیجهٔ پیشین، که کنار رفت")
    assert len(before) == 2
    assert "درآمد از مرز گذشت" in before[1]
    assert "<h2>دلیل‌ها</h2>" not in page
    # What colleagues write to each other when they open it again stays with them.
    assert "میان همکاران" not in page


def test_nobody_asks_for_a_stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the eyes of headquarters the row is there, and the filter holds."""
    mine, his = household(), household()
    case_id = refused(his)
    client = entered(mine)
    assert client.get(f"/mine/cases/{case_id}/review/").status_code == 404
    assert client.post(f"/mine/cases/{case_id}/review/", {"text": "x"}).status_code == 404
    with pytest.raises(ReviewUnknown):
        ask_own_review(actor=himself(mine), at=NOW, case_id=case_id, text="x")
    with acting(OPERATOR, NOW):
        assert not Review.objects.exists()
    ask_own_review(actor=himself(his), at=NOW, case_id=case_id, text="x")
    with looking(himself(mine)):
        assert not Review.objects.exists()
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    with looking(himself(mine)):
        assert Review.objects.count() == 1
    with pytest.raises(ReviewUnknown):
        ask_own_review(actor=himself(mine), at=NOW, case_id=case_id, text="x")


def test_given_an_accepted_contest_when_a_refused_request_read_it_then_both_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = household()
    monkeypatch.setattr(
        "sayeban.cases.actions.note_corrected._read_by", lambda *_: {"has_disability"}
    )
    case_id = refused(row)
    value = known(row, "has_disability", told=False, origin="received", register="disability")
    number = open_own_contest(
        actor=himself(row), at=NOW, value_id=value, claim=Claim(value=True, reason="رأی را دارم")
    )
    decided(number)
    deliver_events()
    assert "پروندهٔ «کارت معلولیت»" in text(entered(row), f"/mine/contests/{number}/")
    with acting(OPERATOR, NOW):
        review = Review.objects.get(case=case_id)
        assert (review.why, review.text) == ("corrected", "has_disability")
    later = NOW + timedelta(hours=1)
    keep_result(actor=OTHER, at=later, case_id=case_id, answer="رأی تازه نتیجه را عوض نمی‌کند")
    page = text(entered(row), f"/mine/cases/{case_id}/")
    assert "داده‌ای که این نتیجه به آن نگاه می‌کرد اصلاح شد" in page
    assert "رأی تازه نتیجه را عوض نمی‌کند" in page
    assert "has_disability" not in page


def test_given_a_contest_then_what_others_of_the_household_asked_for_is_not_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Her case waits for another look, and his contest does not name it."""
    row, hers = household(), household()
    monkeypatch.setattr(
        "sayeban.cases.actions.note_corrected.subjects_of",
        lambda *_: ([row.person_id, hers.person_id], []),
    )
    monkeypatch.setattr(
        "sayeban.cases.actions.note_corrected._read_by", lambda *_: {"has_disability"}
    )
    her_case = refused(hers)
    value = known(row, "has_disability", told=False, origin="received", register="disability")
    number = open_own_contest(
        actor=himself(row), at=NOW, value_id=value, claim=Claim(value=True, reason="رأی را دارم")
    )
    decided(number)
    deliver_events()
    with acting(OPERATOR, NOW):
        assert Review.objects.get().case_id == her_case
    assert "کارت معلولیت" not in text(entered(row), f"/mine/contests/{number}/")
