"""Made-up persons, and registers that answer on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import now

from sayeban.facts.actions.keep_registers import seed_registers, set_register
from sayeban.facts.actions.seed_facts import seed_facts
from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.fake.server import FakeRegisters, running
from sayeban.facts.inquiring import answer_inquiries, inquire
from sayeban.facts.models import Inquiry, RegisterState
from sayeban.people.tests.makers import national_id, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting, looking

MOBILE = "09120000001"


@contextmanager
def world(**changed: Any) -> Iterator[FakeRegisters]:
    """Registers without dirt, all switched on; limits as given."""
    with acting(SYSTEM, now()):
        seed_registers(now())
        seed_facts()
    with running(FakeRegisters(dirt=False, hang_seconds=3)) as made:
        for key in PORTS:
            set_register(
                actor=OPERATOR, at=now(), register=key, url=made.url, is_on=True, limits=changed
            )
        yield made


def person(serial: int = 1, **known: Any) -> int:
    """The id of a registered person."""
    register(source_row(serial, **({"full_name": "مریم نمونه"} | known)))
    [(number,)] = rows_of(
        f"SELECT id FROM people_person WHERE identifier = '{national_id(serial)}'"
    )
    return int(number)


def ask(
    person_id: int,
    key: str = "decile",
    *,
    actor: Actor = OPERATOR,
    purpose: str = "welfare_file",
    request_id: UUID | None = None,
    at: datetime | None = None,
    **about: str,
) -> Inquiry:
    """Ask now; the row as it is afterwards."""
    number = inquire(
        actor=actor,
        clock=lambda: at or now(),
        person_id=person_id,
        register=key,
        purpose=purpose,
        request_id=request_id or uuid4(),
        about=about,
    )
    return row(number)


def round_at(at: datetime) -> int:
    """One round of the worker at this time; how many questions it asked."""
    return answer_inquiries(lambda: at)


def row(number: int) -> Inquiry:
    """One inquiry."""
    with looking(SYSTEM):
        return Inquiry.objects.get(pk=number)


def state(key: str = "decile") -> RegisterState:
    """How a register is."""
    with looking(SYSTEM):
        return RegisterState.objects.get(pk=key)
