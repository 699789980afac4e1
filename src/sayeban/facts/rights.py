"""Which posts may do what with facts."""

from typing import Final

from sayeban.kit.posts import HQ_POSTS
from sayeban.kit.units import Unit
from sayeban.people.public import KEEPERS
from sayeban.runtime.actor import Actor

HEADQUARTERS: Final = HQ_POSTS
"""They define facts of the catalogue."""
CONTESTERS: Final = KEEPERS | {"desk_head", "desk_clerk", "liaison_expert"}
"""Whoever serves a person takes down that a datum about him is wrong (C-022)."""
DECIDERS: Final = HEADQUARTERS | {
    "director_general",
    "province_expert",
    "county_head",
    "county_expert",
    "centre_head",
    "liaison_expert",
}
"""Experts and heads who ask the owner of the datum and decide."""
OVERRULERS: Final = HEADQUARTERS | {"director_general", "province_expert", "county_head"}
"""Of them, who sets aside what an outside register knows: nobody who serves at a counter."""
READERS: Final = CONTESTERS | {"technical_head"}
"""Whoever may look at a welfare file within his places."""

_OF_KEEPERS: Final = frozenset({"prison", "military"})
"""Registers whose answers are of those alone who keep files: a counter needs neither."""


def sees_sensitive(actor: Actor, unit: Unit) -> bool:
    """Whether sensitive data of a person of this unit are shown: to those who keep files there."""
    return actor.reaches(KEEPERS, unit)


def may_ask(actor: Actor, unit: Unit, register: str) -> bool:
    """Whether this register may be asked about a person of this unit by whoever may ask at all."""
    return register not in _OF_KEEPERS or actor.kind != "user" or actor.reaches(KEEPERS, unit)
