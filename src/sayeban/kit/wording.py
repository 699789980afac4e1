"""Sentences of several sources, as one reads them."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

Said = TypeVar("Said", bound=Hashable)


def said_once(texts: Iterable[Said]) -> tuple[Said, ...]:
    """Each in its order: several conditions may rest on the same, and it is said once."""
    return tuple(dict.fromkeys(texts))
