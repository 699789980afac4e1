"""Cells of a table that say which column they stand in, for phones: there a row is a card."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup, escape

_CELL: Final = re.compile(r"<(?:(tr)|t[dh](?=[\s>])[^>]*)")
_FEW: Final = 3
"""So many columns fit on a phone side by side; the sheet makes no cards of them."""
_LONG: Final = 40
"""A longer text would fill more than two lines of half a card: it gets the whole width."""


def labelled(rows: Markup, heads: Sequence[str]) -> Markup:
    """Rows as markup whose cells carry the head of their column, and long ones say so.

    A cell over several columns carries no head.
    """
    if len(heads) <= _FEW:
        return rows
    labels = [f' data-label="{escape(head)}"' if head else "" for head in heads]
    left: Iterator[str] = iter(())

    def label(found: re.Match[str]) -> str:
        nonlocal left
        if found[1]:
            left = iter(labels)
            return found[0]
        if " colspan=" in found[0]:
            return found[0]
        return found[0] + next(left, "") + (" data-long" if _is_long(rows, found.end()) else "")

    return Markup(_CELL.sub(label, rows))  # noqa: S704 - markup with escaped heads in it


def _is_long(rows: Markup, start: int) -> bool:
    after = _CELL.search(rows, start)
    cell = rows[start : after.start() if after else None]
    return len(cell.partition(">")[2].striptags()) > _LONG
