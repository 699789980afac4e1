"""Files that a killed or failed request or job left behind are forgotten after a day."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from sayeban.documents.public import sweep_documents
from sayeban.exemptions.public import sweep_files
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting
from sayeban.sites import ballast

_KEPT_SECONDS = 24 * 60 * 60
_OURS = (
    *(
        f"sayeban-{name}-*"
        for name in (
            "answer",
            "book",
            "collect",
            "desks",
            "forms",
            "means",
            "package",
            "rehearsal",
            "services",
            "sheets",
            "split",
            "staff",
            "training",
            "upload",
        )
    ),
    "tmp*.upload*",  # Django's, while a large upload comes in
)


def sweep_all(at: datetime) -> int:
    """Remove stored uploads, documents and temporary files that nothing needs; gives how many.

    Of the room that is won the ballast is made anew.
    """
    with acting(SYSTEM, at):
        documents = sweep_documents(at)
    temporary = list(_left_behind(Path(tempfile.gettempdir()), at.timestamp() - _KEPT_SECONDS))
    for path in temporary:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    swept = documents + sweep_files(actor=SYSTEM, at=at) + len(temporary)
    ballast.keep(settings.HOME)
    return swept


def _left_behind(folder: Path, before: float) -> Iterator[Path]:
    for pattern in _OURS:
        for path in folder.glob(pattern):
            about = path.lstat()
            if about.st_uid == os.getuid() and about.st_mtime < before:
                yield path
