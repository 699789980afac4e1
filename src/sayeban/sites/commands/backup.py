"""sayeban backup | restore | verify-backup."""

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

from django.utils.timezone import now
from pyrage.x25519 import Identity

from sayeban.sites.backup import making, restoring, server, vault
from sayeban.sites.backup.refusals import KeyBeside
from sayeban.sites.cli.main import home, prepare
from sayeban.sites.commands.days import read_moment
from sayeban.sites.commands.paths import check_files, check_out_file, check_out_folder


def backup(options: Namespace) -> dict[str, Any]:
    """Draw a key, or make a backup of database and files."""
    if options.new_key:
        return _new_key(options.new_key)
    check_out_folder(options.out)
    vault.recipient(home() / making.PUBLIC_KEY)
    embedded = not os.environ.get("DATABASE_URL")
    prepare()
    source = server.from_environment(embedded=embedded)
    made = making.back_up(source, home(), options.out, now(), full=options.full, keep=options.keep)
    return {
        "backup": made.backup.name,
        "kind": "incremental" if made.backup.previous else "full",
        "until": made.backup.ended,
        "bytes": sum(each["size"] for each in made.backup.files.values()),
        "measured": made.backup.measured,
        "tables": made.tables,
        "rows": made.rows,
        **({"removed": made.removed} if options.keep is not None else {}),
    }


def restore(options: Namespace) -> dict[str, Any]:
    """Fill an empty folder with the installation as it was."""
    until = read_moment(options.until) if options.until else None
    check_out_folder(options.into)
    return restoring.restore(options.folder, _key(options), options.into, until)


def verify(options: Namespace) -> dict[str, Any]:
    """Restore the last backup aside and compare it, table by table, with what was backed up."""
    done = restoring.rehearse(options.folder, _key(options))
    return {
        "backup": done.backup,
        "files": done.files,
        "tables": done.tables,
        "rows": done.rows,
        "measured": done.measured,
        "says": done.sentence,
    }


def _new_key(secret: Path) -> dict[str, Any]:
    if secret.absolute().is_relative_to(home()):
        raise KeyBeside
    check_out_file(secret)
    return {"key": str(secret), "public": vault.new_key(secret, home() / making.PUBLIC_KEY)}


def _key(options: Namespace) -> Identity:
    if options.key.absolute().is_relative_to(options.folder.absolute()):
        raise KeyBeside
    check_files([options.key])
    return vault.identity(options.key)
