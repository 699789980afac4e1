"""Geometry of the charts that macros draw as SVG on the server. No script, no library.

Time runs from right to left, the scale stands at the right edge (ui.md 6).
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayeban.design.filters import number

WIDTH, HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 112, 28, 46
_FLOOR = HEIGHT - _BOTTOM
_PLOT_WIDTH = WIDTH - _LEFT - _RIGHT
_PLOT_HEIGHT = _FLOOR - _TOP
_DOT, _RING = 5, 4
_MOST_LABELS = 12
_LETTER = 11  # as wide as a letter may be where it is drawn largest
_LANE = 30  # between two lines of pins
_PIN = 18  # where the lowest line of pins stands
_OVER = 8  # room over a line of pins that stands over another
_GAP = 0.3  # share of a slot that stays empty
_LINES = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, one for each label of the chart; None is not known (yet).

    `hue` is the number of its colour, None for the next one in order.
    """

    name: str
    values: tuple[float | None, ...]
    hue: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar, or a piece of one; `hue` is its colour, `text` says all of it."""

    x: float
    y: float
    width: float
    height: float
    hue: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one series, right to left; `path` is the SVG form of them.

    A series without dots is a line to compare with, such as a goal. `radii` are those of its dots:
    one that another will cover is a ring around it, so that both are seen.
    """

    hue: int
    path: str
    points: tuple[Mark, ...]
    radii: tuple[int, ...]
    has_dots: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word or a grid line stands."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The whole drawing, and the part of it in which the marks stand."""

    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    floor: int = _FLOOR


@dataclass(frozen=True, slots=True)
class Flag:
    """A pin as it is drawn: where its line stands, and where its words."""

    at: float
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A label that something is to be noted of, such as a deadline; counted from 0."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Labels from `first` to `last`, counted from 0, that belong together, and why."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """A span as it is drawn."""

    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A title with its unit, labels from the oldest to the newest, and the series.

    `pins` stand over their labels, `span` lies behind all; only a line chart draws them. The last
    `goals` of the series are drawn without dots. ValueError when a series has not one figure for
    each label, or a figure is below zero.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    pins: tuple[Pin, ...] = ()
    span: Span | None = None
    goals: int = 0

    def __post_init__(self) -> None:
        for row in self.series:
            if len(row.values) != len(self.labels):
                raise ValueError(f"{row.name}: one figure for each label is needed")
            if min(_known(row.values), default=0) < 0:
                raise ValueError(f"{row.name}: no figure may be below zero")

    def bars(self) -> list[Mark]:
        """The series beside one another over each label."""
        scale = _PLOT_HEIGHT / steps_to(self._highest())[-1]
        width = self._slot() * (1 - _GAP) / len(self.series)
        return [
            self._mark(
                place, nth, value, (self._edge(place) - (nth + 1) * width, _FLOOR, width, scale)
            )
            for place, nth, value in self._figures()
        ]

    def stacks(self) -> list[Mark]:
        """The series on top of one another over each label."""
        scale = _PLOT_HEIGHT / steps_to(self._highest_sum())[-1]
        width = self._slot() * (1 - _GAP)
        marks, below = [], [0.0] * len(self.labels)
        for place, nth, value in self._figures():
            foot = _FLOOR - below[place] * scale
            box = (self._edge(place) - width, foot, width, scale)
            marks.append(self._mark(place, nth, value, box))
            below[place] += value
        return marks

    def lines(self) -> list[Line]:
        """One broken line a series."""
        scale = _PLOT_HEIGHT / steps_to(self._highest())[-1]
        rows: list[list[Mark]] = [[] for _ in self.series]
        for place, nth, value in self._figures():
            box = (self._middle(place), _FLOOR, 0, scale)
            rows[nth].append(self._mark(place, nth, value, box))
        dotted = len(rows) - self.goals
        above = [{(mark.x, mark.y) for mark in row} for row in rows[:dotted]]
        return [
            Line(
                self.hue(nth),
                " ".join(f"{mark.x},{mark.y}" for mark in row),
                tuple(row),
                tuple(
                    _DOT + _RING * sum((mark.x, mark.y) in each for each in above[nth + 1 :])
                    for mark in row
                ),
                has_dots=nth < dotted,
            )
            for nth, row in enumerate(rows)
        ]

    def hue(self, nth: int) -> int:
        """The colour of a series."""
        hue = self.series[nth].hue
        return nth if hue is None else hue

    def marked(self) -> list[Flag]:
        """Where the pins stand; words that would meet stand over one another."""
        flags: list[Flag] = []
        for pin in sorted(self.pins, key=lambda pin: pin.place):
            at, half = self._middle(pin.place), len(pin.text) * _LETTER / 2
            x = min(max(at, half), WIDTH - half)
            lane = next(
                lane
                for lane in range(len(self.pins))
                if not any(
                    flag.y == _PIN - lane * _LANE
                    and abs(flag.x - x) < half + len(flag.text) * _LETTER / 2
                    for flag in flags
                )
            )
            flags.append(Flag(round(at, 1), round(x, 1), _PIN - lane * _LANE, pin.text))
        return flags

    @property
    def plot(self) -> Plot:
        """Where the drawing has its edges."""
        return Plot()

    @property
    def above(self) -> float:
        """Room over the drawing for pins that stand over one another."""
        return max((_PIN - flag.y + _OVER for flag in self.marked()), default=0)

    def bands(self) -> list[Band]:
        """The span, if there is one."""
        if self.span is None:
            return []
        left = self._middle(self.span.last) - self._slot() / 2
        width = (self.span.last - self.span.first + 1) * self._slot()
        return [Band(round(left, 1), round(width, 1), self.span.text)]

    def grid(self, stacked: bool = False) -> list[Place]:
        """The lines of the scale with their figures, from zero up."""
        steps = steps_to(self._highest_sum() if stacked else self._highest())
        scale = _PLOT_HEIGHT / steps[-1]
        return [Place(round(_FLOOR - step * scale, 1), number(step)) for step in steps]

    def words(self) -> list[Place]:
        """The labels under the plot; of many only every second, third … is written."""
        longest = max(map(len, self.labels), default=0) + 1
        every = max(
            math.ceil(len(self.labels) / _MOST_LABELS),
            math.ceil(longest * _LETTER / self._slot()) if self.labels else 1,
        )
        newest = len(self.labels) - 1
        return [
            Place(round(self._middle(place), 1), label)
            for place, label in enumerate(self.labels)
            if (newest - place) % every == 0
        ]

    def rows(self) -> list[tuple[str, list[float | None]]]:
        """The same figures as a table: label and one figure a series."""
        return [
            (label, [row.values[place] for row in self.series])
            for place, label in enumerate(self.labels)
        ]

    def _figures(self) -> Iterator[tuple[int, int, float]]:
        for nth, row in enumerate(self.series):
            for place, value in enumerate(row.values):
                if value is not None:
                    yield place, nth, value

    def _mark(self, place: int, nth: int, value: float, box: tuple[float, ...]) -> Mark:
        """A figure drawn from its foot upwards; `box` is x, foot, width and height of one."""
        x, foot, width, scale = box
        height = value * scale
        return Mark(
            x=round(x, 1),
            y=round(foot - height, 1),
            width=round(width, 1),
            height=round(height, 1),
            hue=self.hue(nth),
            text=f"{self.labels[place]}، {self.series[nth].name}: {number(value)}",
            value=number(value),
        )

    def _highest(self) -> float:
        return max((value for _, _, value in self._figures()), default=0)

    def _highest_sum(self) -> float:
        return max((sum(_known(values)) for _, values in self.rows()), default=0)

    def _slot(self) -> float:
        return _PLOT_WIDTH / len(self.labels)

    def _middle(self, place: int) -> float:
        return WIDTH - _RIGHT - (place + 0.5) * self._slot()

    def _edge(self, place: int) -> float:
        """The right edge of the bars over a label."""
        return self._middle(place) + self._slot() * (1 - _GAP) / 2


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def steps_to(highest: float) -> list[float]:
    """Round figures from zero to at least `highest`, at most six of them."""
    if highest <= 0:
        return [0, 1]
    size: float = 10 ** math.floor(math.log10(highest / _LINES))
    step = next(size * times for times in (1, 2, 5, 10) if size * times * _LINES >= highest)
    return [round(step * nth, 10) for nth in range(math.ceil(highest / step) + 1)]
