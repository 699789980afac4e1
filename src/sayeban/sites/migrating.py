"""Bring the tables to this version, as their owner, in a process of its own."""

import os
import subprocess
import sys

import psycopg
from django.db.migrations.loader import MigrationLoader
from django.utils.timezone import now

from sayeban.cases.public import seed_case_texts, write_calendar
from sayeban.country.today import today_of
from sayeban.desk.public import seed_desk_texts, seed_desks
from sayeban.eligibility.public import seed_rules
from sayeban.exemptions.public import TARGET_RULES, seed_patterns, seed_texts
from sayeban.facts.public import seed_contest_texts, seed_facts, seed_registers
from sayeban.organisations.public import seed
from sayeban.people.public import seed_code_text, seed_mobile_text
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting
from sayeban.sites.embedded_refusals import Cause, DatabaseUnavailable

LOCK_SECONDS = 10.0
"""A change of a table waits so long for those who use it: whoever asks after it waits behind it."""
_LOCK = "hashtext('sayeban.migrate')"


def ensure_migrated() -> None:
    """Migrate and seed when the database is behind this version of the code.

    Two processes at once wait for each other; the second finds nothing to do. The connection is
    a plain one: before the first migration the working roles do not exist. Refuses
    database.unavailable.
    """
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        if is_current(connection):
            return
        connection.execute(f"SELECT pg_advisory_lock({_LOCK})")
        if not is_current(connection):
            _migrate()


def is_current(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    """Whether every migration of this version is applied."""
    on_disk = set(MigrationLoader(None).disk_migrations)
    try:
        applied = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    except psycopg.errors.UndefinedTable:
        return False
    return on_disk <= set(applied)


def _migrate() -> None:
    options = f"{os.environ.get('PGOPTIONS', '')} -c lock_timeout={LOCK_SECONDS}s"
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--no-input"],
        env=os.environ | {"SAYEBAN_AS_OWNER": "1", "PGOPTIONS": options},
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode:
        raise DatabaseUnavailable(Cause.NOT_MIGRATED)
    with acting(SYSTEM, now()):
        seed(today_of(now()))
        seed_texts(now())
        seed_code_text(now())
        seed_mobile_text(now())
        seed_patterns(now())
        seed_case_texts(now())
        seed_desk_texts(now())
        seed_contest_texts(now())
        seed_desks(actor=SYSTEM, at=now())
        write_calendar(today_of(now()))
        seed_facts()
        seed_registers(now())
        seed_rules(TARGET_RULES.values(), now())
