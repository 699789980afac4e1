"""The drawing of Iran: a path for each province, the islands of the Persian Gulf, the two seas.

Data: ir/map/provinces.json, edited from react-iran-map 0.1.3 (MIT, ir/map/LICENSE.react-iran-map):
keyed on official codes, with islands that it lacks. Schematic, for pictures and not for measuring.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sayeban.country import divisions

_FILE: Final = Path(__file__).parent / "ir" / "map" / "provinces.json"


@dataclass(frozen=True, slots=True)
class Spot:
    """A name and where it stands."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shape:
    """One province. `path` is SVG; `room` is how far its name may reach to each side of `spot`."""

    code: str
    path: str
    spot: Spot
    room: float


SEAS: Final = (Spot("دریای خزر", 430, 190), Spot("خلیج فارس", 390, 890))


@cache
def provinces() -> tuple[Shape, ...]:
    """The 31 provinces by code."""
    names = {division.code: division.name for division in divisions.provinces()}
    return tuple(
        Shape(
            each["code"],
            each["path"],
            Spot(names[each["code"]], each["x"], each["y"]),
            each["room"],
        )
        for each in _drawing()["provinces"]
    )


@cache
def islands() -> tuple[Spot, ...]:
    """The islands that a map of the country must show."""
    return tuple(Spot(**each) for each in _drawing()["islands"])


def _drawing() -> dict[str, Any]:
    drawing: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return drawing
