"""Ask in three steps: note or take the question, call in no transaction, write the answer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from sayeban.facts.actions.answer_inquiries import take_questions, write_answers
from sayeban.facts.actions.ask_register import ask_register
from sayeban.facts.inquiries.calling import asked_all
from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.reads.registers import registers_on
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking

_CALLS = 200
_MOST = 2_000
"""Questions of one batch where a call takes many: they hold in the time of a batch."""
Clock = Callable[[], datetime]


def inquire(
    *,
    actor: Actor,
    clock: Clock,
    person_id: int,
    register: str,
    purpose: str,
    request_id: UUID,
    about: Mapping[str, str] | None = None,
) -> int:
    """Ask now, for somebody who waits; the id of the inquiry that holds the answer or waits.

    Where the register is away or its limit reached, the worker asks later. Refuses as
    ask_register does.
    """
    number = ask_register(
        actor=actor,
        at=clock(),
        person_id=person_id,
        register=register,
        purpose=purpose,
        request_id=request_id,
        about=about,
    )
    _ask(register, clock, 1, number)
    return number


def answer_inquiries(clock: Clock) -> int:
    """Ask what is due, one batch of each register; how many questions were asked."""
    with looking(SYSTEM):
        registers = registers_on()
    return sum(
        _ask(register, clock, min(_CALLS * PORTS[register].many, _MOST)) for register in registers
    )


def _ask(register: str, clock: Clock, most: int, only: int | None = None) -> int:
    taken = take_questions(actor=SYSTEM, at=clock(), register=register, most=most, only=only)
    if taken is None:
        return 0
    answers = asked_all(PORTS[register], taken.line, taken.requests)
    write_answers(actor=SYSTEM, at=clock(), taken=taken, answers=answers)
    return len(answers)
