"""Prepare databases and workbooks, time each way in a fresh copy, compare."""

import argparse
import gc
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import connection
from django.utils.timezone import now

from bench import collect, data, databases, load
from bench.figures import Comparison, Figure, end_to_end, machine, write
from sayeban.accounts.public import import_staff
from sayeban.exemptions import public as exemptions
from sayeban.kit.units import Unit
from sayeban.organisations.public import import_companies, seed
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

BASE, LOADED = "bench_base", "bench_loaded"
_REPEATED = 3
"""Ours and the floor are timed so often, in turn, and the best counts; both alike."""


def run(work: Path, options: argparse.Namespace) -> None:
    """Measure, print, and keep the page."""
    at = now()
    work.mkdir(parents=True)
    _prepare(work, at)
    with databases.using(BASE):
        where = machine()
    print(where, flush=True)
    steps = [_load(work, options, at), _collect(work, options, at)]
    comparisons = [end_to_end(steps), *steps]
    for line in (line for comparison in comparisons for line in comparison.lines()):
        print(line)
    write(options.write, comparisons, where, options.rows)
    for name in (LOADED, BASE):
        databases.drop(name)


def _prepare(work: Path, at: datetime) -> None:
    """A database with places, companies, staff and an open campaign."""
    data.write_reference(work)
    databases.make(BASE)
    with databases.using(BASE):
        with acting(SYSTEM, at):
            seed()
        import_companies(actor=OPERATOR, at=at, path=work / "companies.csv")
        import_staff(actor=OPERATOR, at=at, path=work / "staff.csv")
        terms = exemptions.Terms(title="سنجش سرعت", starts=at.date())
        exemptions.open_campaign(actor=OPERATOR, at=at, code=load.CODE, terms=terms)


def _load(work: Path, options: argparse.Namespace, at: datetime) -> Comparison:
    big, small = work / "hq.xlsx", work / "hq-small.xlsx"
    for path, rows in ((big, options.rows), (small, options.slow_rows)):
        data.write_workbook(data.make_truth(rows, at.date()), path)
    seconds, floors = [], []
    for _ in range(_REPEATED):
        with databases.copy_of(BASE):
            seconds.append(_timed(lambda: load.ours(big, at)))
            clean = load.target_rows(at)
        assert clean.height == options.rows
        floors.append(_in_copy(BASE, partial(load.floor, big, clean, at)))
    rows = options.rows
    return Comparison(
        "Load of headquarters' workbook",
        [
            Figure("ours", rows, min(seconds), rows),
            Figure("floor", rows, min(floors), rows),
            Figure("usual", rows, _in_copy(BASE, lambda: load.usual(big, at)), rows),
            Figure("loop", options.slow_rows, _in_copy(BASE, lambda: load.loop(small, at)), rows),
        ],
    )


def _collect(work: Path, options: argparse.Namespace, at: datetime) -> Comparison:
    small = _filled(work, options.slow_rows, at)
    filled, rows = _filled(work, options.rows, at), options.rows
    seconds, floors = [], []
    for _ in range(_REPEATED):
        with databases.copy_of(LOADED):
            seconds.append(_timed(lambda: collect.ours(filled, at)))
            clean = collect.target_rows(at)
        assert clean.height == rows
        floors.append(_in_copy(LOADED, partial(collect.floor, filled, clean, at)))
    usual = _in_copy(LOADED, lambda: collect.usual(filled, at))
    # The rows of the small worksheet are the first of the large one.
    loop = _in_copy(LOADED, lambda: collect.loop(small, at))
    return Comparison(
        "Collection of a filled worksheet",
        [
            Figure("ours", rows, min(seconds), rows),
            Figure("floor", rows, min(floors), rows),
            Figure("usual", rows, usual, rows),
            Figure("loop", options.slow_rows, loop, rows),
        ],
    )


def _filled(work: Path, rows: int, at: datetime) -> Path:
    """Load `rows` into a database of its own, hand down, fill; the last call's database stays."""
    folder = work / f"collect-{rows}"
    target = folder / "filled.xlsx"
    truth = data.make_truth(rows, at.date())
    databases.drop(LOADED)
    databases.copy(BASE, LOADED)
    with databases.using(LOADED):
        workbook = folder / "hq.xlsx"
        data.write_workbook(truth, workbook)
        load.ours(workbook, at)
        exemptions.split(
            actor=OPERATOR, at=at, code=load.CODE, unit=Unit.hq(), out=folder / "sheets"
        )
    databases.analyze(LOADED)
    sheet = next((folder / "sheets").rglob("*.xlsx"))
    data.fill_worksheet(truth, sheet, target, at.date())
    return target


def _in_copy(template: str, work: Callable[[], None]) -> float:
    with databases.copy_of(template):
        return _timed(work)


def _timed(work: Callable[[], None]) -> float:
    # The connection is made before the clock starts.
    connection.ensure_connection()
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
