"""A client says himself that he has moved, and takes it back on the same day (A-028)."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sayeban.exemptions.models import Exemption, Move, MoveSaid, Row
from sayeban.exemptions.public import Moved, say_moved, unsay_moved
from sayeban.exemptions.refusals_moved import (
    AddressMissing,
    AlreadySaid,
    NothingToMove,
    NotTakenBack,
    TenancyEndMissing,
    TenancyEndPast,
)
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.people.public import DateInFuture, PostalCodeInvalid, TenureUnknown
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied
from sayeban.sites.delivering import deliver_events
from sayeban.sites.tests.own_pages import MOVED, entered, exemption, household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
TODAY = date(2026, 11, 24)


def himself(row: Row) -> Actor:
    return Actor("citizen", "citizen", person_id=row.person_id, household_id=row.household_id)


def told(**changed: Any) -> Moved:
    values: dict[str, Any] = {"moved_on": TODAY, "address": "خیابان بهار", "tenure": "owner"}
    return Moved(**(values | changed))


def said() -> list[MoveSaid]:
    with acting(OPERATOR, NOW):
        return list(MoveSaid.objects.order_by("id"))


def test_given_a_move_when_he_tells_it_then_his_worker_sees_it_and_nothing_else_changes() -> None:
    row = household()
    standing = exemption(row, "gas", receipt_status="succ")
    client = entered(row)
    answer = client.post("/mine/moved/", MOVED)
    assert answer.headers["Location"] == "/mine/moved/?done=own_moved"
    move = said()[0]
    assert (move.moved_on, move.postal_code) == (date(2026, 11, 22), "7391846512")
    shown = client.get("/mine/moved/").content.decode()
    assert move.reference in shown
    assert "پس می‌گیرم" in shown
    assert move.reference in client.get("/mine/").content.decode()
    with looking(makers.actor("social_worker", Unit.of_centre("0701", "7011"))):
        assert MoveSaid.objects.count() == 1
    with looking(makers.actor("social_worker", Unit.of_centre("0701", "7012"))):
        assert MoveSaid.objects.count() == 0
    with acting(OPERATOR, NOW):
        assert Exemption.objects.get(pk=standing.pk).version == standing.version
        assert Row.objects.get(pk=row.pk).address == row.address


def test_he_takes_it_back_on_the_same_day_and_may_tell_another() -> None:
    client = entered(household())
    client.post("/mine/moved/", MOVED)
    undone = client.post(f"/mine/moved/{said()[0].reference}/undo/")
    assert undone.headers["Location"] == "/mine/?done=own_unsaid"
    assert said()[0].withdrawn_at is not None
    assert "جابه‌جا شده‌ام" in client.get("/mine/").content.decode()
    assert client.post("/mine/moved/", MOVED).status_code == 303
    assert len(said()) == 2


def test_a_tenant_says_until_when() -> None:
    client = entered(household())
    answer = client.post("/mine/moved/", MOVED | {"tenure": "tenant"})
    assert answer.status_code == 422
    assert "روز پایان اجاره را" in answer.content.decode()
    ends = {"tenancy_end_day": "1", "tenancy_end_month": "9", "tenancy_end_year": "1406"}
    assert client.post("/mine/moved/", MOVED | {"tenure": "tenant"} | ends).status_code == 303
    assert said()[0].tenancy_end == date(2027, 11, 22)


def test_what_is_left_empty_is_said_at_its_box() -> None:
    answer = entered(household()).post("/mine/moved/", {})
    assert answer.status_code == 422
    body = answer.content.decode()
    for sentence in ("روز جابه‌جایی را بنویسید", "نشانی خانهٔ تازه را بنویسید", "یکی را برگزینید"):
        assert sentence in body


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"moved_on": TODAY + timedelta(days=1)}, DateInFuture),
        ({"address": " "}, AddressMissing),
        ({"postal_code": "123"}, PostalCodeInvalid),
        ({"tenure": "king"}, TenureUnknown),
        ({"tenure": "tenant"}, TenancyEndMissing),
        ({"tenure": "tenant", "tenancy_end": TODAY - timedelta(days=1)}, TenancyEndPast),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, Any], refusal: type[Refusal]) -> None:
    row = household()
    with pytest.raises(refusal):
        say_moved(actor=himself(row), at=NOW, moved=told(**changed))
    assert said() == []


def test_one_move_waits_at_a_time() -> None:
    row = household()
    say_moved(actor=himself(row), at=NOW, moved=told())
    with pytest.raises(AlreadySaid):
        say_moved(actor=himself(row), at=NOW, moved=told())


def test_whoever_is_in_no_campaign_tells_it_at_his_centre() -> None:
    row = household()
    strange = Actor("citizen", "citizen", person_id=row.person_id, household_id=0)
    for actor in (strange, Actor("citizen", "citizen", person_id=row.person_id)):
        with pytest.raises(NothingToMove):
            say_moved(actor=actor, at=NOW, moved=told())


def test_it_is_taken_back_once_on_its_day_and_before_a_worker_is_at_it() -> None:
    row = household()
    reference = say_moved(actor=himself(row), at=NOW, moved=told())
    with pytest.raises(NotTakenBack):
        unsay_moved(actor=himself(row), at=NOW + timedelta(days=1), reference=reference)
    with acting(OPERATOR, NOW):
        MoveSaid.objects.update(taken_at=NOW)
    with pytest.raises(NotTakenBack):
        unsay_moved(actor=himself(row), at=NOW, reference=reference)


def test_nobody_takes_back_what_another_household_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with another's eyes row-level security shows it, and the filter holds."""
    mine, other = household(), household()
    reference = say_moved(actor=himself(mine), at=NOW, moved=told())
    with looking(himself(other)):
        assert MoveSaid.objects.count() == 0
    with pytest.raises(NotTakenBack):
        unsay_moved(actor=himself(other), at=NOW, reference=reference)
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    with looking(himself(other)):
        assert MoveSaid.objects.count() == 1


def test_the_database_takes_no_move_of_another_household() -> None:
    mine, other = household(), household()
    with (
        pytest.raises(Exception, match="row-level security"),
        acting(himself(mine), NOW),
    ):
        MoveSaid.objects.create(
            reference="1",
            household_id=other.household_id,
            person_id=mine.person_id,
            said_at=NOW,
            moved_on=TODAY,
            address="x",
            tenure="owner",
            province="07",
        )


@pytest.mark.parametrize(
    "actor", [OPERATOR, makers.actor("social_worker", Unit.of_centre("0701", "7011"))]
)
def test_nobody_says_it_in_his_stead(actor: Actor) -> None:
    household()
    with pytest.raises(AccessDenied):
        say_moved(actor=actor, at=NOW, moved=told())
    with pytest.raises(AccessDenied):
        unsay_moved(actor=actor, at=NOW, reference="1")


def test_the_visit_that_is_over_takes_nothing_and_says_so() -> None:
    client = entered(household())
    with time_machine.travel(NOW + timedelta(minutes=20)):
        answer = client.post("/mine/moved/", MOVED)
        assert answer.headers["Location"] == "/mine/enter/?done=not_taken"
        assert "ثبت نشد" in client.get(answer.headers["Location"]).content.decode()
    assert said() == []


def test_a_form_without_its_token_is_refused() -> None:
    row = household()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = entered(row).cookies
    assert strict.post("/mine/moved/", MOVED).status_code == 403
    assert strict.get("/mine/").status_code == 200
    assert said() == []


def test_the_system_may_say_it_for_nobody_without_a_household() -> None:
    with pytest.raises(NothingToMove):
        say_moved(actor=SYSTEM, at=NOW, moved=told())


def delivered() -> list[Move]:
    """What the worker does with what was announced."""
    deliver_events()
    with acting(OPERATOR, NOW):
        return list(Move.objects.order_by("id"))


def test_his_word_opens_a_move_at_his_unit_and_his_undo_withdraws_it() -> None:
    row = household()
    exemption(row, "gas")
    client = entered(row)
    client.post("/mine/moved/", MOVED)
    (move,) = delivered()
    assert (move.state, move.said_by, move.row_id) == ("reported", "client", row.pk)
    assert (move.centre, move.moved_on) == (row.centre, date(2026, 11, 22))
    assert move.dwelling["postal_code"] == "7391846512"
    assert len(delivered()) == 1
    client.post(f"/mine/moved/{said()[0].reference}/undo/")
    assert [each.state for each in delivered()] == ["withdrawn"]


def test_a_word_taken_back_before_anybody_heard_it_opens_nothing() -> None:
    row = household()
    exemption(row, "gas")
    client = entered(row)
    client.post("/mine/moved/", MOVED)
    client.post(f"/mine/moved/{said()[0].reference}/undo/")
    assert delivered() == []


def test_a_household_that_no_company_was_told_of_opens_nothing() -> None:
    entered(household()).post("/mine/moved/", MOVED)
    assert delivered() == []


def test_a_move_that_is_under_way_stays_the_only_one() -> None:
    row = household()
    exemption(row, "gas")
    client = entered(row)
    client.post("/mine/moved/", MOVED)
    (first,) = delivered()
    with acting(OPERATOR, NOW):
        MoveSaid.objects.update(taken_at=NOW)
        Move.objects.update(said_by="worker")
    client.post("/mine/moved/", MOVED)
    assert [each.pk for each in delivered()] == [first.pk]


def test_what_was_collected_meanwhile_is_withdrawn_no_more() -> None:
    row = household()
    exemption(row, "gas")
    client = entered(row)
    client.post("/mine/moved/", MOVED)
    (move,) = delivered()
    with acting(OPERATOR, NOW):
        collected = {"state": "collected", "collected_at": NOW, "collected_by": 1}
        Move.objects.filter(pk=move.pk).update(**collected)
    client.post(f"/mine/moved/{said()[0].reference}/undo/")
    assert [each.state for each in delivered()] == ["collected"]
