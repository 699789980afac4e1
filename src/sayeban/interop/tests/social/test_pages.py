"""Headquarters reads what each institution may and asked, gives another key and closes."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import now

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.facts.public import set_purpose
from sayeban.interop.public import add_grant
from sayeban.interop.tests.makers import EXPERT, token_of
from sayeban.interop.tests.social.makers import PURPOSE, Program, code_of, ground, program, terms
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR

pytestmark = pytest.mark.django_db
PAGE = "/institutions/charity/"


def client(post: Post = Post.HQ_EXPERT, unit: Unit | None = None) -> Client:
    user = make_user(post.value.replace("_", "."), post, unit or Unit.hq())
    signed_in = enrolled(user, NOW)
    made = Client()
    session = made.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    made.cookies["sayeban_session"] = session.session_key or ""
    return made


@pytest.fixture(autouse=True)
def _ground() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        ground()
        yield


@pytest.fixture
def charity() -> Program:
    return program()


def read(expert: Client, path: str = PAGE) -> str:
    answer = expert.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_tells_what_is_open_and_what_was_asked(charity: Program) -> None:
    charity.facts(facts=["decile"])
    charity.facts(facts=["iban"])
    charity.begin()
    page = read(client())
    for words in ("بنیاد نمونه", "جلوگیری از پوشش دوباره", "ماده ۲ نمونه", "کمک‌هزینهٔ اجاره"):
        assert words in page
    assert "خواندن داده" in page
    assert "تا امروز ۱ فرم آغاز و ۰ درخواست" in page
    # What was refused stands with its sentence, and no person stands anywhere.
    assert page.count("403") == 1
    assert re.search("999[0-9]{7}", page) is None


def test_a_purpose_that_ended_is_said_to_open_nothing(charity: Program) -> None:
    expert = client()
    assert "پایان یافته" not in read(expert)
    set_purpose(actor=OPERATOR, at=now(), purpose=PURPOSE, title="ه", legal_basis="ق", registers=[])
    assert "پایان یافته: چیزی نشان داده نمی‌شود" in read(expert)


def test_another_key_is_shown_once_and_the_one_before_ends(charity: Program) -> None:
    expert = client()
    assert expert.post(f"{PAGE}secret/", {}).status_code == 422
    answer = expert.post(f"{PAGE}secret/", {"overlap": "0"})
    page = answer.content.decode()
    assert "کلید دیگر نشان داده نمی‌شود" in page
    assert "no-store" in answer["Cache-Control"]
    assert 'class="seed"' not in read(expert, f"{PAGE}secret/")


def test_the_second_person_reads_what_opens_and_puts_it_in_force() -> None:
    add_grant(actor=EXPERT, at=now(), terms=terms())
    expert = client()
    page = read(expert)
    assert "در انتظار تأیید نفر دوم" in page
    assert "خواندن و نافذ کردن توافق" not in page
    assert "این توافق را شما نافذ نمی‌کنید" in read(expert, f"{PAGE}activate/")
    asks = Program(token_of("charity"))
    deputy = client(Post.HQ_DEPUTY)
    assert "خواندن و نافذ کردن توافق" in read(deputy)
    assert "جلوگیری از پوشش دوباره" in read(deputy, f"{PAGE}activate/")
    assert deputy.post(f"{PAGE}activate/", {}).status_code == 422
    assert code_of(asks.facts(facts=["decile"])) == "scope.missing"
    done = deputy.post(f"{PAGE}activate/", {"sure": "on"})
    assert done["Location"] == f"{PAGE}?done=institution_activated"
    assert asks.facts(facts=["decile"]).status_code == 200
    assert "در انتظار تأیید نفر دوم" not in read(deputy)
    assert "توافق نافذ شد" in read(deputy)


def test_an_agreement_is_closed_after_a_question(charity: Program) -> None:
    expert = client()
    assert expert.post(f"{PAGE}close/", {}).status_code == 422
    assert charity.facts(facts=["decile"]).status_code == 200
    closed = expert.post(f"{PAGE}close/", {"sure": "on"})
    assert closed["Location"] == f"{PAGE}?done=institution_closed"
    assert code_of(charity.facts(facts=["decile"])) == "token.invalid"
    page = read(expert)
    assert "توافق بسته شد" in page
    assert "بستن توافق</a>" not in page
    for way in ("secret/", "close/"):
        assert expert.get(f"{PAGE}{way}").status_code == 404


def test_the_list_is_narrowed_and_hides_what_is_closed(charity: Program) -> None:
    expert = client()
    assert "بنیاد نمونه" in read(expert, "/institutions/")
    assert "بنیاد نمونه" in read(expert, "/institutions/?q=بنياد")
    assert "نهادی با این نام" in read(expert, "/institutions/?q=زرافه")
    expert.post(f"{PAGE}close/", {"sure": "on"})
    assert "هنوز با نهادی توافق نشده" in read(expert, "/institutions/")
    assert "بنیاد نمونه" in read(expert, "/institutions/?closed=on")


def test_headquarters_alone_opens_these_pages(charity: Program) -> None:
    head = client(Post.COUNTY_HEAD, Unit.of_county("0701"))
    for path in ("/institutions/", PAGE, f"{PAGE}secret/", f"{PAGE}activate/", f"{PAGE}close/"):
        assert head.get(path).status_code == 403
    assert client().get("/institutions/nobody/").status_code == 404
