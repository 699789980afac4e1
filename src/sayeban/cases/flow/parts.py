"""The pieces of the picture of a service, and where they stand beside one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayeban.cases.flow.words import Way
from sayeban.design.charts import Place
from sayeban.design.parts import Tone

RIGHT: Final = 712
BOX: Final = 432
"""The left edge of the steps."""
LINE: Final = 24
END: Final = 56
"""The left edge of what the ways lead to."""
END_WIDTH: Final = 168


@dataclass(frozen=True, slots=True)
class Box:
    """A step, or an end that a way leads to."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    lines: tuple[Place, ...]
    text: str
    bold: int = 0
    """So many of the lines are its name."""

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line with a head; `back`: to an earlier step."""

    path: str
    head: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole drawing; `left` is where it begins, below zero when it needs more lanes."""

    title: str
    left: float
    height: float
    steps: tuple[Box, ...]
    ends: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[tuple[float, Place], ...]
    ways: tuple[Way, ...]

    @property
    def width(self) -> float:
        """Of the drawing."""
        return RIGHT + 8 - self.left


def stacked(lines: Sequence[str], top: float) -> tuple[Place, ...]:
    return tuple(Place(top + LINE * nth + 17, line) for nth, line in enumerate(lines))


@dataclass(frozen=True, slots=True)
class Exit:
    """A way that leaves to the left: its words, what it ends in, and where its line stands."""

    to: str
    label: tuple[str, ...]
    target: tuple[str, ...]
    tone: Tone
    y: float

    @property
    def line(self) -> float:
        """Where the line under its words runs."""
        return self.y + LINE * len(self.label) + 4

    @property
    def end(self) -> Box:
        """What it leads to."""
        height = LINE * len(self.target) + 10
        top = max(self.line - height / 2, self.y)
        text = f"{' '.join(self.label)}: {' '.join(self.target)}"
        lines = stacked(self.target, top + 4)
        return Box(END, top, END_WIDTH, height, self.tone, lines, text)

    @property
    def foot(self) -> float:
        """Where the next one may begin."""
        return max(self.line + 16, self.end.y + self.end.height + 8)
