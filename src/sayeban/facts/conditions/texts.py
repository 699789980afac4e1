"""What may stand in a text of a condition."""

import string
from typing import Final

from sayeban.facts.conditions.tree import LONGEST_TEXT

HOLES: Final = frozenset({"fact", "rhs"})


def is_text(text: object, *, holes: bool) -> bool:
    """Whether this may be a sentence, or a basis without holes."""
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_TEXT or not printable(text):
        return False
    if not holes:
        return True
    try:
        found = list(string.Formatter().parse(text))
    except ValueError:
        return False
    # A conversion or format of a hole would let a text run code of the value.
    return all(
        hole is None or (hole in HOLES and not form and not change)
        for _, hole, form, change in found
    )


def printable(text: str) -> bool:
    """Without control characters; the zero-width ones that Persian is written with stay."""
    return all(sign.isprintable() or sign in "\u200c\u200d" for sign in text)
