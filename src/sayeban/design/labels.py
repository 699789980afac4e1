"""Cells of a table that say which column they stand in, for phones: there a row is a card."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup, escape

_CELL: Final = re.compile(r"<(?:(tr)|t[dh](?=[\s>])[^>]*)")
_FEW: Final = 3
"""So many columns fit on a phone side by side; the sheet makes no cards of them."""


def labelled(rows: Markup, heads: Sequence[str]) -> Markup:
    """Rows as markup whose cells carry the head of their column; one over several carries none."""
    if len(heads) <= _FEW:
        return rows
    labels = [f' data-label="{escape(head)}"' if head else "" for head in heads]
    left: Iterator[str] = iter(())

    def label(found: re.Match[str]) -> str:
        nonlocal left
        if found[1]:
            left = iter(labels)
            return found[0]
        return found[0] if " colspan=" in found[0] else found[0] + next(left, "")

    return Markup(_CELL.sub(label, rows))  # noqa: S704 - markup with escaped heads in it
