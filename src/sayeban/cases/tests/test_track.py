"""Tracking by number: plain words for its holder, nothing of a person, and no guessing."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.models import SignInSource
from sayeban.accounts.rules import MAX_TRIES_OF_ADDRESS
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.end_case import withdraw
from sayeban.cases.actions.mark_document import mark_document
from sayeban.cases.models import Duration, Service
from sayeban.cases.reads.promises import promise
from sayeban.cases.reads.track import Tracked, cases_of, track
from sayeban.cases.tests.makers import (
    CLERK,
    COUNTY,
    HEAD,
    NOW,
    WORKER,
    card,
    open_step,
    opened,
    published,
)
from sayeban.cases.tracked import in_words
from sayeban.cases.tracking import check_digit
from sayeban.design.filters import grouped
from sayeban.notices.models import Message
from sayeban.people.tests.makers import person
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]


def asked(number: str, client: Client | None = None) -> tuple[int, str]:
    answer = (client or Client()).post("/track/", {"number": number})
    return answer.status_code, answer.content.decode()


def strange(serial: int) -> str:
    first = str(10**10 + serial)
    return first + check_digit(first)


def test_the_holder_of_a_number_sees_where_it_stands_and_no_person() -> None:
    case = opened()
    status, page = asked(case.tracking_no)
    assert status == 200
    for said in ("کارت معلولیت", "قول ما: پاسخ تا ۱۵ آذر ۱۴۰۵", "کار اکنون با ماست", "گام intake"):
        assert said in page
    for said in ("999", "09120000000", "مرکز"):
        assert said not in page.replace(str(grouped(case.tracking_no)), "")


def test_a_range_is_told_from_the_measure_that_the_promise_uses() -> None:
    case = opened()
    with acting(OPERATOR, NOW):
        for province, half, most in (("07", None, None), ("", 6, 9)):
            Duration.objects.create(
                service=Service.objects.get(),
                province=province,
                counted_on=NOW.date(),
                exits=40,
                p50=half,
                p80=most,
            )
        told = track(case.tracking_no)
        assert told is not None
        assert told.p80 == promise("disability_card", COUNTY, NOW.date()).p80 == 9


def test_a_no_has_no_check_mark_beside_it() -> None:
    case = opened()
    advance(actor=CLERK, at=NOW, steps=[open_step(case.case_id).pk], outcome="complete")
    for who, outcome in ((WORKER, "seen"), (HEAD, "no_law")):
        step = open_step(case.case_id).pk
        advance(actor=who, at=NOW, steps=[step], outcome=outcome, reason="قانون")
    with looking(OPERATOR):
        told = track(case.tracking_no)
    assert told is not None
    assert in_words(told, NOW.date()).picture == "list"


def test_whose_turn_it_is_and_how_it_ended() -> None:
    case = opened()
    step = open_step(case.case_id).pk
    advance(actor=CLERK, at=NOW, steps=[step], outcome="incomplete", reason="عکس نیست")
    assert "کار اکنون با شماست" in asked(case.tracking_no)[1]
    withdraw(actor=CLERK, at=NOW, case_id=case.case_id, reason="پشیمان شد")
    ended = asked(case.tracking_no)[1]
    assert "از درخواست خود گذشتید" in ended
    assert "قول ما" not in ended


def test_a_missing_document_is_named_whosever_turn_it_is() -> None:
    case = opened()
    for outcome, doer in (("complete", CLERK), ("seen", WORKER)):
        page = asked(case.tracking_no)[1]
        assert "لازم نیست کاری بکنید" not in page
        assert all(said in page for said in ("هنوز نرسیده است", "<li>عکس</li>")), outcome
        advance(actor=doer, at=NOW, steps=[open_step(case.case_id).pk], outcome=outcome)
    mark_document(actor=CLERK, at=NOW, case_id=case.case_id, code="photo", state="received")
    page = asked(case.tracking_no)[1]
    assert ("لازم نیست کاری بکنید" in page, "عکس" in page) == (True, False)
    mark_document(actor=CLERK, at=NOW, case_id=case.case_id, code="photo", state="missing")
    advance(actor=HEAD, at=NOW, steps=[open_step(case.case_id).pk], outcome="approve")
    assert "عکس" not in asked(case.tracking_no)[1], "the case is over"


def test_the_first_message_asks_for_what_is_missing() -> None:
    card_again = opened(1)
    published({**card(), "code": "guidance", "documents": []})
    asks_nothing = opened(2, service="guidance")
    with acting(OPERATOR, NOW):
        texts = {
            case.tracking_no: Message.objects.filter(text__contains=case.tracking_no)
            .order_by("id")
            .values_list("text", flat=True)[0]
            for case in (card_again, asks_nothing)
        }
    assert "یکی از مدرک‌های شما هنوز نرسیده است" in texts[card_again.tracking_no]
    assert "عکس" not in texts[card_again.tracking_no], "whoever holds the phone reads no title"
    assert "نرسیده" not in texts[asks_nothing.tracking_no]


def test_a_number_is_read_in_whatever_digits() -> None:
    number = opened().tracking_no
    persian = number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert asked(f"{persian[:4]} {persian[4:8]}-{persian[8:]}")[0] == 200


def test_the_code_on_a_slip_fills_the_box_and_looks_nothing_up() -> None:
    number = opened().tracking_no
    page = Client().get(f"/track/?no={number}").content.decode()
    assert f'value="{number}"' in page
    assert "کارت معلولیت" not in page
    assert 'value="12' not in Client().get("/track/?no=12<b>").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "شمارهٔ پیگیری را بنویسید"),
        ("123", "دوازده رقم است"),
        ("1234 5678 9012", "یک رقم این شماره نادرست است"),
        ("abc", "دوازده رقم است"),
    ],
)
def test_what_is_no_number_is_said(typed: str, said: str) -> None:
    status, page = asked(typed)
    assert status == 422
    assert said in page


def test_a_number_is_shown_in_groups_that_can_be_typed_back() -> None:
    number = opened().tracking_no
    shown = f"{number[:4]}\u00a0{number[4:8]}\u00a0{number[8:]}"
    assert shown in asked(number)[1]
    assert asked(shown)[0] == 200


def test_a_number_of_no_case_is_said() -> None:
    status, page = asked(strange(1))
    assert status == 422
    assert "درخواستی با این شماره نداریم" in page


def test_guessing_is_stopped_and_right_numbers_are_not_counted() -> None:
    number, client = opened().tracking_no, Client()
    for _ in range(3):
        assert asked(number, client)[0] == 200
    for serial in range(MAX_TRIES_OF_ADDRESS + 1):
        assert asked(strange(serial), client)[0] == 422
    assert asked(number, client)[0] == 200, "a hall shares one address"
    SignInSource.objects.filter(source="track 127.0.0.1").update(tries=300)
    status, page = asked(number, client)
    assert (status, "شماره‌های نادرست بسیاری" in page, "ورود کوشش" in page) == (429, True, False)
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert asked(number, client)[0] == 200


def test_a_client_finds_his_own_cases_and_no_others() -> None:
    own, other = opened(1), opened(2)
    himself = Actor("citizen", "citizen", person_id=person(1).pk)
    with looking(himself):
        (found,) = cases_of(person(1).pk)
        assert cases_of(person(2).pk) == []
        assert track(other.tracking_no) is None
    assert found.tracking_no == own.tracking_no
    assert [step.title for step in found.steps] == ["گام intake"]
    with looking(OPERATOR):
        assert cases_of(person(2).pk) != []


def _tracked(**given: object) -> Tracked:
    known = {
        **{"case_id": 1, "tracking_no": strange(1), "title": "خدمت", "legal_deadline": None},
        **{"opened_on": date(2026, 11, 1), "promised_on": date(2026, 11, 20), "closed_on": None},
        **{"result": "", "turn": "own", "p80": None, "steps": ()},
    }
    return Tracked(**{**known, **given})  # type: ignore[arg-type]


def test_a_promise_that_was_broken_is_owned_up_to() -> None:
    assert "دیر شده است" in in_words(_tracked(), date(2026, 11, 21)).promise
    assert "دیر" not in in_words(_tracked(), date(2026, 11, 20)).promise


def test_a_range_is_said_only_where_it_is_known() -> None:
    today = date(2026, 11, 2)
    assert in_words(_tracked(), today).range == ""
    assert "۸ پرونده تا ۲۷ روز کاری" in in_words(_tracked(p80=27), today).range
