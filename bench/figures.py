"""One measured way, the ratios between ways, and the page that keeps them."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection

GOALS = {"floor": 0.6, "usual": 5.0, "loop": 100.0}
_TITLES = {
    "ours": "Sayeban",
    "floor": "floor: fastexcel + COPY + INSERT … SELECT of the same rows, nothing checked",
    "usual": "openpyxl + pydantic + bulk_create",
    "loop": "per-row ORM loop",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """`rows` took `seconds`; `of` is the size that was asked for, larger where extrapolated."""

    way: str
    rows: int
    seconds: float
    of: int

    @property
    def per_second(self) -> float:
        return self.rows / self.seconds

    @property
    def is_extrapolated(self) -> bool:
        return self.rows < self.of


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ways of doing one thing, ours first."""

    name: str
    figures: Sequence[Figure]

    def ratio(self, figure: Figure) -> float:
        """How many times as fast ours is."""
        return self.figures[0].per_second / figure.per_second

    def lines(self) -> list[str]:
        """The table as Markdown."""
        table = [
            f"### {self.name}",
            "",
            "| way | rows/s | seconds for all | ours is | goal |",
            "|---|---:|---:|---:|---:|",
        ]
        for figure in self.figures:
            goal = GOALS.get(figure.way)
            measured = f" (measured on {figure.rows:,} rows)" if figure.is_extrapolated else ""
            compared = f"{self.ratio(figure):.2f} ×" if goal else ""
            table.append(
                f"| {_TITLES[figure.way]}{measured} | {figure.per_second:,.0f}"
                f" | {figure.of / figure.per_second:,.1f} | {compared}"
                f" | {f'≥ {goal:g} ×' if goal else ''} |"
            )
        return [*table, ""]


def end_to_end(comparisons: Sequence[Comparison]) -> Comparison:
    """Both steps one after the other: the same rows, the seconds added up."""
    both = zip(*(comparison.figures for comparison in comparisons), strict=True)
    figures = [
        Figure(one[0].way, one[0].rows, sum(figure.seconds for figure in one), one[0].of)
        for one in both
    ]
    return Comparison("Load and collection end to end", figures)


def processor_seconds() -> float:
    """What this process, its ended children and its session of a local server took so far.

    On a machine that others use as well it says more than a clock.
    """
    times = os.times()
    spent = times.user + times.system + times.children_user + times.children_system
    connection.ensure_connection()
    session = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if os.environ["DATABASE_URL"].count("host=/") and session.exists():
        user, system = session.read_text().rpartition(")")[2].split()[11:13]
        spent += (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return spent


def machine() -> str:
    """Processor, memory, versions: figures mean nothing without them."""
    cpu = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    server = connection.cursor().execute("SHOW server_version")
    version = server.fetchone()[0]
    load = os.getloadavg()[0]
    kernel = platform.release().partition("-")[0]
    return (
        f"{os.cpu_count()} × {cpu}, {memory:.0f} GB, Linux {kernel},"
        f" Python {platform.python_version()}, PostgreSQL {version},"
        f" load at the start {load:.1f}"
    )


_RULES, _CASES = "## Rules", "## Cases"
_FEEDS, _NATIONAL = "## Companies' service", "## National size"
_PARTS = (_RULES, _CASES, _FEEDS, _NATIONAL)
"""Parts of the page that are measured by themselves, in their order."""


def write(path: Path, comparisons: Sequence[Comparison], where: str, rows: int) -> None:
    """Keep the figures with the machine that they were measured on."""
    lines = [
        "# Speed",
        "",
        "Written by `make bench`. Ratios within one run count, absolute times do not: the ways of",
        "one table read the same workbook and end in the same rows, each in a fresh copy of the",
        "same database. The floor is what the machine can do at all; it checks nothing, and its",
        "values are cleaned before the clock starts. The ORM loop judges and saves each row in a",
        "transaction of its own, so that a bad row undoes no good one; it is measured on fewer",
        "rows and counted up per row.",
        "",
        f"Measured {date.today().isoformat()} with {rows:,} rows on {where}.",  # noqa: DTZ011
        "",
    ]
    for comparison in comparisons:
        lines += comparison.lines()
    _write(path, "", lines)


def write_feeds(path: Path, lines: Sequence[str]) -> None:
    """Keep the figures of the companies' service behind those of load and collection."""
    _write(path, _FEEDS, [_FEEDS, "", *lines])


def write_rules(path: Path, lines: Sequence[str]) -> None:
    """Keep the figures of ten conditions over every household."""
    _write(path, _RULES, [_RULES, "", *lines])


def write_cases(path: Path, lines: Sequence[str]) -> None:
    """Keep the figures of worklist, steps in bulk and the evening."""
    _write(path, _CASES, [_CASES, "", *lines])


def write_national(path: Path, lines: Sequence[str]) -> None:
    """Keep the figures of the national run behind the others."""
    _write(path, _NATIONAL, [_NATIONAL, "", *lines])


def _write(path: Path, part: str, lines: Sequence[str]) -> None:
    """Write one part of the page anew; the others stay."""
    page = path.read_text("utf-8") if path.exists() else ""
    parts = dict.fromkeys(("", *_PARTS), "")
    name = ""
    for line in page.splitlines(keepends=True):
        name = line.strip() if line.strip() in _PARTS else name
        parts[name] += line
    parts[part] = "\n".join(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(each.strip() for each in parts.values() if each) + "\n", "utf-8")
