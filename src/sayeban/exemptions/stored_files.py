"""Files that pages take in and hand out, in the installation's own folder under random names."""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from django.conf import settings
from django.utils import timezone

from sayeban.kit.refusals import Refusal
from sayeban.runtime.room import check_room, said_in_words

UPLOADS: Final = "uploads"
"""Workbooks as they were sent; kept where the ledger of loads refers to them."""
DOWNLOADS: Final = "downloads"
"""Made for one user to fetch, or sent by one for the worker; forgotten after a day."""

_KEPT_SECONDS: Final = 24 * 60 * 60


class FileGone(Refusal):
    """The stored upload is not there any more."""

    code: ClassVar[str] = "file.gone"
    sentence: ClassVar[str] = "فایل فرستاده‌شده دیگر در سامانه نیست. آن را دوباره بفرستید."


def keep_upload(chunks: Iterable[bytes], name: str) -> tuple[str, str]:
    """Store an upload that the user called `name`; gives its stored name and its sha256.

    Refuses disk.full.
    """
    path = _fresh(UPLOADS, ".csv" if name.lower().endswith(".csv") else ".xlsx")
    return path.name, _kept(path, chunks)


def upload_path(stored: str) -> Path:
    """Where an upload lies; it may be gone."""
    return _folder(UPLOADS) / Path(stored).name


def forget_files(at: datetime, needed: Collection[str]) -> int:
    """Remove files of an earlier day: those made for a user, and uploads that are not `needed`."""
    now = at.timestamp()
    return _forget(UPLOADS, now, needed) + _forget(DOWNLOADS, now)


def fresh_download(suffix: str) -> Path:
    """A path for a file that is made for one user; those of yesterday are removed."""
    _forget(DOWNLOADS, timezone.now().timestamp())
    return _fresh(DOWNLOADS, suffix)


def keep_for_work(chunks: Iterable[bytes]) -> str:
    """Store what a user sent until the worker has taken it; gives its stored name.

    Refuses disk.full.
    """
    path = fresh_download(".sent")
    _kept(path, chunks)
    return path.name


def download_path(stored: str) -> Path:
    """Where a file made for download lies; it may be gone."""
    return _folder(DOWNLOADS) / Path(stored).name


def _kept(path: Path, chunks: Iterable[bytes]) -> str:
    """Write all of it or leave nothing; gives its sha256."""
    check_room()
    digest = hashlib.sha256()
    try:
        with said_in_words(), path.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def _forget(folder: str, now: float, needed: Collection[str] = ()) -> int:
    old = [
        path
        for path in _folder(folder).iterdir()
        if path.is_file() and path.name not in needed and path.stat().st_mtime < now - _KEPT_SECONDS
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _fresh(folder: str, suffix: str) -> Path:
    return _folder(folder) / (secrets.token_hex(16) + suffix)


def _folder(name: str) -> Path:
    folder = Path(settings.HOME) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
