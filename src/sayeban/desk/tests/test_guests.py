"""A visitor whose file is kept elsewhere proves himself by a code and is served once (D-003)."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from sayeban.accounts.public import (
    OwnCodeFailed,
    ask_code,
    draw_code,
    enter_own_code,
    proven_person,
)
from sayeban.cases.models import Case, Event, Step
from sayeban.cases.public import NotProved, open_proved, turn_of
from sayeban.cases.tests.makers import card, published
from sayeban.desk.actions.guests import (
    end_guest,
    prove_guest,
    send_again,
)
from sayeban.desk.actions.open_request import open_request
from sayeban.desk.actions.serve import call_next
from sayeban.desk.models import Desk, Guest, GuestRequest
from sayeban.desk.reads import guests as guest_reads
from sayeban.desk.tests.guests_made import (
    FAR,
    ask,
    case_papers,
    cases,
    code_of,
    enter,
    other,
    proved,
    refused,
    strangers,
    told_of,
    visit_of,
    welcome,
)
from sayeban.desk.tests.makers import COUNTY, NOW, clerk, make_desk, make_ticket, ticket, trained
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.forms.tests.makers import WISH, put_in_force
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.people.public import UnknownPerson, person_file
from sayeban.people.tests.makers import national_id, person
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

CLOSED = "sayeban.desk.tests.test_guests.keeps_centres_free"


def keeps_centres_free(day: object) -> str:
    del day
    return "معافیت قبوض"


@pytest.fixture(autouse=True)
def _world(desk: Desk) -> None:
    strangers()


def test_he_proves_himself_and_his_request_goes_to_his_own_centre(desk: Desk) -> None:
    slip = ask(proved())
    [case] = cases()
    assert (case.person_id, case.desk, case.opened_by) == (person(1).pk, desk.pk, clerk().user_id)
    assert (case.province, case.county, case.centre) == tuple(FAR.values())
    with acting(OPERATOR, NOW):
        kept = GuestRequest.objects.get(pk=slip)
        opened = Event.objects.get(case=case, what="opened")
        papers = list(case_papers(case))
        told = set(
            Message.objects.filter(mobile="+989120000001").values_list("template", flat=True)
        )
    assert (kept.tracking_no, kept.promised_on) == (case.tracking_no, case.promised_on)
    assert (kept.county, kept.missing, kept.form) == ("0701", [], "")
    assert "میز خدمت" in opened.reason
    assert papers == [("photo", "received")]
    assert {"desk.code", "cases.opened"} <= told


def test_two_requests_in_one_visit_and_one_number_at_the_counter(desk: Desk) -> None:
    made = make_ticket(desk)
    call_next(actor=clerk(), at=NOW, unit=COUNTY, code="here", counter=1)
    key = proved()
    ask(key)
    ask(key, "letter")
    first, second = cases()
    assert {first.service.code, second.service.code} == {"disability_card", "letter"}
    assert (ticket(made.pk).case_id, ticket(made.pk).person_id) == (first.pk, None)
    refused("case.twice", ask, key)


def test_without_a_code_nothing_is_opened() -> None:
    key = welcome()
    refused("case.not_proved", ask, key)
    refused("case.not_proved", prove_guest, actor=clerk(), at=NOW, unit=COUNTY, key=key)
    assert cases() == []


def test_a_wrong_code_and_that_of_another_person_prove_nothing() -> None:
    mine = welcome(1)
    right = code_of(mine)
    refused("citizen.code", enter, mine, other(right))
    by = clerk(user_id=7020)
    trained(7020)
    theirs = welcome(2, by)
    foreign = code_of(theirs)
    if foreign != right:
        refused("citizen.code", enter, mine, foreign)
    refused("case.not_proved", ask, mine)
    enter(mine, right)
    assert ask(mine)


def test_a_code_of_his_own_page_is_none_for_the_desk_and_none_of_the_desk_opens_his_page() -> None:
    key = welcome(1)
    own = ask_code(at=NOW, national_id=national_id(1), source="")
    own_code = draw_code(
        actor=SYSTEM, at=NOW, visit=own.visit, person_id=person(1).pk, household_id=None
    )
    assert own_code
    desk_code = code_of(key)
    refused("citizen.code", enter, key, own_code if own_code != desk_code else other(desk_code))
    with pytest.raises(OwnCodeFailed):
        enter_own_code(at=NOW, token=own.token, code=desk_code, source="")
    enter(key, desk_code)
    with acting(OPERATOR, NOW):
        assert proven_person(own.visit, clerk().user_id or 0, NOW) is None


def test_after_five_wrong_codes_the_right_one_is_wrong_too() -> None:
    key = welcome()
    right = code_of(key)
    for _ in range(5):
        refused("citizen.code", enter, key, other(right))
    refused("citizen.code", enter, key, right)
    again = send_again(actor=clerk(), at=NOW, unit=COUNTY, key=key)
    refused("guest.unknown", ask, key)
    enter(again, code_of(again))
    assert ask(again)


def test_a_code_of_eleven_minutes_ago_is_late() -> None:
    key = welcome()
    right = code_of(key)
    refused("citizen.code", enter, key, right, at=NOW + timedelta(minutes=11))


def test_tomorrow_it_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    key, tomorrow = proved(), NOW + timedelta(days=1)
    refused("guest.unknown", ask, key, at=tomorrow)
    # Also where the desk itself forgot to look at the day.
    standing = guest_reads.standing_guest
    monkeypatch.setattr(
        "sayeban.desk.actions.guests.standing_guest",
        lambda unit, key, actor, _: standing(unit, key, actor, NOW),
    )
    refused("case.not_proved", ask, key, at=tomorrow)
    assert ask(key), "negative control: today it does"


def test_another_clerk_cannot_go_on_with_it() -> None:
    key, by = proved(), clerk(user_id=7020)
    trained(7020)
    refused("guest.unknown", ask, key, by=by)
    refused(
        "case.not_proved",
        open_proved,
        actor=by,
        at=NOW,
        unit=COUNTY,
        service="letter",
        visit=visit_of(key),
    )
    with pytest.raises(NotProved):
        open_proved(actor=SYSTEM, at=NOW, unit=COUNTY, service="letter", visit=visit_of(key))
    assert cases() == []
    assert ask(key), "negative control: his own clerk can"


def test_who_was_not_trained_welcomes_nobody_and_opens_nothing() -> None:
    by = clerk(user_id=7021)
    refused("desk.not_trained", welcome, 1, by)
    key = proved()
    for act in (ask, prove_guest):
        given = {"by": by} if act is ask else {"actor": by, "at": NOW, "unit": COUNTY}
        refused("desk.not_trained", act, key=key, **given)
    refused("desk.not_trained", enter, key, "1", by=by)


def test_when_he_left_nothing_is_opened_any_more() -> None:
    key = proved()
    end_guest(actor=clerk(), at=NOW, unit=COUNTY, key=key)
    refused("guest.unknown", ask, key)
    first = proved(1)
    proved(2)
    refused("guest.unknown", ask, first)


def test_without_a_mobile_no_code_goes_and_the_sentence_says_what_to_do() -> None:
    refused("guest.no_mobile", welcome, 3)
    with acting(OPERATOR, NOW):
        assert not Guest.objects.exists()
    page = client().post(f"{PAGE}visitor/", {"identifier": national_id(3)}).content.decode()
    assert "تلفن" in page
    assert "فرستادن کد به گوشی او" not in page


@pytest.mark.parametrize("serial", [4, 5])
def test_who_is_known_here_or_nowhere_is_no_guest(serial: int) -> None:
    refused("guest.not_elsewhere", welcome, serial)


def test_in_a_freeze_week_of_his_own_centre_nothing_is_opened(settings: Settings) -> None:
    key = proved()
    settings.DESK_FROZEN = CLOSED
    refused("desk.frozen", ask, key)


def test_a_desk_that_does_not_take_the_service_says_so(desk: Desk) -> None:
    key = proved()
    with acting(OPERATOR, NOW):
        Desk.objects.filter(pk=desk.pk).update(services=["letter"])
    refused("desk.other_service", ask, key)
    assert ask(key, "letter")


def test_an_open_request_that_he_has_at_home_is_not_opened_again(desk: Desk) -> None:
    home = Unit.of_county("1001")
    make_desk("home", home)
    trained(7030, home)
    open_request(
        actor=clerk(home, 7030),
        at=NOW,
        unit=home,
        person_id=person(1).pk,
        service_code="disability_card",
    )
    refused("case.twice", ask, proved())


def test_a_form_stays_for_him_and_his_request_waits_for_it() -> None:
    put_in_force(WISH)
    published(card() | {"code": "rent", "title": "اجاره", "form": "rent_help"})
    slip = ask(proved(), "rent")
    [case] = cases()
    with acting(OPERATOR, NOW):
        turn = turn_of(case.pk, person(1).pk)
        step = Step.objects.get(case=case)
        kept = GuestRequest.objects.get(pk=slip)
        told = set(
            Message.objects.filter(mobile="+989120000001").values_list("template", flat=True)
        )
    assert turn is not None
    assert (turn.form, step.state, step.clock) == ("rent_help", "paused", "applicant")
    assert "میز خدمت" in turn.reason
    assert kept.form
    assert "cases.asked" in told


def test_he_reads_on_his_page_that_the_desk_looked_and_why() -> None:
    key = proved()
    ask(key)
    assert told_of(1) == {"proved"}


def test_the_clerk_still_sees_nothing_of_him() -> None:
    ask(proved())
    with acting(clerk(), NOW):
        assert not Case.objects.exists()
        with pytest.raises(UnknownPerson):
            person_file(person(1).pk)
    with acting(OPERATOR, NOW):
        assert Case.objects.exists(), "negative control: it is there"
