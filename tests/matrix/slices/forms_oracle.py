"""What addresses and commands of forms and submissions must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.places import Rule

PAGES: Final[Mapping[str, Rule]] = {}
ACTIONS: Final[Mapping[str, Rule]] = {}
