"""Who acts: the operator of the installation, the system itself, or a user with his posts."""

from dataclasses import dataclass, replace
from typing import Literal, Self

from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Appointment:
    """One post that a user holds in one unit. `helper`: assigned for a time by a head (A-124)."""

    post: str
    unit: Unit
    helper: bool = False


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
        return self.kind != "user" or any(a.unit.level == "hq" for a in self.appointments)

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
        return [getattr(a.unit, level) for a in self.appointments if a.unit.level == level]


OPERATOR = Actor(kind="operator", username="operator")
SYSTEM = Actor(kind="system", username="system")
