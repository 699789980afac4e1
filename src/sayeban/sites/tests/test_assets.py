"""What the pages borrow is exactly what the lock names."""

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest
from fontTools import ttLib

from sayeban.sites import assets


def tarball(folder: Path, files: dict[str, bytes]) -> bytes:
    path = folder / "made.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path.read_bytes()


def lock_of(data: bytes, wanted: dict[str, str]) -> str:
    digest = base64.b64encode(hashlib.sha512(data).digest()).decode()
    return json.dumps({"some@1.0.0": {"integrity": f"sha512-{digest}", "files": wanted}})


def serving(data: bytes, asked: list[str]) -> assets.Fetch:
    def fetch(spec: str, folder: Path) -> Path:
        asked.append(spec)
        path = folder / "got.tgz"
        path.write_bytes(data)
        return path

    return fetch


def test_the_wanted_files_land_and_a_second_call_fetches_nothing(tmp_path: Path) -> None:
    data = tarball(tmp_path, {"dist/a.js": b"code", "dist/b.js": b"not wanted"})
    lock, asked = lock_of(data, {"dist/a.js": "a.js"}), list[str]()
    assert assets.vendor(lock, tmp_path / "vendor", serving(data, asked)) is True
    assert assets.vendor(lock, tmp_path / "vendor", serving(data, asked)) is False
    assert asked == ["some@1.0.0"]
    names = {path.name for path in (tmp_path / "vendor").iterdir()}
    assert names == {"a.js", assets.STAMP}


def test_an_altered_tarball_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    data = tarball(tmp_path, {"a.js": b"code"})
    lock = lock_of(data, {"a.js": "a.js"})
    with pytest.raises(assets.AssetRefused, match="not the one"):
        assets.vendor(lock, tmp_path / "vendor", serving(data + b"\0", []))
    assert not (tmp_path / "vendor").exists()


def test_a_file_that_somebody_edited_is_fetched_again(tmp_path: Path) -> None:
    data = tarball(tmp_path, {"a.js": b"code"})
    lock, asked = lock_of(data, {"a.js": "a.js"}), list[str]()
    assets.vendor(lock, tmp_path / "vendor", serving(data, asked))
    (tmp_path / "vendor" / "a.js").write_bytes(b"edited")
    assert assets.vendor(lock, tmp_path / "vendor", serving(data, asked)) is True
    assert (tmp_path / "vendor" / "a.js").read_bytes() == b"code"


def test_a_file_that_the_package_lacks_is_named(tmp_path: Path) -> None:
    data = tarball(tmp_path, {"a.js": b"code"})
    with pytest.raises(assets.AssetRefused, match=r"dist/moved\.js"):
        assets.vendor(
            lock_of(data, {"dist/moved.js": "a.js"}), tmp_path / "vendor", serving(data, [])
        )


def test_the_font_of_the_pages_writes_persian_and_is_small() -> None:
    path = assets.VENDOR / "vazirmatn.woff2"
    letters = ttLib.TTFont(path).getBestCmap()
    assert {ord(letter) for letter in "پژگچکی\u200c۰۱۲۳۴۵۶۷۸۹"} <= set(letters)
    assert path.stat().st_size < 60 * 1024
