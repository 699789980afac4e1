"""Whole workbooks of desks, against what is known within the reader's places."""

from pathlib import Path

from sayeban.desk.reads.desks import desks
from sayeban.desk.reads.requests import titles
from sayeban.desk.workbook.desks import Desks, judged, typed_desks, write_desks
from sayeban.desk.workbook.faults import Typed
from sayeban.desk.workbook.preview import units_of


def judged_here(typed: Typed) -> Desks:
    """Lines or faults of rows as typed."""
    return judged(typed, units_of(desks()), titles())


def read_desks(path: Path) -> Desks:
    """The same of a workbook. Raises the refusals of `read_table`."""
    return judged_here(typed_desks(path))


def export_desks(path: Path) -> int:
    """Write the desks; how many."""
    known = desks()
    write_desks(known, titles(), path)
    return len(known)
