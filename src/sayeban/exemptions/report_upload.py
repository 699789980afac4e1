"""Reads a company's file of reports in chunks and has each taken; goes on where it was left."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.utils import timezone
from pydantic import ValidationError

from sayeban.country.today import today_of
from sayeban.exemptions.actions.take_upload import Chunk, take_upload
from sayeban.exemptions.consumption_form import Consumption
from sayeban.exemptions.models import ReportUpload
from sayeban.exemptions.reads.feed_asked import open_feeds
from sayeban.exemptions.stored_files import FileGone, download_path
from sayeban.kit.progress import Report
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking

CHUNK: Final = 5_000
LONGEST: Final = 4_096
"""Bytes of a line; a report has some hundreds."""


def take_file(upload: UUID, report: Report) -> Mapping[str, Any]:
    """Take what is left of an upload, chunk by chunk.

    Refuses file.gone, and feed.unknown where no agreement opens its feed any more.
    """
    while True:
        with looking(SYSTEM):
            own = ReportUpload.objects.get(pk=upload)
            actor = _company(own)
        path = download_path(own.stored)
        if own.finished_at is not None:
            path.unlink(missing_ok=True)
            return {"lines": own.lines}
        if not path.exists():
            raise FileGone
        chunk = read_chunk(path, own.taken)
        take_upload(actor=actor, at=timezone.now(), upload=upload, chunk=chunk)
        report(chunk.upto, path.stat().st_size)


def _company(own: ReportUpload) -> Actor:
    """The program that sent it, with what is open to it now."""
    _, utility, _, company = own.feed_id.split(".")
    feeds = open_feeds(utility, company, today_of(timezone.now()))
    return Actor("client", f"client:{own.client}", feeds=tuple(feeds))


def read_chunk(path: Path, first: int) -> Chunk:
    """The next lines of a file from byte `first`; empty ones count for nothing."""
    items: list[tuple[int, Mapping[str, Any]]] = []
    formless: list[int] = []
    with path.open("rb") as file:
        file.seek(first)
        numbers = count()
        while len(items) + len(formless) < CHUNK and (line := _line(file)):
            if not line.strip():
                continue
            number = next(numbers)
            try:
                read = Consumption.model_validate_json(line)
            except ValidationError:
                formless.append(number)
            else:
                items.append((number, read.model_dump(mode="json")))
        upto = file.tell()
        return Chunk(first, upto, items, formless, is_last=not file.read(1))


def _line(file: BinaryIO) -> bytes:
    """The next line, of one that is too long its beginning, which is no report."""
    line = piece = file.readline(LONGEST)
    while piece and not piece.endswith(b"\n"):
        piece = file.readline(LONGEST)
    return line
