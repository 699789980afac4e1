"""How content people are, as a workbook: a sheet each for desks, services and ways of asking."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sayeban.desk.reads.surveys import Content
from sayeban.sheets.public import write_tables

_HEADS: Final = (
    *("پرونده‌های پایان‌یافته", "پرسیده شد (درصد)", "پاسخ"),
    *("راضی", "نه خوب، نه بد", "ناراضی", "راضی (درصد)"),
    *("بازهٔ ۹۵٪ از (درصد)", "بازهٔ ۹۵٪ تا (درصد)"),
)


def write_content(groups: Sequence[tuple[str, Sequence[Content]]], path: Path) -> None:
    """A share of nobody is empty, and so is its interval."""
    write_tables(
        {title: ((title, *_HEADS), [_row(line) for line in lines]) for title, lines in groups},
        path,
    )


def _row(line: Content) -> list[str | float | None]:
    low, high = (line.low, line.high) if line.answered else (None, None)
    return [
        *(line.label, line.closed, _percent(line.asked), line.answered),
        *(line.good, line.so_so, line.bad),
        *map(_percent, (line.satisfied, low, high)),
    ]


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
