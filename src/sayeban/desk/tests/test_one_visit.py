"""A clerk with two numbers: each request is a visit of its own one, and ends that one alone."""

import re
from datetime import timedelta

import pytest

from sayeban.cases.tests.makers import card, published
from sayeban.desk.actions.open_request import note_visit, open_request
from sayeban.desk.actions.serve import call_next
from sayeban.desk.models import Desk, Ticket
from sayeban.desk.reads.queue import turn_for
from sayeban.desk.tests.makers import CLERK, COUNTY, NOW, clerk, make_ticket, ticket
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.people.tests.makers import national_id, person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(desk: Desk) -> None:
    """Two services and one person whose file is here."""
    published(card(), card() | {"code": "letter", "title": "پاسخ به نامه"})
    register(source_row(1, full_name="زهرا کریمی"))


def called(desk: Desk) -> tuple[Ticket, Ticket]:
    """Two numbers of one clerk, at the first counter and then at the second."""
    made = make_ticket(desk), make_ticket(desk)
    for counter in (1, 2):
        at = NOW + timedelta(minutes=counter)
        call_next(actor=clerk(), at=at, unit=COUNTY, code="here", counter=counter)
    return made


def asks(service: str = "disability_card") -> int:
    him = person(1).pk
    opened = open_request(
        actor=clerk(), at=NOW, unit=COUNTY, person_id=him, service_code=service, code="here"
    )
    return opened.case_id


def noted(*tickets: Ticket) -> list[int | None]:
    return [ticket(each.pk).case_id for each in tickets]


def named(made: Ticket) -> None:
    with acting(OPERATOR, NOW):
        Ticket.objects.filter(pk=made.pk).update(person_id=person(1).pk)


def test_the_slip_ends_the_number_of_its_own_visit_and_calls_to_its_counter(desk: Desk) -> None:
    at_desk, queue = client(), f"{PAGE}queue/"
    seven, eight, nine = (make_ticket(desk) for _ in range(3))
    for counter in ("1", "2"):
        at_desk.post(queue, {"act": "call", "counter": counter})
    his = {"act": "name", "turn": eight.pk, "national_id": national_id(1), "counter": "2"}
    at_desk.post(queue, his)
    slip = at_desk.post(f"{PAGE}persons/{person(1).pk}/disability_card/")["Location"]
    shown = at_desk.get(slip).content.decode()
    sent = dict(re.findall(r'type="hidden" name="(turn|counter)" value="([0-9]+)"', shown))
    assert sent == {"turn": str(eight.pk), "counter": "2"}
    assert at_desk.post(queue, {"act": "next", **sent}).status_code == 303
    states = [(ticket(each.pk).state, ticket(each.pk).counter) for each in (seven, eight, nine)]
    assert states == [("called", 1), ("done", 2), ("called", 2)]
    assert (ticket(seven.pk).case_id, ticket(seven.pk).person_id) == (None, None)


def test_the_named_number_counts_also_where_another_was_called_later(desk: Desk) -> None:
    first, second = called(desk)
    named(first)
    case = asks()
    assert noted(first, second) == [case, None]


def test_without_a_name_it_is_the_number_that_was_called_last(desk: Desk) -> None:
    first, second = called(desk)
    case = asks()
    assert noted(first, second) == [None, case]


def test_his_second_request_takes_no_strangers_number(desk: Desk) -> None:
    first, second = called(desk)
    named(second)
    case = asks()
    asks("letter")
    assert noted(first, second) == [None, case]


def test_a_guests_request_is_one_visit_too(desk: Desk) -> None:
    first, second = called(desk)
    with acting(OPERATOR, NOW):
        assert note_visit(clerk(), NOW, COUNTY, None, 5) == 1
        assert note_visit(clerk(), NOW, COUNTY, None, 6) == 0
    assert noted(first, second) == [None, 5]


def test_of_two_that_bear_one_case_the_last_called_ends(desk: Desk) -> None:
    _, second = called(desk)
    with acting(OPERATOR, NOW):
        Ticket.objects.update(case_id=5)
        turn = turn_for(5, CLERK)
    assert turn is not None
    assert turn.id == second.pk


def test_an_open_request_leaves_the_page_a_warning_and_a_link(desk: Desk) -> None:
    at_desk, page = client(), f"{PAGE}persons/{person(1).pk}/"
    case = asks()
    promises = ("پاسخ شما تا", "ثبت درخواست</button>", "گذاشتن در فهرست انتظار")
    again = at_desk.get(f"{page}disability_card/").content.decode()
    assert "لازم نیست دوباره ثبت شود" in again
    assert f"{PAGE}cases/{case}/" in again
    assert [each for each in promises if each in again] == []
    refused = at_desk.post(f"{page}disability_card/")
    told = refused.content.decode()
    assert refused.status_code == 422
    assert f"{PAGE}cases/{case}/" in told
    assert [each for each in promises if each in told] == []
    other = at_desk.get(f"{page}letter/").content.decode()
    assert [each for each in promises if each in other] == list(promises)
