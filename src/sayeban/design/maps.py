"""The country in five shades: which share of something each province has."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayeban.country import shapes
from sayeban.country.shapes import Spot
from sayeban.design.filters import percent

CLASSES = 5
_ROOM = 20  # a province with less has no place for its name


@dataclass(frozen=True, slots=True)
class Area:
    """A province with its share of something, 0..1, and the page about it (empty for none)."""

    code: str
    share: float
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A province as it is drawn; `shade` is 0..4, or None where nothing is known."""

    path: str
    spot: Spot
    shade: int | None
    text: str
    href: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class ShareMap:
    """A title, the provinces of which a share is known, and what the others are («بدون ردیف»).

    ValueError for a share outside 0..1.
    """

    title: str
    areas: tuple[Area, ...]
    unknown: str

    def __post_init__(self) -> None:
        if any(not 0 <= area.share <= 1 for area in self.areas):
            raise ValueError("a share is between 0 and 1")

    def pieces(self) -> Iterator[Piece]:
        """Every province of the country."""
        known = {area.code: area for area in self.areas}
        for shape in shapes.provinces():
            area = known.get(shape.code)
            yield Piece(
                shape.path,
                shape.spot,
                _shade(area.share) if area else None,
                percent(area.share) if area else self.unknown,
                area.href if area else "",
                shape.room >= _ROOM,
            )

    def legend(self) -> Iterator[tuple[int, str]]:
        """Each shade with the shares that it stands for."""
        for shade in range(CLASSES):
            yield shade, f"{percent(shade / CLASSES)} تا {percent((shade + 1) / CLASSES)}"

    def islands(self) -> tuple[Spot, ...]:
        """The islands of the Persian Gulf."""
        return shapes.islands()

    def seas(self) -> tuple[Spot, ...]:
        """The names of the seas."""
        return shapes.SEAS


def _shade(share: float) -> int:
    return min(int(share * CLASSES), CLASSES - 1)
