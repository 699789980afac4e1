"""Make an upload harmless: pictures are drawn anew, a PDF must look like nothing but paper."""

import io
import re
import warnings
from typing import Final

from PIL import Image, ImageOps

from sayeban.documents.refusals import DocumentTooLarge, DocumentUnreadable, DocumentUnsafe

MAX_BYTES: Final = 15 * 1024 * 1024
MAX_PDF_BYTES: Final = 10 * 1024 * 1024
MAX_POINTS: Final = 50_000_000
"""Width times height that a picture may unpack to: 150 MB of memory, more than any telephone."""
MAX_SIDE: Final = 2400
_QUALITY: Final = 85

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
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


def cleaned(data: bytes) -> tuple[bytes, str]:
    """(bytes to keep, mime) of an upload.

    Pictures become JPEG without metadata, turned upright, at most MAX_SIDE points a side. A PDF
    stays byte for byte. Raises DocumentUnreadable, DocumentTooLarge or DocumentUnsafe (S8).
    """
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge
    if data.startswith(_PDF_BEGIN):
        return _paper(data), PDF
    return _redrawn(data), JPEG


def _paper(data: bytes) -> bytes:
    if len(data) > MAX_PDF_BYTES:
        raise DocumentTooLarge
    if _PDF_END not in data[-_PDF_TAIL:]:
        raise DocumentUnreadable
    plain = _PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)
    if _PDF_ACTIVE.search(plain):
        raise DocumentUnsafe
    return data


def _redrawn(data: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            # Our own bound on the points is the one that counts, before anything is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                return _jpeg(picture)
    except Image.DecompressionBombError as error:
        raise DocumentTooLarge from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise DocumentUnreadable from error


def _jpeg(picture: Image.Image) -> bytes:
    if picture.width * picture.height > MAX_POINTS:
        raise DocumentTooLarge
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(picture)
    paper = Image.new("RGB", upright.size, "white")
    see_through = upright.convert("RGBA")
    paper.paste(see_through, mask=see_through.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
