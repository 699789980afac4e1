"""An answer of a command that is read by people: the same facts as lines."""

from collections.abc import Iterable
from typing import Any


class Readable(dict[str, Any]):
    """What `--json` writes; without it `lines` are shown."""

    def __init__(self, told: dict[str, Any], lines: Iterable[str]) -> None:
        super().__init__(told)
        self.lines = tuple(lines)
