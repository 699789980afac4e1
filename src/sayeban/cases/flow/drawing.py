"""Geometry of the picture of a service: its steps from the top down, and the ways out of each.

Steps stand at the right edge, where reading begins; the ways out of a step leave to the left, each
over its own line. A way to the next step goes straight down, a way to another one runs along a lane
at the far left. Drawn of drafts too: a way to a step that is not there is drawn as a fault.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sayeban.cases.flow.parts import BOX, END, END_WIDTH, Arrow, Flow, stacked
from sayeban.cases.flow.rows import ENTRY, Row, rows_of
from sayeban.cases.flow.words import ways_of
from sayeban.design.charts import Place

_LANES, _LANE = 40.0, 16.0
_HEAD: Final = 9


def flow_of(document: Mapping[str, Any]) -> Flow:
    """The picture of a service document, sound or not."""
    rows = rows_of(document)
    tops = {row.key: row.box.y + ENTRY for row in rows}
    lanes = lanes_of(rows, tops)
    return Flow(
        title=str(document.get("title", "")),
        left=min([0.0, *(x - 8 for x, _ in lanes)]),
        height=rows[-1].box.y + rows[-1].box.height + 8 if rows else 8,
        steps=tuple(row.box for row in rows),
        ends=tuple(each.end for row in rows for each in row.exits),
        arrows=(*_arrows(rows), *(arrow for _, arrow in lanes)),
        labels=tuple(_labels(rows)),
        ways=tuple(ways_of(document)),
    )


def _arrows(rows: Sequence[Row]) -> Iterator[Arrow]:
    for row, after in zip(rows, (*rows[1:], None), strict=False):
        for each in row.exits:
            y, tip = each.line, END + END_WIDTH
            yield Arrow(f"{BOX},{y} {tip + _HEAD},{y}", _head(tip, y, -1))
        if row.down and after:
            x, foot = row.box.middle, after.box.y
            path = f"{x},{row.box.y + row.box.height} {x},{foot - _HEAD}"
            yield Arrow(path, f"{x},{foot} {x - 6},{foot - 11} {x + 6},{foot - 11}")


def _head(x: float, y: float, way: int) -> str:
    """The point of an arrow that runs to the left (-1) or to the right (1)."""
    return f"{x},{y} {x - way * 11},{y - 6} {x - way * 11},{y + 6}"


def _labels(rows: Sequence[Row]) -> Iterator[tuple[float, Place]]:
    for row in rows:
        for each in row.exits:
            middle = (END + END_WIDTH + BOX) / 2
            yield from ((middle, place) for place in stacked(each.label, each.y))
        foot = row.box.y + row.box.height + 10
        yield from ((row.box.middle - 84, place) for place in stacked(row.down, foot))


def lanes_of(rows: Sequence[Row], tops: Mapping[str, float]) -> list[tuple[float, Arrow]]:
    """The ways to other steps, each in the first lane that is free between its two ends."""
    found, taken = list[tuple[float, Arrow]](), list[tuple[int, float, float]]()
    for row in rows:
        for each in row.exits:
            if each.to not in tops or each.to == row.key:
                continue
            start, end = each.line, tops[each.to]
            low, high = min(start, end) - _LANE, max(start, end) + _LANE
            busy = {lane for lane, top, foot in taken if top < high and low < foot}
            lane = next(lane for lane in range(len(taken) + 1) if lane not in busy)
            taken.append((lane, low, high))
            x = _LANES - _LANE * lane
            path = f"{END},{start} {x},{start} {x},{end} {BOX - _HEAD},{end}"
            found.append((x, Arrow(path, _head(BOX, end, 1), back=end < start)))
    return found
