"""Posts of headquarters as plain words: for pure rules, and for packages below `accounts`."""

from typing import Final

HQ_POSTS: Final = frozenset({"hq_expert", "hq_deputy"})
