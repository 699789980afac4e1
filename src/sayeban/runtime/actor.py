"""Who acts: the operator, the system, a user with his posts, a program, a client himself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Self

from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Appointment:
    """One post that a user holds in one unit. `helper`: assigned for a time by a head (A-124).

    `holder` is the user whom he stands in for as a deputy; None in a post of his own.
    `parts` bound it to parts of the unit, None is the whole of it. A part is a rural district
    «0701020002/», or one village of it «0701020002/بیدک» (A-095).
    """

    post: str
    unit: Unit
    helper: bool = False
    holder: int | None = None
    parts: tuple[str, ...] | None = None

    def __str__(self) -> str:
        """As the audit keeps it: "county_head@0701", a deputy's "county_head@0701 for 17"."""
        return f"{self.post}@{self.unit}" + (f" for {self.holder}" if self.holder else "")


@dataclass(frozen=True, slots=True)
class StoodIn:
    """A time in which a deputy stood in for somebody: what he did then counts as done by both."""

    deputy: int
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Eyes:
    """Whose acts count as one person's where four eyes are asked for.

    `users` whenever they acted: he himself and whom he stands in for. `deputies` for the time in
    which they stood in for him.
    """

    users: frozenset[int] = frozenset()
    deputies: tuple[StoodIn, ...] = ()

    def saw(self, user_id: int | None, at: datetime) -> bool:
        """Whether what this user did at this time counts as his own."""
        if user_id in self.users:
            return True
        return any(
            each.deputy == user_id and each.starts <= at < each.ends for each in self.deputies
        )

    def saw_any(self, users: Iterable[int | None], at: datetime) -> bool:
        """Whether what one of these did until this time counts as his own."""
        return any(self.saw(each, at) for each in users)

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The same for SQL: who (`eyes`), from when (`eyes_from`) and until when (`eyes_until`)."""
        own = [(each, "-infinity", "infinity") for each in sorted(self.users)]
        spans = [(e.deputy, e.starts.isoformat(), e.ends.isoformat()) for e in self.deputies]
        users, starts, ends = zip(*own, *spans, strict=True) if own or spans else ((), (), ())
        return {"eyes": list(users), "eyes_from": list(starts), "eyes_until": list(ends)}


@dataclass(frozen=True, slots=True)
class Actor:
    """The one on whose behalf a command or a look runs. Built by `accounts`, never by a page.

    `deputies` are the times in which others stood in for him. `left_out` are the lent posts that
    `only` took away: they open nothing, and whom he stands in for still counts as he. `feeds` are
    those that are open to the program of a company now ("client"). `person_id` and `household_id`
    are those of a client of the organisation who looks at his own file ("citizen").
    """

    kind: Literal["operator", "system", "user", "client", "citizen"]
    username: str
    user_id: int | None = None
    appointments: tuple[Appointment, ...] = ()
    deputies: tuple[StoodIn, ...] = ()
    left_out: tuple[Appointment, ...] = ()
    feeds: tuple[str, ...] = ()
    person_id: int | None = None
    household_id: int | None = None

    @property
    def is_nationwide(self) -> bool:
        """Whether row-level security shows him every place."""
        if self.kind in ("client", "citizen"):
            return False
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
        lent = tuple(a for a in self.appointments if a.post not in posts and a.holder)
        return replace(self, appointments=held, left_out=self.left_out + lent)

    def holds(self, posts: frozenset[str], unit: Unit) -> bool:
        """Whether he holds one of `posts` in exactly this unit ("heads of their unit")."""
        return any(a.post in posts and a.unit == unit for a in self.appointments)

    def reaches(self, posts: frozenset[str], unit: Unit) -> bool:
        """Whether he holds one of `posts` in this unit or in one above it."""
        return any(a.post in posts and a.unit.covers(unit) for a in self.appointments)

    def eyes(self, unit: Unit | None = None) -> Eyes:
        """Whose acts count as his; with a unit he stands in for whoever is absent there alone.

        It asks every post of his, also when a door or an action lets him in with some of them.
        """
        every = self.appointments + self.left_out
        held = (a for a in every if unit is None or a.unit == unit)
        absent = {a.holder for a in held if a.holder}
        return Eyes(frozenset({self.user_id} - {None} | absent), self.deputies)  # type: ignore[arg-type]  # None is out

    def places(self, level: str) -> list[str]:
        """Codes of his units of one level, for row-level security."""
        held = self._whole or self.appointments
        return [getattr(a.unit, level) for a in held if a.unit.level == level]


OPERATOR = Actor(kind="operator", username="operator")
SYSTEM = Actor(kind="system", username="system")
