"""Measure the ways in turn, compare them result for result, write the part of the page."""

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import psycopg

from bench import databases
from bench.figures import machine, processor_seconds, write_rules
from bench.rules import by_duckdb, by_numpy, by_openfisca, by_orm, data, product
from bench.rules.condition import PARAMS
from bench.rules.ours import Ours, compiled
from sayeban.facts.public import Outcome

DATABASE: Final = "bench_rules"
_TURNS: Final = 3
_LOOPED: Final = 5_000
_ASKED: Final = 1_000
_CHANGED: Final = 50_000
_GOALS: Final = ("| what | measured | goal |", "|---|---:|---:|")
_ONE: Final = "SELECT * FROM bench_householdrow WHERE subject_id = %(one)s"
Decided = tuple[np.ndarray[Any, Any], ...]


class UnequalError(Exception):
    """Two ways decided differently; figures of different results are worth nothing."""


def run(work: Path, options: argparse.Namespace) -> None:
    """Measure, print, and keep the part of the page."""
    del work
    databases.make(DATABASE)
    with databases.using(DATABASE), psycopg.connect(databases.url(DATABASE)) as session:
        lines = _Measured(session, options.households).lines(machine())
    print("\n".join(lines))
    write_rules(options.write, lines)
    databases.drop(DATABASE)


class _Measured:
    """The rows, the ways, and their best times."""

    def __init__(self, session: psycopg.Connection, count: int) -> None:
        self.count, self.ours = count, Ours(session)
        self.homes, self.people = data.households(count), data.persons(count)
        data.fill(session, self.homes, self.people)
        self.session = session

    def lines(self, where: str) -> list[str]:
        turns = [self.turn() for _ in range(_TURNS)]
        best = {name: min(turn[name] for turn in turns) for name in turns[0]}
        best["orm"] = self.loop()
        self.ours.settle()
        singly = self.singly()
        own = self.product(best["openfisca"])
        return [*self.about(where), *_table(best), "", *_GOALS, *singly, *own, ""]

    def turn(self) -> dict[str, float]:
        """Each way once, and all of them with one result."""
        took = {"keep": _timed(self.ours.keep), "decide": _timed(self.ours.decide)}
        began = time.perf_counter()
        kept = by_numpy.facts(self.homes, self.people)
        self.limit = by_numpy.decide(kept)
        took["numpy"] = time.perf_counter() - began
        took["openfisca"] = _timed(self.openfisca)
        _same("PostgreSQL", self.ours.decided(), self.limit)
        _same("DuckDB", by_duckdb.decide(kept), self.limit)
        return took

    def openfisca(self) -> None:
        homes, people = by_openfisca.load(self.session)
        found = by_openfisca.decide(by_openfisca.build(homes, people), homes)
        _same("OpenFisca", (found,), self.limit[:1])

    def loop(self) -> float:
        """Seconds of all, counted up from a part."""
        part = min(_LOOPED, self.count)
        found: list[Outcome] = []
        seconds = _timed(lambda: found.extend(by_orm.decide(part)))
        told = [(-1 if o.outcome is None else int(o.outcome), o.met, o.unknown) for o in found]
        _same("ORM", tuple(np.array(told).T), tuple(each[:part] for each in self.limit))
        return seconds * self.count / part

    def product(self, openfisca: float) -> list[str]:
        """The product's own run, with all that its tables promise, and an impact."""
        product.prepare(self.session)
        runs: list[int] = []
        took, worked = map(
            min,
            zip(*(_cost(lambda: runs.append(product.run())) for _ in range(_TURNS)), strict=True),
        )
        _same("run_rule", product.decided(runs[-1]), self.limit)
        impact = min(_timed(product.impact) for _ in range(_TURNS))
        changed = random.Random(1407).sample(  # noqa: S311 - the same each run
            range(self.count), min(_CHANGED, self.count)
        )
        turns = [_cost(partial(product.follow, changed, turn)) for turn in range(_TURNS)]
        return [
            f"| the product's run, with journal, checks, policies and counts | {took:.2f} s,"
            f" {openfisca / took:.2f} × as fast as OpenFisca; {worked:.2f} s of a processor"
            " | ≥ 1.5 × |",
            f"| its {len(changed):,} households of which a register tells something new: values,"
            f" kept rows, decisions | {min(turns)[0]:.2f} s, the first time {turns[0][0]:.2f} s, of"
            f" which {turns[0][1]:.2f} s of a processor | ≤ 3 s |",
            f"| its impact by province, {self.count:,} households | {impact:.2f} s"
            " | ≤ 4 s at 1,000,000 |",
        ]

    def singly(self) -> list[str]:
        """One household as the desk asks, and those that changed since yesterday."""
        p95, spent = map(min, zip(*(self.one() for _ in range(_TURNS)), strict=True))
        changed = min(_CHANGED, self.count)
        followed, worked = self.follow(changed)
        return [
            f"| one household, p95 of {_ASKED:,} | {p95 * 1000:.2f} ms, of which"
            f" {spent * 1000:.2f} ms of the database's processor | ≤ 2 ms in the database |",
            f"| {changed:,} changed households: facts and decisions | {followed:.2f} s, of which"
            f" {worked:.2f} s of the database's processor | ≤ 3 s |",
        ]

    def one(self) -> tuple[float, float]:
        """p95 as the clock sees it, and of the processor; equal to what the nation's run stored."""
        asked = compiled(_ONE, carry=())
        drawn = random.Random(1405)  # noqa: S311 - the same each run
        clock, processor = [], []
        for one in (drawn.randrange(self.count) for _ in range(_ASKED)):
            values = {**asked.bind(PARAMS), "one": one}
            began, spent = time.perf_counter(), self.ours.processor()
            row = self.ours.ask(asked.sql, values)
            clock.append(time.perf_counter() - began)
            processor.append(self.ours.processor() - spent)
            outcome = -1 if row[1] is None else int(row[1])
            if (outcome, *row[2:]) != tuple(int(each[one]) for each in self.limit):
                raise UnequalError("one household")
        return _p95(clock), _p95(processor)

    def follow(self, changed: int) -> tuple[float, float]:
        """Each of them has an employed head of 70 from now on; the whole stays equal."""
        drawn = random.Random(1406).sample(range(self.count), changed)  # noqa: S311
        self.session.execute(
            "UPDATE bench_person SET age = 70, employed = true WHERE is_head"
            " AND household_id = ANY(%s)",
            [drawn],
        )
        self.session.commit()
        spent = self.ours.processor()
        seconds = _timed(lambda: self.ours.follow(drawn))
        spent = self.ours.processor() - spent
        heads = np.flatnonzero(self.people["is_head"])[drawn]
        self.people["age"][heads], self.people["employed"][heads] = 70, True
        self.limit = by_numpy.decide(by_numpy.facts(self.homes, self.people))
        _same("changed households", self.ours.decided(), self.limit)
        return seconds, spent

    def about(self, where: str) -> list[str]:
        persons = len(self.people["age"])
        part = min(_LOOPED, self.count)
        return [
            f"Written by `make bench`: ten conditions over {self.count:,} households of",
            f"{persons:,} persons, with unknowns, a parameter and facts against facts.",
            "All ways gave the same results: PostgreSQL, DuckDB, numpy and the ORM loop in outcome",
            "and both masks, OpenFisca, which gives no reasons and takes unknowns as variables of",
            f"their own, in the outcome. They are timed in turn and the best of {_TURNS} counts.",
            "Ours stores every decision with its reasons and its key, in tables without a journal",
            "that are shaped like the product's. The others store nothing: OpenFisca loads raw",
            "persons from the same database, numpy has them in memory and gathers the facts of",
            f"households as well. The ORM loop was measured on {part:,} households and counted up.",
            "",
            f"Measured {date.today().isoformat()} on {where}.",  # noqa: DTZ011
            "",
        ]


def _table(best: dict[str, float]) -> list[str]:
    decide, whole = best["decide"], best["keep"] + best["decide"]
    openfisca, numpy, orm = best["openfisca"], best["numpy"], best["orm"]
    return [
        "| way | seconds | ours is | goal |",
        "|---|---:|---:|---:|",
        f"| Sayeban, decided on kept facts | {decide:.2f} | | |",
        f"| openfisca-core with load and build | {openfisca:.2f} | {openfisca / decide:.2f} × as"
        " fast | ≥ 1.5 × |",
        f"| ORM loop with prefetch | {orm:,.0f} | {orm / decide:,.0f} × as fast | ≥ 50 × |",
        f"| numpy by hand | {numpy:.2f} | {numpy / decide:.2f} of its pace | ≥ 0.15 |",
        f"| Sayeban, facts rebuilt and decided | {whole:.2f} | {whole / openfisca:.2f} of"
        " OpenFisca's time | ≤ 2 |",
    ]


def _same(way: str, found: Decided, limit: Decided) -> None:
    if not all(np.array_equal(one, other) for one, other in zip(found, limit, strict=True)):
        raise UnequalError(way)


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _cost(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock, and of a processor."""
    spent = processor_seconds()
    seconds = _timed(work)
    return seconds, processor_seconds() - spent


def _timed(work: Callable[[], None]) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
