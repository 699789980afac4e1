"""Measure pages, steps in bulk and the evening on the cases of a country; write the page's part."""

import argparse
import gc
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.utils.timezone import now

from bench import databases
from bench.cases import data
from bench.figures import machine, processor_seconds, write_cases
from bench.pages import client_of, timed
from sayeban.accounts.public import Post
from sayeban.cases.public import advance, tell_late
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting

DATABASE: Final = "bench_cases"
_BULK: Final = 2_500
_TURNS: Final = 3
_GOALS: Final[Mapping[str, int]] = {"worklist": 150, "worklist, late": 150}
_LARGEST: Final = """
SELECT county FROM cases_step WHERE closed_at IS NULL AND level = 'county'
GROUP BY 1 ORDER BY count(*) DESC LIMIT 1
"""
# The usual outcome of the steps that wait most in that county, where it leads to another step.
_CHOSEN: Final = """
WITH usual AS (
  SELECT DISTINCT ON (version_id, step) version_id, step, outcome, to_step, guard
  FROM cases_transition ORDER BY version_id, step, position
), most AS (
  SELECT s.definition_id, u.outcome FROM cases_step s JOIN cases_stepdef d ON d.id = s.definition_id
  JOIN usual u ON u.version_id = d.version_id AND u.step = d.key
    AND u.to_step <> '' AND u.guard IS NULL
  WHERE s.closed_at IS NULL AND s.state = 'open' AND s.level = 'county' AND s.county = %(county)s
  GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1
)
SELECT array_agg(id), min(outcome) FROM (
  SELECT s.id, most.outcome FROM cases_step s JOIN most ON most.definition_id = s.definition_id
  WHERE s.closed_at IS NULL AND s.county = %(county)s AND s.level = 'county' AND s.state = 'open'
  ORDER BY s.due_on, s.id LIMIT %(most)s) chosen
"""
_NUMBER: Final = """
SELECT tracking_no FROM cases_case WHERE closed_at IS NULL AND county = %s ORDER BY id LIMIT 1
"""
_NEXT_DAY: Final = """
SELECT min(day) FROM cases_calendar WHERE province = '' AND working AND day > %s
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one thing took: by the clock, and of a processor."""

    seconds: float
    processor: float

    @classmethod
    def of(cls, work: Callable[[], object]) -> Self:
        """Do it once."""
        gc.collect()
        began, spent = time.perf_counter(), processor_seconds()
        work()
        return cls(time.perf_counter() - began, processor_seconds() - spent)

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s, of which {self.processor:.2f} s of a processor"


def run(work: Path, options: argparse.Namespace) -> None:
    """Measure, print, and keep the part of the page."""
    del work
    logging.disable(logging.CRITICAL)
    at = now()
    databases.make(DATABASE)
    with databases.using(DATABASE), override_settings(ALLOWED_HOSTS=["testserver"]):
        made = Cost.of(lambda: data.fill(options.open_cases, at))
        databases.as_owner(DATABASE, "VACUUM ANALYZE")
        lines = _Measured(at, made).lines(machine())
    print("\n".join(lines))
    write_cases(options.write, lines)
    databases.drop(DATABASE)


class _Measured:
    """The measurements, in an order in which none is in the way of the next one."""

    def __init__(self, at: datetime, made: Cost) -> None:
        self.at, self.made = at, made
        self.cases, self.steps = data.counts(at)
        self.bulked = 0
        self.county = Unit.of_county(str(_one(_LARGEST, (), at)[0]))

    def lines(self, where: str) -> list[str]:
        kept = Cost.of(lambda: data.settle(self.at))
        databases.as_owner(DATABASE, "VACUUM ANALYZE")
        pages = self.pages()
        bulk = min((self.bulk() for _ in range(_TURNS)), key=lambda cost: cost.seconds)
        first, second = self.evenings()
        return [
            *self.about(where),
            *_table(pages),
            "| what | measured | goal |",
            "|---|---:|---:|",
            f"| {self.bulked:,} steps go on in one command | {bulk} | ≤ 1 s for 2,500 |",
            f"| the late run of an evening | {second} | ≤ 20 s at 1,000,000 open steps |",
            f"| the first late run of this history | {first} | |",
            f"| durations and outcomes of all that ended | {kept} | |",
            f"| the history, made by `sayeban cases simulate` | {self.made} | |",
            "",
        ]

    def pages(self) -> dict[str, Mapping[str, float]]:
        """Pages as a web process answers them."""
        found: dict[str, Mapping[str, float]] = {}
        head, clerk = (client_of(post, self.county) for post in (Post.COUNTY_HEAD, Post.DESK_CLERK))
        hq = client_of(Post.HQ_DEPUTY, Unit.hq())
        for who, client in {"head": head, "clerk": clerk}.items():
            found[f"{who} of the largest county: worklist"] = timed(client, "/worklist/")
            found[f"{who} of the largest county: worklist, late"] = timed(
                client, "/worklist/?due=late"
            )
        found["head of the largest county: report of the desk"] = timed(head, "/desk/reports/")
        found["headquarters: report of the desks"] = timed(hq, "/desk/reports/")
        found["headquarters: worklist"] = timed(hq, "/worklist/")
        number = str(_one(_NUMBER, [self.county.county], self.at)[0])
        found["anybody: tracking by number"] = timed(Client(), "/track/", {"number": number})
        return found

    def bulk(self) -> Cost:
        """One command about as many steps as a head can choose."""
        head = self.head()
        given = {"county": self.county.county, "most": _BULK}
        steps, outcome = _one(_CHOSEN, given, self.at)
        self.bulked = len(steps)
        return Cost.of(lambda: advance(actor=head, at=now(), steps=steps, outcome=outcome))

    def head(self) -> Actor:
        """Who sees to the county's work."""
        return Actor("user", "bench", 1, (Appointment(Post.COUNTY_HEAD.value, self.county),))

    def evenings(self) -> tuple[Cost, Cost]:
        """The first one raises all that was ever late, the next one what a day makes late."""
        day = _one(_NEXT_DAY, [today_of(self.at)], self.at)[0]
        costs = []
        for at in (self.at, self.at + (day - today_of(self.at))):
            costs.append(Cost.of(partial(tell_late, actor=OPERATOR, at=at)))
            databases.as_owner(DATABASE, "VACUUM ANALYZE cases_step, cases_case")
        return costs[0], costs[1]

    def about(self, where: str) -> list[str]:
        return [
            f"Written by `make bench`: {self.cases:,} open cases with {self.steps:,} open steps of",
            f"{len(data.SERVICES)} services beside those that are over, the largest county with a",
            "twelfth of them. Pages are asked under row-level security, as in the bench of the",
            "whole country. Processor seconds are those of Python and its session of the database.",
            "Nobody works between the two evenings, so that many steps rise at once.",
            "",
            f"Measured {date.today().isoformat()} on {where}.",  # noqa: DTZ011
            "",
        ]


def _table(pages: Mapping[str, Mapping[str, float]]) -> list[str]:
    lines = [
        "| page | median | p95 | of a processor | questions | times | goal of p95 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, page in pages.items():
        goal = _GOALS.get(name.partition(": ")[2])
        lines.append(
            f"| {name} | {page['median'] * 1000:,.0f} ms | {page['p95'] * 1000:,.0f} ms"
            f" | {page['processor'] * 1000:,.0f} ms | {page['questions']} | {page['times']}"
            f" | {f'≤ {goal} ms' if goal else ''} |"
        )
    return [*lines, ""]


def _one(statement: str, values: Any, at: datetime) -> tuple[Any, ...]:  # noqa: ANN401
    with acting(OPERATOR, at), connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] = cursor.fetchone()
        return row
