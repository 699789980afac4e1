"""A form that comes as a file: its document, still to be judged."""

import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from sayeban.forms.refusals import FormInvalid, Problem
from sayeban.forms.xlsform_in import read_xlsform
from sayeban.sheets.public import read_workbook


def read_file(file: "UploadedFile[Any]") -> object:
    """What a JSON document or an XLSForm workbook says; refuses form.invalid and what
    `read_workbook` refuses.
    """
    data = file.read()
    if (file.name or "").lower().endswith(".json"):
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise FormInvalid([Problem("", "فایل یک سند JSON درست نیست.")]) from None
    with tempfile.TemporaryDirectory(prefix="sayeban-forms-") as name:
        path = Path(name) / "form.xlsx"
        path.write_bytes(data)
        return read_xlsform(read_workbook(path))
