"""How addresses and commands of inquiries to registers are asked."""

from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from sayeban.exemptions.tests.makers import NOW
from sayeban.facts.actions import answer_inquiries, ask_deaths, ask_register, keep_registers
from sayeban.facts.inquiries.calling import Line
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting
from tests.matrix import asking, entries
from tests.matrix.asking import Asked
from tests.matrix.entries import Call, once
from tests.matrix.places import TARGETS
from tests.matrix.scene import Scene

_TAKEN: Final = answer_inquiries.Taken("decile", Line("http://127.0.0.1:9", 1, 1, 1), (), ())


def _registers() -> None:
    """One register may be asked; nobody is there. Each test undoes it, so it is made for each."""
    with acting(SYSTEM, NOW):
        keep_registers.seed_registers(NOW)
    keep_registers.set_register(
        actor=OPERATOR, at=NOW, register="decile", url="http://127.0.0.1:9", is_on=True
    )


def _ask(_: Scene) -> list[Call]:
    _registers()
    return [Call(unit, _about(unit)) for unit in TARGETS[1:]]


def _about(unit: str) -> entries.Entry:
    def ask(actor: Actor, scene: Scene) -> object:
        return ask_register.ask_register(
            actor=actor,
            at=NOW,
            person_id=scene.rows[unit].person_id,
            request_id=uuid4(),
            register="decile",
            purpose="welfare_file",
        )

    return ask


def _written(scene: Scene) -> list[Call]:
    _registers()
    return once(answer_inquiries.write_answers, taken=_TAKEN, answers=[])(scene)


def _about_persons(scene: Scene) -> list[Asked]:
    _registers()
    return [Asked(unit, {"person_id": scene.person(unit)}) for unit in TARGETS[1:]]


def _register(_: Scene) -> list[Asked]:
    _registers()
    return [Asked("", {"key": "decile"})]


ASKED: Final[Mapping[str, asking.Make]] = {
    "person_inquiries GET": _about_persons,
    "person_inquiries POST": _about_persons,
    "register GET": _register,
    "register POST": _register,
}
CALLS: Final[Mapping[str, entries.Make]] = {
    "facts.ask_register": _ask,
    "facts.ask_for": once(
        ask_register.ask_for, persons=[], register="decile", purpose="welfare_file"
    ),
    "facts.ask_deaths": once(ask_deaths.ask_deaths),
    "facts.take_questions": once(answer_inquiries.take_questions, register="decile", most=1),
    "facts.write_answers": _written,
    "facts.set_register": once(keep_registers.set_register, register="decile"),
    "facts.set_purpose": once(
        keep_registers.set_purpose,
        purpose="welfare_file",
        title="هدف",
        legal_basis="قانون",
        registers=["decile"],
    ),
}
UNKNOWN: Final[frozenset[str]] = frozenset({"person.unknown"})
"""What scope says of an object that is not the actor's to know of."""
