"""The pictures of the report: how requests ended, how long they took, and month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayeban.cases.public import RESULTS
from sayeban.country.jalali import number
from sayeban.design.charts import Chart, Series
from sayeban.design.strips import Range, Ranges, Strip, Strips
from sayeban.desk.pages.reports.words import INDICATORS
from sayeban.desk.reads.reports import Line

MOST: Final = 12
"""So many lines are drawn; the tables hold all."""
_HUES: Final = (0, 3, 2, 1, 6)


@dataclass(frozen=True, slots=True)
class Row:
    """One line with its words."""

    label: str
    line: Line


def ends_chart(rows: Sequence[Row]) -> Strips | None:
    """How requests ended; what the law does not allow has a colour of its own."""
    drawn = [Strip(row.label, tuple(row.line.results)) for row in rows[:MOST] if row.line.closed]
    return (
        Strips("درخواست‌ها چگونه پایان یافت", tuple(RESULTS.values()), tuple(drawn), _HUES)
        if drawn
        else None
    )


def days_chart(rows: Sequence[Row]) -> Ranges | None:
    """Half of the requests and eight of ten took so long; the target stands beside the name."""
    drawn = [
        _range(row.label, row.line.days, row.line.target) for row in rows[:MOST] if row.line.days
    ]
    heads = ("هدف", "نیمی تا", "دو تا از ده تا", "هشت تا از ده تا")
    return Ranges("روزهای کاری تا پایان", heads, tuple(drawn), "number") if drawn else None


def _range(label: str, days: tuple[int, int, int], target: float | None) -> Range:
    low, middle, high = days
    note = f"هدف {number(round(target))} روز" if target is not None else ""
    return Range(label, low, middle, high, note)


def course_chart(months: Sequence[Row]) -> Chart | None:
    """The five indicators month by month in percent; a month without figures has none."""
    if len(months) <= 1:
        return None
    return Chart(
        "پنج شاخص در هر ماه (درصد)",
        tuple(row.label for row in months),
        tuple(
            Series(each.title, tuple(_percent(each.of(row.line).value) for row in months))
            for each in INDICATORS
        ),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
