"""Take the moment of writing out of a workbook, so that the same list gives the same bytes."""

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LAST = ("docProps/core.xml", "docProps/app.xml")
_MOMENT = re.compile(rb"[0-9-]{10}T[0-9:]{8}Z")
_FIXED = b"2000-01-01T00:00:00Z"


def fix_dates(path: Path) -> None:
    """Set the creation date of the workbook at `path` to a fixed one.

    The writer puts the document properties last, so only the end of the file is written anew; a
    ValueError says when a newer writer does not.
    """
    with ZipFile(path, "a", ZIP_DEFLATED) as workbook:
        if tuple(info.filename for info in workbook.filelist[-2:]) != _LAST:
            raise ValueError("the document properties are not the last parts of the workbook")
        texts = [_MOMENT.sub(_FIXED, workbook.read(name)) for name in _LAST]
        workbook.start_dir = workbook.filelist[-2].header_offset
        del workbook.filelist[-2:]
        for name, text in zip(_LAST, texts, strict=True):
            workbook.NameToInfo.pop(name)
            workbook.writestr(ZipInfo(name), text, ZIP_DEFLATED)
