"""Fetch what the pages and letters borrow: `python -m sayeban.sites.assets`.

Each package of assets.lock.json is fetched as npm's own tarball, held against its sha512, and
the wanted files are written into design/static/vendor. No install script runs and nothing of
npm is needed afterwards. Source: ui.md section 10.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset, ttLib
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[3]
LOCK = ROOT / "assets.lock.json"
VENDOR = ROOT / "src/sayeban/design/static/vendor"
STAMP = ".stamp.json"

# Fetches one `name@version` into a folder and returns the tarball.
Fetch = Callable[[str, Path], Path]

# Persian, Arabic and Latin letters, digits, punctuation, direction marks, arrows, check mark, rial.
LETTERS = (
    *range(0x20, 0x7F),
    *(0xA0, 0xAB, 0xBB, 0xD7, 0xF7, 0x60C, 0x61B, 0x61F),
    *range(0x621, 0x63B),
    *range(0x640, 0x656),
    *range(0x660, 0x66D),
    *(0x670, 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6BE, 0x6C0, 0x6C1, 0x6CC, 0x6D5),
    *range(0x6F0, 0x6FA),
    *range(0x200B, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2022, 0x2026, 0x2039, 0x203A, 0x2212, 0x2713, 0xFDFC),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0x2190, 0x2194),
)
FEATURES = (
    *("init", "medi", "fina", "isol", "rlig", "liga", "calt", "ccmp"),
    *("mark", "mkmk", "kern", "locl", "tnum"),
)
WEIGHTS = (400, 700)


class AssetRefused(Exception):
    """A package is not what the lock names, or cannot be fetched."""


@dataclass(frozen=True)
class Package:
    """One entry of the lock.

    `files` and `fonts` map a path inside the tarball to a name in the vendor folder; a font is
    cut down to LETTERS and WEIGHTS and written as WOFF2.
    """

    spec: str
    integrity: str
    files: dict[str, str]
    fonts: dict[str, str]


def packages(lock: str) -> list[Package]:
    """The entries of the text of a lock file."""
    entries: dict[str, dict[str, Any]] = json.loads(lock)
    return [
        Package(spec, entry["integrity"], entry.get("files", {}), entry.get("subset", {}))
        for spec, entry in entries.items()
    ]


def vendor(lock: str, folder: Path, fetch: Fetch) -> bool:
    """Bring `folder` to what the lock says; returns False when it already was.

    Raises AssetRefused. The folder is replaced as a whole: nothing of another version stays.
    """
    if _stamp_fits(lock, folder):
        return False
    written = {name: data for each in packages(lock) for name, data in _contents(each, fetch)}
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for name, data in written.items():
        (folder / name).write_bytes(data)
    (folder / STAMP).write_text(_stamp(lock, written))
    return True


def npm_pack(spec: str, folder: Path) -> Path:
    """Fetch a tarball with npm, with a cache of its own. Raises AssetRefused."""
    npm = shutil.which("npm")
    if npm is None:
        raise AssetRefused("npm is needed to fetch assets: call scripts/bootstrap")
    ended = subprocess.run(
        [
            npm,
            "pack",
            spec,
            "--ignore-scripts",
            "--loglevel=error",
            "--pack-destination",
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"npm_config_cache": str(folder / "cache")},
    )
    found = list(folder.glob("*.tgz"))
    if ended.returncode or len(found) != 1:
        raise AssetRefused(f"{spec}: npm could not fetch it\n{ended.stderr}")
    return found[0]


def _contents(package: Package, fetch: Fetch) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        tarball = fetch(package.spec, Path(folder)).read_bytes()
    digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    if package.integrity != f"sha512-{digest}":
        raise AssetRefused(f"{package.spec}: the tarball is not the one in assets.lock.json")
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        for path, name in package.files.items():
            yield name, _member(archive, package, path)
        for path, name in package.fonts.items():
            yield name, _cut(_member(archive, package, path))


def _member(archive: tarfile.TarFile, package: Package, path: str) -> bytes:
    try:
        file = archive.extractfile(f"package/{path}")
    except KeyError:
        file = None
    if file is None:
        raise AssetRefused(f"{package.spec}: has no file {path}")
    return file.read()


def _cut(font_file: bytes) -> bytes:
    """A variable font with our letters and weights alone, as WOFF2."""
    lowest, highest = WEIGHTS
    source = ttLib.TTFont(io.BytesIO(font_file), recalcTimestamp=False)
    limited = io.BytesIO()
    instancer.instantiateVariableFont(source, {"wght": (lowest, highest)}).save(limited)
    # Read again: the subsetter does not see what the instancer left in memory.
    font = ttLib.TTFont(io.BytesIO(limited.getvalue()), recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=list(FEATURES))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _stamp(lock: str, written: dict[str, bytes]) -> str:
    files = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(written.items())}
    made_from = hashlib.sha256(lock.encode() + Path(__file__).read_bytes()).hexdigest()
    return json.dumps({"made_from": made_from, "files": files}, indent=1)


def _stamp_fits(lock: str, folder: Path) -> bool:
    try:
        stamp = (folder / STAMP).read_text()
        written = {name: (folder / name).read_bytes() for name in json.loads(stamp)["files"]}
    except FileNotFoundError:
        return False
    return stamp == _stamp(lock, written)


def main() -> int:
    """Vendor everything; the exit code is 1 when a package is refused."""
    try:
        new = vendor(LOCK.read_text(), VENDOR, npm_pack)
    except AssetRefused as refused:
        print(f"assets: {refused}", file=sys.stderr)
        return 1
    print("assets: fetched" if new else "assets: up to date", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
