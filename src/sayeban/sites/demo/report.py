"""What the demo prints, and its comparison with the ledger."""

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TextIO

from sayeban.country import jalali
from sayeban.kit.refusals import Refusal

_SHOWN: Final = 12
"""How many differences one message names."""


class LedgerDiffers(Refusal):
    """A step counted something else than was planted."""

    code = "demo.differs"
    sentence = (
        "شمارش «{step}» با دفتر نمونه یکی نیست: {differences}. این خطای برنامه است؛"
        " همین پیام را به سازندگان برسانید."
    )


@dataclass(slots=True)
class Report:
    """Prints a line a step. `compared` counts the numbers that were equal to the ledger's."""

    out: TextIO = sys.stdout
    compared: int = 0

    @contextmanager
    def step(self, title: str) -> Iterator[dict[str, object]]:
        """Time a step; what it puts into the mapping is printed after its title."""
        began = time.monotonic()
        told: dict[str, object] = {}
        yield told
        seconds = jalali.persian_digits(f"{time.monotonic() - began:.1f}").replace(".", "٫")
        shown = "، ".join(f"{name} {_number(value)}" for name, value in told.items())
        self.say(f"✓ {title}{': ' if shown else ''}{shown} ({seconds} ثانیه)")

    def say(self, line: str) -> None:
        """Print one line at once."""
        print(line, file=self.out, flush=True)

    def same(self, step: str, counted: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
        """Compare every number that the ledger has; raises LedgerDiffers.

        What is not there counts as zero on either side.
        """
        wrong = list(self._differences("", counted, expected))
        if wrong:
            raise LedgerDiffers(step=step, differences="؛ ".join(wrong[:_SHOWN]))

    def _differences(self, path: str, counted: object, expected: object) -> Iterator[str]:
        if isinstance(expected, Mapping) or isinstance(counted, Mapping):
            both = [one if isinstance(one, Mapping) else {} for one in (counted, expected)]
            for name in sorted({*both[0], *both[1]}):
                inner = f"{path}.{name}" if path else str(name)
                yield from self._differences(inner, *(one.get(name, 0) for one in both))
            return
        self.compared += 1
        if counted != expected:
            yield f"{path} = {counted} ≠ {expected}"


def _number(value: object) -> str:
    return jalali.number(value) if isinstance(value, int) else str(value)
