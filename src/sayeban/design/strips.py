"""Geometry of lying bars: shares of several things, and figures with their reach.

The names stand at the right, the bars run from them to the left as everything else is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sayeban.design.charts import Mark, Place, steps_to
from sayeban.design.filters import number, percent

_RIGHT, _LEFT = 520, 80
_PLOT = _RIGHT - _LEFT
_START = 436
"""Where the bars begin that have what they are all of beside their names."""
_ROW, _BAR, _TOP = 36, 22, 10
_LONGEST = 26
_FOOT = 30


@dataclass(frozen=True, slots=True)
class Strip:
    """One thing with a figure for each series; `href` is the page about it, empty for none."""

    label: str
    values: tuple[float, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Strips:
    """A title, the names of the series, and the things; each bar is as long as the others.

    ValueError when a strip has not one figure for each series, or a figure is below zero.
    """

    title: str
    series: tuple[str, ...]
    strips: tuple[Strip, ...]

    def __post_init__(self) -> None:
        for strip in self.strips:
            if len(strip.values) != len(self.series):
                raise ValueError(f"{strip.label}: one figure for each series is needed")
            if min(strip.values, default=0) < 0:
                raise ValueError(f"{strip.label}: no figure may be below zero")

    @property
    def height(self) -> int:
        """Of the drawing, which is 720 wide."""
        return 2 * _TOP + _ROW * len(self.strips)

    def pieces(self) -> Iterator[Mark]:
        """Each part of each bar, from the right to the left."""
        for nth, strip in enumerate(self.strips):
            edge, whole = float(_START), sum(strip.values)
            for series, value in enumerate(strip.values):
                width = (_START - 8) * value / whole if whole else 0.0
                edge -= width
                if value:
                    yield self._mark(strip, nth, series, value, (edge, width))

    def _mark(
        self, strip: Strip, nth: int, series: int, value: float, box: tuple[float, float]
    ) -> Mark:
        share = percent(value / sum(strip.values))
        return Mark(
            x=round(box[0], 1),
            y=_TOP + nth * _ROW + (_ROW - _BAR) / 2,
            width=round(box[1], 1),
            height=_BAR,
            series=series,
            text=f"{strip.label}، {self.series[series]}: {number(value)} ({share})",
            value=number(value),
        )

    def words(self) -> list[Place]:
        """The name of each strip, cut where it is too long for its place."""
        return _words([strip.label for strip in self.strips])

    def sums(self) -> list[Place]:
        """What each bar is all of."""
        return [
            Place(_line(nth), number(sum(strip.values))) for nth, strip in enumerate(self.strips)
        ]


@dataclass(frozen=True, slots=True)
class Range:
    """One figure with its reach: low <= middle <= high. `note` says what it is drawn from."""

    label: str
    low: float
    middle: float
    high: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """A range as it is drawn."""

    x: float
    y: float
    width: float
    middle: float
    text: str


@dataclass(frozen=True, slots=True)
class Ranges:
    """A title, the heads of the table (note, middle, low, high), and the figures.

    `kind` says how figures are written: shares 0..1 as percents, or numbers. ValueError for a range
    that is not in order.
    """

    title: str
    columns: tuple[str, str, str, str]
    ranges: tuple[Range, ...]
    kind: Literal["share", "number"]

    def __post_init__(self) -> None:
        for each in self.ranges:
            if not 0 <= each.low <= each.middle <= each.high:
                raise ValueError(f"{each.label}: low, middle and high are not in order")

    @property
    def height(self) -> int:
        """Of the drawing, which is 720 wide."""
        return _TOP + _ROW * len(self.ranges) + _FOOT

    def reaches(self) -> Iterator[Reach]:
        """Each range as a line with a dot."""
        for nth, each in enumerate(self.ranges):
            high, middle, low = (self._at(value) for value in (each.high, each.middle, each.low))
            said = [self._said(value) for value in (each.middle, each.low, each.high)]
            yield Reach(
                high,
                _TOP + nth * _ROW + _ROW / 2 - 4,
                round(low - high, 1),
                middle,
                f"{each.label}: {said[0]} ({said[1]} تا {said[2]})",
            )

    def words(self) -> list[Place]:
        """The name of each range."""
        return _words([each.label for each in self.ranges])

    def grid(self) -> list[Place]:
        """The lines of the scale with their figures."""
        return [Place(self._at(step), self._said(step)) for step in steps_to(self._highest())]

    def rows(self) -> list[tuple[str, tuple[str, ...]]]:
        """The same figures as a table, written."""
        return [
            (
                each.label,
                (each.note, *(self._said(v) for v in (each.middle, each.low, each.high))),
            )
            for each in self.ranges
        ]

    def _highest(self) -> float:
        return max((each.high for each in self.ranges), default=0)

    def _at(self, value: float) -> float:
        return round(_RIGHT - _PLOT * value / steps_to(self._highest())[-1], 1)

    def _said(self, value: float) -> str:
        return percent(value) if self.kind == "share" else number(round(value, 1))


def _line(nth: int) -> float:
    return _TOP + nth * _ROW + _ROW / 2 + 5


def _words(labels: list[str]) -> list[Place]:
    return [
        Place(_line(nth), label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…")
        for nth, label in enumerate(labels)
    ]
