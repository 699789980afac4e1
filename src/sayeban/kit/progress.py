"""How far long work is: told while it runs, to a page or to a terminal."""

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Called with how much is done of how much."""


def unwatched(done: int, total: int) -> None:
    """The report of work that nobody watches."""


def part_of(report: Report, number: int, parts: int) -> Report:
    """The report of part `number` (0 first) of a work of `parts` equally long ones."""

    def told(done: int, total: int) -> None:
        report(number * total + done, parts * total)

    return told
