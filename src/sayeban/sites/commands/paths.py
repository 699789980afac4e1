"""Paths of the command line are judged before any work begins."""

import errno
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from sayeban.kit.refusals import Refusal

_WHY: Final = {
    errno.EACCES: "اجازه نیست",
    errno.EPERM: "اجازه نیست",
    errno.EISDIR: "نام یک پوشه است",
    errno.ENOENT: "چنین پوشه‌ای نیست",
    errno.ENOSPC: "جا نیست",
    errno.ENOTDIR: "در راهش چیزی هست که پوشه نیست",
    errno.EROFS: "تنها خواندنی است",
}


class OutUnusable(Refusal):
    """What a command makes cannot be written there."""

    code: ClassVar[str] = "out.unusable"
    sentence: ClassVar[str] = (
        "در «{name}» نمی‌توان نوشت ({why}). جای دیگری بدهید یا اجازه و فضای آن را درست کنید."
    )


class OutKindUnknown(Refusal):
    """The name of a file to be made ends as none that the command can make."""

    code: ClassVar[str] = "out.kind_unknown"
    sentence: ClassVar[str] = (
        "این دستور فایل «{name}» را نمی‌سازد، چون نامش پایان آشنایی ندارد. نامی بدهید که پایانش"
        " {kinds} باشد."
    )


def check_files(paths: Iterable[Path]) -> None:
    """Raise what opening would raise, where one of them is no file that can be read."""
    for path in paths:
        with path.open("rb"):
            pass


def check_out_file(path: Path | None, *kinds: str) -> None:
    """Refuse out.unusable unless a file can be written as `path`; its folder is made. None is none.
    Where `kinds` (".xlsx") are given, refuse out.kind_unknown of a name that ends otherwise.

    Made at once, since after the work it could not be refused any more.
    """
    if path is None:
        return
    if kinds and path.suffix.lower() not in kinds:
        # The mark keeps the dot on the left of its ending in a Persian line.
        possible = " یا ".join(f"\N{LEFT-TO-RIGHT MARK}{each}" for each in kinds)
        raise OutKindUnknown(name=path.name, kinds=possible)
    if path.is_dir():
        raise OutUnusable(name=path.name, why=_WHY[errno.EISDIR])
    check_out_folder(path.absolute().parent)
    path.absolute().parent.mkdir(parents=True, exist_ok=True)


def check_out_folder(path: Path) -> None:
    """Refuse out.unusable unless folder `path` is one that takes files, or can be made."""
    there = next(each for each in (path.absolute(), *path.absolute().parents) if each.exists())
    # Asking for rights says nothing to root, nor of a file system that takes no files.
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise unusable(path, error) from error


def unusable(path: Path, error: Exception) -> OutUnusable:
    """The refusal for what went wrong while `path` was written."""
    told = _WHY.get(getattr(error, "errno", None) or 0) or getattr(error, "strerror", "") or "I/O"
    return OutUnusable(name=path.name or str(path), why=told)
