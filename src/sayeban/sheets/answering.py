"""Files as answers: made in a temporary folder and gone from it once they are open."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from django.http import FileResponse

T = TypeVar("T")

_TYPES: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def answer_workbook(name: str, write: Callable[[Path], T]) -> tuple[FileResponse, T]:
    """A workbook that `write` makes, as a download called `name`; and what `write` answers."""
    with tempfile.TemporaryDirectory(prefix="sayeban-answer-") as folder:
        path = Path(folder) / "answer.xlsx"
        written = write(path)
        return answer_file(path, name), written


def answer_file(path: Path, name: str) -> FileResponse:
    """A file with persons' data as a download that no browser or proxy keeps."""
    response = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=name,
        content_type=_TYPES[Path(name).suffix],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
