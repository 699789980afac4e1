"""What outside registers were asked about a client, as he himself reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sayeban.facts.public import own_inquiries
from sayeban.kit.units import Unit, UnitName
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One question: which office asked which register, what for and by which law."""

    at: datetime
    who: str
    register: str
    purpose: str
    legal_basis: str


def asked_of_oneself(person_id: int, most: int) -> tuple[AskedLine, ...]:
    """The newest questions about a client, within his own look: the database shows no other's.

    What was answered is not among it. Names of offices are read with the eyes of the system.
    """
    found = own_inquiries(person_id, most)
    with looking(Actor("system", "citizen", person_id=person_id)):
        offices = _offices({each.unit for each in found})
    return tuple(
        AskedLine(each.at, offices[each.unit], each.title, each.purpose, each.legal_basis)
        for each in found
    )


def _offices(texts: Iterable[str]) -> dict[str, str]:
    """Names of offices by what an inquiry keeps; whoever has no office is the installation."""
    units = {text: _unit(text) for text in texts}
    labels = unit_labels([unit for unit in units.values() if unit])
    return {text: labels[unit] if unit else "سامانه" for text, unit in units.items()}


def _unit(text: str) -> Unit | None:
    name = UnitName.parse(text)
    if name is None:
        return None
    match name.level:
        case "province":
            return Unit.of_province(name.code)
        case "county":
            return Unit.of_county(name.code)
        case "centre":
            return Unit("centre", centre=name.code)
        case _:
            return Unit.hq()
