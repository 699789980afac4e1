"""All oracles of the slices in one."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.places import Rule
from tests.matrix.slices import (
    cases_oracle,
    casework_oracle,
    desk_oracle,
    facts_oracle,
    forms_oracle,
    inquiries_oracle,
    institutions_oracle,
    rules_oracle,
    support_oracle,
)

_SLICES: Final = (
    facts_oracle,
    inquiries_oracle,
    institutions_oracle,
    rules_oracle,
    forms_oracle,
    cases_oracle,
    casework_oracle,
    desk_oracle,
    support_oracle,
)
PAGES: Final[Mapping[str, Rule]] = {
    key: rule for each in _SLICES for key, rule in each.PAGES.items()
}
ACTIONS: Final[Mapping[str, Rule]] = {
    key: rule for each in _SLICES for key, rule in each.ACTIONS.items()
}
