"""A client sees who asked registers about him and what for, and nothing of anybody else."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection

from sayeban.exemptions.tests.makers import NOW
from sayeban.facts.public import (
    inquire,
    own_inquiries,
    purposes,
    registers_now,
    seed_registers,
    set_register,
)
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import clerk
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting, looking
from sayeban.sites.tests.own_pages import CENTRE, entered, household

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.usefixtures("places"),
]


@pytest.fixture(autouse=True)
def _register(places: None) -> None:
    with acting(SYSTEM, NOW):
        seed_registers(NOW)
    set_register(actor=OPERATOR, at=NOW, register="decile", url="http://127.0.0.1:9", is_on=True)


def asked_about(person_id: int) -> None:
    inquire(
        actor=clerk("social_worker", CENTRE),
        clock=lambda: NOW,
        person_id=person_id,
        register="decile",
        purpose="welfare_file",
        request_id=uuid4(),
    )


def test_a_client_reads_who_asked_what_for_and_by_which_law() -> None:
    row = household()
    client = entered(row)
    assert "از کجا دربارهٔ شما پرسیده شده است" not in client.get("/mine/").content.decode()
    asked_about(row.person_id)
    page = client.get("/mine/").content.decode()
    for words in ("رفاه: دهک خانوار", "مرکز ۷۰۱۱", "تکمیل پروندهٔ رفاهی", "قانون نظام جامع رفاه"):
        assert words in page


def test_each_kind_of_question_is_shown_with_its_purpose_and_law() -> None:
    """Whatever register is asked for whatever purpose, by a worker or by the evening."""
    row = household()
    me = Actor("citizen", "citizen", person_id=row.person_id, household_id=row.household_id)
    with looking(SYSTEM):
        every = {each.key: each.title for each in registers_now(NOW)}
        asked_for = purposes()
    about = {
        "mobile": "09120000001",
        "iban": "IR430120000000000000000001",
        "postal_code": "7391700001",
    }
    for register in every:
        set_register(
            actor=OPERATOR, at=NOW, register=register, url="http://127.0.0.1:9", is_on=True
        )
    for purpose in asked_for:
        for n, register in enumerate(purpose.registers):
            inquire(
                actor=clerk("hq_expert", Unit.hq()),
                clock=lambda: NOW,
                person_id=row.person_id,
                register=register,
                purpose=purpose.key,
                request_id=uuid4(),
                about=about | {"postal_code": f"739170{n:04}"},
            )
    with looking(me):
        shown = own_inquiries(row.person_id, 99)
    assert {each.title for each in shown} == set(every.values())
    assert {(each.purpose, each.legal_basis) for each in shown} <= {
        (each.title, each.legal_basis) for each in asked_for
    }
    assert all(each.unit for each in shown)


def test_he_reads_nobody_elses_and_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the eyes of headquarters the same question shows the other."""
    mine, other = household(), household()
    asked_about(other.person_id)
    me = Actor("citizen", "citizen", person_id=mine.person_id, household_id=mine.household_id)
    with looking(me):
        assert own_inquiries(other.person_id, 9) == []
    for column in ("result", "asked", "reference"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            looking(me),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT {column} FROM facts_inquiry")
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    with looking(me):
        assert len(own_inquiries(other.person_id, 9)) == 1
