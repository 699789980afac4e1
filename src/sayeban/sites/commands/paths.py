"""Paths of the command line are judged before any work begins."""

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from sayeban.kit.refusals import Refusal


class FileNeeded(Refusal):
    """A folder, or something that may not be read, stands where a file is wanted."""

    code: ClassVar[str] = "file.unusable"
    sentence: ClassVar[str] = (
        "«{name}» فایلی خواندنی نیست. نام یک فایل را بدهید و اجازهٔ خواندن آن را بررسی کنید."
    )


class OutUnusable(Refusal):
    """What a command makes cannot be written there."""

    code: ClassVar[str] = "out.unusable"
    sentence: ClassVar[str] = (
        "در «{name}» نمی‌توان نوشت ({why}). جای دیگری بدهید یا اجازه و فضای آن را درست کنید."
    )


def check_files(paths: Iterable[Path]) -> None:
    """Refuse what cannot be read as a file: file.missing (by main), file.unusable."""
    for path in paths:
        check_there(path)
        if path.is_dir() or not os.access(path, os.R_OK):
            raise FileNeeded(name=path.name)


def check_there(path: Path) -> None:
    """A path that is not there becomes file.missing."""
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def check_out_file(path: Path | None) -> None:
    """Refuse out.unusable unless a file can be written as `path`; None is none."""
    if path is None:
        return
    if path.is_dir():
        raise OutUnusable(name=path.name, why=os.strerror(errno.EISDIR))
    _try(path.parent, path)


def check_out_folder(path: Path, *, whole: bool = False) -> None:
    """Refuse out.unusable unless files can be written into folder `path`, which is made.

    `whole`: the folder will be put there in one step, so it is its parent that counts.
    """
    folder = path.absolute().parent if whole else path
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(path, error) from error
    _try(folder, path)


def unusable(path: Path, error: Exception) -> OutUnusable:
    """The refusal for what went wrong while `path` was written."""
    return OutUnusable(name=path.name or str(path), why=getattr(error, "strerror", "") or "I/O")


def _try(folder: Path, named: Path) -> None:
    # Asking for rights says nothing to root, nor of a file system that takes no files.
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise unusable(named, error) from error
