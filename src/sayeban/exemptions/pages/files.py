"""A small uploaded workbook, put where a reader of workbooks can open it."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from sayeban.design.forms import UploadField
from sayeban.sheets.public import DEFAULT_LIMITS

T = TypeVar("T")


def read_upload(file: "UploadedFile[Any]", read: Callable[[Path], T]) -> T:
    """What `read` makes of the file; it is gone afterwards. Refusals of the reader pass through."""
    with tempfile.TemporaryDirectory(prefix="sayeban-upload-") as folder:
        path = Path(folder) / "upload.xlsx"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        return read(path)


def workbook_field(label: str, help_text: str, *, required: bool = True) -> UploadField:
    """A field for one workbook."""
    return UploadField(
        most=DEFAULT_LIMITS.file_bytes,
        widget=forms.FileInput({"accept": ".xlsx"}),
        label=label,
        help_text=help_text,
        required=required,
    )
