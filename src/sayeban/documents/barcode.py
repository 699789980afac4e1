"""Find a barcode of stripes in a poor photograph: tilted, dim, noisy. No Django here.

The reader wants stripes that stand upright. A photographed bill lies at any angle, so the
directions in which most of the picture's edges look are measured first, the picture is turned by
each of them, and its rows are averaged along the stripes, which takes the noise away and keeps
the stripes. Without the turning most tilted pictures stay unread (the tests show it).
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import zxingcpp
from PIL import Image, ImageOps

MAX_SIDE: Final = 2000
_FORMATS: Final = zxingcpp.BarcodeFormats(
    (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.ITF)
)
_SMALL: Final = 1000
_MEASURED_SIDE: Final = 700
_BLOCK: Final = 16
_BIN_DEGREES: Final = 2
_BINS: Final = 180 // _BIN_DEGREES
_NEIGHBOURS: Final = 4
_DIRECTIONS: Final = 3
_ROWS_TOGETHER: Final = (6, 12, 3)
_GREY: Final = 128

Array = Any
"""numpy's own types name each element's; nothing here depends on them."""


def read(picture: Image.Image, is_right: Callable[[str], bool]) -> str | None:
    """The first text that `is_right` accepts, None when no try gives one. Each is asked once."""
    asked: set[str] = set()
    for attempt in _tries(_grey(picture)):
        for barcode in zxingcpp.read_barcodes(
            attempt, _FORMATS, try_invert=False, text_mode=zxingcpp.TextMode.Plain
        ):
            if barcode.text in asked:
                continue
            asked.add(barcode.text)
            if is_right(barcode.text):
                return barcode.text
    return None


def _grey(picture: Image.Image) -> Image.Image:
    picture.draft("L", (MAX_SIDE, MAX_SIDE))
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    return ImageOps.exif_transpose(picture).convert("L")


def _tries(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture as it is, then turned and averaged in ways that help poor ones."""
    yield picture
    if max(picture.size) < _SMALL:
        picture = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)
    for degrees in directions(picture):
        turned = picture.rotate(
            degrees, expand=True, fillcolor=_GREY, resample=Image.Resampling.BILINEAR
        )
        for rows in _ROWS_TOGETHER:
            averaged = _averaged(turned, rows)
            yield averaged
            yield averaged.resize((averaged.width * 2, averaged.height), Image.Resampling.BICUBIC)


def _averaged(picture: Image.Image, rows: int) -> Image.Image:
    flat = picture.resize((picture.width, max(8, picture.height // rows)), Image.Resampling.BOX)
    return flat.resize((flat.width, flat.height * 3), Image.Resampling.NEAREST)


def directions(picture: Image.Image) -> list[float]:
    """Degrees by which to turn the picture so that its stripes stand upright, likeliest first.

    Each block of the picture votes for the direction in which its brightness changes, the more
    the stronger and the more uniformly it does (structure tensor).
    """
    votes = _votes(_reduced(picture))
    wide = np.concatenate([votes[-2:], votes, votes[:2]])
    votes = np.convolve(wide, [0.5, 1, 1, 1, 0.5], "valid")
    found = []
    for _ in range(_DIRECTIONS):
        best = int(votes.argmax())
        found.append(best * _BIN_DEGREES - 90 + _BIN_DEGREES / 2)
        votes[np.arange(best - _NEIGHBOURS, best + _NEIGHBOURS + 1) % _BINS] = 0
    return found


def _reduced(picture: Image.Image) -> Array:
    scale = max(1.0, max(picture.size) / _MEASURED_SIDE)
    size = (max(_BLOCK, int(picture.width / scale)), max(_BLOCK, int(picture.height / scale)))
    return np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=np.float32)


def _votes(brightness: Array) -> Array:
    down, across = np.gradient(brightness)
    high, wide = (side // _BLOCK for side in brightness.shape)

    def in_blocks(values: Array) -> Array:
        cut = values[: high * _BLOCK, : wide * _BLOCK]
        return cut.reshape(high, _BLOCK, wide, _BLOCK).sum(axis=(1, 3)).ravel()

    xx, yy, xy = (in_blocks(pair) for pair in (across * across, down * down, across * down))
    strength = xx + yy
    uniform = np.hypot(xx - yy, 2 * xy) / (strength + 1e-6)
    degrees = np.degrees(np.arctan2(2 * xy, xx - yy) / 2)
    return np.histogram(degrees, _BINS, (-90, 90), weights=strength * uniform**2)[0]
