"""Geometry of lying bars: shares of several things, and figures with their reach.

Each name stands over its bar, whole, in as many lines as it needs; the bars run from the right to
the left as everything else is read.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median_low
from typing import Literal

from sayeban.design.charts import Mark, Place, steps_to
from sayeban.design.filters import number, percent

_RIGHT, _LEFT = 694, 44
_PLOT = _RIGHT - _LEFT
_WIDE = 712
_LINE, _BAR, _GAP, _TOP = 30, 22, 12, 4
_LONGEST = 46
"""Letters of one line: so many are seen on a phone that shows the right part of the drawing."""
_FOOT = 36
_WIDER = 2
"""So many times as wide as the usual reach a share may be drawn."""


@dataclass(frozen=True, slots=True)
class Name:
    """The lines of one name, and the figure that stands behind it."""

    lines: tuple[Place, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One thing with a figure for each series; `href` is the page about it, empty for none."""

    label: str
    values: tuple[float, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Strips:
    """A title, the names of the series, and the things; each bar is as long as the others.

    `hues` are the numbers of the colours of the series, empty for the first ones. ValueError when
    a strip has not one figure for each series, or a figure is below zero.
    """

    title: str
    series: tuple[str, ...]
    strips: tuple[Strip, ...]
    hues: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for strip in self.strips:
            if len(strip.values) != len(self.series):
                raise ValueError(f"{strip.label}: one figure for each series is needed")
            if min(strip.values, default=0) < 0:
                raise ValueError(f"{strip.label}: no figure may be below zero")

    @property
    def height(self) -> int:
        """Of the drawing, which is 720 wide."""
        return _heights([strip.label for strip in self.strips])[-1]

    def legend(self) -> list[tuple[int, str]]:
        """The colour of each series."""
        return [(self._hue(nth), name) for nth, name in enumerate(self.series)]

    def pieces(self) -> Iterator[Mark]:
        """Each part of each bar, from the right to the left."""
        feet = _heights([strip.label for strip in self.strips])[1:]
        for strip, foot in zip(self.strips, feet, strict=True):
            edge, whole = float(_WIDE), sum(strip.values)
            for series, value in enumerate(strip.values):
                width = (_WIDE - 8) * value / whole if whole else 0.0
                edge -= width
                if value:
                    yield self._mark(strip, series, value, (edge, foot - _GAP - _BAR, width))

    def _hue(self, series: int) -> int:
        return self.hues[series] if self.hues else series

    def _mark(
        self, strip: Strip, series: int, value: float, box: tuple[float, float, float]
    ) -> Mark:
        share = percent(value / sum(strip.values))
        x, y, width = box
        return Mark(
            x=round(x, 1),
            y=y,
            width=round(width, 1),
            height=_BAR,
            hue=self._hue(series),
            text=f"{strip.label}، {self.series[series]}: {number(value)} ({share})",
            value=number(value),
        )

    def names(self) -> list[Name]:
        """The name of each strip, and what its bar is all of."""
        return _names([(strip.label, number(sum(strip.values))) for strip in self.strips])


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
    """A range as it is drawn; `arrow`: the points of the mark that it goes on, "" where it ends."""

    x: float
    y: float
    width: float
    middle: float
    text: str
    arrow: str = ""


@dataclass(frozen=True, slots=True)
class Ranges:
    """A title, the heads of the table (note, middle, low, high), and the figures.

    `kind` says how figures are written: shares 0..1 as percents, or numbers. The reach of a share
    is doubt: one that is drawn from little does not make all others small, it is cut with a mark.
    ValueError for a range that is not in order.
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
        return _heights(self._labels())[-1] + _FOOT

    def reaches(self) -> Iterator[Reach]:
        """Each range as a line with a dot."""
        feet = _heights(self._labels())[1:]
        end = steps_to(self._highest())[-1]
        for each, foot in zip(self.ranges, feet, strict=True):
            reach = each.low, each.middle, min(each.high, end)
            low, middle, high = (self._at(value) for value in reach)
            said = [self._said(value) for value in (each.middle, each.low, each.high)]
            top = foot - _GAP - _BAR / 2 - 4
            yield Reach(
                high,
                top,
                round(low - high, 1),
                middle,
                f"{each.label}: {said[0]} ({said[1]} تا {said[2]})",
                f"{high},{top - 4} {high},{top + 12} {high - 14},{top + 4}"
                if each.high > end
                else "",
            )

    def names(self) -> list[Name]:
        """The name of each range with what it is drawn from, and its middle."""
        figures = [self._said(each.middle) for each in self.ranges]
        return _names(list(zip(self._labels(), figures, strict=True)))

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

    def _labels(self) -> list[str]:
        return [f"{each.label} ({each.note})" if each.note else each.label for each in self.ranges]

    def _highest(self) -> float:
        """What the scale has to hold: every middle, and of shares no reach beyond the usual."""
        highs = [each.high for each in self.ranges] or [0]
        if self.kind == "number":
            return max(highs)
        usual = max(_WIDER * median_low(highs), *(each.middle for each in self.ranges), 0)
        return min(max(highs), usual or 1)

    def _at(self, value: float) -> float:
        return round(_RIGHT - _PLOT * value / steps_to(self._highest())[-1], 1)

    def _said(self, value: float) -> str:
        return percent(value) if self.kind == "share" else number(round(value, 1))


def _lines(label: str) -> list[str]:
    return textwrap.wrap(label, _LONGEST) or [""]


def _heights(labels: list[str]) -> list[int]:
    """Where each thing begins, and where the last one ends."""
    found = [_TOP]
    for label in labels:
        found.append(found[-1] + _LINE * len(_lines(label)) + _BAR + _GAP)
    return found


def _names(things: list[tuple[str, str]]) -> list[Name]:
    tops = _heights([label for label, _ in things])
    return [
        Name(
            tuple(
                Place(top + _LINE * nth + _LINE - 9, line) for nth, line in enumerate(_lines(label))
            ),
            figure,
        )
        for top, (label, figure) in zip(tops, things, strict=False)
    ]
