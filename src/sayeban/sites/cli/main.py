"""Entry of the command line: parse, make the database ready, run, answer.

JSON goes to stdout, progress to stderr. Exit 0 done, 2 refused as a whole, 64 wrong usage.
"""

import importlib
import itertools
import json
import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import psycopg

from sayeban.kit.refusals import Refusal
from sayeban.sites import embedded
from sayeban.sites.cli.parser import parser
from sayeban.sites.embedded_refusals import Cause, DatabaseUnavailable
from sayeban.sites.readable import Readable

REFUSED = 2


# A name that leads nowhere, to a folder, through a file, or to where we may not go.
NO_FILE = (
    FileNotFoundError,
    FileExistsError,
    IsADirectoryError,
    NotADirectoryError,
    PermissionError,
)


class FileMissing(Refusal):
    """A file named on the command line cannot be opened."""

    code: ClassVar[str] = "file.missing"
    sentence: ClassVar[str] = (
        "فایل «{name}» پیدا نشد یا باز نشد. نام، جای آن و اجازهٔ دسترسی را بررسی کنید."
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    options = parser().parse_args(arguments)
    module, function = options.run.split(":")
    try:
        if not options.without_database:
            prepare()
        work = getattr(importlib.import_module(f"sayeban.sites.commands.{module}"), function)
        answer: Mapping[str, Any] | None = work(options)
    except Refusal as refusal:
        _refuse(refusal, as_json=options.json)
    except NO_FILE as missing:
        path = Path(str(missing.filename))
        if not _is_named(path, options):
            raise
        _refuse(FileMissing(name=path.name), as_json=options.json)
    if answer is not None:
        _show(answer, as_json=options.json)
        if isinstance(answer, Readable) and answer.faulty:
            raise SystemExit(REFUSED)
        if "refused" in answer:  # of several files some, or a report after the rows had landed
            raise SystemExit(REFUSED)


def home() -> Path:
    """Where the installation keeps its data: SAYEBAN_HOME, else .sayeban of this folder."""
    return Path(os.environ.get("SAYEBAN_HOME") or ".sayeban").absolute()


def prepare() -> None:
    """Have a running, migrated database and Django ready for the command."""
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = embedded.ensure_running(home())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    try:
        importlib.import_module("django").setup()
        importlib.import_module("sayeban.sites.migrating").ensure_migrated()
    except psycopg.Error as problem:
        raise DatabaseUnavailable(Cause.UNREACHABLE, str(problem)) from problem


def _is_named(path: Path, options: Namespace) -> bool:
    """Whether the user named this file, what is above or below it; any other is our own fault."""
    values = [value if isinstance(value, list) else [value] for value in vars(options).values()]
    named = [each.absolute() for each in itertools.chain(*values) if isinstance(each, Path)]
    found = path.absolute()
    return any(found.is_relative_to(each) or each.is_relative_to(found) for each in named)


def _refuse(refusal: Refusal, *, as_json: bool) -> NoReturn:
    answer = refusal.as_json()
    if english := getattr(refusal, "english", ""):
        print(english, file=sys.stderr)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(refusal.message, file=sys.stderr)
        blocked = answer.get("blocked")
        for line in blocked if isinstance(blocked, list) else []:
            print("  " + "  ".join(str(value) for value in line.values()), file=sys.stderr)
    raise SystemExit(REFUSED) from None


def _show(answer: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, default=str))
        return
    if isinstance(answer, Readable):
        print("\n".join(answer.lines))
        return
    for key, value in answer.items():
        text = (
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        )
        print(f"{key}: {text}")
