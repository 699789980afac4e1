"""Persian words of what the audit keeps of facts and contests."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {}
PURPOSES: Final[Mapping[str, str]] = {}
SUBJECTS: Final[Mapping[str, str]] = {}
DETAILS: Final[Mapping[str, str]] = {}
