"""How all slices are asked, in one."""

from collections.abc import Mapping
from typing import Final

from tests.matrix import asking, entries
from tests.matrix.slices import (
    cases_asked,
    casework_asked,
    desk_asked,
    facts_asked,
    forms_asked,
    inquiries_asked,
    institutions_asked,
    rules_asked,
    support_asked,
)

_SLICES: Final = (
    facts_asked,
    inquiries_asked,
    institutions_asked,
    rules_asked,
    forms_asked,
    cases_asked,
    casework_asked,
    desk_asked,
    support_asked,
)
ASKED: Final[Mapping[str, asking.Make]] = {
    key: make for each in _SLICES for key, make in each.ASKED.items()
}
CALLS: Final[Mapping[str, entries.Make]] = {
    key: make for each in _SLICES for key, make in each.CALLS.items()
}
UNKNOWN: Final = frozenset(code for each in _SLICES for code in each.UNKNOWN)
