"""An answer of a command that is read by people: the same facts as lines."""

from collections.abc import Iterable
from typing import Any


class Readable(dict[str, Any]):
    """What `--json` writes; without it `lines` are shown. `faulty`: what was judged does not hold,
    and the command ends as one that refuses.
    """

    def __init__(self, told: dict[str, Any], lines: Iterable[str], *, faulty: bool = False) -> None:
        super().__init__(told)
        self.lines = tuple(lines)
        self.faulty = faulty
