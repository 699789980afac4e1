"""The pictures of the boards: each has its table, its own address and its workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from sayeban.design.charts import Chart
from sayeban.design.filters import MARK
from sayeban.design.maps import ShareMap
from sayeban.design.strips import Ranges, Strips
from sayeban.kit.units import Unit
from sayeban.sheets.public import write_tables

Cell = str | float | None
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; exactly one of the last five is there. `href` is its own page."""

    name: str
    title: str
    href: str
    xlsx: str
    line: Chart | None = None
    stacked: Chart | None = None
    strips: Strips | None = None
    ranges: Ranges | None = None
    map: ShareMap | None = None

    def table(self) -> tuple[list[str], list[list[Cell]]]:
        """Head and rows of the same figures."""
        if chart := self.line or self.stacked:
            head = [row.name for row in chart.series]
            return ["روز", *head], [[label, *values] for label, values in chart.rows()]
        if self.strips:
            return ["نام", *self.strips.series], [
                [each.label, *each.values] for each in self.strips.strips
            ]
        if self.ranges:
            return ["نام", *self.ranges.columns], [
                [each.label, each.note, each.middle, each.low, each.high]
                for each in self.ranges.ranges
            ]
        pieces = self.map.pieces() if self.map else ()
        return ["استان", "سهم"], [[piece.spot.name, piece.text] for piece in pieces]


Shown = Chart | Strips | Ranges | ShareMap | None


def pictures(
    code: str,
    unit: Unit,
    found: Iterable[tuple[str, str, Shown]],
    url_name: str = "campaign_picture",
) -> tuple[Picture, ...]:
    """Those of (name, field of Picture, what is shown) that have something to show.

    Their own pages are at `url_name`, their workbooks at the same with "_xlsx".
    """
    return tuple(
        Picture(
            name,
            shown.title,
            reverse(url_name, args=[code, str(unit), name]),
            reverse(f"{url_name}_xlsx", args=[code, str(unit), name]),
            **{field: shown},  # type: ignore[arg-type]  # the field that is of its class
        )
        for name, field, shown in found
        if shown is not None and not _is_empty(shown)
    )


def _is_empty(shown: Chart | Strips | Ranges | ShareMap) -> bool:
    match shown:
        case Strips():
            return not shown.strips
        case Ranges():
            return not shown.ranges
        case _:
            return False


def write_picture(picture: Picture, out: Path) -> None:
    """The picture's table as a workbook."""
    head, rows = picture.table()
    shown = [[_plain(value) for value in row] for row in rows]
    write_tables({picture.title[:_LONGEST_NAME]: (head, shown)}, out)


def _plain(value: Cell) -> Cell:
    if isinstance(value, str):
        return value.strip(MARK)
    return None if value is None else round(value, 4)
