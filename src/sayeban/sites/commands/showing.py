"""Where commands show what they do: progress on stderr, reports in files."""

import sys
from collections.abc import Callable
from pathlib import Path


def show_progress(name: str) -> Callable[[int, int], None]:
    """A reporter that writes how far the work on `name` is."""

    def report(done: int, total: int) -> None:
        print(f"{name}: {done:,} / {total:,}", file=sys.stderr)

    return report


def make_room(report: Path | None) -> None:
    """Have the folder of a report before the work begins: afterwards it could not be refused."""
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
