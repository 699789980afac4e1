"""A file that does nothing but hold room, to be given back when the disk is full (promises.md R13).

It lies on the disk of the embedded database where there is one, else on that of the home. A server
that cannot start for want of room gets it back by itself; `sayeban disk --give-back` does it by
hand; the worker makes it anew each night, where there is room.
"""

import os
import shutil
from pathlib import Path

from sayeban.sites.embedded_files import MB, Files

# What PostgreSQL needs to replay its journal after a full disk.
SIZE = 256 * MB
# With less it may fail to start, and fail in the middle of it.
LEAST = 64 * MB
GIVEN_BACK = (
    "دیسک پایگاه داده پر بود و جایی که برای این روز نگه داشته شده بود آزاد شد تا راه بیفتد. پیش از"
    " هر کار دیگر جا باز کنید: docs/runbooks/full-disk.md"
)


def keep(home: Path) -> None:
    """Make the file unless it is there; not where it would be the one that fills the disk."""
    path = Files(home).ballast
    disk = shutil.disk_usage(path.parent)
    size = min(SIZE, disk.total // 16)
    if path.exists() or disk.free - size < disk.total // 8:
        return
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, size)
    draft.replace(path)


def held(home: Path) -> int:
    """Bytes that are kept."""
    path = Files(home).ballast
    return path.stat().st_size if path.exists() else 0


def give_back(home: Path) -> int:
    """Remove the file; gives how many bytes are free for it."""
    size = held(home)
    Files(home).ballast.unlink(missing_ok=True)
    return size
