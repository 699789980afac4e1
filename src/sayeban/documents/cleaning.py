"""Make an upload harmless: pictures are drawn anew, a PDF must look like nothing but paper."""

import re
from typing import Final

from sayeban.documents.redrawing import Redrawer
from sayeban.documents.refusals import DocumentTooLarge, DocumentUnreadable, DocumentUnsafe

MAX_BYTES: Final = 15 * 1024 * 1024
MAX_PDF_BYTES: Final = 10 * 1024 * 1024
_PDF_BEGIN: Final = b"%PDF-"
_PDF_END: Final = b"%%EOF"
_PDF_TAIL: Final = 2048
# Names of PDF may hide a letter as #4A; what is inside compressed streams is not looked at.
_PDF_ACTIVE: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA|SubmitForm|ImportData|GoToR)"
    rb"(?![A-Za-z0-9])"
)
_PDF_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")

JPEG: Final = "image/jpeg"
PDF: Final = "application/pdf"


def cleaned(data: bytes, redrawer: Redrawer) -> tuple[bytes, str]:
    """(bytes to keep, mime) of an upload.

    Pictures become JPEG without metadata, turned upright and no larger than paper needs. A PDF
    stays byte for byte. Raises DocumentUnreadable, DocumentTooLarge or DocumentUnsafe (S8).
    """
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge
    if data.startswith(_PDF_BEGIN):
        return _paper(data), PDF
    return redrawer.redrawn(data), JPEG


def _paper(data: bytes) -> bytes:
    if len(data) > MAX_PDF_BYTES:
        raise DocumentTooLarge
    if _PDF_END not in data[-_PDF_TAIL:]:
        raise DocumentUnreadable
    plain = _PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)
    if _PDF_ACTIVE.search(plain):
        raise DocumentUnsafe
    return data
