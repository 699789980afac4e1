"""Room on the disks of the installation: what comes in is refused before they are full (R13).

A database whose journal finds no room stops working for everybody; decisions, sign-ins and their
records need little, so the last part of the disk is left to them.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from psycopg.errors import DiskFull

from sayeban.runtime.refusals import NoRoom

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def fullest() -> int:
    """How full the fullest disk is, in per cent, as `df` counts it."""
    return max(percent_of(folder) for folder in settings.DISKS if folder.exists())


def percent_of(folder: Path) -> int:
    """How full the disk of a folder is for whoever is not root, in per cent."""
    disk = shutil.disk_usage(folder)
    return 100 * disk.used // max(disk.used + disk.free, 1)


def check_room() -> None:
    """Asked before files and rows by the thousand are taken. Refuses disk.full."""
    if (percent := fullest()) >= settings.DISK_MOST:
        raise NoRoom(percent=percent)


@contextmanager
def said_in_words() -> Iterator[None]:
    """A disk that was filled meanwhile, here or under the database, is the same refusal."""
    try:
        yield
    except (DatabaseError, DiskFull, OSError) as problem:
        cause = problem.__cause__ if isinstance(problem, DatabaseError) else problem
        if isinstance(cause, DiskFull) or getattr(cause, "errno", None) in _NO_ROOM:
            raise NoRoom(percent=fullest()) from problem
        raise
