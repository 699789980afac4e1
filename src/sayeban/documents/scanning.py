"""Barcodes of photographed papers, read in a child process as redrawing is (S8)."""

from collections.abc import Callable

from sayeban.documents.barcode_child import CODE, RIGHT, WRONG
from sayeban.documents.picture_child import PictureChild


class BarcodeReader(PictureChild):
    """Reads the barcodes of a command's pictures."""

    module = "sayeban.documents.barcode_child"

    def read(self, data: bytes, is_right: Callable[[str], bool]) -> str | None:
        """The first code of the picture that `is_right` accepts.

        None where there is none, and for what is no picture or too much for the child.
        """
        found: list[str] = []

        def judge(answer: bytes) -> bytes:
            if not answer.startswith(CODE):
                return b""
            text = answer.removeprefix(CODE).decode()
            if not is_right(text):
                return WRONG
            found.append(text)
            return RIGHT

        self.ask(data, judge)
        return found[0] if found else None
