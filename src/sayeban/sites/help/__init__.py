"""Help in plain words: one text a page and one a post, as files beside this module.

A text begins with its title. Lines with "- " are a list, others paragraphs; [[name]] stands for the
page of that name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_NAMED: Final = re.compile(r"\[\[([a-z_]+)\]\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; with `page` the name of the page that it speaks of."""

    text: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one item of a list."""

    pieces: tuple[Piece, ...]
    is_item: bool


@dataclass(frozen=True, slots=True)
class HelpText:
    """The help of one page or post."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def pages(self) -> frozenset[str]:
        """The pages that the text speaks of."""
        return frozenset(piece.page for block in self.blocks for piece in block.pieces) - {""}


@cache
def pages() -> Mapping[str, HelpText]:
    """The help of each page, by the name of its address."""
    titles = {path.stem: _lines(path)[0] for path in (_HERE / "pages").glob("*.txt")}
    return {path.stem: _read(path, titles) for path in sorted((_HERE / "pages").glob("*.txt"))}


@cache
def posts() -> Mapping[str, HelpText]:
    """«کار من چیست؟» of each post."""
    titles = {name: text.title for name, text in pages().items()}
    return {path.stem: _read(path, titles) for path in sorted((_HERE / "posts").glob("*.txt"))}


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _read(path: Path, titles: Mapping[str, str]) -> HelpText:
    title, *lines = _lines(path)
    return HelpText(title, tuple(_block(line, titles) for line in lines))


def _block(line: str, titles: Mapping[str, str]) -> Block:
    """re.split with a group gives text and name by turns."""
    parts = _NAMED.split(line.removeprefix("- "))
    pieces = (
        Piece(titles.get(part, part), part) if place % 2 else Piece(part)
        for place, part in enumerate(parts)
        if part
    )
    return Block(tuple(pieces), line.startswith("- "))
