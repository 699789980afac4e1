"""Which cells a run on every commit asks: another part of each line, always the same one."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar
from zlib import crc32


class Cell(Protocol):
    """A cell of either matrix."""

    @property
    def may(self) -> bool: ...


C = TypeVar("C", bound=Cell)
_REFUSED_OF, _ALLOWED_OF = 8, 16
"""What is allowed does its work and so takes longer."""


def sampled(cells: Iterable[C]) -> Iterator[C]:
    """Every eighth cell that is refused and every sixteenth that is allowed."""
    for cell in cells:
        if crc32(str(cell).encode()) % (_ALLOWED_OF if cell.may else _REFUSED_OF) == 0:
            yield cell
