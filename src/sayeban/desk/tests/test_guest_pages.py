"""The pages of a guest: that his file is elsewhere, the code, his requests, the slip."""

import pytest

from sayeban.desk.actions.serve import call_next
from sayeban.desk.models import Desk, Guest
from sayeban.desk.tests.guests_made import code_of, other, strangers
from sayeban.desk.tests.makers import COUNTY, NOW, clerk, make_ticket
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.people.tests.makers import national_id
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(desk: Desk) -> None:
    strangers()


def test_the_whole_way_on_pages() -> None:
    at_desk = client()
    found = at_desk.post(f"{PAGE}visitor/", {"identifier": national_id(1)}).content.decode()
    assert "پروندهٔ این فرد جای دیگری است" in found
    assert "زهرا" not in found
    assert "1001" not in found
    sent = at_desk.post(f"{PAGE}visits/", {"identifier": national_id(1)})
    page = sent["Location"].partition("?")[0]
    assert national_id(1) not in sent["Location"]
    with acting(OPERATOR, NOW):
        key = Guest.objects.get().key
    code = code_of(key)
    wrong = at_desk.post(page, {"code": other(code)})
    assert wrong.status_code == 422
    assert "کد درست نیست" in wrong.content.decode()
    assert at_desk.get(f"{page}letter/").status_code == 404, "before the code nothing is offered"
    assert at_desk.post(page, {"code": code}).status_code == 303
    shown = at_desk.get(page, {"q": "کارت"}).content.decode()
    assert f"{page}disability_card/" in shown
    assert "زهرا" not in shown
    assert "پاسخ شما تا" in at_desk.get(f"{page}disability_card/").content.decode()
    opened = at_desk.post(f"{page}disability_card/", {})
    slip = at_desk.get(opened["Location"]).content.decode()
    assert "شمارهٔ پیگیری" in slip
    assert "این مدرک‌ها را هنوز نیاورده‌اید" in slip
    twice = at_desk.post(f"{page}disability_card/", {})
    assert twice.status_code == 422
    assert at_desk.post(page, {"act": "end"}).status_code == 303
    assert at_desk.get(page).status_code == 404
    assert at_desk.get(opened["Location"]).status_code == 404


def test_a_named_number_leads_to_the_code_and_not_to_a_newcomer(desk: Desk) -> None:
    at_desk = client()
    made = make_ticket(desk)
    call_next(actor=clerk(), at=NOW, unit=COUNTY, code="here", counter=1)
    for serial, place in ((1, "visitor"), (5, "newcomer")):
        sent = {"act": "name", "turn": made.pk, "national_id": national_id(serial)}
        answer = at_desk.post(f"{PAGE}queue/", sent)
        assert f"/{place}/" in answer["Location"]


def test_a_fresh_code_ends_the_visit_before(desk: Desk) -> None:
    del desk
    at_desk = client()
    at_desk.post(f"{PAGE}visits/", {"identifier": national_id(1)})
    with acting(OPERATOR, NOW):
        first = Guest.objects.get()
    answer = at_desk.post(f"{PAGE}visits/{first.key}/", {"act": "again"})
    assert answer.status_code == 303
    assert at_desk.get(f"{PAGE}visits/{first.key}/").status_code == 404
    assert at_desk.get(answer["Location"]).status_code == 200
