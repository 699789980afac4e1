"""The units of the matrix and what lies above what, written without the product's own code."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

ABOVE = {
    "hq": "",
    "07": "hq",
    "10": "hq",
    "0701": "07",
    "0702": "07",
    "1001": "10",
    "centre:7011": "0701",
    "centre:7012": "0701",
    "centre:7021": "0702",
    "centre:1011": "1001",
}
"""Seen from centre 7011: its own line, another centre of its county, another county of its
province, another province."""
TARGETS = ("hq", "07", "0701", "centre:7011")
"""The units whose objects are asked for; everybody else is own, above, below or beside them."""
LEVELS = {
    "hq_expert": ("hq",),
    "hq_deputy": ("hq",),
    "director_general": ("province",),
    "province_expert": ("province",),
    "county_head": ("county",),
    "county_expert": ("county",),
    "centre_head": ("centre",),
    "technical_head": ("centre",),
    "social_worker": ("centre",),
    "village_helper": ("county", "centre"),
    "counter_clerk": ("county", "province"),
    "desk_head": ("province", "county"),
    "desk_clerk": ("province", "county"),
    "liaison_expert": ("hq", "province", "county"),
    "observer": ("hq", "province", "county", "centre"),
}


def level(unit: str) -> str:
    """hq, province, county or centre."""
    if unit == "hq" or unit.startswith("centre:"):
        return unit.split(":", maxsplit=1)[0]
    return {2: "province", 4: "county"}[len(unit)]


def covering(unit: str) -> list[str]:
    """The unit itself and every unit above it."""
    found = [unit]
    while ABOVE[found[-1]]:
        found.append(ABOVE[found[-1]])
    return found


Where = Literal[
    "anyone",
    "signed_in",
    "client",
    "citizen",
    "somewhere",
    "within",
    "above",
    "own",
    "sender",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may: these posts held in the unit itself ("own"), in it or above ("within"), above it
    ("above"), anywhere ("somewhere"); or a word. `why` is said where the issue's text is silent.
    `himself`: he too whom it is about.

    "client": programs with a token, so nobody of these. "citizen": a client of the organisation on
    his own page, so nobody of these either. "sender": whoever started the work that is
    looked at, if he also holds one of the posts.
    """

    where: Where
    posts: frozenset[str] = frozenset()
    operator: bool = False
    why: str = ""
    himself: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks. `held`: (post, unit) of this moment; `user_id` 0 without an account."""

    name: str
    held: tuple[tuple[str, str], ...] = ()
    user_id: int = 0
    signed_in: bool = True
    operator: bool = field(default=False)

    def works_in(self, unit: str) -> bool:
        """Whether he holds any post in exactly this unit."""
        return any(own == unit for _, own in self.held)

    def sees(self, unit: str) -> bool:
        """Whether one of his units covers this one: what is there may be shown to him."""
        return self.operator or any(own in covering(unit) for _, own in self.held)


def allows(rule: Rule, person: Person, unit: str, sender: int = 0) -> bool:
    """The oracle's answer for one cell."""
    if person.operator:
        return rule.operator
    units = {own for post, own in person.held if post in rule.posts}
    answers = {
        "anyone": True,
        "signed_in": person.signed_in,
        "client": False,
        "citizen": False,
        "somewhere": bool(units),
        "sender": bool(units) and person.user_id == sender,
        "own": unit in units,
        "within": _meet(units, covering(unit or "hq")),
        "above": _meet(units, covering(unit or "hq")[1:])
        or (rule.himself and person.user_id == sender),
    }
    return answers[rule.where]


def _meet(units: set[str], others: Iterable[str]) -> bool:
    return not units.isdisjoint(others)
