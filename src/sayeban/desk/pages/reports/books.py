"""The report as a workbook: each table a sheet, and how the indicators are counted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sayeban.cases.public import RESULTS
from sayeban.country import jalali
from sayeban.desk.pages.reports.pictures import Row
from sayeban.desk.pages.reports.words import INDICATORS
from sayeban.desk.reads.burden import Load, Waits
from sayeban.sheets.public import write_tables

Cell = str | float | None
_WAITS: Final = ("خدمت", "باز", "از قول گذشته", "در فهرست انتظار", "نخستین نفر از")
_LOADS: Final = ("نقش", "گام باز", "نوبت خود او", "از مهلت گذشته", "همکارِ دارای کار")
_TIMES: Final = (
    *("پایان‌یافته", *RESULTS.values(), "ناممکن قانونی (درصد)"),
    *(
        "به‌موقع (درصد)",
        "از",
        "دو تا از ده تا (روز)",
        "نیمی تا (روز)",
        "هشت تا از ده تا (روز)",
        "میانگین هدف",
    ),
    *("مراجعه برای هر درخواست", "ارجاع برای هر درخواست"),
)
_COUNTED: Final = ("شاخص", "پرسش", "فرمول", "آنچه شمرده نمی‌شود")


def write_report(
    head: str, rows: Sequence[Row], waits: Sequence[Waits], loads: Sequence[Load], path: Path
) -> None:
    """Write it; a share is in percent with the number that it is drawn from beside it."""
    shares = [name for each in INDICATORS for name in (f"{each.title} (درصد)", f"{each.title}، از")]
    write_tables(
        {
            "شاخص‌ها": ((head, *shares), [_indicators(row) for row in rows]),
            "نتیجه و زمان": ((head, *_TIMES), [_times(row) for row in rows]),
            "در انتظار اکنون": (_WAITS, [_waits(each) for each in waits]),
            "بار کار اکنون": (_LOADS, [_load(each) for each in loads]),
            "چگونه شمرده شد": (
                _COUNTED,
                [(each.title, each.asks, each.formula, each.apart) for each in INDICATORS],
            ),
        },
        path,
    )


def _indicators(row: Row) -> list[Cell]:
    shares = [each.of(row.line) for each in INDICATORS]
    return [row.label, *(cell for each in shares for cell in (_percent(each.value), each.of))]


def _times(row: Row) -> list[Cell]:
    line = row.line
    return [
        *(row.label, line.closed, *line.results, _percent(line.legally.value)),
        *(_percent(line.on_time.value), line.on_time.of),
        *(line.days or (None, None, None)),
        *map(_rounded, (line.target, line.visits, line.referrals)),
    ]


def _waits(each: Waits) -> list[Cell]:
    since = jalali.format(each.since) if each.since else ""
    return [each.service, each.open, each.overdue, each.listed, since]


def _load(each: Load) -> list[Cell]:
    return [each.role, each.steps, each.own, each.late, each.people]


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
