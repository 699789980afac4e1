"""The files of a snapshot: NDJSON, CSV and a workbook, each streamed out of one statement.

What stands after a change follows from the changes up to it alone. So the three files agree with
each other, and what is written again, after its worker was killed, gets the same names. A file is
written aside and gets its name, which holds its sha256, when it is whole and on the disk.
"""

import os
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection

from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.feed_sql import CHANGE
from sayeban.exemptions.package.fixed_dates import fix_dates
from sayeban.exemptions.package.manifest import sha256_of
from sayeban.exemptions.snapshot_tables import (
    Column,
    change_schema,
    table_columns,
    table_schema,
)
from sayeban.runtime.room import check_room
from sayeban.sheets.public import write_rows

FORMATS: Final = {
    "ndjson": NDJSON,
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_DRAFT: Final = ".part"
_KEPT_SECONDS: Final = 24 * 60 * 60
_AT_ONCE: Final = 2_000

_STANDS: Final = """
FROM (SELECT exemption_id, max(seq) AS seq FROM exemptions_feedchange
  WHERE feed_id = %(feed)s AND seq <= %(seq)s GROUP BY 1) l
JOIN exemptions_feedchange c ON c.feed_id = %(feed)s AND c.seq = l.seq AND c.op <> 'revoke'
CROSS JOIN (SELECT %(columns)s::text[] AS allowed) a
ORDER BY c.seq
"""
# The text of JSON holds no control character, so that nothing is ever quoted.
_LINES: Final = (
    f"COPY (SELECT {CHANGE} {_STANDS}) TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"
)


def write_files(feed_id: str, seq: int, allowed: Collection[str]) -> list[dict[str, object]]:
    """Write what stands in a feed after change `seq`, and say of each file what it is.

    Gives {name, format, rows, bytes, sha256, schema}. Refuses disk.full.
    """
    check_room()
    given = {"feed": feed_id, "seq": seq, "columns": list(allowed)}
    columns = table_columns(feed_id.split(".")[1], allowed)
    lines = _written(feed_id, "ndjson", lambda path: _copied(path, _LINES, given))
    csv = _written(feed_id, "csv", lambda path: _copied(path, _csv(columns), given))
    rows = _lines_of(folder_of(feed_id) / str(lines["name"]))
    book = _written(feed_id, "xlsx", lambda path: _book(path, columns, given, rows))
    named = table_schema([(each.name, each.title, each.pattern) for each in columns])
    titled = table_schema([(each.title, each.title, "") for each in columns])
    schemas = (change_schema(), named, titled)
    return [
        {**file, "rows": rows, "schema": schema}
        for file, schema in zip((lines, csv, book), schemas, strict=True)
    ]


def folder_of(feed_id: str) -> Path:
    """Where the files of a feed lie."""
    folder = _home() / feed_id
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def sweep_snapshots(at: datetime, named: Mapping[str, Collection[str]]) -> int:
    """Remove files of an earlier day that `named`, by feed, does not name; how many."""
    before = at.timestamp() - _KEPT_SECONDS
    old = [
        path
        for path in _home().glob("*/*")
        if path.name not in named.get(path.parent.name, ()) and path.stat().st_mtime < before
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _home() -> Path:
    return Path(settings.HOME) / "snapshots"


def _written(feed_id: str, kind: str, write: Callable[[Path], None]) -> dict[str, object]:
    folder = folder_of(feed_id)
    with _draft(folder, kind) as draft:
        write(draft)
        digest = sha256_of(draft)
        size = draft.stat().st_size
        _to_disk(draft)
        draft.replace(folder / f"{digest}.{kind}")
        _to_disk(folder)
    return {
        "name": f"{digest}.{kind}",
        "format": FORMATS[kind],
        "bytes": size,
        "sha256": digest,
    }


@contextmanager
def _draft(folder: Path, kind: str) -> Iterator[Path]:
    path = folder / f"{secrets.token_hex(8)}{_DRAFT}.{kind}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _copied(path: Path, sql: str, given: Mapping[str, Any]) -> None:
    with (
        path.open("xb") as file,
        connection.cursor() as cursor,
        cursor.cursor.copy(sql, given) as copy,
    ):
        file.writelines(copy)


def _csv(columns: list[Column]) -> str:
    """What a spreadsheet would evaluate gets an apostrophe in front (promise S9)."""
    cells = ", ".join(
        f"regexp_replace({each.sql}, E'^([-=+@\\t\\r])', E'''\\\\1') AS {each.name}"
        for each in columns
    )
    return f"COPY (SELECT {cells} {_STANDS}) TO STDOUT (FORMAT csv, HEADER)"


def _book(path: Path, columns: list[Column], given: Mapping[str, Any], rows: int) -> None:
    write_rows([each.title for each in columns], _shown(columns, given), path, "فهرست", rows)
    fix_dates(path)


def _shown(columns: list[Column], given: Mapping[str, Any]) -> Iterator[list[str]]:
    cells = ", ".join(f"coalesce({each.sql}, '')" for each in columns)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {cells} {_STANDS}", given)
        while rows := cursor.fetchmany(_AT_ONCE):
            for row in rows:
                yield [each.shown(cell) for each, cell in zip(columns, row, strict=True)]


def _lines_of(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
