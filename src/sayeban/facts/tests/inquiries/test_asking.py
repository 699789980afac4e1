"""A question goes out once, an answer is understood and kept, and nothing becomes a no."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection
from django.utils.timezone import now

from sayeban.facts.actions.keep_registers import set_purpose, set_register
from sayeban.facts.actions.refresh import follow_people
from sayeban.facts.inquiries.every import PORTS, schema_of
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiry_refusals import (
    AnotherQuestion,
    PurposeUnknown,
    QuestionIncomplete,
    RegisterOff,
    RegisterUnknown,
    SubjectUnfit,
)
from sayeban.facts.models import Inquiry
from sayeban.facts.tests.inquiries.makers import ask, person, world
from sayeban.facts.tests.makers import put, value
from sayeban.kit.units import Unit
from sayeban.people.models import Household, Person
from sayeban.people.public import UnknownPerson
from sayeban.people.tests.makers import clerk, national_id
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    with world() as made:
        yield made


def test_an_answer_is_kept_without_its_payload(there: FakeRegisters) -> None:
    asked = ask(person(), "civil_identity")
    assert (asked.status, asked.attempts, asked.next_try_at) == ("ok", 1, None)
    assert asked.provider == "نمونه: civil_identity"
    assert asked.reference.startswith("civil_identity-")
    assert asked.result is not None
    assert "photo" not in asked.result
    assert len(asked.raw_hash) == 64
    assert asked.valid_until is not None
    [sent] = there.asked
    assert sent["purpose"] == "welfare_file"
    assert sent["legal_basis"] == asked.legal_basis != ""
    assert sent["subject"] == {"identifier_type": "national_id", "value": national_id(1)}
    assert sent["requested_by"]["organisation"] == "operator"


def test_the_same_request_is_the_same_question(there: FakeRegisters) -> None:
    someone, number = person(), uuid4()
    first = ask(someone, request_id=number)
    assert ask(someone, request_id=number).pk == first.pk
    assert there.calls == 1
    with pytest.raises(AnotherQuestion):
        ask(someone, "tax", request_id=number)


def test_an_answer_that_holds_is_not_asked_for_again(there: FakeRegisters) -> None:
    someone = person()
    first = ask(someone)
    assert ask(someone).pk == first.pk
    assert ask(someone, purpose="service_request").pk == first.pk
    assert there.calls == 1
    assert first.valid_until is not None
    later = ask(someone, at=first.valid_until + timedelta(seconds=1))
    assert later.pk != first.pk
    assert there.calls == 2


def test_another_question_about_the_same_person_is_asked(there: FakeRegisters) -> None:
    someone = person()
    ibans = ["IR430120000000000000000001", "IR160120000000000000000002"]
    rows = [ask(someone, "bank_account", purpose="payment", iban=each) for each in ibans]
    assert rows[0].pk != rows[1].pk
    assert [each["question"] for each in there.asked] == [{"iban": each} for each in ibans]


def test_a_bank_is_not_asked_about_what_is_no_sheba_number(there: FakeRegisters) -> None:
    someone = person()
    for bad in ("5", "IR430120000000000000000002"):
        with pytest.raises(QuestionIncomplete) as refused:
            ask(someone, "bank_account", purpose="payment", iban=bad)
        assert "شبا" in refused.value.message
    assert there.calls == 0


def test_nor_when_it_was_kept_before_anybody_looked(
    there: FakeRegisters, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = person()
    with monkeypatch.context() as unjudged:
        unjudged.setattr("sayeban.facts.actions.put_values._judge", lambda _: None)
        put(value(("person", someone), "iban", "5"))
    with pytest.raises(QuestionIncomplete):
        ask(someone, "bank_account", purpose="payment")
    assert there.calls == 0


@pytest.mark.parametrize(("said", "until"), [("not_found", 7), ("mismatch", 7), ("ok", 180)])
def test_a_doubtful_answer_holds_for_days_alone(
    there: FakeRegisters, said: str, until: int
) -> None:
    there.given["civil_identity", national_id(1)] = said
    at = now()
    asked = ask(person(), "civil_identity", at=at)
    assert (asked.status, asked.result is None) == (said, said != "ok")
    assert asked.valid_until == at + timedelta(days=until)


@pytest.mark.parametrize(
    ("state", "problem"),
    [("down", "503"), ("busy", "429"), ("garbage", "reply"), ("another", "another_question")],
)
def test_an_ill_register_is_unavailable_and_never_a_no(
    there: FakeRegisters, state: str, problem: str
) -> None:
    there.states["decile"] = state
    at = now()
    asked = ask(person(), at=at)
    assert (asked.status, asked.problem) == ("unavailable", problem)
    assert (asked.result, asked.received_at, asked.valid_until) == (None, None, None)
    assert asked.next_try_at is not None
    assert at < asked.next_try_at <= at + timedelta(minutes=1)


def test_nobody_there_and_nobody_in_time(there: FakeRegisters) -> None:
    there.states["decile"] = "hang"
    someone = person()
    set_register(actor=OPERATOR, at=now(), register="decile", limits={"seconds": 1})
    assert ask(someone).problem == "timeout"
    set_register(actor=OPERATOR, at=now(), register="tax", url="http://127.0.0.1:9")
    assert ask(someone, "tax").problem == "unreachable"


def test_who_asks_without_a_purpose_asks_nothing(there: FakeRegisters) -> None:
    someone = person(mobile="09120000001")
    for purpose in ("", "curiosity", "welfare_file"):
        with pytest.raises(PurposeUnknown):
            ask(someone, "sim_owner", purpose=purpose)
    assert there.calls == 0
    set_purpose(
        actor=OPERATOR,
        at=now(),
        purpose="curiosity",
        title="کنجکاوی",
        legal_basis="هیچ",
        registers=["sim_owner"],
    )
    assert ask(someone, "sim_owner", purpose="curiosity").legal_basis == "هیچ"
    set_purpose(
        actor=OPERATOR, at=now(), purpose="curiosity", title="ک", legal_basis="هیچ", registers=[]
    )
    with pytest.raises(PurposeUnknown):
        ask(someone, "sim_owner", purpose="curiosity")


def test_what_cannot_be_asked_is_refused(there: FakeRegisters) -> None:
    someone = person()
    with pytest.raises(RegisterUnknown):
        ask(someone, "astrology")
    with pytest.raises(UnknownPerson):
        ask(0)
    with pytest.raises(QuestionIncomplete, match="شمارهٔ همراه"):
        ask(someone, "sim_owner", purpose="contact")
    set_register(actor=OPERATOR, at=now(), register="tax", is_on=False)
    with pytest.raises(RegisterOff):
        ask(someone, "tax")
    with acting(OPERATOR, now()):
        Person.objects.filter(pk=someone).update(identifier_type="internal", identifier="A-1")
    with pytest.raises(SubjectUnfit):
        ask(someone)
    assert there.calls == 0


def test_a_worker_asks_about_his_own_and_about_nobody_else(there: FakeRegisters) -> None:
    worker = clerk("social_worker", Unit.of_centre("0701", "7011"))
    stranger = clerk("social_worker", Unit.of_centre("1001", "1011"))
    someone = person()
    asked = ask(someone, actor=worker)
    assert (asked.asked_by, asked.unit) == (worker.user_id, "centre:7011")
    with pytest.raises(UnknownPerson):
        ask(someone, "tax", actor=stranger)
    with looking(stranger):
        assert not Inquiry.objects.exists()
    with looking(worker):
        assert Inquiry.objects.count() == 1


def test_what_was_asked_moves_with_the_person(there: FakeRegisters) -> None:
    someone = person(county="0701", centre="7011")
    asked = ask(someone)
    with acting(OPERATOR, now()):
        place = {"county": "0702", "centre": "7021"}
        Person.objects.filter(pk=someone).update(**place)
        Household.objects.update(**place)
    follow_people(actor=SYSTEM, at=now(), person_id=someone)
    new_worker = clerk("social_worker", Unit.of_centre("0702", "7021"))
    assert ask(someone, actor=new_worker).pk == asked.pk
    with looking(clerk("social_worker", Unit.of_centre("0701", "7011"))):
        assert not Inquiry.objects.exists()


def test_each_call_leaves_a_look_with_its_reader(there: FakeRegisters) -> None:
    someone = person()
    ask(someone)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT subject, subject_id, purpose FROM audit_look")
        found = cursor.fetchall()
        cursor.execute("SET ROLE sayeban_web")
    assert found == [("people.person", str(someone), "inquiry")]


def test_what_was_asked_cannot_be_changed_or_removed(there: FakeRegisters) -> None:
    ask(person())
    for sql in (
        "UPDATE facts_inquiry SET purpose_id = 'payment'",
        "DELETE FROM facts_inquiry",
        "DELETE FROM facts_purpose",
    ):
        with pytest.raises(ProgrammingError), acting(OPERATOR, now()):
            connection.cursor().execute(sql)


def test_the_schema_of_each_register_is_told() -> None:
    for key in PORTS:
        assert schema_of(key)["type"] == "object"
