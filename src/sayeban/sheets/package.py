"""The ZIP around a workbook: listed, judged by name and size, unpacked as a stream."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from sayeban.sheets.limits import Limits
from sayeban.sheets.refusals import FileUnreadable, FileUnsafe, Unreadable, Unsafe

_READ_CHUNK = 1024 * 1024
# Deflate grows at most 1,032 times: no chunk can unpack to more than 33 MB.
_PACKED_CHUNK = 32 * 1024
WORKBOOK = "xl/workbook.xml"
_WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_OLE_HEADER = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP_HEADER = b"PK\x03\x04"
_ENTRY_MARK = b"PK\x01\x02"
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30  # bytes before a part's name; the last four are the lengths of name and extra

_MACRO_NAMES = (
    "vbaproject",
    "xl/macrosheets/",
    "xl/activex/",
    "xl/dialogsheets/",
    "xl/embeddings/",
)
_EXTERNAL_NAMES = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")


def open_package(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The ZIP directory of the workbook at `path`, judged before a byte is unpacked.

    Raises FileUnreadable (no ZIP, an old or encrypted workbook, broken) and FileUnsafe (file
    size, number of parts, unpacked size, ratio, macros, links to the outside).
    """
    _judge_file(path, limits)
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileUnreadable(Unreadable.BROKEN) from error
    try:
        _judge_parts(package.infolist(), limits)
    except BaseException:
        package.close()
        raise
    return package


def _judge_file(path: Path, limits: Limits) -> None:
    size = path.stat().st_size
    if size == 0:
        raise FileUnreadable(Unreadable.EMPTY)
    if size > limits.file_bytes:
        raise FileUnsafe(Unsafe.FILE_SIZE)
    with path.open("rb") as file:
        head = file.read(len(_OLE_HEADER))
        if head == _OLE_HEADER:
            raise FileUnreadable(Unreadable.OLD_OR_ENCRYPTED)
        if not head.startswith(_ZIP_HEADER):
            raise FileUnreadable(Unreadable.NOT_A_WORKBOOK)
        # Counted in the raw bytes: zipfile would build an object for each of millions of entries.
        entries = 0
        while chunk := file.read(_READ_CHUNK):
            entries += chunk.count(_ENTRY_MARK)
        if entries > limits.parts:
            raise FileUnsafe(Unsafe.TOO_MANY_PARTS)


def _judge_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [part.filename.lower().replace("\\", "/") for part in parts]
    if WORKBOOK not in names:
        raise FileUnreadable(Unreadable.NOT_A_WORKBOOK)
    if any(mark in name for name in names for mark in _MACRO_NAMES):
        raise FileUnsafe(Unsafe.MACRO)
    if any(name.startswith(_EXTERNAL_NAMES) for name in names):
        raise FileUnsafe(Unsafe.EXTERNAL)
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise FileUnsafe(Unsafe.UNPACKED_SIZE)
    for part in parts:
        _judge_part(part, limits)


def _judge_part(part: zipfile.ZipInfo, limits: Limits) -> None:
    if part.flag_bits & _ENCRYPTED:
        raise FileUnreadable(Unreadable.OLD_OR_ENCRYPTED)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileUnreadable(Unreadable.NOT_A_WORKBOOK)
    if part.file_size > max(limits.ratio_from, part.compress_size * limits.ratio):
        raise FileUnsafe(Unsafe.UNPACKED_SIZE)


def unpack(file: io.BufferedIOBase, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part in bounded chunks, exactly as a parser meets it.

    Not through zipfile, which stops at the size that the directory claims; a parser does not. A
    part longer than claimed is refused (FileUnsafe), a broken one too (FileUnreadable).
    """
    _seek_content(file, part)
    left, produced = part.compress_size, 0
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    stored = part.compress_type == zipfile.ZIP_STORED
    while left and not inflater.eof:
        packed = file.read(min(_PACKED_CHUNK, left))
        if not packed:
            raise FileUnreadable(Unreadable.BROKEN)
        left -= len(packed)
        chunk = packed if stored else _inflate(inflater, packed)
        produced += len(chunk)
        if produced > part.file_size:
            raise FileUnsafe(Unsafe.UNPACKED_SIZE)
        yield chunk
    if produced != part.file_size:
        raise FileUnreadable(Unreadable.BROKEN)


def _inflate(inflater: "zlib._Decompress", packed: bytes) -> bytes:
    try:
        return inflater.decompress(packed)
    except zlib.error as error:
        raise FileUnreadable(Unreadable.BROKEN) from error


def _seek_content(file: io.BufferedIOBase, part: zipfile.ZipInfo) -> None:
    if part.header_offset < 0:
        raise FileUnreadable(Unreadable.BROKEN)
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(_ZIP_HEADER):
        raise FileUnreadable(Unreadable.BROKEN)
    name_length, extra_length = struct.unpack("<HH", header[-4:])
    file.seek(name_length + extra_length, io.SEEK_CUR)


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The lower-case part name of each sheet → the sheet's name as its tab shows it.

    To be called only after every part was found free of document types (entity bombs).
    """
    links = {
        link.get("Id"): _part_name(link.get("Target", ""))
        for link in _tree(package, _WORKBOOK_LINKS)
    }
    return {
        links[sheet.get(_LINK_ID)]: sheet.get("name", "")
        for sheet in _tree(package, WORKBOOK).iter(f"{_MAIN}sheet")
        if sheet.get(_LINK_ID) in links
    }


def _part_name(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()


def _tree(package: zipfile.ZipFile, name: str) -> ET.Element:
    actual = {part.lower(): part for part in package.namelist()}.get(name)
    try:
        return ET.fromstring(package.read(actual or name))  # noqa: S314 - no document type inside
    except (ET.ParseError, LookupError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        # LookupError: no such part or no such encoding; ValueError: an encoding of many bytes.
        raise FileUnreadable(Unreadable.BROKEN) from error
