"""Bring the tables to this version before anything runs, as their owner, in a process of its own."""

import os
import subprocess
import sys

from django.db import ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader

from sayeban.organisations.public import seed
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting
from sayeban.sites.clock import now

_LOCK = "hashtext('sayeban.migrate')"


class MigrationFailed(RuntimeError):
    """The tables could not be brought to this version; what went wrong stands on stderr."""


def ensure_migrated() -> None:
    """Migrate and seed when the database is behind this version of the code.

    Two processes at once wait for each other; the second finds nothing to do.
    """
    if is_current():
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({_LOCK})")
        try:
            if not is_current():
                _migrate()
        finally:
            cursor.execute(f"SELECT pg_advisory_unlock({_LOCK})")


def is_current() -> bool:
    """Whether every migration of this version is applied."""
    on_disk = set(MigrationLoader(None, ignore_no_initial=True).disk_migrations)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return on_disk <= set(cursor.fetchall())
    except ProgrammingError:
        return False


def _migrate() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--no-input"],
        env=os.environ | {"SAYEBAN_AS_OWNER": "1"},
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode:
        raise MigrationFailed
    with acting(SYSTEM, now()):
        seed()
