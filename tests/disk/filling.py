"""Lists are loaded until no more is taken; then there is room again, or the server is killed."""

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connection
from django.utils.timezone import now
from PIL import Image

from sayeban.documents.public import Redrawer, store
from sayeban.exemptions.actions import load_workbook as loading
from sayeban.exemptions.stored_files import keep_upload
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.outbox import replay_events
from sayeban.runtime.room import percent_of
from sayeban.sites import ballast, embedded
from sayeban.sites.embedded_files import MB, Files
from tests.kills import gates

ROWS, CHUNK = 1500, 500
"""Of a list: small beside the last tenth of the disk, as fifty thousand are on a real one."""
MOST_LISTS = 60
CODE = "c1405"


def run(books: Path) -> dict[str, Any]:
    """What happened; `books` is on another disk."""
    home, loading.CHUNK = settings.HOME, CHUNK
    ballast.keep(home)
    makers.places()
    makers.campaign(CODE, starts=(now() - timedelta(days=2)).date())
    filler = _fill(home / "filler", int(os.environ["LEFT"]) * MB)
    loaded, told = _load_until_refused(books)
    found = {
        "kept": ballast.held(home),
        "loaded": loaded,
        "told": told,
        "percent": percent_of(home),
        "complaints": _complaints(home),
        "upload": _told(lambda: keep_upload([b"x" * MB], "list.xlsx")),
        "document": _told(_document),
        "files": [path.name for name in ("uploads", "files") for path in _files(home / name)],
        "small": _told(lambda: replay_events(actor=OPERATOR, at=now())),
    }
    if os.environ["SCENARIO"] == "room again":
        found["rows"] = _counted()
        filler.unlink()
        found["again"] = _told(lambda: _load(books, loaded))
    else:
        found |= _killed(home)
    found["after"] = _counted()
    return found


def _load_until_refused(books: Path) -> tuple[int, str]:
    for number in range(MOST_LISTS):
        if told := _told(partial(_load, books, number)):
            return number, told
    return MOST_LISTS, ""


def _load(books: Path, number: int) -> None:
    path = books / f"{number}.xlsx"
    if not path.exists():
        first = number * ROWS + 1
        hq_book(path, [line(makers.national_id(first + each)) for each in range(ROWS)])
    loading.load_workbook(actor=OPERATOR, at=now(), code=CODE, path=path)


def _told(work: Callable[[], object]) -> str:
    """The sentence of a refusal, the name of an error, "" where it was done."""
    try:
        work()
    except Refusal as refusal:
        return refusal.message
    except Exception as problem:
        return type(problem).__name__
    finally:
        # What the server took away must not be taken for the next answer.
        connection.close()
    return ""


def _document() -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "JPEG")
    with acting(OPERATOR, now()), Redrawer() as redrawer:
        store(
            picture.getvalue(),
            redrawer=redrawer,
            place=Unit.of_centre("0701", "7011"),
            actor=OPERATOR,
            at=now(),
        )


def _counted() -> dict[str, int]:
    """Rows of the campaign, what the ledger says of them, and loads that are not finished."""
    with acting(OPERATOR, now()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM exemptions_row),"
            " (SELECT coalesce(sum((result ->> 'accepted')::int), 0) FROM exemptions_loadchunk),"
            " (SELECT count(*) FROM exemptions_load WHERE finished_at IS NULL)"
        )
        return dict(zip(("rows", "accepted", "unfinished"), cursor.fetchone(), strict=True))


def _killed(home: Path) -> dict[str, Any]:
    """The disk is filled to its last byte and the server killed; what lets it start again?"""
    if pid := embedded.status(home).pid:
        os.kill(pid, signal.SIGQUIT)
        gates.until(lambda: embedded.status(home).pid is None)
    _fill(home / "rest", 0)
    with patch.object(ballast, "give_back", return_value=0):
        without = _told(lambda: embedded.ensure_running(home))
    return {
        "without": without,
        "with": _told(lambda: embedded.ensure_running(home)),
        "kept_after": ballast.held(home),
    }


def _fill(path: Path, left: int) -> Path:
    """A file that takes all of the disk but so many bytes."""
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(path.parent).free - left or 1)
    return path


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _complaints(home: Path) -> int:
    """Lines in which the server says that it found no room."""
    log, said = Files(home).log, ""
    for path in (log, log.with_name("postgres.log.1")):
        with suppress(FileNotFoundError):
            said += path.read_text(errors="replace")
    return sum("No space left" in each or "PANIC" in each for each in said.splitlines())
