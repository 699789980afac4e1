"""Pictures of bills in a ZIP a centre, named as collectors name them, with the usual slips."""

import io
from collections import Counter
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import polars as pl
from PIL import Image, ImageDraw

from sayeban.exemptions.rules import UTILITIES
from sayeban.sites.demo_data.staging import Staging

_SIZE: Final = (320, 200)
_UNREADABLE: Final = 2
_BAD_NAMES: Final = ("قبض گاز.jpg", "IMG_20261120.jpg")
_PERSIAN: Final = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def write_documents(truth: pl.DataFrame, stage: Staging, folder: Path) -> dict[str, Any]:
    """Write <centre>.zip of each centre that sends documents; by centre, what attaching answers.

    Rows with the plan same_picture go by twos with one picture for gas.
    """
    expected: dict[str, Any] = {}
    for centre in stage.documents:
        rows = truth.filter(pl.col("centre") == centre)
        if rows.height:
            expected[centre] = _write(rows, folder / f"{centre}.zip")
    return expected


def _write(rows: pl.DataFrame, path: Path) -> dict[str, Any]:
    reasons: Counter[str] = Counter()
    attached = 0
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for plan in ("with_documents", "same_picture"):
            people = rows.filter(pl.col("plan") == plan).sort("number")["national_id"]
            for place, person in enumerate(people):
                for utility in UTILITIES:
                    twin = people[place - place % 2]
                    owner = twin if plan == "same_picture" and utility == "gas" else person
                    name = _name(person, utility, place)
                    _add(archive, name, _picture(f"{owner} {utility}"))
                    attached += 1
        clean = rows.filter(pl.col("plan") == "rural_unconnected")["national_id"]
        for person in clean.head(_UNREADABLE):
            _add(archive, f"{person}-water.jpg", b"no picture at all")
            reasons["document.unreadable"] += 1
        for name in _BAD_NAMES:
            _add(archive, name, _picture(name))
            reasons["document.bad_name"] += 1
        _add(archive, "9999999999-gas.jpg", _picture("nobody"))
    reasons["document.unknown_row"] += 1
    rejected = reasons.total()
    return {
        "files": attached + rejected,
        "attached": attached,
        "unchanged": 0,
        "rejected": rejected,
        "reasons": dict(sorted(reasons.items())),
        "same_picture": rows.filter(pl.col("plan") == "same_picture").height // 2,
    }


def _name(person: str, utility: str, place: int) -> str:
    """Some in a folder, some with Persian digits: both are understood."""
    if place % 3 == 1:
        return f"مدارک/{person}-{utility}.jpg"
    return f"{person.translate(_PERSIAN) if place % 3 else person}-{utility}.jpg"


def _picture(text: str) -> bytes:
    picture = Image.new("RGB", _SIZE, "white")
    ImageDraw.Draw(picture).text((20, 90), text.encode("ascii", "replace").decode(), "black")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    return out.getvalue()


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    archive.writestr(ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
