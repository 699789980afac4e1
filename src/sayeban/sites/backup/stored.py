"""Files of the home that belong to an installation: documents, uploads, reports and keys."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

_FOLDERS = ("files", "uploads", "downloads", "reports", "keys")
_FILES = ("secret_key", "pgpass")

Listing = Mapping[str, list[int]]
"""Size and time of change (ns) by path below the home. The names are drawn, not given."""


def listing(home: Path) -> dict[str, list[int]]:
    """What lies there now; a file that goes while we look is none."""
    found = {}
    for path in _paths(home):
        try:
            about = path.stat()
        except FileNotFoundError:
            continue
        found[str(path.relative_to(home))] = [about.st_size, about.st_mtime_ns]
    return found


def fresh(now: Listing, before: Listing) -> list[str]:
    """The paths that a backup has to hold: those that the one before does not."""
    return [path for path, about in now.items() if before.get(path) != about]


def keep_only(home: Path, now: Listing) -> None:
    """Remove what a later backup does not name any more."""
    for path in list(_paths(home)):
        if str(path.relative_to(home)) not in now:
            path.unlink()


def _paths(home: Path) -> Iterator[Path]:
    for name in _FOLDERS:
        for folder, _, files in os.walk(home / name):
            yield from (Path(folder) / file for file in files)
    yield from (home / name for name in _FILES if (home / name).is_file())
