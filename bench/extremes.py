"""The largest single pieces of work: one approval of a million rows, one workbook of 400,000."""

import resource
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection
from django.utils.timezone import now

from bench import data, databases
from bench.figures import processor_seconds
from bench.load import CODE
from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions import public as exemptions
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sheets.public import read_workbook

_PROVINCE = Unit.of_province(data.PROVINCE.code)
_MOVE = """
UPDATE exemptions_row SET province = %s, county = '', centre = '', state = 'collected',
  collected_by = 1, collected_at = %s, release_id = NULL, approved_by = NULL, approved_at = NULL,
  missing = '{}', inherited_at = %s
WHERE id IN (SELECT id FROM exemptions_row ORDER BY id LIMIT %s)
"""


def million(database: str, rows: int) -> tuple[int, float, float]:
    """Lay so many rows on one province's worklist in a copy, approve them.

    Gives the rows, the seconds and the processor seconds.
    """
    at = now()
    name = f"{database}_million"
    databases.drop(name)
    databases.copy(database, name)
    # What is laid out here no command did: it leaves no history.
    databases.as_owner(name, "ALTER TABLE exemptions_row DISABLE TRIGGER exemptions_row_history")
    with databases.using(name):
        with acting(OPERATOR, at), connection.cursor() as cursor:
            cursor.execute("DELETE FROM exemptions_candidaterow")
            cursor.execute(_MOVE, [_PROVINCE.province, at, at, rows])
            moved = cursor.rowcount
        databases.as_owner(name, "ALTER TABLE exemptions_row ENABLE TRIGGER exemptions_row_history")
        databases.analyze(name)
        general = make_user(f"bench.{time.time_ns()}", Post.DIRECTOR_GENERAL, _PROVINCE)
        exemptions.declare(actor=general, at=now(), code=CODE, unit=_PROVINCE)
        began, spent = time.perf_counter(), processor_seconds()
        done = exemptions.approve(
            actor=general, at=now(), code=CODE, unit=_PROVINCE, override=True, reason="bench"
        )
        took = time.perf_counter() - began, processor_seconds() - spent
    databases.drop(name)
    assert done.approved >= moved, (done, moved)
    return done.approved, *took


def child_memory(folder: Path, rows: int) -> int:
    """MB that the import child needs for a workbook of so many rows."""
    path = folder / f"large-{rows}.xlsx"
    if not path.exists():
        data.write_workbook(data.make_truth(rows, now().date()), path)
    command = [sys.executable, "-m", "bench", "--child", str(path)]
    found = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return int(found.stdout.split()[-1])


def read_alone(path: Path) -> None:
    """What the process of its own does: its only child is the one that is measured."""
    read_workbook(path)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
