"""Uploaded evidence: kept harmless, found again, shown to nobody else."""

import hashlib
import io
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import Settings

from sayeban.documents.child import MAX_SIDE
from sayeban.documents.cleaning import MAX_BYTES, MAX_PDF_BYTES, cleaned
from sayeban.documents.models import Document
from sayeban.documents.redrawing import Redrawer
from sayeban.documents.refusals import DocumentTooLarge, DocumentUnreadable, DocumentUnsafe
from sayeban.documents.serving import serve
from sayeban.documents.storing import store
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
_PLACE = Unit.of_centre("0701", "7011")
_PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_ROTATED = 6  # EXIF orientation: a telephone held upright


def _picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else None).save(out, kind)
    return out.getvalue()


def _with_metadata() -> bytes:
    picture, exif, out = Image.new("RGB", (40, 20), "red"), Image.Exif(), io.BytesIO()
    exif[0x010E] = "SECRET PLACE"
    exif[0x0112] = _ROTATED
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", b"") + part(b"IEND", b"")


@pytest.fixture(scope="module")
def redrawer() -> Iterator[Redrawer]:
    with Redrawer() as one:
        yield one


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF"])
def test_every_usual_picture_becomes_a_jpeg(kind: str, redrawer: Redrawer) -> None:
    kept, mime = cleaned(_picture(kind), redrawer)
    assert mime == "image/jpeg"
    assert Image.open(io.BytesIO(kept)).format == "JPEG"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK"])
def test_every_colour_model_is_understood(mode: str, redrawer: Redrawer) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert Image.open(io.BytesIO(cleaned(_picture(kind, mode=mode), redrawer)[0])).mode == "RGB"


def test_metadata_is_gone_and_the_picture_stands_upright(redrawer: Redrawer) -> None:
    typed = _with_metadata()
    kept = cleaned(typed, redrawer)[0]
    assert b"SECRET PLACE" in typed
    assert b"SECRET PLACE" not in kept
    assert Image.open(io.BytesIO(kept)).size == (20, 40)
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_what_hangs_behind_a_picture_is_gone(redrawer: Redrawer) -> None:
    assert b"<script>" not in cleaned(_picture() + b"<script>alert(1)</script>", redrawer)[0]


@pytest.mark.slow
def test_a_large_picture_is_made_smaller(redrawer: Redrawer) -> None:
    kept = cleaned(_picture("JPEG", (MAX_SIDE * 2, 300)), redrawer)[0]
    assert Image.open(io.BytesIO(kept)).width == MAX_SIDE


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"MZ\x90", _picture()[:40], b"<svg xmlns='x'/>", b"%PDF-1.4 no end"]
)
def test_what_is_no_picture_and_no_paper_is_refused(data: bytes, redrawer: Redrawer) -> None:
    with pytest.raises(DocumentUnreadable):
        cleaned(data, redrawer)


@pytest.mark.parametrize("side", [8_000, 30_000])
def test_a_picture_that_unpacks_without_end_is_refused(side: int, redrawer: Redrawer) -> None:
    with pytest.raises(DocumentTooLarge):
        cleaned(_bomb(side, side), redrawer)


def test_too_many_bytes_are_refused(redrawer: Redrawer) -> None:
    with pytest.raises(DocumentTooLarge):
        cleaned(b"\xff\xd8" + bytes(MAX_BYTES), redrawer)
    with pytest.raises(DocumentTooLarge):
        cleaned(_PDF + b" " * MAX_PDF_BYTES + b"%%EOF", redrawer)


def test_a_plain_paper_is_kept_byte_for_byte(redrawer: Redrawer) -> None:
    assert cleaned(_PDF, redrawer) == (_PDF, "application/pdf")


@pytest.mark.parametrize("name", [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/J#53"])
def test_a_paper_that_acts_is_refused(name: bytes, redrawer: Redrawer) -> None:
    with pytest.raises(DocumentUnsafe):
        cleaned(_PDF.replace(b"/Type", name + b" 1 0 R /Type"), redrawer)


@pytest.mark.django_db
def test_a_document_keeps_who_when_and_the_digest_of_what_was_sent(redrawer: Redrawer) -> None:
    sent = _with_metadata()
    with acting(OPERATOR, NOW):
        kept = store(sent, redrawer=redrawer, place=_PLACE, actor=_clerk(), at=NOW)
        found = Document.objects.get(key=kept.key)
    assert found.sha256 == hashlib.sha256(sent).hexdigest()
    assert (found.uploaded_by, found.at, found.county) == (7, NOW, "0701")
    assert found.size == default_storage.size(found.stored_name)
    assert str(found.key) not in found.stored_name


@pytest.mark.django_db
def test_the_same_picture_twice_is_two_documents_with_one_digest(redrawer: Redrawer) -> None:
    with acting(OPERATOR, NOW):
        first, second = (
            store(_picture(), redrawer=redrawer, place=_PLACE, actor=OPERATOR, at=NOW) for _ in "12"
        )
        other = store(
            _picture(size=(41, 20)), redrawer=redrawer, place=_PLACE, actor=OPERATOR, at=NOW
        )
    assert first.stored_name != second.stored_name
    assert first.sha256 == second.sha256 != other.sha256


@pytest.mark.django_db
def test_a_document_is_seen_within_its_places_only(redrawer: Redrawer) -> None:
    with acting(OPERATOR, NOW):
        store(_picture(), redrawer=redrawer, place=_PLACE, actor=OPERATOR, at=NOW)
    with looking(_clerk()):
        assert Document.objects.count() == 1
    with looking(_clerk("1001")):
        assert Document.objects.count() == 0


@pytest.mark.django_db
def test_it_is_served_as_a_download_that_nothing_sniffs(redrawer: Redrawer) -> None:
    with acting(OPERATOR, NOW):
        answer = serve(store(_PDF, redrawer=redrawer, place=_PLACE, actor=OPERATOR, at=NOW))
    assert answer.getvalue() == _PDF
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "application/pdf",
        "private, no-store",
    )


def _clerk(county: str = "0701") -> Actor:
    return Actor("user", "clerk", 7, (Appointment("county_head", Unit.of_county(county)),))
