"""Who acts: the operator of the installation, the system itself, or a user with his posts."""

from dataclasses import dataclass, replace
from typing import Literal, Self

from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Appointment:
    """One post that a user holds in one unit. `helper`: assigned for a time by a head (A-124).

    `parts` bound it to parts of the unit, None is the whole of it. A part is a rural district
    «0701020002/», or one village of it «0701020002/بیدک» (A-095).
    """

    post: str
    unit: Unit
    helper: bool = False
    parts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The one on whose behalf a command or a look runs. Built by `accounts`, never by a page."""

    kind: Literal["operator", "system", "user"]
    username: str
    user_id: int | None = None
    appointments: tuple[Appointment, ...] = ()

    @property
    def is_nationwide(self) -> bool:
        """Whether row-level security shows him every place."""
        return self.kind != "user" or any(a.unit.level == "hq" for a in self._whole)

    @property
    def is_bounded(self) -> bool:
        """Whether he sees parts of units alone; a post with a whole unit counts for more."""
        return bool(self.appointments) and not self._whole

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of units that a bounded one sees."""
        return tuple(part for a in self.appointments for part in a.parts or ())

    @property
    def _whole(self) -> tuple[Appointment, ...]:
        return tuple(a for a in self.appointments if a.parts is None)

    @property
    def posts(self) -> frozenset[str]:
        return frozenset(a.post for a in self.appointments)

    def only(self, posts: frozenset[str]) -> Self:
        """He with these posts alone: what one post may never reaches the places of another.

        Whoever is no user holds no post and stays as he is.
        """
        held = tuple(a for a in self.appointments if a.post in posts)
        return replace(self, appointments=held)

    def holds(self, posts: frozenset[str], unit: Unit) -> bool:
        """Whether he holds one of `posts` in exactly this unit ("heads of their unit")."""
        return any(a.post in posts and a.unit == unit for a in self.appointments)

    def reaches(self, posts: frozenset[str], unit: Unit) -> bool:
        """Whether he holds one of `posts` in this unit or in one above it."""
        return any(a.post in posts and a.unit.covers(unit) for a in self.appointments)

    def places(self, level: str) -> list[str]:
        """Codes of his units of one level, for row-level security."""
        held = self._whole or self.appointments
        return [getattr(a.unit, level) for a in held if a.unit.level == level]


OPERATOR = Actor(kind="operator", username="operator")
SYSTEM = Actor(kind="system", username="system")
