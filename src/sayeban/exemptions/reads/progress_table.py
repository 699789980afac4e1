"""The daily progress as a plain table, for the workbook and the notice to heads."""

from pathlib import Path

import polars as pl

from sayeban.country import jalali
from sayeban.exemptions.reads.progress import ErrorRate, Progress, ProgressLine
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.sheets.public import write_xlsx

_OFFICES = {"county": "شهرستان", "province": "استان"}


def progress_table(figures: Progress) -> tuple[list[str], list[list[str]]]:
    """Header and rows: one row a unit, then the sum; the states in the order of the ladder."""
    header = ["واحد", "نام", *(STATE_LABELS[state] for state in State), "جمع"]
    header += [f"خطای بررسی {name}" for name in _OFFICES.values()]
    rows = [_cells(line) for line in figures.lines]
    counts = [figures.by_state[state] for state in State]
    total = [*map(str, counts), str(sum(counts))]
    return header, [*rows, ["", "جمع", *total, *([""] * len(_OFFICES))]]


def write_progress(figures: Progress, out: Path) -> None:
    """The table as workbook `out`."""
    header, rows = progress_table(figures)
    frame = pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row")
    write_xlsx(frame, out, "پیشرفت")


def _cells(line: ProgressLine) -> list[str]:
    counts = [str(line.by_state[state]) for state in State]
    rates = {rate.level: _rate(rate) for rate in line.errors}
    found = [rates.get(level, "") for level in _OFFICES]
    return [str(line.unit), line.name, *counts, str(line.rows), *found]


def _rate(rate: ErrorRate) -> str:
    """«۱ از ۵ (۳٫۶٪ تا ۶۲٫۴٪)»."""
    low, high = rate.interval
    shown = f"{jalali.number(rate.wrong)} از {jalali.number(rate.checked)}"
    return f"{shown} ({jalali.percent(low)} تا {jalali.percent(high)})"
