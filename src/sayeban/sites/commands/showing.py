"""Progress of long commands on stderr."""

import sys
from collections.abc import Callable


def show_progress(name: str) -> Callable[[int, int], None]:
    """A reporter that writes how far the work on `name` is."""

    def report(done: int, total: int) -> None:
        print(f"{name}: {done:,} / {total:,}", file=sys.stderr)

    return report
