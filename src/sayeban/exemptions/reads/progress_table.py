"""The daily progress as a plain table, for the workbook and the notice to heads."""

from pathlib import Path

from sayeban.country import jalali
from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.exemptions.reads.error_rates import WAYS, ErrorRate
from sayeban.exemptions.reads.progress import Progress, ProgressLine
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.exemptions.rules_unanswered import ANSWER_DAYS
from sayeban.organisations.public import unit_labels
from sayeban.sheets.public import write_tables

Rows = list[list[str | int]]

WAY_LABELS = {"entry_method": "روش ورود", "source": "منبع"}
REJECTS = "ردیف‌های پذیرفته‌نشده"
HELPERS = "همکاران موقت"
UNANSWERED = "بی‌پاسخ شرکت‌ها"
_OFFICES = {"county": "شهرستان", "province": "استان"}


def progress_table(figures: Progress) -> tuple[list[str], Rows]:
    """Header and rows: one row a unit, then the sum; the states in the order of the ladder."""
    header = ["واحد", "نام", *(STATE_LABELS[state] for state in State), "جمع"]
    header += [f"خطای بررسی {name}" for name in _OFFICES.values()]
    rows = [_cells(line) for line in figures.lines]
    counts = [figures.by_state[state] for state in State]
    total: list[str | int] = ["", "جمع", *counts, sum(counts), *([""] * len(_OFFICES))]
    return header, [*rows, total]


def error_tables(figures: Progress) -> dict[str, tuple[list[str], Rows]]:
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
    left_out: Rows = [
        [str(each.unit), names.get(each.unit, ""), code, COLLECT_REJECTS[code].sentence, count]
        for each in figures.rejects
        for code, count in each.reasons.items()
    ]
    return {**found, REJECTS: (["واحد", "نام", "کد", "شرح", "شمار ردیف"], left_out)}


def helpers_table(figures: Progress) -> tuple[list[str], Rows]:
    """Header and rows: who helps where, in which post and until when."""
    labels = unit_labels({each.unit for each in figures.helpers})
    return ["واحد", "نام", "سمت", "تا"], [
        [labels[each.unit], each.name, each.post, jalali.format(each.until)]
        for each in figures.helpers
    ]


def unanswered_table(figures: Progress) -> tuple[list[str], Rows]:
    """Header and row: what companies left without a receipt longer than they may."""
    return ["رکورد", "مهلت پاسخ (روز)"], [[figures.unanswered, ANSWER_DAYS]]


def write_progress(figures: Progress, out: Path) -> None:
    """The tables as workbook `out`."""
    tables = {
        "پیشرفت": progress_table(figures),
        **error_tables(figures),
        UNANSWERED: unanswered_table(figures),
        HELPERS: helpers_table(figures),
    }
    write_tables(tables, out)


def _way_cells(label: str, rate: ErrorRate) -> list[str | int]:
    low, high = rate.interval
    shares = (jalali.percent(share) for share in (rate.rate, low, high))
    return [label, rate.checked, rate.wrong, *shares]


def _cells(line: ProgressLine) -> list[str | int]:
    counts = [line.by_state[state] for state in State]
    rates = {rate.of: _rate(rate) for rate in line.errors}
    found = [rates.get(level, "") for level in _OFFICES]
    return [str(line.unit), line.name, *counts, line.rows, *found]


def _rate(rate: ErrorRate) -> str:
    """«۱ از ۵ (۳٫۶٪ تا ۶۲٫۴٪)»."""
    low, high = rate.interval
    shown = f"{jalali.number(rate.wrong)} از {jalali.number(rate.checked)}"
    return f"{shown} ({jalali.percent(low)} تا {jalali.percent(high)})"
