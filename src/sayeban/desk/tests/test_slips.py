"""A known visitor's mobile is corrected at the desk; an appointment has a slip to print."""

from datetime import timedelta

import pytest

from sayeban.cases.tests.makers import card, published
from sayeban.desk.models import Booking, Desk
from sayeban.desk.tests.makers import NOW, make_booking
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.notices.models import Message
from sayeban.people.tests.makers import person, register, source_row
from sayeban.people.tests.test_pages import looks
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

TOMORROW = f"{PAGE}times/?day={(NOW.date() + timedelta(days=1)).isoformat()}"


@pytest.fixture(autouse=True)
def _world(desk: Desk) -> None:
    published(card())
    register(source_row(1, full_name="زهرا کریمی", mobile="+989120000001"))


def told(template: str) -> list[str]:
    with acting(OPERATOR, NOW):
        return list(Message.objects.filter(template=template).values_list("mobile", flat=True))


def test_the_number_that_he_says_gets_the_message_of_this_request() -> None:
    at_desk, him = client(), person(1).pk
    service = f"{PAGE}persons/{him}/disability_card/"
    box = f"{PAGE}mobiles/{him}/?service=disability_card"
    assert f"{PAGE}mobiles/{him}/?service=" in at_desk.get(service).content.decode()
    answer = at_desk.post(box, {"mobile": "۰۹۱۲۰۰۰۰۰۰۹"})
    assert answer["Location"].startswith(service)
    assert ("serve", "people.person", 1) in looks()
    at_desk.post(service, {})
    assert told("cases.opened_lacking") == ["+989120000009"]
    assert told("people.mobile_changed") == ["+989120000001"]


def test_a_wrong_number_is_said_at_its_box_and_changes_nothing() -> None:
    answer = client().post(f"{PAGE}mobiles/{person(1).pk}/", {"mobile": "123"})
    assert answer.status_code == 422
    assert "شمارهٔ همراه درست نیست" in answer.content.decode()
    assert person(1).mobile == "+989120000001"


def test_nobody_of_another_county_has_the_box() -> None:
    register(source_row(2, province="10", county="1001", centre="9009"))
    at_desk, box = client(), f"{PAGE}mobiles/{person(2).pk}/"
    assert at_desk.get(box).status_code == 404
    assert at_desk.post(box, {"mobile": "09120000009"}).status_code == 404
    assert person(2).mobile == ""


def test_after_booking_a_slip_says_when_where_and_what_to_bring(desk: Desk) -> None:
    with acting(OPERATOR, NOW):
        Desk.objects.filter(pk=desk.pk).update(address="خیابان زند، پلاک ۵", phone="07132123456")
    at_desk = client()
    given = {"slot": "10:10", "name": "زهرا کریمی", "mobile": "", "service": "disability_card"}
    answer = at_desk.post(TOMORROW, given)
    assert answer.status_code == 303
    slip = at_desk.get(answer["Location"]).content.decode()
    for word in ("۱۰:۱۰", "خیابان زند", "عکس", "کارت معلولیت", "با خود بیاورید"):
        assert word in slip, word
    assert "زهرا" not in slip.split("<section", 1)[1].split("</section", 1)[0]
    assert "شمارهٔ همراه او را نداریم" in slip


def test_without_a_service_the_slip_asks_for_his_card_alone(desk: Desk) -> None:
    booking = make_booking(desk)
    slip = client().get(f"{PAGE}times/{booking.pk}/slip/").content.decode()
    assert "کارت ملی" in slip
    assert "عکس" not in slip.split("<section", 1)[1].split("</section", 1)[0]


def test_a_time_that_was_called_off_or_is_another_desks_has_no_slip(desk: Desk) -> None:
    booking = make_booking(desk)
    with acting(OPERATOR, NOW):
        Booking.objects.filter(pk=booking.pk).update(state="cancelled")
    assert client().get(f"{PAGE}times/{booking.pk}/slip/").status_code == 404


def test_no_time_is_given_for_a_service_that_the_desk_does_not_take(desk: Desk) -> None:
    published(card() | {"code": "letter", "title": "نامه"})
    with acting(OPERATOR, NOW):
        Desk.objects.filter(pk=desk.pk).update(services=["letter"])
    given = {"slot": "10:10", "name": "زهرا کریمی", "mobile": "", "service": "disability_card"}
    assert client().post(TOMORROW, given).status_code == 422
    with acting(OPERATOR, NOW):
        assert not Booking.objects.exists()
