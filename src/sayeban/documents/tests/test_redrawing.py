"""What a picture costs (S8): the child unpacks it, within its memory, and this process never."""

import io
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sayeban.documents.child import redrawn
from sayeban.documents.redrawing import Redrawer
from sayeban.documents.refusals import DocumentTooLarge, DocumentUnreadable

pytestmark = pytest.mark.slow

_MEGA = 1024 * 1024
_BOUND = 512 * _MEGA
_HERE = 40 * _MEGA  # what this process may need: the upload and the picture that is kept
_WAYS: dict[str, dict[str, Any]] = {
    "JPEG": {},
    "JPEG progressive": {"progressive": True, "subsampling": 0},
    "PNG": {},
    "WEBP": {"lossless": True, "quality": 0},
    "TIFF": {"compression": "tiff_lzw"},
    "GIF": {},
}


@cache
def _picture(way: str, sides: tuple[int, int] = (7_000, 7_100)) -> bytes:
    out = io.BytesIO()
    picture = Image.new("P" if way == "GIF" else "RGB", sides)
    picture.save(out, way.split(maxsplit=1)[0], **_WAYS[way])
    return out.getvalue()


def _small() -> bytes:
    return _picture("PNG", (40, 20))


def _memory(what: str, pid: int) -> int:
    """Bytes that a process holds (VmRSS) or has held at the most (VmHWM)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition(f"{what}:")[2].split()[0]) * 1024


def _growth(work: Callable[[], object]) -> int:
    """How much more memory this process holds at the most while it does something."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _memory("VmRSS", os.getpid())
    work()
    return _memory("VmHWM", os.getpid()) - before


def _peak(redrawer: Redrawer) -> int:
    """The most memory that the child has held, nothing when it is gone."""
    return _memory("VmHWM", redrawer.child.pid) if redrawer.child else 0


def _redraw(redrawer: Redrawer, data: bytes) -> bool:
    try:
        redrawer.redrawn(data)
    except DocumentTooLarge:
        return False
    return True


@pytest.mark.parametrize("way", _WAYS)
def test_the_largest_picture_of_each_format_stays_within_the_bound(way: str) -> None:
    sides = (4_400, 4_500) if way == "WEBP" else (7_000, 7_100)
    data, taken = _picture(way, sides), []
    with Redrawer() as redrawer:
        growth = _growth(lambda: taken.append(_redraw(redrawer, data)))
        assert growth + _peak(redrawer) < _BOUND
    assert growth < _HERE
    assert taken == [True]


def test_a_picture_that_needs_more_than_the_child_may_have_is_refused() -> None:
    with Redrawer(memory=250 * _MEGA) as redrawer:
        assert not _redraw(redrawer, _picture("PNG"))
        assert _redraw(redrawer, _small())


def test_two_kilobytes_that_would_unpack_to_870_megabytes_are_refused() -> None:
    """Its decoder says only that it failed; the sentence asks for JPG or PNG."""
    with Redrawer() as redrawer, pytest.raises(DocumentUnreadable):
        redrawer.redrawn(_picture("WEBP"))


def test_redrawn_in_this_process_the_picture_would_take_its_memory() -> None:
    """Negative control of the measure."""
    data = _picture("PNG")
    assert _growth(lambda: redrawn(data)) > _HERE


def test_after_a_picture_that_ended_the_child_the_next_one_is_drawn() -> None:
    with Redrawer() as redrawer:
        assert _redraw(redrawer, _small())
        assert redrawer.child
        redrawer.child.kill()
        redrawer.child.wait()
        assert not _redraw(redrawer, _small())
        assert _redraw(redrawer, _small())
        with pytest.raises(DocumentUnreadable):
            redrawer.redrawn(b"no picture")


def test_the_child_is_gone_with_its_command() -> None:
    with Redrawer() as redrawer:
        redrawer.redrawn(_small())
        child = redrawer.child
    assert child
    assert child.poll() is not None
