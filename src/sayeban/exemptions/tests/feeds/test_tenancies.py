"""A tenancy ends: it is asked about, prolonged, left, or the exemption ends with it (A-060)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.exemptions import reactions as _reactions  # noqa: F401 - registers its reactions
from sayeban.exemptions.actions.answer_tenancy import (
    answer_tenancy,
    leave_tenancy,
    prolong_tenancy,
)
from sayeban.exemptions.actions.approve_move import approve_move
from sayeban.exemptions.actions.follow_tenancies import follow_tenancies
from sayeban.exemptions.models import FeedChange, Move, Row, Tenancy
from sayeban.exemptions.refusals_move import TenancyAnswered, TenancyEndWrong, TenancyUnknown
from sayeban.exemptions.rules_move import (
    GRACE_DAYS,
    MOVE_DAYS,
    NOTICE_DAYS,
    a_year_later,
    day_sql,
    effective,
)
from sayeban.exemptions.tests.feeds.makers import agreed, published
from sayeban.exemptions.tests.feeds.test_moves import (
    FAR,
    HERE,
    collected,
    dwelling,
    head,
    reported,
    standing,
    worker,
)
from sayeban.exemptions.tests.feeds.test_people import deliver
from sayeban.exemptions.tests.makers import NOW, actor, bill_id, campaign, company
from sayeban.exemptions.tests.release_makers import approved, released
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

END = date(2026, 12, 22)
NEW_END = date(2027, 12, 22)
MOBILE = "+989121112233"


@pytest.fixture(autouse=True)
def row() -> Row:
    """A tenant with a gas meter whose tenancy ends in 28 days."""
    company("507", "gas", "10")
    agreed()
    made = campaign(utilities=["gas"])
    row = approved(
        made,
        HERE,
        bills={"gas": bill_id(1, "gas")},
        tenure="tenant",
        tenancy_end=END,
        mobile=MOBILE,
    )
    published(released().release_id)
    deliver()
    return row


def evening(day: date) -> int:
    at = datetime.combine(day, NOW.timetz())
    return follow_tenancies(actor=OPERATOR, at=at)


def asked() -> Tenancy:
    with acting(OPERATOR, NOW):
        return Tenancy.objects.get()


def texts() -> list[str]:
    with acting(OPERATOR, NOW):
        found = Message.objects.filter(template="tenancy.ends", mobile=MOBILE)
        return list(found.values_list("text", flat=True))


def told() -> list[tuple[str, str, date, date | None]]:
    with acting(OPERATOR, NOW):
        return list(
            FeedChange.objects.order_by("seq").values_list(
                "op", "reason", "effective_from", "effective_until"
            )
        )


def test_it_is_asked_once_when_the_end_comes_near() -> None:
    near = END - timedelta(days=NOTICE_DAYS)
    assert evening(near - timedelta(days=1)) == 0
    assert texts() == []
    evening(near)
    evening(near)
    (words,) = texts()
    assert "بهزیستی: اجارهٔ خانهٔ شما" in words
    assert "۱ دی ۱۴۰۵" in words
    assert (asked().state, asked().centre, asked().mobile) == ("asked", "7011", MOBILE)


def test_prolonged_by_the_unit_the_company_hears_until_when(row: Row) -> None:
    evening(NOW.date())
    prolong_tenancy(actor=worker(), at=NOW, number=asked().pk, new_end=NEW_END)
    assert told()[1:] == [("amend", "correction", NOW.date(), NEW_END)]
    with acting(OPERATOR, NOW):
        assert Row.objects.get(pk=row.pk).tenancy_end == NEW_END
        stay = Residence.objects.get(household_id=row.household_id, until=None)
        assert stay.tenancy_end == NEW_END
    assert evening(END + timedelta(days=60)) == 0


@pytest.mark.parametrize(
    ("words", "did"),
    [("1", "prolonged"), ("۱", "prolonged"), (" بله ", "prolonged"), ("2.", "moved"), ("سلام", "")],
)
def test_one_key_answers(words: str, did: str) -> None:
    evening(NOW.date())
    assert answer_tenancy(actor=SYSTEM, at=NOW, mobile=MOBILE, words=words) == did
    assert asked().state == (did or "asked")
    if did:
        # Said again it answers nothing any more.
        assert answer_tenancy(actor=SYSTEM, at=NOW, mobile=MOBILE, words=words) == ""


def test_the_providers_call_answers_like_the_client(settings: Settings) -> None:
    evening(NOW.date())
    settings.SMS = {"adapter": "local", "inbound": "secret"}
    sent = {"messageid": "5", "from": "09121112233", "to": "1000", "message": "۱"}
    assert Client().post("/notices/received/secret/", sent).status_code == 200
    deliver()
    assert asked().state == "prolonged"


def test_yes_by_sms_means_a_year_more() -> None:
    evening(NOW.date())
    answer_tenancy(actor=SYSTEM, at=NOW, mobile=MOBILE, words="1")
    assert told()[-1] == ("amend", "correction", NOW.date(), NEW_END)
    assert a_year_later(date(2026, 3, 20)) == date(2027, 3, 20)


def test_no_by_sms_begins_a_move_where_nobody_knows_yet_whereto() -> None:
    evening(NOW.date())
    answer_tenancy(actor=SYSTEM, at=NOW, mobile=MOBILE, words="2")
    with acting(OPERATOR, NOW):
        move = Move.objects.get()
    assert (move.said_by, move.state, move.centre) == ("client", "reported", "7011")
    assert len(told()) == 1


def test_a_strangers_number_answers_nothing() -> None:
    evening(NOW.date())
    assert answer_tenancy(actor=SYSTEM, at=NOW, mobile="+989129999999", words="1") == ""
    assert asked().state == "asked"


def test_a_number_of_two_households_answers_for_neither(row: Row) -> None:
    evening(NOW.date())
    with acting(OPERATOR, NOW):
        one = Tenancy.objects.get()
        one.pk, one.ends_on = None, END + timedelta(days=1)
        one.save()
    assert answer_tenancy(actor=SYSTEM, at=NOW, mobile=MOBILE, words="1") == ""


def test_without_an_answer_it_ends_after_the_days_of_grace() -> None:
    evening(NOW.date())
    last = END + timedelta(days=GRACE_DAYS)
    assert evening(last) == 0
    assert evening(last + timedelta(days=1)) == 1
    assert told()[-1] == ("revoke", "lease_ended", END, None)
    assert (asked().state, standing()) == ("ended", [])
    assert evening(last + timedelta(days=2)) == 0


def test_with_an_answer_it_goes_on() -> None:
    """The control: the same evening ends nothing that was prolonged."""
    evening(NOW.date())
    prolong_tenancy(actor=worker(), at=NOW, number=asked().pk, new_end=NEW_END)
    assert evening(END + timedelta(days=GRACE_DAYS + 1)) == 0


def test_asked_late_there_are_days_of_grace_all_the_same() -> None:
    late = END + timedelta(days=40)
    assert evening(late) == 0
    assert evening(late + timedelta(days=GRACE_DAYS)) == 0
    assert evening(late + timedelta(days=GRACE_DAYS + 1)) == 1


def test_who_moved_is_left_to_his_move(row: Row) -> None:
    evening(NOW.date())
    number = leave_tenancy(actor=worker(), at=NOW, number=asked().pk, to=FAR, on=NOW.date())
    with acting(OPERATOR, NOW):
        move = Move.objects.get(pk=number)
    assert (move.said_by, move.centre, move.came_centre) == ("worker", "1011", "7011")


def test_what_became_known_otherwise_is_asked_no_more(row: Row) -> None:
    evening(NOW.date())
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=row.pk).update(tenure="owner", tenancy_end=None)
    evening(NOW.date())
    assert asked().state == "passed"
    assert evening(END + timedelta(days=GRACE_DAYS + 1)) == 0


def test_a_move_that_nobody_finishes_ends_alone_and_new_data_begin_later(row: Row) -> None:
    number = reported(row)
    last = NOW.date() + timedelta(days=MOVE_DAYS)
    assert evening(last) == 0
    assert evening(last + timedelta(days=1)) == 1
    assert told()[-1] == ("revoke", "relocated", last + timedelta(days=1), None)
    with acting(OPERATOR, NOW):
        assert Move.objects.get().ended_on == last + timedelta(days=1)
    assert evening(last + timedelta(days=2)) == 0
    from_far = collected(number)
    assert approve_move(actor=head(), at=NOW, number=from_far) == 1
    assert standing() == [("behzisti.gas.10.507", dwelling()["gas_bill"])]


def test_who_had_not_moved_after_all_begins_anew_at_home(row: Row) -> None:
    """A move that ended the exemption is no more undone by taking it back: the page says how."""
    number = reported(row, HERE)
    assert evening(NOW.date() + timedelta(days=MOVE_DAYS + 1)) == 1
    assert standing() == []
    collected(number, HERE, gas_bill=bill_id(1, "gas"))
    assert approve_move(actor=head(HERE), at=NOW, number=number) == 1
    assert standing() == [("behzisti.gas.07.307", bill_id(1, "gas"))]


def test_what_cannot_be_answered_is_refused() -> None:
    evening(NOW.date())
    number = asked().pk
    far = actor("social_worker", Unit.of_centre("1001", "1011"))
    expert = actor("county_expert", Unit.of_county("0701"))
    with pytest.raises(TenancyUnknown):
        prolong_tenancy(actor=far, at=NOW, number=number, new_end=NEW_END)
    with pytest.raises(TenancyUnknown):
        leave_tenancy(actor=far, at=NOW, number=number, to=FAR, on=NOW.date())
    for wrong in (END, NOW.date()):
        with pytest.raises(TenancyEndWrong):
            prolong_tenancy(actor=worker(), at=NOW, number=number, new_end=wrong)
    with pytest.raises(AccessDenied):
        prolong_tenancy(actor=expert, at=NOW, number=number, new_end=NEW_END)
    prolong_tenancy(actor=worker(), at=NOW, number=number, new_end=NEW_END)
    with pytest.raises(TenancyAnswered):
        leave_tenancy(actor=worker(), at=NOW, number=number, to=FAR, on=NOW.date())


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_day_of_an_end_is_the_same_in_python_and_sql(days: int) -> None:
    on, told_from, today = NOW.date(), NOW.date() + timedelta(days=days), END
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {day_sql('%(on)s::date', '%(told)s::date')}",
            {"on": on, "told": told_from, "today": today},
        )
        assert cursor.fetchone() == (effective(on, told_from, today),)
