"""Heads of a table that sort it, and the pages of a sorted list."""

from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

from sayeban.design.parts import Column, Pager
from sayeban.kit.ordering import Order


def address(here: str, asked: Mapping[str, object]) -> str:
    """`here` with what is asked for; nothing behind it where nothing is."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{here}?{query}" if query else here


def heads(
    columns: Sequence[tuple[str, str]], order: Order, here: str, asked: Mapping[str, object]
) -> tuple[Column, ...]:
    """Head cells of `columns`, pairs of text and key; one with an empty key does not sort.

    The links keep what is asked for, save the page: another order begins at the beginning.
    """
    return tuple(
        Column(text, address(here, {**asked, "sort": order.next_by(key).word}), _now(key, order))
        if key
        else Column(text)
        for text, key in columns
    )


def _now(key: str, order: Order) -> Literal["", "ascending", "descending"]:
    if key != order.key:
        return ""
    return "descending" if order.descending else "ascending"


def pager(
    here: str, asked: Mapping[str, object], *, first: bool, following: object, shown: int
) -> Pager:
    """The neighbours of a page: its beginning unless it is `first`, and what follows the row with
    id `following` (empty or 0 = nothing)."""
    return Pager(
        "" if first else address(here, asked),
        address(here, {**asked, "after": following}) if following else "",
        shown,
    )
