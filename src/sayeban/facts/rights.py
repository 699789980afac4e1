"""Which posts may do what with facts."""

from typing import Final

from sayeban.people.public import KEEPERS

HEADQUARTERS: Final = frozenset({"hq_expert", "hq_deputy"})
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
READERS: Final = CONTESTERS | {"technical_head"}
"""Whoever may look at a welfare file within his places."""
