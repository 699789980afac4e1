"""One thing that is asked of an address."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.matrix.scene import Scene


@dataclass(frozen=True, slots=True)
class Asked:
    """One object behind an address: its unit, what names it, what is sent with a POST."""

    unit: str
    kwargs: dict[str, object] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    sender: int = 0


Make = Callable[[Scene], list[Asked]]
