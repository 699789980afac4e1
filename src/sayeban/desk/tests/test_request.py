"""A visitor comes once: his request is opened, promised, handed out and counted as one visit."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.cases.public import Opened, case_file, withdraw
from sayeban.cases.tests.makers import card, published
from sayeban.cases.tests.visiting import visitor
from sayeban.desk.actions.keep_outcomes import keep_outcomes
from sayeban.desk.actions.lift_freeze import lift_freeze
from sayeban.desk.actions.open_request import open_request
from sayeban.desk.actions.serve import call_next
from sayeban.desk.actions.survey import ask_survey
from sayeban.desk.models import Desk, Outcome, Survey, Ticket
from sayeban.desk.tests.makers import (
    COUNTY,
    NOW,
    PROVINCE,
    clerk,
    make_desk,
    make_ticket,
    ticket,
)
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.forms.public import answer, submit
from sayeban.forms.tests.makers import WISH, put_in_force
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.people.public import Newcomer, register_person
from sayeban.people.tests.makers import clerk as person_clerk
from sayeban.people.tests.makers import national_id, person, register, rows_of, source_row
from sayeban.people.tests.test_pages import looks
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

HQ = clerk(Unit.hq(), 7005, "hq_deputy")
CLOSED = "sayeban.desk.tests.test_request.keeps_centres_free"


def keeps_centres_free(day: date) -> str:
    del day
    return "معافیت قبوض"


@pytest.fixture(autouse=True)
def _world(desk: Desk) -> None:
    office = card() | {"code": "letter", "title": "پاسخ به نامه", "search_words": ["نامه"]}
    office["steps"] = [
        each | {"unit_level": "county", "role": "county_expert"} if each["key"] == "visit" else each
        for each in office["steps"]
    ]
    published(card(), office)
    register(source_row(1, full_name="زهرا کریمی", mobile="+989120000000"))


def ask(service: str = "disability_card", **given: object) -> Opened:
    wanted = {"actor": clerk(), "at": NOW, "unit": COUNTY, "person_id": person(1).pk} | given
    return open_request(**wanted, service_code=service)  # type: ignore[arg-type]


def test_the_number_at_the_counter_is_a_visit_of_the_case(desk: Desk) -> None:
    made = make_ticket(desk)
    waiting = make_ticket(desk)
    call_next(actor=clerk(), at=NOW, unit=COUNTY, code="here", counter=1)
    opened = ask()
    assert ticket(made.pk).case_id == opened.case_id
    assert ticket(waiting.pk).case_id is None, "he waits for something of his own"


def test_a_number_of_another_day_or_of_somebody_else_is_no_visit_of_the_case(desk: Desk) -> None:
    yesterday = make_ticket(desk, at=NOW - timedelta(days=1))
    call_next(actor=clerk(), at=NOW - timedelta(days=1), unit=COUNTY, code="here", counter=2)
    register(source_row(3, full_name="نرگس رضایی"))
    other = make_ticket(desk)
    call_next(actor=clerk(), at=NOW, unit=COUNTY, code="here", counter=1)
    with acting(OPERATOR, NOW):
        Ticket.objects.filter(pk=other.pk).update(person_id=person(3).pk)
    ask()
    assert [ticket(each.pk).case_id for each in (yesterday, other)] == [None, None]
    his = ask(person_id=person(3).pk)
    assert [ticket(each.pk).case_id for each in (yesterday, other)] == [None, his.case_id]


def test_a_request_is_stamped_with_its_desk_with_and_without_a_number(desk: Desk) -> None:
    make_desk("beside", COUNTY)
    make_ticket(desk)
    call_next(actor=clerk(), at=NOW, unit=COUNTY, code="here", counter=1)
    register(source_row(3, full_name="نرگس رضایی"))
    first, second = ask(code="here"), ask("letter", code="here")
    without_number = ask(code="here", person_id=person(3).pk)
    unsaid = ask("letter", person_id=person(3).pk)
    kept = {each.case_id: False for each in (first, second, without_number, unsaid)}
    for case_id in kept:
        withdraw(actor=clerk(), at=NOW, case_id=case_id, reason="خودش نخواست")
        ask_survey(actor=SYSTEM, at=NOW, case_id=case_id)
    keep_outcomes(actor=OPERATOR, at=NOW)
    with acting(OPERATOR, NOW):
        counted = {o.case_id: (o.desk_id, o.visits) for o in Outcome.objects.all()}
        asked = dict(Survey.objects.values_list("case_id", "desk_id"))
    # The second request of his visit needed no visit more; of who took no number nobody knows.
    assert counted == {
        first.case_id: (desk.pk, 1),
        second.case_id: (desk.pk, 1),
        without_number.case_id: (desk.pk, None),
        unsaid.case_id: (None, None),
    }
    assert asked == {case_id: of for case_id, (of, _) in counted.items()}


def test_who_was_not_trained_takes_no_request() -> None:
    with pytest.raises(Refusal) as refused:
        ask(actor=clerk(user_id=7008))
    assert refused.value.code == "desk.not_trained"


def test_in_a_freeze_week_centres_get_no_other_work(settings: Settings) -> None:
    settings.DESK_FROZEN = CLOSED
    with pytest.raises(Refusal) as refused:
        ask()
    assert refused.value.code == "desk.frozen"
    assert "معافیت قبوض" in refused.value.message
    ask("letter")


def test_headquarters_lifts_it_for_one_province_and_some_days(settings: Settings) -> None:
    settings.DESK_FROZEN = CLOSED
    lift_freeze(actor=HQ, at=NOW, unit=Unit.of_province("10"), until=NOW.date(), reason="سیل")
    with pytest.raises(Refusal):
        ask()
    lift_freeze(actor=HQ, at=NOW, unit=PROVINCE, until=NOW.date(), reason="سیل")
    with pytest.raises(Refusal):
        ask(at=NOW + timedelta(days=1))
    assert ask().tracking_no


@pytest.mark.parametrize(
    ("unit", "days", "reason"), [(PROVINCE, 0, " "), (PROVINCE, -1, "سیل"), (Unit.hq(), 0, "سیل")]
)
def test_a_lift_needs_a_reason_a_province_and_a_day_to_come(
    unit: Unit, days: int, reason: str
) -> None:
    until = NOW.date() + timedelta(days=days)
    with pytest.raises(Refusal) as refused:
        lift_freeze(actor=HQ, at=NOW, unit=unit, until=until, reason=reason)
    assert refused.value.code == "lift.unclear"


def test_only_headquarters_lifts_a_freeze() -> None:
    for post in ("desk_head", "county_head", "director_general"):
        with pytest.raises(Refusal) as refused:
            lift_freeze(
                actor=clerk(PROVINCE, 7011, post),
                at=NOW,
                unit=PROVINCE,
                until=NOW.date(),
                reason="سیل",
            )
        assert refused.value.code == "access.denied"


def test_the_clerk_finds_him_chooses_by_his_words_and_hands_him_a_slip() -> None:
    at_desk = client()
    found = at_desk.post(f"{PAGE}visitor/", {"identifier": national_id(1)}).content.decode()
    page = f"{PAGE}persons/{person(1).pk}/"
    assert page in found
    assert f"{page}letter/" not in at_desk.get(page, {"q": "معلول"}).content.decode()
    offer = at_desk.get(f"{page}disability_card/").content.decode()
    assert "پاسخ شما تا" in offer
    assert "عکس" in offer
    answer = at_desk.post(f"{page}disability_card/", {})
    slip = at_desk.get(answer["Location"]).content.decode()
    assert "این مدرک‌ها را هنوز نیاورده‌اید" in slip
    assert "testserver/track/</bdi>" in slip, "for who reads no code"
    assert "زهرا" not in slip.split("<section", 1)[1].split("</section", 1)[0]
    known = at_desk.get(page).content.decode()
    (file,) = re.findall(r'href="(/files/[^"]+)"', known)
    assert f'<a class="back" href="{page}">' in at_desk.get(file).content.decode()
    assert "کارت معلولیت" in known.split("برای چه کاری آمده است؟")[0]
    again = at_desk.post(f"{page}disability_card/", {})
    assert again.status_code == 422
    assert "شمارهٔ پیگیری" in again.content.decode()


def test_what_he_brought_is_not_asked_again() -> None:
    at_desk = client()
    page = f"{PAGE}persons/{person(1).pk}/disability_card/"
    answer = at_desk.post(page, {"brought": ["photo", "nonsense"]})
    assert "این مدرک‌ها را هنوز نیاورده‌اید" not in at_desk.get(answer["Location"]).content.decode()
    at_desk.post(page.replace("disability_card", "letter"), {})
    with acting(OPERATOR, NOW):
        told = Message.objects.order_by("id").values_list("template", flat=True)
        assert list(told) == ["cases.opened", "cases.opened_lacking"]


def test_a_service_with_a_form_is_asked_for_with_it() -> None:
    put_in_force(WISH)
    published(card() | {"code": "rent", "title": "اجاره", "form": "rent_help"})
    at_desk = client()
    page = f"{PAGE}persons/{person(1).pk}/rent/"
    assert refused_code(ask, "rent") == "request.form_missing"
    address = at_desk.post(f"{page}form/")["Location"]
    assert at_desk.post(f"{page}form/")["Location"] == address, "the draft goes on"
    assert "فرم نیمه‌کاره است" in at_desk.get(page).content.decode()
    assert "بازگشت به «اجاره»" in at_desk.get(address).content.decode()
    assert refused_code(ask, "rent") == "request.form_missing"
    key = UUID(address.strip("/").split("/")[-1])
    submit(actor=clerk(), at=NOW, unit=COUNTY, key=key)
    assert "همراه درخواست می‌رود" in at_desk.get(page).content.decode()
    assert f'href="{page}"' in at_desk.get(f"{address}done/").content.decode()
    opened = ask("rent")
    with acting(OPERATOR, NOW):
        assert case_file(opened.case_id).submission == key
    assert at_desk.post(f"{PAGE}persons/{person(1).pk}/letter/form/").status_code == 404
    centre = visitor(Post.SOCIAL_WORKER, Unit.of_centre("0701", "7011"), "mina")
    answers = "پاسخ‌های فرم"
    assert answers in centre.get(f"/cases/{opened.case_id}/").content.decode()
    assert centre.get(address).status_code == 302, "it was sent; its answers are shown"
    other = visitor(Post.SOCIAL_WORKER, Unit.of_centre("0702", "7021"), "reza")
    assert other.get(address).status_code == 404


def test_a_paper_is_asked_as_soon_as_the_form_says_that_he_needs_it() -> None:
    put_in_force({"key": "guardian", "type": "bool", "label": "قیم دارد؟"})
    has = {"id": "has", "fact": "answer_guardian", "op": "=", "value": True}
    letter = {"code": "letter", "title": "قیم\u200cنامه", "when": has}
    published(
        card() | {"code": "rent", "title": "اجاره", "form": "rent_help", "documents": [letter]}
    )
    at_desk, unsure = client(), "هنوز معلوم نیست که لازم باشد"
    page = f"{PAGE}persons/{person(1).pk}/rent/"
    shown = at_desk.get(page).content.decode()
    assert "قیم\u200cنامه" in shown
    assert unsure in shown
    key = UUID(at_desk.post(f"{page}form/")["Location"].strip("/").split("/")[-1])
    answer(actor=clerk(), at=NOW, unit=COUNTY, key=key, answers={"guardian": True})
    shown = at_desk.get(page).content.decode()
    assert "قیم\u200cنامه" in shown
    assert unsure not in shown
    answer(actor=clerk(), at=NOW, unit=COUNTY, key=key, answers={"guardian": False})
    assert "قیم\u200cنامه" not in at_desk.get(page).content.decode()


def refused_code(act: Callable[..., object], *given: object) -> str:
    with pytest.raises(Refusal) as refused:
        act(*given)
    return refused.value.code


def test_a_newcomer_is_registered_and_asks_at_once() -> None:
    at_desk = client()
    sent = {"kind": "national_id", "identifier": national_id(2), "full_name": "مریم رضایی"}
    answer = at_desk.post(f"{PAGE}newcomer/", sent)
    assert answer["Location"].startswith(f"{PAGE}persons/{person(2).pk}/")
    assert "تحت پوشش نیست" in at_desk.get(answer["Location"]).content.decode()
    wrong = at_desk.post(f"{PAGE}newcomer/", sent | {"identifier": "1"})
    assert wrong.status_code == 422
    assert "شناسه درست نیست" in wrong.content.decode()


def test_one_without_paper_who_is_sent_twice_is_one_person() -> None:
    at_desk = client()
    drawn = at_desk.get(f"{PAGE}newcomer/").content.decode()
    key = re.search('name="key" value="([0-9a-f-]+)"', drawn)
    assert key
    sent = {"kind": "internal", "full_name": "مریم رضایی", "key": key[1]}
    assert len({at_desk.post(f"{PAGE}newcomer/", sent)["Location"] for _ in range(2)}) == 1
    assert at_desk.post(f"{PAGE}newcomer/", sent | {"key": str(uuid4())})["Location"]
    assert rows_of("SELECT count(*) FROM people_person WHERE full_name = 'مریم رضایی'") == [(2,)]


def test_where_the_file_of_another_place_is_hears_who_says_what_for() -> None:
    far = Unit.of_county("1001")
    register_person(
        actor=person_clerk("desk_clerk", far),
        at=NOW,
        unit=far,
        who=Newcomer(national_id(3), "مریم رضایی"),
    )
    at_desk = client()
    sent = {"kind": "national_id", "identifier": national_id(3), "full_name": "مریم رضایی"}
    before = looks()
    silent = at_desk.post(f"{PAGE}newcomer/", sent)
    assert silent.status_code == 422
    assert "برای چه می‌پرسید" in silent.content.decode()
    assert looks() == before
    told = at_desk.post(f"{PAGE}newcomer/", sent | {"purpose": "serve"})
    assert told.status_code == 422
    assert "پروندهٔ این فرد در" in told.content.decode()
    assert looks()[len(before) :] == [("serve", "people.person", 1)]


def test_what_is_not_there_is_not_found() -> None:
    at_desk: Client = client()
    for path in ("persons/0/", f"persons/{person(1).pk}/nothing/", "cases/0/"):
        assert at_desk.get(PAGE + path).status_code == 404, path
    assert at_desk.post(f"{PAGE}persons/{person(1).pk}/nothing/").status_code == 404


def test_who_cannot_be_served_now_waits_and_hears_his_place() -> None:
    at_desk = client()
    page = f"{PAGE}persons/{person(1).pk}/"
    answer = at_desk.post(f"{page}disability_card/wait/")
    told = at_desk.get(answer["Location"]).content.decode()
    assert "شما نفر ۱ از ۱ نفر هستید" in told
    assert "نفر ۱ از ۱" in at_desk.get(page).content.decode()
    assert at_desk.post(f"{page}disability_card/wait/").status_code == 422
    assert at_desk.post(f"{page}nothing/wait/").status_code == 404
    assert at_desk.post(f"{PAGE}persons/0/letter/wait/").status_code == 404


def test_a_desk_takes_its_own_services_and_names_who_takes_the_others(desk: Desk) -> None:
    make_desk("other", PROVINCE)
    with acting(OPERATOR, NOW):
        Desk.objects.filter(pk=desk.pk).update(services=["letter"])
        Desk.objects.filter(code="other").update(title="میز استان فارس")
    page = f"{PAGE}persons/{person(1).pk}/"
    at_desk = client()
    shown = at_desk.get(page).content.decode()
    assert f"{page}letter/" in shown
    assert f"{page}disability_card/" not in shown
    refused = at_desk.post(f"{page}disability_card/")
    assert refused.status_code == 422
    assert "میز استان فارس" in refused.content.decode()
    with pytest.raises(Refusal) as said:
        ask(code="here")
    assert said.value.code == "desk.other_service"
    ask("letter", code="here")


def test_from_the_number_to_the_next_one_in_five_steps(desk: Desk) -> None:
    first, second = make_ticket(desk), make_ticket(desk)
    at_desk, queue = client(), f"{PAGE}queue/"
    at_desk.post(queue, {"act": "call", "counter": "1"})
    him = at_desk.post(
        queue, {"act": "name", "turn": first.pk, "national_id": national_id(1), "counter": "1"}
    )["Location"]
    assert him.startswith(f"{PAGE}persons/{person(1).pk}/"), "straight to his page"
    slip = at_desk.post(f"{PAGE}persons/{person(1).pk}/disability_card/")["Location"]
    shown = at_desk.get(slip).content.decode()
    printing, ending = shown.index("data-print"), shown.index("پایان کار و نفر بعد")
    assert printing < ending
    buttons = re.findall(
        r'<button [^>]*class="(button[^"]*)"[^>]*>(چاپ|پایان کار و نفر بعد)<', shown
    )
    assert buttons == [("button primary", "چاپ"), ("button secondary", "پایان کار و نفر بعد")]
    ended = at_desk.post(queue, {"act": "next", "turn": first.pk, "counter": "1"})
    assert ended.status_code == 303
    assert (ticket(first.pk).state, ticket(second.pk).state) == ("done", "called")
    again = at_desk.get(f"{PAGE}persons/{person(1).pk}/disability_card/").content.decode()
    assert "لازم نیست دوباره ثبت شود" in again
    stranger = {"act": "name", "turn": second.pk, "national_id": national_id(2)}
    assert at_desk.post(queue, stranger)["Location"].startswith(f"{PAGE}newcomer/")


def test_a_name_by_national_id_is_a_look_that_is_recorded(desk: Desk) -> None:
    made, at_desk = make_ticket(desk), client()
    at_desk.post(f"{PAGE}queue/", {"act": "call", "counter": "1"})
    before = searches()
    at_desk.post(f"{PAGE}queue/", {"act": "name", "turn": made.pk, "national_id": national_id(1)})
    assert searches() == before + 1


def searches() -> int:
    return sum(subject == "people.search" for _, subject, _ in looks())


def test_who_was_not_trained_finds_nobody_and_opens_no_page_of_a_visitor() -> None:
    untrained = client(course="")
    him = f"{PAGE}persons/{person(1).pk}/"
    for path in (f"{PAGE}visitor/", f"{PAGE}newcomer/", him, f"{him}letter/", f"{PAGE}times/"):
        answer = untrained.get(path)
        assert answer.status_code == 422, path
        assert "آموزش شما برای میز خدمت هنوز ثبت نشده است" in answer.content.decode()
    assert untrained.post(f"{him}letter/wait/").status_code == 422


def test_the_slip_says_in_letters_where_and_whom_to_ask(desk: Desk, settings: Settings) -> None:
    settings.TRACK_ADDRESS = "https://sayeban.example.ir/track/"
    with acting(OPERATOR, NOW):
        Desk.objects.filter(pk=desk.pk).update(phone="071-32240000")
    shown = client().get(f"{PAGE}cases/{ask().case_id}/").content.decode()
    assert '<bdi dir="ltr" class="breaks">sayeban.example.ir/track/</bdi>' in shown
    assert "071-32240000" in shown
