"""How addresses and commands of the service desk are asked."""

from collections.abc import Mapping
from typing import Final

from tests.matrix import asking, entries

ASKED: Final[Mapping[str, asking.Make]] = {}
CALLS: Final[Mapping[str, entries.Make]] = {}
UNKNOWN: Final[frozenset[str]] = frozenset()
"""What scope says of an object that is not the actor's to know of."""
