"""What addresses and commands of rules and decisions must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.places import Rule

PAGES: Final[Mapping[str, Rule]] = {}
ACTIONS: Final[Mapping[str, Rule]] = {}
