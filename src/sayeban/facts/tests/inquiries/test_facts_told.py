"""Answers become facts with their register; what is unknown stays unknown."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from sayeban.country.today import today_of
from sayeban.facts.actions.answer_inquiries import take_questions, write_answers
from sayeban.facts.actions.ask_register import ask_register
from sayeban.facts.inquiries.calling import asked_all
from sayeban.facts.inquiries.envelope import Request
from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiries.fake.worlds import WORLDS, drawn, status_of
from sayeban.facts.models import Fact
from sayeban.facts.public import NewValue, put_values
from sayeban.facts.reads.catalogue import catalogue
from sayeban.facts.tests.inquiries.makers import MOBILE, ask, person, round_at, row, world
from sayeban.people.models import Person
from sayeban.people.tests.makers import national_id, rows_of
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.runtime.outside import Reply

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
NUMBER = UUID(int=7)


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    with world() as made:
        yield made


def told() -> dict[str, Any]:
    """Standing values by their fact."""
    found = rows_of(
        "SELECT fact, value #>> '{}' FROM facts_value"
        " WHERE origin = 'received' AND superseded_at IS NULL"
    )
    return dict(found)


def test_an_answer_is_a_fact_of_its_register(there: FakeRegisters) -> None:
    asked = ask(person())
    [(fact, register, inquiry, kind)] = rows_of(
        "SELECT fact, register, inquiry_id, subject_kind FROM facts_value"
    )
    assert (fact, register, inquiry, kind) == ("decile", "decile", asked.pk, "household")
    assert asked.result is not None
    assert told() == {"decile": str(asked.result["decile"])}


def test_a_mismatch_is_an_answer_and_silence_is_none(there: FakeRegisters) -> None:
    someone = person(mobile=MOBILE)
    there.states["sim_owner"] = "down"
    asked = ask(someone, "sim_owner", purpose="contact")
    assert told() == {}
    there.states["sim_owner"] = "up"
    there.given["sim_owner", national_id(1)] = "mismatch"
    assert asked.next_try_at is not None
    round_at(asked.next_try_at)
    assert row(asked.pk).status == "mismatch"
    assert told() == {"mobile_verified": "false"}


def test_who_is_not_found_stays_unknown(there: FakeRegisters) -> None:
    there.given["social_insurance", national_id(1)] = "not_found"
    assert ask(person(), "social_insurance").status == "not_found"
    assert told() == {}


def test_an_answer_about_a_number_that_is_no_longer_his_tells_nothing(
    there: FakeRegisters,
) -> None:
    someone = person(mobile=MOBILE)
    asked = ask(someone, "sim_owner", purpose="contact", mobile="09350000009")
    assert (asked.status, told()) == ("ok", {})
    assert ask(someone, "sim_owner", purpose="contact").status == "ok"
    assert told() == {"mobile_verified": "true"}


def test_an_answer_that_the_catalogue_does_not_take_is_kept_all_the_same(
    there: FakeRegisters,
) -> None:
    with acting(OPERATOR, now()):
        Fact.objects.filter(key="decile").update(retired_at=now())
    someone = person()
    asked = ask(someone)
    assert (asked.status, asked.problem) == ("ok", "fact.not_kept")
    assert ask(someone, "coverage").problem == ""
    assert set(told()) == {"covered_elsewhere"}


def test_an_answer_beyond_what_the_fact_can_be_is_a_fault_of_the_register(
    there: FakeRegisters,
) -> None:
    with acting(OPERATOR, now()):
        Fact.objects.filter(key="decile").update(least=100, most=200)
    someone = person()
    asked = ask(someone)
    assert (asked.status, asked.problem) == ("error", "fact.value_outside")
    assert (asked.result, asked.valid_until, told()) == (None, None, {})
    with acting(OPERATOR, now()):
        Fact.objects.filter(key="decile").update(least=1, most=10)
    assert ask(someone).status == "ok"
    assert set(told()) == {"decile"}


def test_a_no_to_a_birth_date_that_was_corrected_meanwhile_tells_nothing(
    there: FakeRegisters,
) -> None:
    there.given["civil_identity", national_id(1)] = "mismatch"
    someone, at = person(birth_date=date(1980, 1, 1)), now()
    for corrected, says in ((True, {}), (False, {"identity_verified": "false"})):
        ask_register(
            actor=OPERATOR,
            at=at,
            person_id=someone,
            register="civil_identity",
            purpose="welfare_file",
            request_id=uuid4(),
        )
        taken = take_questions(actor=SYSTEM, at=at, register="civil_identity", most=1)
        assert taken is not None
        answers = asked_all(PORTS["civil_identity"], taken.line, taken.requests)
        if corrected:
            with acting(OPERATOR, at):
                Person.objects.filter(pk=someone).update(birth_date=date(1981, 2, 2))
        write_answers(actor=SYSTEM, at=at, taken=taken, answers=answers)
        assert told() == says


def test_an_account_number_that_grew_too_old_is_asked_about_no_more(there: FakeRegisters) -> None:
    old, new = "IR430120000000000000000001", "IR160120000000000000000002"
    someone, day = person(), today_of(now())
    with acting(OPERATOR, now()):
        Fact.objects.filter(key="iban").update(max_age_days=30)
        values = [
            NewValue("person", someone, "iban", old, "verified", day - timedelta(31)),
            NewValue("person", someone, "iban", new, "declared", day),
        ]
        put_values(actor=OPERATOR, at=now(), values=values)
    ask(someone, "bank_account", purpose="payment")
    assert [each["question"] for each in there.asked] == [{"iban": new}]


def test_every_fact_that_a_register_tells_is_in_the_catalogue(there: FakeRegisters) -> None:
    with looking(SYSTEM):
        known = catalogue()
    for key, port in PORTS.items():
        for serial in range(40):
            result = WORLDS[key](drawn(key, national_id(serial)), {})
            for found in [*port.facts("ok", result), *port.denied]:
                described = known[found.fact]
                assert described.subject == found.subject
                if described.choices:
                    assert found.value in dict(described.choices)


@given(
    body=st.binary(max_size=60) | st.just(b'{"status": "ok", "result": {"decile": 3}}'),
    status=st.sampled_from([200, 204, 302, 400, 404, 429, 500, 503]),
)
def test_no_reply_whatever_it_holds_makes_a_fact_out_of_nothing(body: bytes, status: int) -> None:
    asked = Request(NUMBER, "decile", "p", "l", "1", "hq", "national_id", national_id(1), now(), {})
    for port in PORTS.values():
        [answer] = port.read([asked], Reply(status, {}, body))
        assert answer.status in ("unavailable", "error")
        assert port.facts(answer.status, answer.result or {}) == []


def test_the_made_up_world_is_the_same_everywhere_and_has_dirt() -> None:
    people = [national_id(serial) for serial in range(400)]
    said = [status_of("sim_owner", each, dirt=True) for each in people]
    assert said == [status_of("sim_owner", each, dirt=True) for each in people]
    assert {"ok", "not_found", "mismatch", "slow"} == set(said)
    assert said.count("ok") > 300
    assert status_of("sim_owner", "0013542419", dirt=False) == "not_found"
