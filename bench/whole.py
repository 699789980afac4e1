"""The national run, what it is measured by afterwards, and its part of the page."""

import argparse
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bench import databases, extremes, national, pages
from bench.figures import machine, write_national
from bench.national import DATABASE, Step
from sayeban.sites.demo_data.geography import plan

T = TypeVar("T")
_GOALS = {"split": "≥ 5,000", "release": "≥ 15,000"}
_UNITS = {
    "load": "workbooks of headquarters, one a province",
    "split": "provinces, a formatted worksheet for each county",
    "collect": "filled worksheets, one a county",
    "approve counties": "counties",
    "approve provinces": "provinces",
    "release": "lists; rows are lines of companies' lists",
}
_BOARD_GOALS = {"board": 0.3, "worksheet": 0.15}
_MOST_ROWS = 1_000_000
_LARGE_WORKBOOK = 400_000


def run(folder: Path, options: argparse.Namespace) -> None:
    """Go on with the run; when its campaign is released, measure and write the page."""
    if options.anew:
        shutil.rmtree(folder, ignore_errors=True)
        databases.drop(DATABASE)
    households = options.national
    steps = national.run(folder, households, options.minutes)
    for name, step in steps.items():
        print(f"{name}: {step.rows:,} rows in {step.seconds:,.0f} s, {step.parts} parts")
    released = steps.get("release")
    if released is None or released.parts < len(plan(households)):
        return
    found = _kept(folder / "pages.json", lambda: pages.measured(DATABASE))
    rows = min(_MOST_ROWS, households)
    approval = _kept(folder / "million.json", lambda: extremes.million(DATABASE, rows))
    large = min(_LARGE_WORKBOOK, households)
    child = _kept(folder / "child.json", lambda: extremes.child_memory(folder, large))
    with databases.using(DATABASE):
        where = machine()
    lines = [
        *_about(households, where),
        *_table(steps),
        *_extremes(approval, large, child, found["web_mb"]),
        *_pages(found),
    ]
    print("\n".join(lines))
    write_national(options.write, lines)


def _kept(path: Path, measure: Callable[[], T]) -> T:
    """What was measured once stays, so that a stopped run does not measure it again."""
    if not path.exists():
        path.write_text(json.dumps(measure()))
    found: T = json.loads(path.read_text())
    return found


def _about(households: int, where: str) -> list[str]:
    return [
        "Written by `make bench-national`: the campaign of a whole country, from headquarters'",
        "workbooks to the signed lists, by the commands that people use. Absolute figures are of",
        "this machine and of whatever else ran on it (its load stands below). A processor second",
        "is one of Python, of its children or of its session of the database.",
        "",
        f"Measured {date.today().isoformat()} with {households:,} households on {where}.",  # noqa: DTZ011
        "",
    ]


def _table(steps: Mapping[str, Step]) -> list[str]:
    table = [
        "| step | commands | rows | seconds | rows/s | rows per processor second | goal, rows/s |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for name, step in steps.items():
        pace, work = step.rows / step.seconds, step.rows / step.processor
        table.append(
            f"| {name} | {step.parts:,} {_UNITS[name]} | {step.rows:,} | {step.seconds:,.0f}"
            f" | {pace:,.0f} | {work:,.0f} | {_GOALS.get(name, '')} |"
        )
    return [*table, ""]


def _extremes(approval: Sequence[float], large: int, child: int, web: int) -> list[str]:
    rows, seconds, processor = approval
    return [
        "| the largest single piece | measured | goal |",
        "|---|---:|---:|",
        f"| one approval of {rows:,.0f} rows, atomic | {seconds:,.0f} s, of which"
        f" {processor:,.0f} s of a processor | 1,000,000 in ≤ 60 s |",
        f"| import child, a workbook of {large:,} rows | {child:,} MB | 400,000 in ≤ 1,200 MB |",
        f"| a web process after these pages | {web:,} MB | ≤ 300 MB |",
        "",
    ]


def _pages(found: Mapping[str, Any]) -> list[str]:
    table = [
        f"Pages with {found['rows']:,} rows under row-level security, as often as said:",
        "",
        "| page | median | p95 | questions | times | goal of p95 |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, page in found["pages"].items():
        goal = _BOARD_GOALS.get(name.partition(": ")[2])
        table.append(
            f"| {name} | {page['median'] * 1000:,.0f} ms | {page['p95'] * 1000:,.0f} ms"
            f" | {page['questions']} | {page['times']}"
            f" | {f'≤ {goal * 1000:.0f} ms' if goal else ''} |"
        )
    return [*table, ""]
