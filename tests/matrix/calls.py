"""Each registered command given by each person, and what became of it."""

import pkgutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Final

from django.db import ProgrammingError

import sayeban
from sayeban.accounts.reads.actors import actor_by_id
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import ACTIONS
from sayeban.runtime.actor import OPERATOR
from tests.matrix.commands import CALLS
from tests.matrix.entries import Call
from tests.matrix.oracle_actions import ACTIONS as RULES
from tests.matrix.places import Person, allows
from tests.matrix.scene import Scene, undone
from tests.matrix.slices import askers

DENIED: Final = "access.denied"
REFUSED: Final = frozenset(
    {
        DENIED,
        # What scope says of an object that is not the actor's to know of.
        *(
            "row.unknown_key",
            "violation.unknown",
            "release.unknown",
            "person.unknown",
            "device.unknown",
            "session.unknown",
            "known.unknown",
            "counter.unknown",
            "move.unknown",
            "tenancy.unknown",
        ),
        *askers.UNKNOWN,
    }
)

_FAULT: Final = "fault: "


@cache
def registered() -> frozenset[str]:
    """Every command of the product: each module of actions is imported, used by a page or not."""
    for module in pkgutil.walk_packages(sayeban.__path__, "sayeban."):
        if ".actions" in module.name and ".tests" not in module.name:
            import_module(module.name)
    return frozenset(name for name in ACTIONS if not name.startswith("test."))


@dataclass(frozen=True, slots=True)
class Cell:
    """One person who gives one command. `may`: the oracle's answer."""

    name: str
    person: Person
    call: Call
    may: bool

    def __str__(self) -> str:
        return f"{self.person.name} → {self.name}{self.call.label} {self.call.unit}"


def cells(scene: Scene, name: str, people: Iterable[Person]) -> Iterator[Cell]:
    """Every cell of one command."""
    for call in CALLS[name](scene):
        rule = RULES[name + call.label]
        for person in people:
            yield Cell(name, person, call, allows(rule, person, call.unit))


def faults(
    scene: Scene, found: Iterable[Cell], refused: Collection[str] = REFUSED
) -> Iterator[str]:
    """The cells that end otherwise than the oracle says."""
    for cell in found:
        code = outcome(scene, cell)
        if cell.may and (code in REFUSED or code.startswith(_FAULT)):
            yield f"{cell}: refused with {code}"
        if not cell.may and code not in refused:
            yield f"{cell}: let through ({code or 'done'})"


def outcome(scene: Scene, cell: Cell) -> str:
    """The code of the refusal, "" when it was done; of a batch that of its one row."""
    person = cell.person
    actor = OPERATOR if person.operator else actor_by_id(person.user_id, NOW)
    with undone():
        try:
            result = cell.call.entry(actor, scene)
        except Refusal as refusal:
            return refusal.code
        except ProgrammingError as fault:
            # Who is bounded to villages meets the database itself behind every other command.
            by_database = actor.is_bounded and "permission denied" in str(fault)
            return DENIED if by_database else f"{_FAULT}{fault}"
        except Exception as fault:
            return f"{_FAULT}{type(fault).__name__}"
    reasons = getattr(getattr(result, "counts", result), "reasons", None) or {}
    return next((_OF_ROW[code] for code in reasons if code in _OF_ROW), "")


_OF_ROW: Final = {"document.unknown_row": "row.unknown_key", DENIED: DENIED}
"""What a batch says of the one row that the matrix sends, as the command for one row says it."""
