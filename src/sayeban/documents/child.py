"""The process that redraws pictures, started by `redrawing` as `python -m … PARENT_PID MEMORY`.

It reads pictures from stdin and writes an answer for each to stdout, both as an 8-byte length and
bytes; an answer begins with a letter: k(ept) and the JPEG, l(arge) or u(nreadable).
Nothing here may import the project's settings: start-up time and address space count.
"""

import io
import resource
import sys
import warnings
from collections.abc import Callable
from typing import Final

from PIL import Image, ImageOps

from sayeban.runtime.children import die_with, limit

MAX_POINTS: Final = 50_000_000
"""Width times height of a picture, more than any telephone takes. What it costs to unpack depends
on its format and is bounded by the memory of this process: half of this is the most for WebP."""
MAX_SIDE: Final = 2400
CPU_SECONDS: Final = 20
LENGTH: Final = 8
KEPT, LARGE, UNREADABLE = b"k", b"l", b"u"

_QUALITY: Final = 85
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")


def main() -> None:
    """Redraw picture by picture until stdin ends."""
    serve(redrawn)


def serve(work: Callable[[bytes], bytes]) -> None:
    """Answer picture by picture until stdin ends, each with its own processor time."""
    die_with(int(sys.argv[1]))
    limit(memory=int(sys.argv[2]), cpu_seconds=CPU_SECONDS, file_bytes=0)
    while head := sys.stdin.buffer.read(LENGTH):
        answer(work(sys.stdin.buffer.read(int.from_bytes(head))))
        _grant(CPU_SECONDS)


def answer(data: bytes) -> None:
    """Send one answer to the parent."""
    sys.stdout.buffer.write(len(data).to_bytes(LENGTH) + data)
    sys.stdout.buffer.flush()


def _grant(seconds: int) -> None:
    """So much processor time for the next picture."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def redrawn(data: bytes) -> bytes:
    """The answer for one picture: a JPEG without metadata, upright, at most MAX_SIDE a side."""
    return looked_into(data, lambda picture: KEPT + _jpeg(picture))


def looked_into(data: bytes, work: Callable[[Image.Image], bytes]) -> bytes:
    """What `work` makes of the picture, which it unpacks itself; LARGE or UNREADABLE."""
    try:
        with warnings.catch_warnings():
            # Our own bound on the points is the one that counts, before anything is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                if picture.width * picture.height > MAX_POINTS:
                    return LARGE
                return work(picture)
    except (Image.DecompressionBombError, MemoryError):
        return LARGE
    except (OSError, SyntaxError, ValueError, EOFError):
        return UNREADABLE


def _jpeg(picture: Image.Image) -> bytes:
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(picture)
    paper = Image.new("RGB", upright.size, "white")
    see_through = upright.convert("RGBA")
    paper.paste(see_through, mask=see_through.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
