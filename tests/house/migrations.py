"""Lint of migrations: `python -m tests.house.migrations` judges, `--write` makes missing ones.

Models and migrations agree, migrations of an app stand in one line (two branches cannot both add
the next one), and no later migration breaks the rows or the readers of a big table.
"""

import io
import os
import subprocess
import sys
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.migrations.loader import MigrationLoader

from sayeban.sites import embedded

# `sayeban start` migrates before it serves: waiting for a lock is planned, a lost row is not.
WAITING_IS_PLANNED = (
    "adding-foreign-key-constraint",
    "require-concurrent-index-creation",
    "require-concurrent-index-deletion",
    "require-lock-timeout",
    "require-statement-timeout",
)


def later_migrations() -> list[tuple[str, str]]:
    """(app, name) of each migration of ours after an app's first, which meets no rows yet."""
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("sayeban.")}
    loaded = MigrationLoader(None).disk_migrations
    return sorted(key for key, each in loaded.items() if key[0] in ours and not each.initial)


def problems_of(sql: str, name: str) -> str:
    """What squawk says of the SQL of one migration; empty when nothing."""
    judged = subprocess.run(
        [
            str(Path(sys.executable).with_name("squawk")),
            *("--pg-version=15", "--reporter=gcc", f"--stdin-filepath={name}.sql"),
            f"--exclude={','.join(WAITING_IS_PLANNED)}",
        ],
        input=sql,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NO_COLOR": "1"},
    )
    return judged.stdout if judged.returncode else ""


def sql_of(app: str, name: str) -> str:
    """The SQL of a migration as Django would send it."""
    written = io.StringIO()
    call_command("sqlmigrate", app, name, stdout=written, no_color=True)
    return written.getvalue()


def main(*, write: bool) -> int:
    """Exit code 0 when all is well or was written, else 1; each tool says what is not."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.house.settings"
    os.environ["SAYEBAN_AS_OWNER"] = "1"
    os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or embedded.ensure_running(
        Path(".sayeban-test").absolute()
    )
    django.setup()
    if write:
        call_command("create_max_migration_files", recreate=True)
        call_command("makemigrations")
        return 0
    try:
        call_command("check", fail_level="WARNING")
    except SystemCheckError as error:
        print(f"{error}\nmake migrations renews the files max_migration.txt", file=sys.stderr)
        return 1
    call_command("makemigrations", check_changes=True, dry_run=True)
    found = [problems_of(sql_of(*each), "-".join(each)) for each in later_migrations()]
    print("".join(found), end="")
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main(write="--write" in sys.argv[1:]))
