"""A ZIP of documents: named, bounded, read one by one (A-109; promises.md S8)."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from sayeban.country import text
from sayeban.country.formats import national_id
from sayeban.documents.public import DocumentTooLarge, DocumentUnreadable
from sayeban.kit.refusals import Refusal

ZIP_BYTES = 2 * 1024**3
_MEMBERS = 20_000
_UNPACKED_BYTES = 4 * 1024**3
_MEMBER_BYTES = 20 * 1024**2  # more than package documents takes of one document
_CHUNK = 1024 * 1024
_ENTRY_MARK = b"PK\x01\x02"
_ENCRYPTED = 0x1
_NAME = re.compile(r"([0-9]{8,10})-(gas|electricity|water)\.(?:jpe?g|png|webp|pdf)", re.IGNORECASE)


class ZipUnreadable(Refusal):
    """No ZIP, a broken or an encrypted one."""

    code: ClassVar[str] = "file.unreadable"
    sentence: ClassVar[str] = (
        "فایل مدرک‌ها یک ZIP سالم و بی‌رمز نیست. مدرک‌ها را دوباره در یک فایل ZIP بگذارید."
    )
    reference: ClassVar[str] = "S8"


class ZipUnsafe(Refusal):
    """Too many files, or they unpack to far more than documents need."""

    code: ClassVar[str] = "file.unsafe"
    sentence: ClassVar[str] = (
        "فایل مدرک‌ها بیش از اندازه بزرگ است یا شمار فایل‌های آن بیش از اندازه است."
        " آن را در چند ZIP بفرستید."
    )
    reference: ClassVar[str] = "S8"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the ZIP. `national_id` and `utility` are "" where its name says neither."""

    name: str
    national_id: str
    utility: str
    size: int


class Documents:
    """The files of an opened ZIP; folders and what programs leave beside them are passed over."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._parts = {part.filename: part for part in package.infolist() if _is_file(part)}
        self.members = [_member(part) for part in self._parts.values()]

    def read(self, member: Member) -> bytes:
        """The content; raises DocumentTooLarge (not even unpacked) and DocumentUnreadable."""
        if member.size > _MEMBER_BYTES:
            raise DocumentTooLarge
        try:
            with self._package.open(self._parts[member.name]) as file:
                return file.read(_MEMBER_BYTES)
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError) as error:
            raise DocumentUnreadable from error


@contextmanager
def open_documents(path: Path) -> Iterator[Documents]:
    """The documents in the ZIP at `path`; refuses file.unreadable and file.unsafe."""
    if path.stat().st_size > ZIP_BYTES or _entries(path) > _MEMBERS:
        raise ZipUnsafe
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ZipUnreadable from error
    with package:
        _judge(package.infolist())
        yield Documents(package)


def _entries(path: Path) -> int:
    """Counted in the raw bytes: zipfile would build an object for each of millions of entries."""
    found, tail = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found += (tail + chunk).count(_ENTRY_MARK)
            tail = chunk[-len(_ENTRY_MARK) + 1 :]
    return found


def _judge(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise ZipUnreadable
    if sum(part.file_size for part in parts) > _UNPACKED_BYTES:
        raise ZipUnsafe


def _is_file(part: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(part.filename)
    hidden = path.name.startswith(".") or path.name in ("Thumbs.db", "desktop.ini")
    return not (part.is_dir() or hidden or "__MACOSX" in path.parts)


def _member(part: zipfile.ZipInfo) -> Member:
    """Digits of any script, blanks and the folders around it are normal."""
    bare = PurePosixPath(part.filename.replace("\\", "/")).name
    found = _NAME.fullmatch(text.ascii_digits(text.normalize(bare)).replace(" ", ""))
    if found is None:
        return Member(part.filename, "", "", part.file_size)
    identifier, _ = national_id.restore(found[1])
    return Member(part.filename, identifier, found[2].lower(), part.file_size)
