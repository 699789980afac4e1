"""The process that reads barcodes, started by `scanning` as `python -m … PARENT_PID MEMORY`.

It answers each picture as `child` does, with n(one), l(arge), u(nreadable) or c(ode) and a text.
After a code the parent says with one byte whether it is right, and another answer follows: the
next code, or the last word of this picture. So what a right code is stays with the parent.
"""

import sys

from PIL import Image

from sayeban.documents.barcode import read
from sayeban.documents.child import answer, looked_into, serve

CODE, NONE = b"c", b"n"
RIGHT, WRONG = b"y", b"n"


def _is_right(text: str) -> bool:
    answer(CODE + text.encode())
    return sys.stdin.buffer.read(1) == RIGHT


def _searched(picture: Image.Image) -> bytes:
    read(picture, _is_right)
    return NONE


def main() -> None:
    """Read picture by picture until stdin ends."""
    serve(lambda data: looked_into(data, _searched))


if __name__ == "__main__":
    main()
