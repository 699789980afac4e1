"""What the constraints of rules and decisions say, as in truth.py."""

from collections.abc import Mapping
from typing import Any, Final

from tests.house.truth import Truth

CHECKS: Final[Mapping[str, Truth]] = {}
UNIQUE: Final[Mapping[str, str]] = {}
FREED: Final[Mapping[str, Mapping[str, Any]]] = {}
