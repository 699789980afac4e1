"""The daily progress as a plain table, for the workbook and the notice to heads."""

from pathlib import Path

import polars as pl

from sayeban.country import jalali
from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.exemptions.reads.error_rates import WAYS, ErrorRate
from sayeban.exemptions.reads.progress import Progress, ProgressLine
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.organisations.public import unit_labels
from sayeban.sheets.public import write_sheets

WAY_LABELS = {"entry_method": "روش ورود", "source": "منبع"}
REJECTS = "ردیف‌های پذیرفته‌نشده"
HELPERS = "همکاران موقت"
_OFFICES = {"county": "شهرستان", "province": "استان"}


def progress_table(figures: Progress) -> tuple[list[str], list[list[str]]]:
    """Header and rows: one row a unit, then the sum; the states in the order of the ladder."""
    header = ["واحد", "نام", *(STATE_LABELS[state] for state in State), "جمع"]
    header += [f"خطای بررسی {name}" for name in _OFFICES.values()]
    rows = [_cells(line) for line in figures.lines]
    counts = [figures.by_state[state] for state in State]
    total = [*map(str, counts), str(sum(counts))]
    return header, [*rows, ["", "جمع", *total, *([""] * len(_OFFICES))]]


def error_tables(figures: Progress) -> dict[str, tuple[list[str], list[list[str]]]]:
    """Header and rows by sheet name: error rates by entry method and source, rows left out."""
    shown = ["بررسی‌شده", "نادرست", "نرخ خطا", "بازهٔ ۹۵٪ از", "تا"]
    found = {
        f"خطا به تفکیک {WAY_LABELS[kind]}": (
            [WAY_LABELS[kind], *shown],
            [_way_cells(WAYS[kind][rate.of], rate) for rate in rates],
        )
        for kind, rates in figures.ways.items()
    }
    names = {line.unit: line.name for line in figures.lines}
    left_out = [
        [str(each.unit), names.get(each.unit, ""), code, COLLECT_REJECTS[code].sentence, str(count)]
        for each in figures.rejects
        for code, count in each.reasons.items()
    ]
    return {**found, REJECTS: (["واحد", "نام", "کد", "شرح", "شمار ردیف"], left_out)}


def helpers_table(figures: Progress) -> tuple[list[str], list[list[str]]]:
    """Header and rows: who helps where, in which post and until when."""
    labels = unit_labels({each.unit for each in figures.helpers})
    return ["واحد", "نام", "سمت", "تا"], [
        [labels[each.unit], each.name, each.post, jalali.format(each.until)]
        for each in figures.helpers
    ]


def write_progress(figures: Progress, out: Path) -> None:
    """The tables as workbook `out`."""
    tables = {
        "پیشرفت": progress_table(figures),
        **error_tables(figures),
        HELPERS: helpers_table(figures),
    }
    write_sheets(
        [
            (name, pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row"))
            for name, (header, rows) in tables.items()
        ],
        out,
    )


def _way_cells(label: str, rate: ErrorRate) -> list[str]:
    low, high = rate.interval
    shares = (jalali.percent(share) for share in (rate.rate, low, high))
    return [label, str(rate.checked), str(rate.wrong), *shares]


def _cells(line: ProgressLine) -> list[str]:
    counts = [str(line.by_state[state]) for state in State]
    rates = {rate.of: _rate(rate) for rate in line.errors}
    found = [rates.get(level, "") for level in _OFFICES]
    return [str(line.unit), line.name, *counts, str(line.rows), *found]


def _rate(rate: ErrorRate) -> str:
    """«۱ از ۵ (۳٫۶٪ تا ۶۲٫۴٪)»."""
    low, high = rate.interval
    shown = f"{jalali.number(rate.wrong)} از {jalali.number(rate.checked)}"
    return f"{shown} ({jalali.percent(low)} تا {jalali.percent(high)})"
