"""The steps of a service under one another, each with the ways out of it."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sayeban.cases.flow.parts import BOX, LINE, RIGHT, Box, Exit, stacked
from sayeban.cases.flow.words import said_of, target_of
from sayeban.cases.rules import RESULTS
from sayeban.cases.words import RESULT_TONES
from sayeban.design.filters import fa
from sayeban.design.parts import Tone

_INBOX, _IN_WAY, _INEND, _IN_DOWN = 25, 17, 14, 26
"""Letters of one line in each of these places, at the size of a phone."""
_PAD, _GAP = 14, 26
ENTRY: Final = 14
"""So far under its top edge a lane enters a step."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step with everything beside and under it."""

    key: str
    box: Box
    exits: tuple[Exit, ...]
    down: tuple[str, ...]
    """Lines of the label of the way to the next step; none when there is no such way."""


def rows_of(document: Mapping[str, Any]) -> list[Row]:
    rows, top = list[Row](), 8.0
    steps: Sequence[Mapping[str, Any]] = document.get("steps", ())
    for number, step in enumerate(steps, 1):
        after = steps[number]["key"] if number < len(steps) else ""
        row = _row(document, step, number, after, top)
        rows.append(row)
        top += row.box.height + _GAP + (LINE * len(row.down) + 10 if row.down else 0)
    return rows


def _row(
    document: Mapping[str, Any], step: Mapping[str, Any], number: int, after: str, top: float
) -> Row:
    out = [way for way in document.get("transitions", ()) if way["step"] == step["key"]]
    exits, y = list[Exit](), top + ENTRY + 18
    for way in out:
        if not after or way["to"] != after:
            exits.append(_exit(document, way, y))
            y = exits[-1].foot
    down = " / ".join(way["label"] for way in out if after and way["to"] == after)
    box = _box(document, step, number, top)
    box = replace(box, height=max(box.height, y - top))
    return Row(step["key"], box, tuple(exits), tuple(textwrap.wrap(down, _IN_DOWN)))


def _box(document: Mapping[str, Any], step: Mapping[str, Any], number: int, top: float) -> Box:
    """A step as high as its words need."""
    name = f"{fa(number)}. {step['title']}"
    said = [*said_of(step)]
    if step.get("parallel_with"):
        said.append(f"هم‌زمان با {target_of(document, step['parallel_with'])}")
    bold = textwrap.wrap(name, _INBOX)
    lines = bold + [line for each in said for line in textwrap.wrap(each, _INBOX)]
    return Box(
        x=BOX,
        y=top,
        width=RIGHT - BOX,
        height=LINE * len(lines) + 2 * _PAD,
        tone="info" if step.get("clock", "own") == "own" else "warn",
        lines=stacked(lines, top + _PAD),
        text="، ".join((name, *said)),
        bold=len(bold),
    )


def _exit(document: Mapping[str, Any], way: Mapping[str, Any], y: float) -> Exit:
    to: str = way["to"]
    result = to.removeprefix("close:") if to.startswith("close:") else ""
    known = any(step["key"] == to for step in document["steps"])
    tone: Tone = RESULT_TONES.get(result, "bad") if not known else "s0"
    said = RESULTS.get(result, result) if result else target_of(document, to)
    return Exit(
        to,
        tuple(textwrap.wrap(way["label"], _IN_WAY) or [""]),
        tuple(textwrap.wrap(said, _INEND)),
        tone,
        y,
    )
