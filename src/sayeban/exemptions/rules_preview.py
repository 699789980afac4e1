"""What a director-general saw before he signed, and whether the list is still that one.

No Django here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayeban.exemptions.rules import place_of_utility
from sayeban.exemptions.rules_release import LISTED


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one utility with one place: "listed" with its company, else the code why not.

    `mark` is a number over what the rows say; another one means another content.
    """

    utility: str
    company: str
    outcome: str
    rows: int
    mark: str

    @property
    def name(self) -> tuple[str, str, str]:
        return self.utility, self.company, self.outcome


@dataclass(frozen=True, slots=True)
class Change:
    """One part that is not what it was; equal numbers of rows say something else in them."""

    utility: str
    company: str
    outcome: str
    then: int
    now: int


def parts_of(lines: Iterable[Sequence[object]]) -> tuple[Part, ...]:
    """From lines of a query or of JSON: utility, company, outcome, rows, mark."""
    return tuple(
        Part(str(utility), str(company), str(outcome), int(str(rows)), str(mark))
        for utility, company, outcome, rows, mark in lines
    )


def changes(seen: Iterable[Part], now: Iterable[Part]) -> list[Change]:
    """What differs between the list that somebody saw and the one there is, listed parts first."""
    then = _by_name(seen)
    present = _by_name(now)
    found = [
        Change(*name, _rows(then, name), _rows(present, name))
        for name in then.keys() | present.keys()
        if then.get(name) != present.get(name)
    ]
    return sorted(
        found,
        key=lambda c: (c.outcome != LISTED, place_of_utility(c.utility), c.company, c.outcome),
    )


def _by_name(parts: Iterable[Part]) -> Mapping[tuple[str, str, str], Part]:
    return {part.name: part for part in parts}


def _rows(parts: Mapping[tuple[str, str, str], Part], name: tuple[str, str, str]) -> int:
    return parts[name].rows if name in parts else 0
