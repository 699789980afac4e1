"""What addresses and commands of the service desk must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.places import Rule

PAGES: Final[Mapping[str, Rule]] = {}
ACTIONS: Final[Mapping[str, Rule]] = {}
