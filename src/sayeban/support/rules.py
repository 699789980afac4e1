"""Who keeps waiting lists, and how a place on one is told honestly. Pure."""

from typing import Final

from sayeban.kit.posts import HQ_POSTS

HEADQUARTERS: Final = HQ_POSTS
DESK: Final = frozenset({"desk_clerk", "desk_head"})
EXPERTS: Final = frozenset({"province_expert", "county_expert", "county_head", "director_general"})
"""They give a place that became free."""
HEADS: Final = frozenset({"county_head", "director_general"})
"""They may give it to somebody who is not the first, with a reason that is kept."""
KEEPERS: Final = EXPERTS | DESK | {"centre_head", "social_worker"}
"""They put people on a list of their places, and take them off."""
READERS: Final = KEEPERS | HEADQUARTERS | {"observer"}

ENOUGH: Final = 10
"""Served ones of the last year from which on a median wait is told."""
DAYS_A_MONTH: Final = 30
