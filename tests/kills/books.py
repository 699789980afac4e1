"""What is loaded: a first list, and a second one that changes, adds, rejects and mends rows."""

from collections.abc import Iterator
from pathlib import Path

from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.makers import national_id

FIRST, SECOND = 240, 330
CENTRES = ("7011", "7012", "7021")
WRONG = "9990000000"


def first(path: Path) -> Path:
    """The list that stands before anything is killed; two of its rows are rejected."""
    rows = [_row(number) for number in range(1, FIRST + 1)]
    return hq_book(path, [*rows, line(WRONG), line(national_id(FIRST + 1), county="ناکجا")])


def second(path: Path) -> Path:
    """The list whose load is killed: a third as it was, a third changed, the rest new."""
    return hq_book(path, [*_second(), line(WRONG, name="نام دیگر"), line(national_id(1))])


def _second() -> Iterator[list[str]]:
    for number in range(1, SECOND + 1):
        changed = {"mobile": f"0912{number:07d}"} if number % 3 == 0 else {}
        yield _row(number, **changed)


def _row(number: int, **changed: str) -> list[str]:
    """Each fifth person belongs to the household of the one before."""
    centre = CENTRES[number % 3]
    head = {"head": national_id(number - 1)} if number % 5 == 0 else {}
    county = "استهبان" if centre == "7021" else "آباده"
    return line(national_id(number), centre=centre, county=county, **head, **changed)
